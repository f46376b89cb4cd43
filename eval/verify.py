"""Verify: is the gold itself right?

In: gold questions and the text of their release. Out: a `Check` for each: how its evidence and its number were found
in the text, or what is wrong. A gold set that nobody has checked measures the gold set.

The evidence must stand in the text, word for word (blanks apart). The number must be

- `printed` on a line that the evidence stands on, at some scale; or
- `noted`: the result of an expression in the note, in the answer, or in `derivations.toml` beside the gold file, all of
  whose operands the release prints; or
- `derived`: a difference, sum, ratio, share or growth of two numbers on the lines of the evidence; or
- `counted`: a small whole number of things, for which the evidence and the note name them.

Signs are not checked here (a release prints a fall in brackets, with a minus, or in words).
"""

from __future__ import annotations

import ast
import operator
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, DecimalException
from itertools import permutations
from typing import Literal

from eval.figures import figures_in
from eval.questions import GOLD, Question

How = Literal["printed", "noted", "derived", "counted", "words", "refusal", ""]
_SCALES = tuple(Decimal(10) ** power for power in (0, 3, 6, 9))
_FACTORS = (*_SCALES, Decimal(100), Decimal(10_000))
_EXPRESSION = re.compile(r"[\d.(][\d.,()\s+\-−–*/×x:]*[\d)%]")
_OPERATORS: dict[type[ast.AST], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


@dataclass(frozen=True)
class Check:
    """How the gold row was found in the text; `problem` says what was not, and is empty where all was."""

    question: Question
    how: How
    problem: str = ""


def verify(question: Question, text: str, derivations: Mapping[str, str] | None = None) -> Check:
    """Check one gold row against the text of its release; `derivations` holds expressions by question id."""
    if question.abstain:
        return Check(question, "refusal")
    lines = lines_of(question.evidence, text)
    if not lines:
        return Check(question, "", f"the evidence is not in the text: {question.evidence!r}")
    if question.value is None:
        return Check(question, "words")
    derivation = (derivations or {}).get(question.id)
    how = _how(question, question.value, lines, text, derivation)
    return Check(question, how, "" if how else f"cannot reproduce {question.value} {question.unit}: {question.note!r}")


def lines_of(evidence: str, text: str) -> list[str]:
    """The lines of the text on which the evidence stands, wherever it stands; empty when it stands nowhere."""
    pattern = re.compile(r"\s+".join(re.escape(word) for word in evidence.split()))
    found = []
    for match in pattern.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        end = text.find("\n", match.end())
        found.append(text[start : end if end >= 0 else len(text)])
    return found


def derivations_for(doc: str) -> dict[str, str]:
    """The expressions written down for the shipped gold of a release, by question id."""
    path = GOLD / doc / "derivations.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _how(question: Question, value: Decimal, lines: Sequence[str], text: str, derivation: str | None) -> How:
    magnitude, tolerance = abs(value), question.tol + abs(value) / 10**9
    if derivation:
        printed = {figure.digits for figure in figures_in(text)}
        return "noted" if _reaches(_results([derivation], printed), _FACTORS, magnitude, tolerance) else ""
    on_lines = {figure.digits for line in lines for figure in figures_in(line)}
    if _reaches(on_lines, _SCALES, magnitude, tolerance):
        return "printed"
    printed = {figure.digits for figure in figures_in(text)}
    noted = [_python(match.group()) for match in _EXPRESSION.finditer(f"{question.note} ; {question.answer}")]
    if _reaches(_results(noted, printed), _FACTORS, magnitude, tolerance):
        return "noted"
    if _reaches(_derived(on_lines), _FACTORS, magnitude, tolerance):
        return "derived"
    small = magnitude <= 50 and magnitude == magnitude.to_integral_value()
    return "counted" if small and question.kind in ("count", "list", "ranking") and question.note else ""


def _reaches(numbers: Iterable[Decimal], factors: Sequence[Decimal], magnitude: Decimal, tolerance: Decimal) -> bool:
    return any(abs(abs(number * factor) - magnitude) <= tolerance for number in numbers for factor in factors)


def _results(expressions: Iterable[str], printed: set[Decimal]) -> Iterator[Decimal]:
    """The results of the expressions whose operands are all printed, each also as a growth less one."""
    for expression in expressions:
        operands = [Decimal(number) for number in re.findall(r"\d+(?:\.\d+)?|\.\d+", expression)]
        alone = len(operands) == 1 and operands[0] not in printed
        if not operands or alone or not all(_is_printed(number, printed) for number in operands):
            continue
        try:
            result = _value(ast.parse(expression, mode="eval").body)
        except (SyntaxError, ValueError, DecimalException):
            continue
        yield from (result, result - 1)


def _python(expression: str) -> str:
    plain = re.sub(r"[−–]", "-", expression).replace("×", "*").replace("x", "*").replace(":", "/")
    return re.sub(r"(?<=\d),(?=\d{3})", "", plain).replace("%", "").strip(" ,+-*/")


def _is_printed(number: Decimal, printed: set[Decimal]) -> bool:
    """Whether the release prints the number: exactly, or rounded to the places given; small constants always."""
    if number in printed or (number <= 100 and number == number.to_integral_value()):
        return True
    half = Decimal(1).scaleb(int(number.as_tuple().exponent)) / 2
    return any(abs(one / scale - number) <= half for one in printed for scale in _SCALES[:3])


def _value(node: ast.expr) -> Decimal:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return Decimal(str(node.value))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand)
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        return _OPERATORS[type(node.op)](_value(node.left), _value(node.right))
    raise ValueError("not arithmetic")


def _derived(numbers: set[Decimal]) -> Iterator[Decimal]:
    for one, other in permutations(numbers, 2):
        yield from (one + other, one - other)
        if other:
            yield from (one / other, one / other - 1)


def main() -> int:
    """Check the shipped gold; the number of rows that do not hold as the exit status (at most 1)."""
    from collections import Counter

    from corpus.release import load_release
    from eval.questions import gold_files, load_questions

    checks = [verify(q, load_release(q.doc).text, derivations_for(q.doc)) for q in load_questions(gold_files())]
    problems = [check for check in checks if check.problem]
    print(", ".join(f"{how or 'not verified'}: {n}" for how, n in Counter(c.how for c in checks).most_common()))
    for check in problems:
        print(f"{check.question.id}: {check.problem}")
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main())
