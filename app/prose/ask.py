"""Ask: what a question in words wants to know.

In: a question, cleaned. Out: its type ("who", "why", "list", ...) and its terms: the words that a quote must hold,
each with the
keys that count as holding it and with how much it matters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal, cast

from app.lexicon import terms_of
from app.prose.words import in_plain_words, keys_of, roles_in, root, tokens, vocabulary
from app.question import Word

QuestionType = Literal[
    "who", "when", "where", "why", "how", "list", "definition", "yes_no", "quantity", "contact", "what"
]

_CONCEDED = re.compile(
    r"\b(?:even th(?:o|ough)|although|despite|besides|apart from|other than|in addition to|except(?: for)?"
    r"|aside from|excluding|while|ex(?= \w+[ .)]))\b[^,.?;)]*[,.?;)]?",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\bhow many (?:[\w-]+ (?=[\w-]+ (?:are|were|is|was|do|does|did|has|have|had|will)\b))?([\w-]+)"
    r"|\bnumber of ([\w-]+)",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"\bwhat (?:do|does|did|can|could|will|would|happen\w*|about|else|kinds?|types?|sorts?)\b|\babout\b"
    r"|\b(?:re)?(?:named|called|labell?ed|titled)\b|\b(?:known|referred)\b",
    re.IGNORECASE,
)
_PHRASE = re.compile(
    r"\b(?:what|which)(?:'s)?\s+(?:is |was |are |were |will be )?.+?(?=\s(?:of|for|in|on|to|at|by|from"
    r"|with|that|which|as|due|related|between|is|are|was|were|do|does|did|has|have|had|will|would|can)\b"
    r"|[?.,]|$)",
    re.IGNORECASE,
)
_BREAK = re.compile(r"\bbreak(?:ing|s)?\s+(?:it |them |that |this )?down\b", re.IGNORECASE)
_RELEASED = re.compile(
    r"\b(?:when|date)\b.*\b(?:release|announcement|results?)\b.*\b(?:publish|releas|issu|announc|report"
    r"|come|came|out|public)\w*\b",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\b(?:sa(?:y|ys|id)|comment|talk|quote|state|think|view|mention|describe)(?:s|ed|d)?\b", re.IGNORECASE
)
_PAPER_SAYS = re.compile(
    r"\b(?:release|document|report|text|filing|statement|company|commentary|announcement|they)\s+(?:actually |also )?"
    r"(?:say|state|mention|describe|think|talk|comment|view)",
    re.IGNORECASE,
)
_PLACED = re.compile(
    r",?\s*(?:\b(?:listed|named|given|mentioned|shown|stated|described) )?\b(?:in|from|according to"
    r"|per|within|under|inside|of) (?:the|its|their|this|our) (?:[\w'-]+ ){0,5}?"
    r"(?:part|section|portion|commentary|footnotes?|notes?|boilerplate|paragraph|release|document|overview|highlights"
    r"|disclaimer|forward[- ]looking statements?"
    r"|fine print|wording|language|announcement)\b",
    re.IGNORECASE,
)
_MOST_WORD = re.compile(r"(?:biggest|largest|main|major|top|leading|principal|primary|foremost)$")
_MOST = re.compile(
    r"\b(biggest|largest|main|major|top|leading|principal|primary|foremost)\s+(?:\w+ ){0,1}?(\w+)", re.IGNORECASE
)
_SEATED = re.compile(r"\b(?:based|located|situated|domiciled)\b", re.IGNORECASE)
_WHAT = re.compile(r"\W*(?:\w+ ){0,2}?(?:what|which)\b", re.IGNORECASE)
_UP = "~up"
_DOWN = "~down"
_MONTHS = (
    "jan january feb february mar march apr april may jun june jul july aug august sep sept september "
    "oct october nov november dec december"
)
MONTHS = frozenset(_MONTHS.split())
_LEAD = re.compile(
    r"^(?:(?:please|pls|so|and|ok|okay|can you|could you|would you|explain|tell me|describe|say|remind me)[ ,]+)+"
    r"(?=(?:what|who|when|where|how|which|in what|on what|at what|to what)\b)",
    re.IGNORECASE,
)
_NAMES = re.compile(
    r"^(?:which|what) (?:(?:two|three|four|five|of the|of its|of our|group|consolidated)\s)*"
    r"(?:subsidiar\w+|subs|affiliates?|companies|units)\b(?!.*\b(?:why|reason)\b)",
    re.IGNORECASE,
)
_MADE_OF_WHAT = re.compile(
    r"^(?:what|which)\b(?!.*\b(?:percent|share)).{0,40}\b(?:makes? up|comprises?|constitutes?)\b", re.IGNORECASE
)
_AT_WHAT_TIME = re.compile(
    r"\bwhen\b|\b(?:what|which) (?:date|day|time|month|year)\b|\btime of\b|\bconference\b|\bwebcast\b", re.IGNORECASE
)
_WHY = re.compile(r"\bwhy\b|\breasons?\b|\bcauses?\b", re.IGNORECASE)
_ASIDE = re.compile(r"(?<=\?)\s+(?![^?]*\?)(?!.*\b(?:what|which|who|when|where|why|how)\b)[^?]{1,90}$", re.IGNORECASE)
_FOR_WHOM = re.compile(
    r"\bwho(?:m|'s|s)?\b[^?]*\b(?:for|at|to)\s*\?*$|\bfor whom\b|\bwho(?:'s|m)?\b[^?]{0,30}\b(?:aim\w*|target\w*"
    r"|cater\w*|serv(?:e|es|ed|ing)|intended|meant|geared|suited|designed)\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(r"^(?:[1-4]q\d{2,4}|q[1-4]|fy\d{2,4}|[12]h\d{2,4}|h[12]|(?:19|20)\d\d)$")


@dataclass(frozen=True)
class Term:
    """One thing that the question names.

    `keys` are those under which a text holds it; `parts` the keys of its single words, where it is a phrase.
    `weight` says how much
    it matters beside its rarity: a name more, an everyday verb less. A `hard` term has to be held for an answer
    to count, an "exact" one in any case.
    """

    text: str
    keys: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]
    weight: float
    hard: bool
    sort: Literal["name", "noun", "exact", "soft", "role", "period", "number", "direction"]


@dataclass(frozen=True)
class Ask:
    """A question as understood: type, terms, and the direction (up or down) that it takes for granted."""

    text: str
    type: QuestionType
    terms: tuple[Term, ...]
    direction: str
    speaker: bool
    focus: str = ""
    wants_names: bool = False
    counted: str = ""
    denies: bool = False
    numeric: bool = False

    @cached_property
    def keys(self) -> frozenset[str]:
        """Every key of every term."""
        return frozenset(
            key for term in self.terms for key in (*term.keys, *(key for part in term.parts for key in part))
        )

    def words(self) -> str:
        """How the question was understood, in words."""
        return f"{self.type.replace('_', ' or ')}: " + ", ".join(term.text for term in self.terms)


@lru_cache(maxsize=4_096)
def question_type(text: str) -> QuestionType:
    """What kind of answer the question asks for.

    >>> [question_type(text) for text in ("Why did revenue fall?", "Who runs it?", "Were the figures audited?")]
    ['why', 'who', 'yes_no']
    """
    first, known = _LEAD.sub("", text.strip()), vocabulary().types
    if _NAMES.match(first) or _MADE_OF_WHAT.match(first):
        return "list"
    for_whom = _FOR_WHOM.search(first) and not known["contact"].search(first)
    for name, pattern in known.items():
        if name == "contact" and _AT_WHAT_TIME.search(first):
            continue
        if pattern.search(first) and not (for_whom and (name == "who" or (name == "why" and not _WHY.search(first)))):
            return (
                "yes_no"
                if name in ("quantity", "when", "where", "list") and known["yes_no"].match(first)
                else cast(QuestionType, name)
            )
    return "what"


@lru_cache(maxsize=1_024)
def ask_of(text: str, company: frozenset[str] = frozenset(), given: tuple[tuple[int, int], ...] = ()) -> Ask:
    """The question as understood.

    `company` holds the roots of the issuer's names and `given` the stretches that name the reported period:
    neither says anything
    about what is asked.
    """
    kind, whole = question_type(text), text
    for start, end in given:
        text = text[:start] + " " * (end - start) + text[end:]
    text = _ASIDE.sub(lambda match: " " * len(match.group()), text)
    text = in_plain_words(_BREAK.sub("breakdown", text))
    asked = _CONCEDED.sub(lambda match: " " * len(match.group()), text)
    unplaced = _PLACED.sub(lambda match: " " * len(match.group()), asked)
    if _content(tokens(unplaced)):
        asked = unplaced
    if len(_content(tokens(asked))) < 2:
        asked = text
    words = tokens(asked)
    roles = [(role, first, last) for role, first, last in roles_in(words)]
    speaker = bool(_SAYS.search(asked)) and not _PAPER_SAYS.search(asked)
    terms = tuple(
        _softened(term, _focus(asked), kind == "list") for term in _terms(asked, words, roles, company, kind, speaker)
    )
    focus = _focus(asked)
    if kind == "where" and not any(term.hard for term in terms) and _SEATED.search(asked):
        terms = (Term("headquarters", ("role:headquarters",), (), 1.5, True, "role"),)
    directions = {key for term in terms if term.sort == "direction" for key in term.keys if key in (_UP, _DOWN)}
    counted = _COUNTED.search(asked)
    items = [term for term in terms if term.hard]
    phrase = _PHRASE.search(asked)
    measured = [term for term in items if phrase and term.text in phrase.group()]
    measures = any(key.startswith("@") or key in vocabulary().properties for term in measured for key in term.keys)
    numeric = kind == "quantity" or (
        kind == "what" and bool(_WHAT.match(asked)) and measures and not speaker and not _TELLS.search(asked)
    )
    return Ask(
        text=whole,
        type=kind,
        terms=terms,
        direction=directions.pop() if len(directions) == 1 else "",
        speaker=speaker,
        focus=focus,
        wants_names=focus in vocabulary().name_nouns,
        counted=(counted.group(1) or counted.group(2)) if counted else "",
        denies=bool(re.search(r"\b(?:no|not|never|without|\w+n't)\b", asked, re.IGNORECASE)),
        numeric=numeric,
    )


_STOPS = re.compile(
    r"^(?:is|are|was|were|be|been|do|does|did|has|have|had|will|would|can|could|should|may|might|to|of|in"
    r"|on|for|from|by|with|that|which|who|behind|under|between|it|they|the|a|an|this|these|its|their|we"
    r"|you)$"
)


def _focus(text: str) -> str:
    """The root of the noun that "which" or "what" asks for, "" where there is none.

    >>> _focus("Which two subsidiaries are behind it?"), _focus("What did they say?")
    ('subsidiari', '')
    """
    words = tokens(text)
    for i, word in enumerate(words):
        if word.text in ("which", "what"):
            run: list[str] = []
            for after in words[i + 1 : i + 5]:
                if _STOPS.match(after.text) or (run and after.text.endswith("ed")):
                    break
                run.append(after.text)
            known = [part for part in run if root(part) in vocabulary().name_nouns | vocabulary().general_nouns]
            return root(known[-1] if known else run[-1]) if run else ""
    return ""


def _softened(term: Term, focus: str, listing: bool) -> Term:
    """The noun asked for, where the answer stands in for it, no longer has to be held."""
    if listing and term.keys[0] in vocabulary().general_nouns:
        return Term(term.text, term.keys, term.parts, 0.8 if "~parts" in term.keys else 0.35, False, "soft")
    stands_in = focus in vocabulary().name_nouns or focus in vocabulary().general_nouns
    if term.keys[0] != focus or not stands_in:
        return term
    return Term(term.text, term.keys, term.parts, 0.8 if focus in vocabulary().name_nouns else 0.35, False, "soft")


def _content(words: tuple[Word, ...]) -> list[Word]:
    return [word for word in words if word.text not in vocabulary().meta]


def _terms(
    text: str,
    words: tuple[Word, ...],
    roles: list[tuple[str, int, int]],
    company: frozenset[str],
    kind: str,
    speaker: bool,
) -> list[Term]:
    taken: dict[int, str] = {}
    terms: list[Term] = []
    for role, first, last in roles:
        if last - first == 1 and role in ("director", "contact", "analyst") and kind not in ("who", "contact"):
            continue
        for i in range(first, last):
            taken[words[i].start] = role
        said = speaker and kind != "who" and role in ("ceo", "president")
        own = (
            ()
            if kind in ("who", "contact") or last - first > 1
            else tuple(k for k in keys_of(words[last - 1].text) if k.startswith("~"))
        )
        terms.append(Term(role, ("role:" + role, *own), (), 0.5 if said else 1.5, not said, "role"))
    rest = tuple(word for word in words if word.start not in taken)
    if kind == "contact":
        rest = tuple(word for word in rest if word.text not in vocabulary().contacts)
        ways = ("role:contact", "~email", "~phone", "~website")
        return [Term("contact", ways, (), 1.0, False, "role")]
    if _RELEASED.search(text):
        terms.append(Term("today", ("today",), (), 1.0, False, "soft"))
    terms += [
        Term(most.group(1), ("~largest",), (), 1.0, True, "noun")
        for most in _MOST.finditer(text)
        if root(most.group(2)) not in vocabulary().general_nouns
    ]
    rest = tuple(word for word in rest if not _MOST_WORD.match(word.text))
    for found in terms_of(rest):
        inside = tuple(word for word in rest if found.start <= word.start < found.end)
        if found.key.startswith("@") and len(inside) > 1:
            parts = tuple(keys_of(word.text) for word in inside if word.text not in vocabulary().meta)
            terms.append(Term(found.text, (found.key,), parts, 1.1, True, "noun"))
        elif len(inside) == 1:
            before = max(
                (word for word in words if word.end <= inside[0].start), key=lambda word: word.end, default=None
            )
            if before and before.text in vocabulary().phrases["idioms"] and inside[0].text in ("up", "down"):
                continue
            term = _term(text, inside[0], company, found.key, kind)
            if term:
                terms.append(term)
    return terms


def _a_property(word: str) -> bool:
    return root(word) in vocabulary().properties and not word.endswith(("ed", "ing"))


def _term(text: str, word: Word, company: frozenset[str], concept: str, kind: str) -> Term | None:
    known = vocabulary()
    plain = word.text.removesuffix("'s")
    typed = text[word.start : word.end]
    keys = (*keys_of(plain), *vocabulary().asks.get(root(plain), ()))
    if kind == "quantity" and plain in ("percent", "percentage", "proportion", "share"):
        keys = (*keys, "~percent")
    if plain == "long" and kind == "quantity" and "how long" in text.lower():
        return None
    capital = typed[:1].isupper() and (word.start > 0 or typed[1:2].isupper()) and not text.isupper()
    if (plain in MONTHS and (plain != "may" or typed == "May")) or _PERIOD.match(plain):
        return Term(typed, (root(plain),), (), 0.9, False, "period")
    if root(plain) in company:
        return None
    if plain[0].isdigit():
        return Term(typed, (root(plain),), (), 0.8, False, "number")
    if _UP in keys or _DOWN in keys:
        return Term(typed, keys, (), 0.45, False, "direction")
    if capital and plain not in known.meta:
        initials = ("initials:" + plain,) if typed.isupper() and 1 < len(plain) < 6 else ()
        return Term(typed, (*keys, concept, *initials), (), 1.4, True, "name")
    if plain in known.meta:
        return None
    if (root(plain) in known.soft and not _a_property(plain)) or plain.endswith("ly"):
        return Term(typed, (*keys, concept), (), 0.35, False, "soft")
    return Term(typed, (*keys, concept), (), 1.0, True, "exact" if kind in ("who", "when", "where") else "noun")
