"""Phrases: the words by which releases say that something is an amount, a growth, a change, a share or a comparison.

In: the words around a number. Out: patterns that recognise them, and line items cut out of them (`label`,
`subject_of`).
English business prose; nothing here belongs to one issuer.
"""

from __future__ import annotations

import re

UP = (
    r"increas(?:e[sd]?|ing)|r(?:ose|ises?|isen|ising)|gr(?:ew|own|ows?|owing)|climb(?:ed|s|ing)?|improv(?:ed|es?"
    r"|ing)|gain(?:ed|s)?|jump(?:ed|s)?|surg(?:ed|es)|advanc(?:ed|es)|expand(?:ed|s)|up|higher|accelerated"
)
DOWN = (
    r"decreas(?:e[sd]?|ing)|f(?:ell|alls?|allen|alling)|declin(?:ed|es?|ing)|dropp?(?:ed|s|ing)?|reduc(?:ed|es?"
    r"|ing)|contract(?:ed|s)|shr(?:ank|unk|inks?)|narrow(?:ed|s)|slipp?(?:ed|s)|lower(?:ed)?|down|worsened|slid"
)
RISING_WORDS = re.compile(r"(?:^|\W)(?:up|higher|increas(?:ing|ed)|rising|growing|grew|rose)(?:\s+by)?$", re.IGNORECASE)
FALLING_WORDS = re.compile(
    r"(?:^|\W)(?:down|lower|decreas(?:ing|ed)|falling|declin(?:ing|ed)|fell)(?:\s+by)?$", re.IGNORECASE
)
FILLERS = re.compile(
    r"\b(?:YoY|Y/Y|CC|or|and|basic|diluted|pre-?tax|after-?tax|net of tax|respectively)\b|[\s,/]", re.IGNORECASE
)
CHANGE_NOUN = (
    r"increases?|rises?|growth|gains?|improvements?|decreases?|declines?|drops?|falls?|reductions?|expansion"
    r"|contraction"
)
FALLING_NOUN = re.compile(r"decreas|declin|drop|fall|reduc|contraction", re.IGNORECASE)
ABOUT = (
    r"(?:(?:approximately|about|around|nearly|almost|over|roughly|more than|less than|at least|up to|only|just"
    r"|some|slightly|an additional|a|an|total(?:ing)?|~)\s+)*"
)

_COPULA = (
    r"(?:(?:is|are|was|were) (?:expected|projected|forecast|estimated|anticipated) to (?:be|total|reach)|was|were"
    r"|is|are|be|been|being|totall?ed|amount(?:ed|s|ing)? to|reached|stood at|stands at|c[ao]me (?:in )?(?:to|at)"
    r"|remained(?: at)?|equal(?:l?ed|s)?|had|has|have|generated|recorded|posted|ended(?:\s+\x00+)?\s+at"
    r"|ended the (?:quarter|year|period) (?:at|with))"
)
_MOVED = rf"(?:(?:was|were|has|have|is|are)\s+(?:been\s+)?)?(?:{UP}|{DOWN})"
_RUNS = (
    r"(?:operates?|operated|employs?|employed|serves?|served|opened|closed|owns?|owned|added|includ(?:es?|ed)"
    r"|consist(?:s|ed) of|compris(?:es?|ed))"
)
VERB = re.compile(rf"(?<![\w-])(?:(?P<moved>{_MOVED})|(?P<copula>{_COPULA})|(?P<runs>{_RUNS}))(?![\w-])", re.IGNORECASE)
NOT_A_VERB = re.compile(
    r"(?:\b(?:the|an?|any|no|this|that|by|of|to|with|in|largely|due)\s+(?:[a-z]+ly\s+)?|-)$", re.IGNORECASE
)

