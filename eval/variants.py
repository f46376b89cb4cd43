"""Variants: releases like a real one and yet others, by a documented change of names, dates and numbers.

In: a real release as read (the shipped one is enough) and a number. Out: the text and the metadata of a variant:

- names: every name of the company becomes an invented one; four variants a company, one a year;
- dates: every year in the text (2009, 1Q09, FY09) moves by the same number of years, up to eleven back;
- numbers: every fact in money, and per share, is multiplied by one whole number from 2 to 97, which leaves all else
  about it as it was: totals foot, the dollar column is still the yen column at the printed rate, growth and shares
  stay; counts, percentages and rates stay. Numerals that are no facts (notes, phone numbers) stay.

Everything follows from the number of the variant, so that a second run makes the same releases.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from corpus.document import Document
from corpus.facts import Fact

A_COMPANY = 4
"""Releases of one invented company, a year apart."""
_SYLLABLES = (
    "bra ced dor fen gal hul jor kel lum mav nor pel quen ros sil tav ulm ven wex yor zan",
    "a e i o u ae ia eo",
    "bec dran fex gorn lund mer nox pond rick sted tar vik worth xon zell",
)
_YEAR = re.compile(r"(?<![\d.,$¥£€])(?:19[89]\d|20[0-4]\d)(?![\d,]|\.\d)")
_SHORT_YEAR = re.compile(r"(?<=\b[1-4]Q)\d\d\b|(?<=\b[12]H)\d\d\b|(?<=\bFY)\d\d\b")
_NUMERAL = re.compile(r"\d[\d,]*(?:\.\d+)?")
_LEGAL = re.compile(r"\b(?:Inc|Corporation|Corp|Company|Co|Limited|Ltd|plc|PLC)\b\.?$")
_RATES = ("%", "pp", "x", "bps")


@dataclass(frozen=True)
class Variant:
    """One made release: its id, text, and metadata in the shape of `release.toml`."""

    id: str
    text: str
    said: dict[str, Any]


def variants(seeds: Sequence[Document], count: int) -> Iterator[Variant]:
    """The first `count` variants, from each seed in turn."""
    for number in range(count):
        company, year = divmod(number, A_COMPANY)
        yield variant(seeds[company % len(seeds)], company=company, back=year + company % 8)


def variant(seed: Document, *, company: int, back: int) -> Variant:
    """One variant: of the invented company of that number, so many years before the seed."""
    drawn = random.Random(company)  # noqa: S311 -- nothing secret: the same company every time
    name, ticker = invented(company)
    factor = drawn.randint(2, 97)
    release = seed.release
    text = _renamed(_scaled(seed, factor, back), seed, name, ticker)
    period = release.period
    said: dict[str, Any] = {
        "company": _full(release.company, name),
        "aliases": [name, ticker],
        "title": _renamed(_moved(release.title, back), seed, name, ticker),
        "currency": release.currency,
        "fiscal_year": {
            "ends_in_month": release.calendar.ends_in_month,
            "named_by": release.calendar.named_by,
            "quarter_weeks": list(release.calendar.quarter_weeks),
        },
    }
    if release.published:
        said["published"] = _earlier(release.published, back)
    if period:
        said["period"] = {"end": _earlier(period.end, back)}
        said["period"] |= {"start": _earlier(period.start, back)} if period.start else {}
    return Variant(f"{name.lower()}-{said['period']['end'] if period else back}", text, said)


def invented(number: int) -> tuple[str, str]:
    """The name and the ticker of an invented company.

    >>> invented(0), invented(1)
    (('Braabec', 'QAAA'), ('Cedebec', 'QAAB'))
    """
    first, middle, last = (part.split() for part in _SYLLABLES)
    rest, a = divmod(number, len(first))
    rest, c = divmod(rest, len(last))
    name = f"{first[a]}{middle[(a + c + rest) % len(middle)]}{last[c]}{middle[rest % len(middle)] if rest else ''}"
    letters = "".join(chr(65 + number // 26**place % 26) for place in (2, 1, 0))
    return name.capitalize(), f"Q{letters}"


def _full(company: str, name: str) -> str:
    legal = _LEGAL.search(company)
    return f"{name} {legal[0]}" if legal else f"{name} Inc."


# -- numbers and dates ----------------------------------------------------------------------------------------------


def _scaled(seed: Document, factor: int, back: int) -> str:
    """The text with its facts in money multiplied, and with the years of what stands between them moved."""
    text = seed.release.text
    parts: list[str] = []
    at = 0
    for fact in sorted((f for f in seed.facts if _in_money(f)), key=lambda f: f.start):
        if fact.start >= at:
            parts += [_moved(text[at : fact.start], back), _times(text[fact.start : fact.end], factor)]
            at = fact.end
    return "".join([*parts, _moved(text[at:], back)])


def _in_money(fact: Fact) -> bool:
    """Whether a fact is an amount of money, or one per share: no rate of one currency in another, no percentage."""
    base, _, per = (fact.unit or "").partition("/")
    return bool(re.fullmatch(r"[A-Z]{3}", base)) and not re.fullmatch(r"[A-Z]{3}", per) and fact.unit not in _RATES


def _times(printed: str, factor: int) -> str:
    """A printed number multiplied, with the separators and decimals that it had.

    >>> _times("(1,234.5)", 3), _times("$0.88", 2)
    ('(3,703.5)', '$1.76')
    """
    return _NUMERAL.sub(lambda m: _with_commas(m.group(), Decimal(m.group().replace(",", "")) * factor), printed)


def _with_commas(before: str, amount: Decimal) -> str:
    grouped = "," in before or len(before.partition(".")[0]) < 4
    return f"{amount:,f}" if grouped else f"{amount:f}"


def _moved(text: str, back: int) -> str:
    """The text with every year so many years earlier.

    >>> _moved("1Q09 ended June 30, 2009; JPY2,009", 4)
    '1Q05 ended June 30, 2005; JPY2,009'
    """
    text = _YEAR.sub(lambda m: str(int(m.group()) - back), text)
    return _SHORT_YEAR.sub(lambda m: f"{(int(m.group()) - back) % 100:02d}", text)


def _earlier(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # February 29
        return day.replace(year=day.year - years, day=28)


# -- names ----------------------------------------------------------------------------------------------------------


def _renamed(text: str, seed: Document, name: str, ticker: str) -> str:
    """The text with every name of the seed's company in the invented one's place, in capitals where it was."""
    release = seed.release
    names = {release.company: _full(release.company, name)}
    for alias in (*release.aliases, *_short(release.company)):
        names.setdefault(alias, ticker if alias.isupper() and len(alias) < 6 else name)
    tickers = [each for each in names if each.isupper() and len(each) < 6]
    words = sorted((each for each in names if each not in tickers), key=len, reverse=True)
    any_case = "|".join(re.escape(each).replace("'", "['’]") for each in words)
    as_is = "|".join(re.escape(each) for each in sorted(tickers, key=len, reverse=True)) or r"(?!)"
    plain = {each.casefold(): new for each, new in names.items()}

    def new(match: re.Match[str]) -> str:
        found = plain[match.group().casefold().replace("’", "'")]
        return found.upper() if match.group().isupper() else found

    return re.sub(rf"(?<![A-Za-z])(?:(?i:{any_case})|{as_is})(?![A-Za-z])", new, text)


def _short(company: str) -> list[str]:
    from corpus.masthead import short_name

    return [short_name(company)]
