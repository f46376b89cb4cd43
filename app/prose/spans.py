"""Spans: the shortest exact phrase of a quote that answers.

In: an `Ask` and the text of the quote. Out: where the phrase stands in it, or None where the whole quote is the answer. What a span is
depends on the type: a date for "when", a name for "who", a number beside what is counted, and for "what" the rest of the sentence
once the part that the question already holds is taken off ("Goodwill represents | the excess of ...").
"""

from __future__ import annotations

import re

from app.prose.ask import Ask
from app.prose.evidence import COMPANY, DATE, EMAIL, PERSON, PHONE, SHOUTED, URL
from app.prose.words import keys_of, roles_in, tokens
from app.question import Word

Span = tuple[int, int]

_VERB = frozenset(
    "is are was were be been being has have had include includes included including represent represents represented consist consists consisted comprise comprises"
    " comprised relate relates related mean means meant refer refers referred result results resulted reflect reflects reflected provide provides provided offer"
    " offers offered use uses used require requires required allow allows allowed operate operates operated contain contains show shows present presents presented"
    " exclude excludes excluded define defines defined determine determines determined measure measures measured calculate calculates calculated base based record"
    " records recorded recognize recognizes recognized recognise recognised expect expects expected believe believes will would may can could should involve involves"
    " make makes made grant granted amount amounted total totaled totalled increased decreased rose fell grew declined introduced launched adopted plan plans preparing"
    " estimate estimates estimated classify classified account accounted state stated depend depends become becomes became".split()
)
_LINK = frozenset(
    "primarily mainly principally generally largely mostly substantially typically approximately about of to by on as in from with for at through using that the"
    " based upon under also currently only directly not be been being both either such including into".split()
)
_KEEP = frozenset("using by from through under at upon based not both either only approximately about".split())
_NUMBER = re.compile(
    r"(?:approximately |about |nearly |over |around )?(?:(?:[A-Z]{2,3}|US|A|S|C)?[$€£¥]|(?:RMB|JPY|USD|EUR|GBP|Rs\.?|CHF|HK\$|Yen)\s?|`\s?)?\s?\(?\d[\d,]*(?:\.\d+)?\)?(?:\s?(?:%|percent\b|per cent\b|percentage points?\b|basis points\b|bps\b))?"
    r"(?:\s?(?:million|billion|trillion|thousand|bn|m)\b)?(?:[ -](?:years?|months?|days?|weeks?|square feet|shares|employees|times)\b)?"
)
_DURATION = re.compile(r"\b(?:\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve)(?:\s+to\s+\w+)?[- ](?:years?|months?|weeks?|days?)\b", re.IGNORECASE)
_OFTEN = re.compile(r"\b(?:annually|quarterly|monthly|weekly|daily|semi-?annually|every \w+(?: \w+)?|each (?:year|quarter|month)|once (?:a|per) \w+|on an? \w+ basis|regularly|periodically)\b", re.IGNORECASE)
_WHERE = re.compile(r"\b(?:located |based |headquartered |listed |traded |quoted )?(?:in|at|on)\s+(?:the\s+)?(\*?[A-Z][\w&.'-]*(?:(?:,)?\s+(?:[A-Z][\w&.'-]*|of|and|the|areas?|regions?))*\*?)")
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
    near = _nearest(ask, text, [m.span() for m in fresh])
    if near and not re.search(r"\bwhen (?:do|does|is|are|can|will)\b", ask.text, re.IGNORECASE):
        return near
    condition = _CONDITION.search(text)
    return condition.span() if condition and condition.start() > 10 else near


def _where(ask: Ask, text: str) -> Span | None:
    if re.search(r"\b(?:web|online|site|url|read|download)", ask.text, re.IGNORECASE) and (url := URL.search(text)):
        return url.start(), url.start() + len(url.group().rstrip(".,"))
    asked = {token.text for token in tokens(ask.text)}
    places = [m.span(1) for m in _WHERE.finditer(text) if not all(t.text in asked for t in tokens(m.group(1))) and not DATE.match(m.group(1))]
    return _nearest(ask, text, places)


def _contact(ask: Ask, text: str) -> Span | None:
    for cue, pattern in ((r"\be-?mail", EMAIL), (r"\b(?:phone|telephone|tel|call|ring|dial|fax)\b", PHONE), (r"\b(?:url|web|site|homepage|page)", URL)):
        if re.search(cue, ask.text, re.IGNORECASE) and (match := pattern.search(text)):
            return match.span()
    return None


def _quantity(ask: Ask, text: str) -> Span | None:
    question = ask.text.lower()
    if re.search(r"\bhow often\b", question):
        often = _OFTEN.search(text)
        return often.span() if often else None
    if re.search(r"\bhow long\b|\bhow many (?:years|months|days|weeks)\b", question):
        lengths = [m.span() for m in _DURATION.finditer(text)]
        return _nearest(ask, text, lengths)
    dates = [m.span() for m in DATE.finditer(text)]
    numbers = [_trimmed(text, m) for m in _NUMBER.finditer(text) if not any(a < m.end() and m.start() < b for a, b in dates)]
    numbers = [(a, b) for a, b in numbers if a < b and not _code(text, a, b) and text[a:b].lower() not in question]
    if re.search(r"\bpercent|\bproportion\b|\bshare of\b|%|\brate\b", question):
        numbers = [n for n in numbers if re.search(r"%|percent|per cent", text[n[0] : n[1]])] or numbers
    elif re.search(r"\bhow much\b|\bamount\b|\bvalue\b|\bexpense|\bcost\b|\bincome\b|\brevenue|\bgain|\bloss", question):
        numbers = [n for n in numbers if not re.search(r"%|percent|per cent", text[n[0] : n[1]])] or numbers
    return _aligned(ask, text, numbers) or _nearest(ask, text, numbers)