BREAK = re.compile(
    r"[;:]\s|\s[—–]\s?|,?\s*\b(?:while|whereas|although|though|but|because|whether)\b|,\s*(?:as|which|where|who"
    r"|since|and that)\b(?!\s+of\b|\s+for\b)|\bthat\b",
    re.IGNORECASE,
)
_ADVERBIAL = re.compile(
    r"^(?:as\b|for\b|in\b|during\b|at\b|on\b|with\b|while\b|despite\b|excluding\b|including\b|compared\b|due\b"
    r"|because\b|of\b|among\b|under\b"
    r"|by\b|since\b|from\b|after\b|before\b|through\b|\W*\x00|respectively|however|also|overall|meanwhile"
    r"|moreover|furthermore|following\b|when\b|if\b|to\b|\w+ly$|\w+ed$|\W*$)",
    re.IGNORECASE,
)
_APPOSED = re.compile(r"^(?:an?\s|which\b|net(?: of\b|$)|excluding\b|including\b|such as\b|or\s)", re.IGNORECASE)
PRONOUN = re.compile(r"^(?:it|they|this|which|these|that|both|the (?:figure|amount|ratio|number))$", re.IGNORECASE)
AGENT = re.compile(
    r"^(?:we|our company|the company|the group|the corporation|there|management|he|she|i)$", re.IGNORECASE
)
TOPIC = re.compile(
    r"^\W*as for (?:the (?:situation|case|state) of )?(?P<topic>[^,]+?)(?:\s*\([^)]*\))?\s*,", re.IGNORECASE
)
_LEADING = re.compile(
    r"^(?:(?:and|or|but|while|strong|solid|robust|the|our|its|their|an?|total of|also|both|initiat(?:es|ed)"
    r"|reiterat(?:es|ed)|rais(?:es|ed)|lower(?:s|ed)|updat(?:es|ed)|(?:rais|lower|reiterat|updat|maintain"
    r"|reaffirm|provid)ing|maintain(?:s|ed)|reaffirm(?:s|ed)|provid(?:es|ed)|announc(?:es|ed)|reports?|reported|"
    r"representing|reflecting|excluding|including|includes|plus|less|mainly|primarily|largely|partially|offset by"
    r"|resulting from|due to|related to|from|by|with|to|on|of|in|for|as|"
    r"was|were|is|are|had|has|have|paid|recorded|made|the balances? of|balances? of|the amount of|the total of"
    r"|approximately|nearly|about)\b|[\s,.:;*•–—\"“”'’-]+)+",
    re.IGNORECASE,
)
PERIOD_PHRASE = re.compile(
    r"\(?\s*(?:\b(?:as (?:of|at)|for|in|at|during|of|on|from|through|over|by|to)\s+)?(?:\bthe\s+|\bits\s+"
    r"|\bour\s+)?\x00+(?:['’]s)?(?:\s+period)?\s*\)?",
    re.IGNORECASE,
)
COMPARES_AMOUNT = (
    r"(?:(?:as\s+)?compar(?:ed|ing)\s+(?:to|with)|versus|vs\.?|against|(?:up|down|increased?|decreased?)?\s*from"
    r"|relative to|(?:higher|lower|(?:more|less) \w+) than)"
)
COMPARES = rf"(?:{COMPARES_AMOUNT}|over|than|since)"
BASE = re.compile(
    r"(?:compar(?:ed|ing)\s+(?:to|with)|versus|vs\.?|against|relative to|since|than)\b[^,]*$"
    r"|\b(?:from|over)\s+(?:the\s+)?(?:(?:[a-z]+\s+){0,6}(?:as of|at)\s+(?:the\s+)?)?$",
    re.IGNORECASE,
)
"""What makes the period that follows the one compared with."""
COMPARISON = re.compile(rf"(?<!\w){COMPARES_AMOUNT}\b(?P<what>[^.;]*?)$", re.IGNORECASE)
COMPARATOR_AFTER = re.compile(rf"^[^0-9;.()]{{0,40}}?(?<!\w){COMPARES}\b[^0-9;.(\x00]*$", re.IGNORECASE)
ATTACHED = re.compile(
    r"^\)?\s*(?:(?:pretax|pre-tax|net|in total|in cash)\s+)?(?:,?\s*(?:as (?:of|at)|in|for|at|on|during|of|from"
    r"|over|recorded in|at the)\s+)?(?:the\s+|its\s+|our\s+)?$|^\)?\s*,\s*$",
    re.IGNORECASE,
)
PER_SHARE_WORDS = re.compile(r"\s*,?\s*\bper (?:\w+ )?(?:share|ADS)\b|\s*\bon an? \w+ basis\b", re.IGNORECASE)
_YEAR_ON_YEAR = re.compile(r"^\)?\s*\(?(?:YoY|Y/Y|Y-o-Y|yoy|year[\s-]+(?:over|on)[\s-]+year)", re.IGNORECASE)
QUARTER_ON_QUARTER = re.compile(
    r"^\)?\s*\(?(?:QoQ|Q/Q|q-o-q|quarter[\s-]+(?:over|on)[\s-]+quarter|sequentially)", re.IGNORECASE
)
ASIDE = re.compile(
    r"^\)?\s*\(?(?:YoY|Y/Y|Y-o-Y|QoQ|Q/Q|year[\s-]+(?:over|on)[\s-]+year|in constant currenc\w+|CC|basic"
    r"|diluted)\b\)?[\s,.]*",
    re.IGNORECASE,
)
ONWARD = re.compile(r"(?<!compared )(?<!comparing )(?<!relative )\bto\s*$", re.IGNORECASE)
CONSTANT = re.compile(
    r"^\s*(?:in |on an? )?(?:constant[\s-]currenc\w+|CC\b|currency[\s-]neutral|organic)", re.IGNORECASE
)
SHARE_OF = re.compile(r"^\s+of\s+(?P<whole>(?:(?!\b(?:was|were|is|are|had)\b)[^,.;()])+)", re.IGNORECASE)
OF_NP = re.compile(
    r"^(?:\s*,?\s*(?:or\s+)?\x01+[^,.;]*?,?)?(?:\s+per (?:diluted )?share,?)?\s+of\s+(?P<what>(?:(?!\b(?:was|were"
    r"|is|are|which|that|had)\b)[^,.;()\x01])+)",
    re.IGNORECASE,
)
IN_NP = re.compile(
    r"^\s+(?P<how>in|for|of|from|at|related to|associated with|attributable to)\s+(?P<what>(?:(?!\b(?:was|were|is"
    r"|are|which|that|had|compared|and \x01)\b)[^,.;()\x01])+)",
    re.IGNORECASE,
)
ATTRIBUTIVE = re.compile(
    r"^\s+(?P<what>(?!(?:for|of|in|to|the|on|from|and|or|as|at|by|with|due|related"
    r"|compared)\b)(?:[a-z][a-z-]*\s+){0,3}(?:charges?|gains?|loss(?:es)?|expenses?|benefits?|dividends?"
    r"|payments?|impairments?|credits?|provisions?|settlements?|write-?downs?|facility|tranche|offering"
    r"|acquisition))\b",
    re.IGNORECASE,
)
NOUN_WORDS = re.compile(r"\s*(?P<noun>(?:[A-Za-z][A-Za-z'’-]*\s+){0,2}?[A-Za-z]*s|headcount|people)\b")
NEGATIVE_WORDS = re.compile(r"\b(?:expenses?|loss(?:es)?|outflows?|deficit|cost)\b", re.IGNORECASE)
TWO_SIDED = re.compile(
    r"(?:income|gains?|profits?|benefit)\b.*\((?:[^)]*\b)?(?:expenses?|loss(?:es)?)\)", re.IGNORECASE
)
AND = re.compile(r"\s*(?:,\s*and|,|and|&)\s*(?:the\s+)?", re.IGNORECASE)
EVENT = re.compile(
    r"\b(?:payable|paid|scheduled|announced|due|matur\w+|held|begin\w*|record|filed|dated|effective)\b", re.IGNORECASE
)
"""What happens on a day without being measured on it."""
GUIDANCE_NOUN = re.compile(r"\b(?:guidance|outlook|forecasts?)\b", re.IGNORECASE)
GUIDANCE = re.compile(
    r"\b(?:expect(?:s|ed)? to|expects?|anticipates?|guidance|outlook|forecasts?|targets? (?:of|for|to be)"
    r"|projected|is expected|are expected|plans to|will be)\b",
    re.IGNORECASE,
)
BREAKDOWN = re.compile(
    r"\b(?:breakdown|composition|components?)\b|\bconsist(?:s|ed)? of\b|\bcompris(?:es?|ed)\b|\binclud(?:es?|ing|ed)\b",
    re.IGNORECASE,
)


