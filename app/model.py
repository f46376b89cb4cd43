"""Model: a language model that may put a refused question in plainer words, and do nothing else.

In: a question that the release seemed not to answer, and the setting TIEOUT_LANGUAGE_MODEL. Out: the question in the
release's own words, or None. What it writes is only ever read as a question, by the same deterministic reader; a
numeral that the user did not write makes its words worthless, since a model that invents numbers in a question would
move the answer.

    LanguageModelError
    +-- ModelNotAvailable    the model that the setting names cannot be had
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import digit

from app.question import cleaned
from corpus.settings import settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

log = logging.getLogger("tieout.model")

LONGEST = 300
"""A plainer question is a short one; longer words are thrown away."""
MOST_LINE_ITEMS = 150
_NONE = "NONE"
_INSTRUCTIONS = f"""\
You rewrite questions about an earnings release so that a simple program can find the answer. You never answer them.
Reply with one line: the same question, in plain words, naming one of the line items below where one of them is meant.
Keep its meaning, its periods and its numbers exactly as written. Write no number that is not in the question.
If no line item is meant, or if you would have to guess, reply {_NONE}."""

_NUMBER_WORD = re.compile(
    r"""\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen
    |eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|trillion
    |dozen|half|double|twice|triple|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|quarter)s?\b""",
    re.VERBOSE,
)
_NUMERAL = re.compile(r"[^\W_]*\d(?:[^\W_]|[.,](?=\d))*")


class LanguageModelError(Exception):
    """The language model cannot do what the settings ask."""


class ModelNotAvailable(LanguageModelError):
    """The model that the setting names cannot be had."""


def language_model() -> BaseChatModel | None:
    """The model of TIEOUT_LANGUAGE_MODEL, made once; None when the setting is empty. Raises `ModelNotAvailable`."""
    name = settings().language_model
    return _model_named(name) if name else None


@lru_cache(maxsize=4)
def _model_named(name: str) -> BaseChatModel:
    from langchain.chat_models import init_chat_model

    try:
        return init_chat_model(name)
    except Exception as error:
        raise ModelNotAvailable(
            "TIEOUT_LANGUAGE_MODEL: expected PROVIDER:MODEL, as LangChain names models, with its package and key in "
            f"place; found {name!r}: {str(error).splitlines()[0]} Correct the setting, or unset it: no model is needed."
        ) from error


def plainer(
    question: str, earlier: Sequence[str], model: BaseChatModel, *, line_items: Iterable[str] = ()
) -> str | None:
    """The question as the model puts it; None when it has nothing better, fails, or writes a numeral of its own."""
    try:
        said = model.invoke(_prompt(question, earlier, line_items)).text
    except Exception as error:  # noqa: BLE001 - whatever a provider raises, the refusal stands without it
        log.warning("the language model failed, the answer stands without it: %s: %s", type(error).__name__, error)
        return None
    words = cleaned(said.strip()).strip("\"' ")
    if not words or _NONE in words.split() or len(words) > LONGEST or "\n" in words or words == question:
        return None
    invented = numerals(words) - numerals(" ".join((question, *earlier)))
    if invented:
        log.warning("the language model wrote %s of its own; its words are thrown away", ", ".join(sorted(invented)))
        return None
    return words


def _prompt(question: str, earlier: Sequence[str], line_items: Iterable[str]) -> list[tuple[str, str]]:
    named = [item for item in dict.fromkeys(line_items) if not numerals(item)][:MOST_LINE_ITEMS]
    before = [f"Earlier question: {cleaned(one)}" for one in earlier[-4:]]
    asked = "\n".join([*before, f"Question: {cleaned(question)}"])
    return [("system", f"{_INSTRUCTIONS}\n\nLine items: {'; '.join(named)}"), ("human", asked)]


def numerals(text: str) -> frozenset[str]:
    """Everything in a text that stands for a number, in digits of any script or in words; thousands separators aside.

    >>> sorted(numerals("Did SI fall by 1,234.5 or a third in 1Q09?"))
    ['1234.5', '1q09', 'third']
    """
    text = "".join(str(digit(c)) if c.isdecimal() else c for c in cleaned(text).lower())
    digits = {match.group().replace(",", "") for match in _NUMERAL.finditer(text)}
    words = set(_NUMBER_WORD.findall(text))
    other = {character for character in text if character.isnumeric() and not character.isdecimal()}
    return frozenset(digits | words | other)
