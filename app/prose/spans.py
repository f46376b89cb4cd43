"""Spans: the shortest exact phrase of a quote that answers.

In: an `Ask` and the text of the quote. Out: where the phrase stands in it, or None where the whole quote is the
answer. What a span is depends on the type: a date for "when", a name for "who", and for "what" the rest of the sentence
once the part that the question already holds is taken off ("Goodwill represents | the excess of ...").
"""

from __future__ import annotations

import re

from app.prose.amounts import Span, amount_in, nearest
from app.prose.ask import Ask
from app.prose.evidence import COMPANY, DATE, EMAIL, PERSON, PHONE, SHOUTED, URL
from app.prose.words import keys_of, roles_in, tokens, vocabulary
from app.question import Word

_WHERE = re.compile(
    r"\b(?:located |based |headquartered |listed |traded |quoted )?(?:in|at"
    r"|on)\s+(?:the\s+)?(\*?[A-Z][\w&.'-]*(?:(?:,)?\s+(?:[A-Z][\w&.'-]*|of|and|the|areas?|regions?))*\*?)"
)
_CONDITION = re.compile(r"\b(?:when|if|upon|once|until|prior to|as soon as)\b[^.;]*", re.IGNORECASE)


def span_of(ask: Ask, text: str) -> Span | None:
    """Where the answer stands in the text, or None when all of it is the answer."""
    finder = _FINDERS.get(ask.type, _rest)
    found = finder(ask, text)
    return found if found and found[1] - found[0] < len(text.rstrip()) else None


def _who(ask: Ask, text: str) -> Span | None:
    offices = {term.keys[0] for term in ask.terms if term.sort == "role"}
    people = list(PERSON.finditer(text))
    held = [m for m in people if offices & {"role:" + role for role, _, _ in roles_in(tokens(m.group()))}]
    if held or people:
        return (held or people)[0].span()
    shouted = SHOUTED.search(text)
    return shouted.span() if shouted else _names(ask, text)


def _names(ask: Ask, text: str) -> Span | None:
    """The companies named, from the first to the last of a series."""
    asked = ask.text.lower()
    found = [m for m in COMPANY.finditer(text) if m.group().lower() not in asked]
    return (found[0].start(), found[-1].end()) if found and found[-1].end() - found[0].start() < 200 else None


def _when(ask: Ask, text: str) -> Span | None:
    fresh = [m for m in DATE.finditer(text) if m.group().lower() not in ask.text.lower()]
    if "today" in ask.keys and fresh:
        return fresh[0].span()
    near = nearest(ask, text, [m.span() for m in fresh])
    if near and not re.search(r"\bwhen (?:do|does|is|are|can|will)\b", ask.text, re.IGNORECASE):
        return near
    condition = _CONDITION.search(text)
    return condition.span() if condition and condition.start() > 10 else near


def _where(ask: Ask, text: str) -> Span | None:
    if url := URL.search(text):
        return url.start(), url.start() + len(url.group().rstrip(".,"))
    asked = {token.text for token in tokens(ask.text)}
    dates = [m.span() for m in DATE.finditer(text)]
    places = [
        (m.start(1), m.start(1) + len(m.group(1).rstrip(".,*")))
        for m in _WHERE.finditer(text)
        if not all(t.text in asked for t in tokens(m.group(1)))
        and not any(a < m.end(1) and m.start(1) < b for a, b in dates)
    ]
    return nearest(ask, text, places)


def _contact(ask: Ask, text: str) -> Span | None:
    for cue, pattern in (
        (r"\be-?mail", EMAIL),
        (r"\b(?:phone|telephone|tel|call|ring|dial|fax)\b", PHONE),
        (r"\b(?:url|web|site|homepage|page)", URL),
    ):
        if re.search(cue, ask.text, re.IGNORECASE) and (match := pattern.search(text)):
            return match.span()
    return None


def _rest(ask: Ask, text: str) -> Span | None:
    """The sentence without the part that the question already holds."""
    if ask.numeric or re.match(
        r"\s*what (?:was|is|were|are) the (?:\w+ ){0,6}?(?:amount|value|rate|percentage|number|price|increase"
        r"|decrease|change|income|expense|cost|loss|gain|revenue)",
        ask.text,
        re.IGNORECASE,
    ):
        found = amount_in(ask, text)
        if found:
            return found
    words = tokens(text)
    matched = [
        not ask.keys.isdisjoint(keys_of(word.text)) and word.text not in vocabulary().phrases["links"] for word in words
    ]
    total = sum(matched)
    if not total or len(words) < 6:
        return None
    seen = 0
    for i, word in enumerate(words):
        if ask.type == "definition" and seen and not any(matched[max(0, i - 4) : i]):
            continue
        if word.text in vocabulary().phrases["verbs"] and seen and seen * 2 >= total - (1 if matched[i] else 0):
            return _after(words, matched, i, text)
        seen += matched[i]
    return None


def _after(words: tuple[Word, ...], matched: list[bool], verb: int, text: str) -> Span | None:
    """From behind the verb, and behind what follows it of the question's own words, to the end of the sentence."""
    i = verb + 1
    while i < len(words) and (
        (words[i].text in vocabulary().phrases["links"] and words[i].text not in vocabulary().phrases["kept"])
        or (words[i].text in vocabulary().phrases["verbs"] and words[i].text not in vocabulary().phrases["kept"])
        or matched[i]
    ):
        i += 1
    while i > verb + 1 and words[i - 1].text in ("the", "not", "both", "either", "such", "including"):
        i -= 1
    if i >= len(words) - 1:
        return None
    end = len(text.rstrip().rstrip('."”'))
    return (words[i].start, end) if end - words[i].start > 3 else None


def _whole(_ask: Ask, _text: str) -> Span | None:
    """A list is answered by all of its sentence."""
    return None


_FINDERS = {"list": _whole, "who": _who, "when": _when, "where": _where, "contact": _contact, "quantity": amount_in}