def subject_of(clause: str) -> str:
    """The subject among the words before a verb: without adverbials before it and what is apposed to it."""
    segments = _split_at_commas(clause)
    if len(segments) > 1 and re.match(r"\s*\w+ed\s+(?:in|by|on|as|at)\b", segments[0]):
        segments = segments[-1:]
    while len(segments) > 1 and _ADVERBIAL.match(segments[0].strip()):
        segments.pop(0)
    kept = [
        segment for position, segment in enumerate(segments) if position == 0 or not _APPOSED.match(segment.strip())
    ]
    return label(", ".join(segment.strip() for segment in kept if segment.strip()))


def sensible(name: str) -> bool:
    """Whether words can be a line item: no sentence, no ruins of one."""
    return len(name.split()) <= 18 and not re.search(
        r"[.!?;]\s?[A-Z]|\b(?:is|are|was|were|said|will|can|may)\b|\d[\s-]weeks?\b", name
    )


def _split_at_commas(text: str) -> list[str]:
    parts, depth, current = list[str](), 0, ""
    for position, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if character == "," and depth <= 0 and text[position + 1 : position + 2] in (" ", ""):
            parts.append(current)
            current = ""
        else:
            current += character
    return [*parts, current]


def subject_before_bracket(text: str) -> str:
    """The noun phrase right before a bracket."""
    return re.split(r"[,;:.]|\b(?:of|was|were|is|are|that|which|while)\b", text)[-1]


