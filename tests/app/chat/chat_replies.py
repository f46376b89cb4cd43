"""Canned replies over the shipped release: one of each kind, and one that is hostile."""

from __future__ import annotations

import time
from dataclasses import replace
from decimal import Decimal

from app.reply import Calculation, Citation, Operand, Reply, TableRow
from corpus.release import load_release

RELEASE = "iij-1q09"
HOSTILE = '<img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script>'


def cite(quote: str, after: str = "", section: str = "Operating Results Summary", **cell: str) -> Citation:
    """A citation of the first `quote` that stands behind `after` in the release."""
    text = load_release(RELEASE).text
    start = text.index(quote, text.index(after) if after else 0)
    return Citation(RELEASE, section, quote, start, start + len(quote), **cell)


def si(column: str, quote: str) -> Citation:
    return cite(quote, "\nSI\t7,689", table="Operating Results Summary", row="SI", column=column)


def growth_reply() -> Reply:
    a = Operand("a", "SI revenues", "1Q09", Decimal(6565000000), "JPY", "6,565", si("1Q09, JPY millions", "6,565"))
    b = Operand("b", "SI revenues", "1Q08", Decimal(7689000000), "JPY", "7,689", si("1Q08, JPY millions", "7,689"))
    printed = cite("(14.6%)", "\nSI\t7,689", table="Operating Results Summary", row="SI", column="YoY % change")
    return Reply(
        "−14.6%\nSI revenues fell from JPY 7,689 million in 1Q08 to JPY 6,565 million in 1Q09. [1] [2]",
        Decimal("-14.6"),
        "%",
        citations=(a.citation, b.citation, printed),
        reading="growth of SI revenues, 1Q08 to 1Q09",
        kind="calculation",
        release=RELEASE,
        calculation=Calculation(
            "growth(a, b)",
            "(SI revenues, 1Q09 − SI revenues, 1Q08) ÷ |SI revenues, 1Q08| × 100",
            (a, b),
            Decimal("-14.62"),
            "%",
            "−14.6%",
            "agrees with the printed (14.6%)",
        ),
        alternatives=("total revenues, 1Q09",),
        follow_ups=("What was SI gross margin in 1Q09?", "How much did SI orders received change?"),
    )


def flagged_reply() -> Reply:
    reply = growth_reply()
    return replace(
        reply,
        calculation=replace(
            reply.calculation, check="the release prints (15.0%), which does not follow from these numbers"
        ),
    )


def figure_reply() -> Reply:
    citation = cite(
        "15,835",
        "Total Revenues\t",
        table="Operating Results Summary",
        row="Total Revenues",
        column="1Q09, JPY millions",
    )
    sentence = cite(
        "Revenue was JPY15,835 million (\\$164 million), down 3.0% YoY.",
        section="Highlights of First Quarter FY2009 Financial Results",
    )
    return Reply(
        "JPY 15,835 million\nTotal revenues for the three months ended June 30, 2009 "
        "($164 million), ¥1 and (3.0%) shown as typed. [1]",
        Decimal(15835000000),
        "JPY",
        citations=(citation, sentence),
        reading="total revenues, 1Q09",
        release=RELEASE,
    )


def ranking_reply() -> Reply:
    after = "Total Costs\t"
    items = [
        ("Connectivity and Outsourcing Services", "7,650"),
        ("SI", "4,876"),
        ("ATM Operation Business", "192"),
        ("Equipment Sales", "119"),
    ]
    rows = tuple(
        TableRow(
            name,
            "1Q09",
            Decimal(number.replace(",", "")) * 10**6,
            "JPY",
            f"JPY {number} million",
            cite(number, after, table="Operating Results Summary", row=name, column="1Q09, JPY millions"),
        )
        for name, number in items
    )
    return Reply(
        "The largest cost is that of Connectivity and Outsourcing Services.",
        citations=tuple(row.citation for row in rows),
        kind="ranking",
        reading="cost items by amount, 1Q09, largest first",
        release=RELEASE,
        rows=rows,
    )


def prose_reply() -> Reply:
    quote = "Circuit related costs also increased corresponding with the growth of mobile data communication services."
    return Reply(
        quote,
        citations=(cite(quote, section="Cost and expense"),),
        kind="prose",
        reading="why circuit costs rose",
        release=RELEASE,
    )


def refusal_reply() -> Reply:
    nearest = cite("Trust Networks operates 26 ATMs", section="Revenues")
    return Reply(
        "The release does not say how many employees the company has.\n"
        "The nearest that it counts is the ATMs that Trust Networks operates.",
        abstained=True,
        reason="not disclosed",
        citations=(nearest,),
        reading="number of employees",
        kind="refusal",
        release=RELEASE,
        alternatives=("How many ATMs does Trust Networks operate?",),
    )


def canned(question: str, history=None, release=None) -> Reply:
    """A fixed reply for each word; the answer to "echo" tells who asked, so that crossed answers are seen."""
    words = question.lower()
    if "echo" in words:
        time.sleep(4 if "slow" in words else 0.02)
        return Reply(f"{question} after {len(history or [])}", reading=question, kind="prose", release=RELEASE)
    if "boom" in words:
        raise RuntimeError("a secret detail")
    for word, reply in (
        ("flag", flagged_reply),
        ("fall", growth_reply),
        ("rank", ranking_reply),
        ("why", prose_reply),
        ("employees", refusal_reply),
        ("hostile", hostile_reply),
    ):
        if word in words:
            return reply()
    return figure_reply()


def hostile_reply() -> Reply:
    return replace(
        figure_reply(), text=f"1 {HOSTILE}\n{HOSTILE}", reading=HOSTILE, follow_ups=(HOSTILE,), alternatives=(HOSTILE,)
    )
