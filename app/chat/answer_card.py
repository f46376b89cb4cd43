"""A turn of the conversation as a card: the question, then headline, reading, calculation, citations, what to ask next.

In: a `Turn`. Out: escaped HTML that the page puts into the conversation. Every control is a `<button>` with what it acts on
in `data-` attributes: `data-cite="start-end"` shows a place of the release, `data-ask` asks a question again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from app.chat import charts, printed
from app.chat.conversations import Turn
from app.reply import Calculation, Citation, Operand, Reply

LONGEST_HEADLINE = 48
MARKER = re.compile(r"\[(\d{1,2})\]")
ANSWERED_BY_A_NUMBER = ("figure", "calculation", "count")
DIGITS = re.compile(r"\d[\d,.]*")
AMOUNT = (
    r"(?:\b[A-Z]{3} ?|[A-Z]{0,3}[$¥€£] ?)?[-−(]?\d[\d,]*(?:\.\d+)?\)?"
    r"(?:%| (?:thousand|million|billion|trillion|percentage points|times)\b)?(?: per \w+)?"
)
FEW_SOURCES, LONGEST_QUOTE = 5, 150
SYMBOL = re.compile(r"[A-Za-z_]\w*")
DISAGREES = re.compile(r"\b(?:not|differ\w*|disagree\w*|against|but)\b", re.IGNORECASE)


def turn_html(turn: Turn) -> str:
    """One turn: what was asked and, once it is there, the answer."""
    return (
        f'<section class="turn" aria-label="Question {turn.number}"><div class="question"><span class="sr">You asked: </span>'
        f"<p>{escape(turn.question)}</p></div>{_answer(turn)}</section>"
    )


def _answer(turn: Turn) -> str:
    if turn.reply is not None:
        return reply_html(turn.reply, turn.number)
    if turn.trouble:
        return f'<div class="answer trouble" role="alert"><p class="prose">{escape(turn.trouble)}</p></div>'
    return (
        '<div class="answer waiting" aria-busy="true"><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>'
        '<span class="waiting-words">Reading the release…</span></div>'
    )


def reply_html(reply: Reply, number: int) -> str:
    """The answer itself. A refusal is a card of its own kind, with what the release does disclose nearby."""
    kind = "refusal" if reply.abstained else "found"
    body = _refusal(reply) if reply.abstained else _found(reply)
    return (
        f'<div class="answer {kind}" data-turn="{number}" data-release="{escape(str(reply.release or ""))}">{body}'
        f"{_chips('Did you mean', reply.alternatives, 'alternative')}{_chips('Ask next', reply.follow_ups, 'follow-up')}"
        f"{_tools(reply, number)}</div>"
    )


def headline_and_rest(reply: Reply) -> tuple[str, str]:
    """The number that answers, to be set large, and the words below it; ("", text) where words answer."""
    first, _, rest = reply.text.strip().partition("\n")
    if rest and len(first) <= LONGEST_HEADLINE and any(c.isdigit() for c in first):
        return first.strip(), rest.strip()
    number = _number_of(reply) if reply.value is not None and reply.kind in ANSWERED_BY_A_NUMBER else ""
    return number if len(number) <= LONGEST_HEADLINE else "", reply.text.strip()


def _number_of(reply: Reply) -> str:
    """The answer's number as it stands in its text: the calculation's result, or the amount that the first source prints."""
    if reply.calculation is not None:
        number = reply.calculation.shown.rsplit("shown as ", 1)[-1].split(" (", 1)[0]
        return number if all(digits in reply.text for digits in DIGITS.findall(number)) else ""
    quoted = {
        re.sub(r"\D", "", number) for citation in reply.citations[:1] for number in DIGITS.findall(citation.quote)
    }
    unit = re.escape(reply.unit or "")
    for amount in re.finditer(rf"{AMOUNT}(?: {unit}(?!\w))?" if unit else AMOUNT, reply.text):
        if re.sub(r"\D", "", amount[0]) in quoted:
            return amount[0].strip()
    return ""


def _found(reply: Reply) -> str:
    headline, rest = headline_and_rest(reply)
    large = f'<p class="headline">{_marked(headline, reply.citations)}</p>' if headline else ""
    quoted = " quoted" if reply.kind == "prose" else ""
    words = "".join(
        f'<p class="prose{quoted}">{_marked(part, reply.citations)}</p>' for part in rest.split("\n") if part.strip()
    )
    return f"{large}{words}{_reading(reply)}{charts.picture_and_table(reply)}{_calculation(reply)}{_citations(reply.citations, 'Sources')}"


def _refusal(reply: Reply) -> str:
    first, *rest = [part for part in reply.text.split("\n") if part.strip()] or ["The release does not say."]
    words = "".join(f'<p class="prose">{_marked(part, reply.citations)}</p>' for part in rest)
    return (
        f'<p class="refusal-line"><span class="refusal-mark" aria-hidden="true">∅</span>{_marked(first, reply.citations)}</p>{words}'
        f"{_reading(reply)}{_citations(reply.citations, 'What the release does say')}"
    )


def _reading(reply: Reply) -> str:
    return (
        f'<p class="reading"><span class="label">Read as</span> {escape(printed.plain(reply.reading))}</p>'
        if reply.reading
        else ""
    )


def _marked(text: str, citations: Sequence[Citation]) -> str:
    """Escaped text in which `[2]` is a button that shows the second citation."""

    def button(found: re.Match[str]) -> str:
        number = int(found[1])
        return _number_button(number, citations[number - 1]) if 0 < number <= len(citations) else found[0]

    return MARKER.sub(button, escape(printed.plain(text), quote=False))


def _number_button(number: int, citation: Citation) -> str:
    return f'<button type="button" class="cite-number" {_cites(citation)} aria-label="Show source {number}">{number}</button>'


def _cites(citation: Citation) -> str:
    return f'data-cite="{citation.start}-{citation.end}" data-release="{escape(citation.release)}"'


def _citations(citations: Sequence[Citation], title: str) -> str:
    if not citations:
        return ""
    items = [f"<li>{_citation(number, citation)}</li>" for number, citation in enumerate(citations, 1)]
    first, more = items[:FEW_SOURCES], items[FEW_SOURCES:]
    others = (
        f'<details class="more"><summary>{len(more)} more</summary><ol>{"".join(more)}</ol></details>' if more else ""
    )
    return f'<div class="citations"><span class="label">{title}</span><ol>{"".join(first)}</ol>{others}</div>'


def _citation(number: int, citation: Citation) -> str:
    quote, kind = printed.plain(citation.quote), "cell"
    if citation.table is None and citation.row is None:
        quote = quote if len(quote) <= LONGEST_QUOTE else quote[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
        where, quote, kind = escape(printed.plain(citation.section)), f"“{escape(quote)}”", "words"
    else:
        quote = escape(quote)
        where = " · ".join(
            escape(printed.plain(part))
            for part in (citation.table or citation.section, citation.row, citation.column)
            if part
        )
    return (
        f'<button type="button" class="citation {kind}" {_cites(citation)}><span class="cite-number" aria-hidden="true">{number}</span>'
        f'<span class="sr">Source {number}: </span><span class="quote">{quote}</span><span class="where">{where}</span></button>'
    )


def _calculation(reply: Reply) -> str:
    calculation = reply.calculation
    if calculation is None:
        return ""
    return (
        '<details class="calculation"><summary>How it is worked out'
        f'{_check_badge(calculation.check)}</summary><div class="steps">'
        f'<p class="step"><span class="label">In names</span><span class="formula">{escape(printed.plain(calculation.formula))}</span></p>'
        f'<p class="step"><span class="label">In numbers</span><span class="formula">{_in_numbers(calculation)} = '
        f"<strong>{escape(calculation.shown)}</strong></span></p>"
        f"{_operands(calculation.operands)}{_check(calculation.check)}</div></details>"
    )


def _in_numbers(calculation: Calculation) -> str:
    """The expression with each symbol replaced by the printed number, which shows its cell."""
    by_symbol = {operand.symbol: operand for operand in calculation.operands}
    parts, position = [], 0
    for symbol in SYMBOL.finditer(calculation.expression):
        operand = by_symbol.get(symbol[0])
        parts.append(_operators(calculation.expression[position : symbol.start()]))
        parts.append(_operand_button(operand) if operand else escape(symbol[0]))
        position = symbol.end()
    return "".join(parts) + _operators(calculation.expression[position:])


def _operators(text: str) -> str:
    return escape(text.replace("**", "^").replace("*", "×").replace("/", "÷").replace("-", "−"))


def _operand_button(operand: Operand) -> str:
    words = escape(", ".join(part for part in (printed.plain(operand.name), operand.period) if part))
    number = escape(printed.plain(operand.printed))
    if operand.citation is None:
        return f'<span class="operand given" title="{words}">{number}</span>'
    return f'<button type="button" class="operand" {_cites(operand.citation)} title="{words}" aria-label="{number}: {words}. Show its cell">{number}</button>'


def _operands(operands: Sequence[Operand]) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(printed.plain(o.name))}</th><td>{escape(o.period)}</td><td class="num">{_operand_button(o)}</td></tr>'
        for o in operands
    )
    return (
        f'<table class="operands"><caption class="sr">Numbers used</caption><tbody>{rows}</tbody></table>'
        if rows
        else ""
    )


def agrees(check: str) -> bool:
    """Whether the comparison with the printed figure found that the two agree."""
    return not DISAGREES.search(check)


def _check_badge(check: str) -> str:
    if not check:
        return ""
    return (
        '<span class="badge ties">ties out</span>'
        if agrees(check)
        else '<span class="badge differs">differs from print</span>'
    )


def _check(check: str) -> str:
    if not check:
        return ""
    mark, kind = ("✓", "ties") if agrees(check) else ("⚠", "differs")
    return f'<p class="check {kind}"><span aria-hidden="true">{mark}</span> {escape(printed.plain(check))}</p>'


def _chips(title: str, questions: Sequence[str], kind: str) -> str:
    if not questions:
        return ""
    chips = "".join(
        f'<button type="button" class="chip {kind}" data-ask="{escape(q)}">{escape(printed.plain(q))}</button>'
        for q in questions
    )
    return f'<div class="chips"><span class="label">{title}</span>{chips}</div>'


def copied_text(reply: Reply) -> str:
    """The answer as plain text with its sources, for the clipboard."""
    lines = [printed.plain(reply.text)]
    if reply.calculation:
        lines.append(printed.plain(str(reply.calculation)))
    for number, citation in enumerate(reply.citations, 1):
        where = " · ".join(part for part in (citation.table or citation.section, citation.row, citation.column) if part)
        lines.append(f"[{number}] {printed.plain(citation.quote)} ({printed.plain(where)})")
    return "\n".join(lines)


def _tools(reply: Reply, number: int) -> str:
    flags = "".join(
        f'<button type="button" data-feedback="{verdict}" data-number="{number}">{words}</button>'
        for verdict, words in (
            ("wrong", "The answer is wrong"),
            ("wrong evidence", "The evidence is wrong"),
            ("unclear", "It is unclear"),
        )
    )
    return (
        f'<div class="tools"><button type="button" class="tool" data-copy="{escape(copied_text(reply))}">Copy</button>'
        f'<details class="menu"><summary class="tool">Report</summary><div class="menu-list" role="group" aria-label="What is wrong with this answer">{flags}</div></details>'
        '<span class="tool-said" role="status"></span></div>'
    )