def conjuncts(clause: str) -> list[str]:
    """The parts of "A and B for C" as ["A for C", "B for C"]; empty when there is only one."""
    name = subject_of(clause)
    match = re.match(r"(?P<a>[\w\s-]+?)\s+and\s+(?P<b>[\w\s-]+?)(?P<c>\s+(?:for|of|in|from|at|to)\s+.+)?$", name)
    if not match:
        return []
    shared = match["c"] or ""
    first = match["a"]
    return [f"{first}{shared}", f"{match['b']}{shared}"]


def label(text: str, *, inner: bool = False) -> str:
    """A line item from the words that name it: without dates, articles, marks and what leads into it.

    `inner` words stand within a longer name and keep what leads into them.

    >>> label(" the balance of  <u>total assets</u> ")
    'total assets'
    """
    text = re.sub(r"</?\w+>|[¹²³⁴-⁹]", " ", text)
    text = re.sub(r"\(?(?:\b(?:of|or|at|to)\s+)?\x01+\)?", " ", PERIOD_PHRASE.sub(" ", text))
    text = re.sub(r"\s+", " ", text).strip()
    text = text if inner else re.sub(r"^\(\w{1,2}\)\s*", "", text)
    text = text if inner else _LEADING.sub("", text)
    text = re.sub(r"[\s,;:*“”\"•–—]+$|\s+(?:and|or|of|in|for|as|at|the|by|to|that|also|each|both|all)$", "", text)
    text = re.sub(r"\(\s*\)", "", text)
    if text.count("(") != text.count(")"):
        text = re.sub(r"\s*\([^()]*$|^[^()]*\)\s*", "", text)
    return re.sub(r"\s+", " ", text).strip(" ,;:")