def _trimmed(text: str, match: re.Match[str]) -> Span:
    a, b = match.span()
    while a < b and text[a] == " ":
        a += 1
    while b > a and (text[b - 1] in " ," or text[b - 1] == ")" and "(" not in text[a:b] or text[b - 1] == "(") :
        b -= 1
    if "(" in text[a:b] and ")" not in text[a:b]:
        a += text[a:b].index("(") + 1
    return a, b


def _code(text: str, a: int, b: int) -> bool:
    """A number that counts nothing: of a note, a standard, a list item."""
    return bool(re.search(r"(?:\b(?:No|Nos|Note|Notes|ASC|ASU|SFAS|IFRS|IAS|FAS|Level|Section|Item|page|Topic|Form)\.?\s*|[A-Za-z]-?)$", text[max(0, a - 12) : a])) and text[a:b].isdigit()


def _aligned(ask: Ask, text: str, numbers: list[Span]) -> Span | None:
    """"$510 million, $487 million and $442 million in 2019, 2018 and 2017, respectively": the one of the year asked for."""
    asked = re.findall(r"\b(?:19|20)\d\d\b", ask.text)
    years = [m for m in re.finditer(r"\b(?:19|20)\d\d\b", text)]
    if len(asked) != 1 or len(years) < 2:
        return None
    order = [year.group() for year in years]
    if asked[0] not in order:
        return None
    for run in _runs([(y.start(), y.end()) for y in years], text):
        listed = [text[a:b] for a, b in run]
        if asked[0] not in listed or len(run) < 2:
            continue
        before = [group for group in _runs(numbers, text) if len(group) == len(run)]
        if before:
            group = min(before, key=lambda g: abs(g[0][0] - run[0][0]))
            return group[listed.index(asked[0])]
    return None


def _runs(spans: list[Span], text: str) -> list[list[Span]]:
    """Spans that stand in one series, only commas, "and" and a few words between them."""
    runs: list[list[Span]] = []
    for span in spans:
        if runs and re.fullmatch(r"[\s,;]*(?:and|or|to|versus)?[\s,]*(?:\w+\s+\d{1,2},\s*)?(?:[$€£¥]|US\$)?\s*", text[runs[-1][-1][1] : span[0]]):
            runs[-1].append(span)
        else:
            runs.append([span])
    return runs


def _nearest(ask: Ask, text: str, spans: list[Span]) -> Span | None:
    """The span that stands closest to the words of the question; a year asked for counts most."""
    if not spans:
        return None
    years = set(re.findall(r"\b(?:19|20)\d\d\b", ask.text))
    places = [(t.start, t.end, 3.0 if t.text in years else 1.0) for t in tokens(text) if not ask.keys.isdisjoint(keys_of(t.text))]

    def closeness(span: Span) -> float:
        total = 0.0
        for start, end, weight in places:
            gap = span[0] - end if end <= span[0] else start - span[1] if start >= span[1] else 0
            total += weight / (12 + max(0, gap) * (1.0 if end <= span[0] else 1.3))
        return total

    return max(spans, key=lambda span: (closeness(span), -span[0]))


def _rest(ask: Ask, text: str) -> Span | None:
    """The sentence without the part that the question already holds."""
    if ask.numeric or re.match(r"\s*what (?:was|is|were|are) the (?:\w+ ){0,6}?(?:amount|value|rate|percentage|number|price|increase|decrease|change|income|expense|cost|loss|gain|revenue)", ask.text, re.IGNORECASE):
        found = _quantity(ask, text)
        if found:
            return found
    words = tokens(text)
    matched = [not ask.keys.isdisjoint(keys_of(word.text)) and word.text not in _LINK for word in words]
    total = sum(matched)
    if not total or len(words) < 6:
        return None
    seen = 0
    for i, word in enumerate(words):
        if word.text in _VERB and seen and seen * 2 >= total - (1 if matched[i] else 0):
            return _after(words, matched, i, text)
        seen += matched[i]
    return None


def _after(words: tuple[Word, ...], matched: list[bool], verb: int, text: str) -> Span | None:
    """From behind the verb, and behind what follows it of the question's own words, to the end of the sentence."""
    i = verb + 1
    while i < len(words) and (words[i].text in _LINK and words[i].text not in _KEEP or words[i].text in _VERB and words[i].text not in _KEEP or matched[i]):
        i += 1
    while i > verb + 1 and words[i - 1].text in ("the", "not", "both", "either", "such", "including"):
        i -= 1
    if i >= len(words) - 1:
        return None
    end = len(text.rstrip().rstrip(".\"”"))
    return (words[i].start, end) if end - words[i].start > 3 else None


_FINDERS = {"who": _who, "when": _when, "where": _where, "contact": _contact, "quantity": _quantity}
