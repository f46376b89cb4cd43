"""Masthead: what a release says of itself: company, ticker, title, date, currency, reported period, fiscal year.

In: the canonical text of a release. Out: a `Masthead`. What cannot be found stays None or takes the commonest value, and
is the user's to correct in `release.toml`; nothing here is guessed from outside the text.
The order of trust follows how releases are written: the dateline and the sentence after it ("CITY, May 25, 2023 -- Acme
Corporation ("Acme") (NYSE: ACM) today announced results for the third quarter ended May 7, 2023") before anything below.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from corpus.calendars import FiscalCalendar, Period, duration_to, is_month_end, shifted
from corpus.dates import DateMention, dates_in

_OPENING = 6000
"""So many characters hold title, dateline and first paragraphs."""

_SUFFIX = (
    r"(?:,?\s+(?:Inc|Incorporated|Corporation|Corp|Company|Companies|Co|Limited|Ltd|LLC|PLC|plc|L\.?P|N\.?V|S\.?A|S\.?p\.?A|S\.?E|A\.?G"
    r"|Holdings?|Group|Bancorp|Bancshares|Trust|Partners|International|Technologies|Financial|Services)\b\.?)"
)
_LEGAL = r"(?:Inc|Incorporated|Corporation|Corp|Company|Co|Limited|Ltd|LLC|PLC|plc|L\.?P|N\.?V|S\.?A|SE|AG)"
_NAME = r"(?:[A-Z0-9][\w'’&./-]*|of|and|the|&|de|du)"
_COMPANY = re.compile(rf"(?<![\w.])((?:The\s+)?[A-Z][\w'’&./-]*(?:,?\s+{_NAME}){{0,5}}?,?\s+{_LEGAL}\b\.?)(?![\w])")
_EXCHANGE = r"(?:NYSE(?:\s+American|\s+Arca)?|NASDAQ(?:\s?GS|\s?GM|\s?CM|\s+Global(?:\s+Select)?(?:\s+Market)?)?|AMEX|LSE|TSX(?:-V)?|TSE|ASX|OTC\w*|HKEX|SIX|Euronext(?:\s+\w+)?|Xetra|FWB|BSE|NSE|SGX)"
_TICKER = re.compile(rf"\(?\b{_EXCHANGE}\s?[:;]\s?[“\"]?([A-Z0-9.]{{1,6}})\b", re.IGNORECASE)
_CALLED = re.compile(r"\(\s*(?:the\s+)?[“\"]([^”\"]{2,40})[”\"]|[,(]?\s+or\s+(?:the\s+)?[“\"]([^”\"]{2,40})[”\"]")
_TITLE_WORDS = re.compile(
    r"\b(?:results?|reports?|reported|announces?|earnings|quarter(?:ly)?|year|half|income|revenues?|sales|profits?)\b",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"^(?:(?:news|press|media|earnings)\s+releases?|for immediate release|exhibit\s[\d.]+|ex-[\d.]+|contacts?:?)\b.{0,12}$",
    re.IGNORECASE,
)
_COUNTS = {
    **{word: n for n, word in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"], 1)},
    "twenty-four": 24, "twenty-five": 25, "twenty-six": 26, "twenty-seven": 27, "twenty-eight": 28, "thirty-six": 36,
    "thirty-nine": 39, "forty": 40, "fifty-two": 52, "fifty-three": 53,
}  # fmt: skip
_LENGTH = re.compile(
    rf"\b({'|'.join(sorted(_COUNTS, key=len, reverse=True))}|\d{{1,2}})[\s-]+(weeks?|months?)\b(?=(?P<after>[^.;]{{0,60}}))",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"\b(first|second|third|fourth|1st|2nd|3rd|4th|q[1-4]|[1-4]q)(?:[\s-]+(?:fiscal\s+)?quarter)?\b", re.IGNORECASE
)
_FISCAL_YEAR = re.compile(
    r"(?:quarter|half|q[1-4]|[1-4]q|year|results)[\s,-]*(?:of\s+|for\s+)?(?:the\s+|its\s+)?(?:fiscal(?:[\s-]+year)?|FY)\s?[’']?((?:20)?\d\d)\b",
    re.IGNORECASE,
)
_YEAR_ENDED = re.compile(r"\b(?:fiscal\s+)?years?\s+end(?:ed|ing|s)\b(?:\s+on)?", re.IGNORECASE)
_CURRENCIES = {
    "JPY": r"JPY|¥|\byen\b", "EUR": r"€|\bEUR\b|\beuros?\b", "GBP": r"£|\bGBP\b|\bpence\b", "CHF": r"\bCHF\b", "CAD": r"C\$|CA\$|\bCAD\b|Canadian dollars",
    "AUD": r"A\$|AU\$|\bAUD\b", "HKD": r"HK\$", "TWD": r"NT\$", "SGD": r"S\$", "CNY": r"\bRMB\b|\bCNY\b|\brenminbi\b", "INR": r"₹|\bINR\b|\brupees\b|\bRs\.",
    "KRW": r"₩|\bKRW\b", "SEK": r"\bSEK\b", "NOK": r"\bNOK\b", "DKK": r"\bDKK\b", "BRL": r"R\$", "USD": r"(?<![A-Za-z])(?:US)?\$|\bUSD\b|U\.S\. dollars",
}  # fmt: skip


@dataclass(frozen=True)
class Masthead:
    """What a release says of itself. `quarter_weeks` is set when the quarters of its year are not of one length."""

    company: str
    title: str
    published: date | None
    currency: str
    aliases: tuple[str, ...]
    period: Period | None
    ends_in_month: int
    named_by: Literal["start", "end"]
    quarter_weeks: tuple[int, ...] = ()

    @property
    def short_name(self) -> str:
        """The company's name without its legal form: "Costco Wholesale"."""
        return short_name(self.company)


def masthead_of(text: str, *, published: date | None = None, period: Period | None = None) -> Masthead:
    """What the text says; `published` and `period`, where the user gives them, decide what depends on them."""
    company = _company(text)
    day = published or _published(text)
    reported = period or _reported(text, day)
    month = _year_end_month(text, reported)
    return Masthead(
        company=company,
        title=_title(text, company),
        published=day,
        currency=_currency(text),
        aliases=_aliases(text, company),
        period=reported,
        ends_in_month=month,
        named_by=_named_by(text, reported, month),
        quarter_weeks=_quarter_weeks(text, reported),
    )


def short_name(company: str) -> str:
    """A company's name without article and legal form.

    >>> short_name("The Buckle, Inc."), short_name("Costco Wholesale Corporation")
    ('Buckle', 'Costco Wholesale')
    """
    name = re.sub(r"^The\s+", "", company.strip())
    legal = rf",?\s+{_LEGAL}\.?$"
    while re.search(legal, name) and len(name.split()) > 1:
        name = re.sub(legal, "", name)
    return name.strip(" ,")


def _company(text: str) -> str:
    """The legal name before the ticker or the words "today announced", else the one printed most often."""
    opening = _prose(text[:_OPENING])
    counts = Counter(_proper(_without_dateline(match[1])) for match in _COMPANY.finditer(_prose(text)))
    ticker = _TICKER.search(opening)
    announced = re.search(r"\b(?:today|announced|reported|reports|announces)\b", opening)
    for mark in (ticker, announced):
        before = opening[: mark.start()][-200:] if mark else ""
        named = list(_COMPANY.finditer(before))
        if named:
            return _proper(_without_dateline(named[-1][1]))
        bare = (
            re.search(rf"((?:{_NAME} ){{0,4}}[A-Z][\w'’&.]*)$", _without_dateline(before.strip(" (,")))
            if mark is ticker
            else None
        )
        if bare:
            return next((full for full, _ in counts.most_common() if full.lower().startswith(bare[1].lower())), bare[1])
    return counts.most_common(1)[0][0] if counts else _first_line(text)


def _prose(text: str) -> str:
    return re.sub(r"[ \t]+", " ", re.sub(r"</?u>|^#+ ", "", text, flags=re.MULTILINE))


def _without_dateline(name: str) -> str:
    """A name without the words of a dateline or a sentence's start that stand before it."""
    name = re.split(r"\s+[-–—]+\s+|\n", name)[-1]
    return re.sub(r"^(?:(?:[A-Z]{2,}|About|At|For|By|Of|In|And|About the)\s+)+(?=[A-Z][a-z])", "", name).strip()


def _proper(name: str) -> str:
    """A name set in capitals in its usual letters; one with other letters as it is."""
    words = re.sub(r"\s+", " ", name).strip(" ,").split(" ")
    if any(c.islower() for c in name.replace("c", "", 1) if c.isalpha()) and not name.isupper():
        return " ".join(words)
    return " ".join(
        w.capitalize() if len(w.strip(".,")) > 3 or w.strip(".,").lower() in ("inc", "co", "ltd", "the") else w
        for w in words
    )


def _first_line(text: str) -> str:
    return next((line.lstrip("# ").strip() for line in text.splitlines() if line.strip()), "Unknown company")[:80]


def _title(text: str, company: str) -> str:
    """The first line among the headings that says what is reported; else any short line that does."""
    lines = [line.strip() for line in text[:_OPENING].splitlines() if line.strip() and "\t" not in line]
    headings = [line.lstrip("# ") for line in lines if line.startswith("#")]
    short = [line for line in (line.lstrip("# ") for line in lines) if 10 < len(line) <= 200 and not line.endswith(".")]
    for candidates in (headings, short):
        for line in candidates:
            if _TITLE_WORDS.search(line) and not _NO_TITLE.match(line) and len(line.split()) >= 3:
                return line
    return next((line for line in [*headings, *short] if not _NO_TITLE.match(line)), company)


def _published(text: str) -> date | None:
    """The day of the dateline: the first full date near the top that ends no period and starts no call."""
    opening = text[:_OPENING]
    for mention in dates_in(opening):
        before = opening[max(0, mention.start - 40) : mention.start].lower()
        about_a_period = re.search(
            r"(?:end(?:ed|ing|s)|as of|as at|through|until|since|effective|compared (?:to|with)|and|to|from|\bon)\s*(?:the\s+)?$",
            before,
        )
        if mention.year and not about_a_period:
            return mention.on(mention.year)
    return None


def _days(text: str) -> list[tuple[date, DateMention]]:
    return [(mention.on(mention.year), mention) for mention in dates_in(text) if mention.year]


def _reported(text: str, published: date | None) -> Period | None:
    """The quarter (or the half or whole year, in a release that has no quarters) that ended last before publication."""
    lines = _flat(text)
    ended = Counter(
        day
        for day, mention in _days(lines)
        if re.search(
            r"\bend(?:ed|ing)\b[^.;]{0,60}$|\bas (?:of|at)\b[^.;]{0,30}$",
            lines[max(0, mention.start - 80) : mention.start],
            re.IGNORECASE,
        )
        and (published is None or timedelta(0) < published - day < timedelta(days=200))
    )
    if not ended:
        return None
    often = [day for day, count in ended.items() if count >= 0.25 * max(ended.values())]
    last = max(often)
    months, weeks = _length(lines)
    return duration_to(last, months=months, weeks=weeks)


def _flat(text: str) -> str:
    return re.sub(r"[\t\n ]+", " ", text)


def _lengths(text: str) -> list[tuple[int, str]]:
    found = []
    for match in _LENGTH.finditer(text):
        count = int(match[1]) if match[1].isdigit() else _COUNTS[match[1].lower()]
        if (
            re.search(r"\bend(?:ed|ing)\b|\bof\b.{0,12}\bfiscal\b|period|quarter", match["after"], re.IGNORECASE)
            or "-" in match[0][:14]
        ):
            found.append((count, match[2].lower().rstrip("s")))
    return found


def _length(text: str) -> tuple[int, int]:
    """The months or the weeks of the reported period: a quarter where one is named, else a half, else a year."""
    lengths = Counter(_lengths(text))
    weeks = [count for (count, unit), _ in lengths.most_common() if unit == "week" and 12 <= count <= 17]
    if weeks:
        return 0, weeks[0]
    if (3, "month") in lengths or re.search(r"\bquarter", text, re.IGNORECASE):
        return 3, 0
    return (
        (6, 0) if (6, "month") in lengths or re.search(r"\bhalf[- ]year|first half\b", text, re.IGNORECASE) else (12, 0)
    )


def _year_end_month(text: str, period: Period | None) -> int:
    """The month in (or near the end of) which the fiscal year ends."""
    lines = _flat(text)
    if period and (end := _end_before_year_to_date(lines, period)):
        return _nearest_month(end)
    opening = lines[:_OPENING]
    for place in (opening, lines):
        for match in _YEAR_ENDED.finditer(place):
            days = _days(place[match.end() : match.end() + 40])
            if days and days[0][1].start < 12:
                return _nearest_month(days[0][0])
    number = _quarter_number(opening)
    if period and number and period.is_quarter:
        return (_nearest_month(period.end) - 3 * number - 1) % 12 + 1
    return 12


def _end_before_year_to_date(lines: str, period: Period) -> date | None:
    """The last fiscal year's end, counted back from the year to date that stands beside the quarter ("39 weeks ended")."""
    longer = [
        (count, unit)
        for count, unit in _lengths(lines)
        if (unit == "week" and 20 < count < 50) or (unit == "month" and count in (6, 9))
    ]
    if not longer or not period.is_quarter:
        return None
    count, unit = Counter(longer).most_common(1)[0][0]
    if unit == "week":
        return period.end - timedelta(weeks=count)
    return shifted(period.end, -count) if is_month_end(period.end) else period.end - timedelta(weeks=count * 13 // 3)


def _nearest_month(day: date) -> int:
    """The month whose end is nearest: a year that ends on February 3 is January's."""
    return day.month if day.day > 15 else (day.month - 2) % 12 + 1


def _quarter_number(text: str) -> int | None:
    match = _ORDINAL.search(text)
    return (
        (
            ["first", "second", "third", "fourth"].index(match[1].lower()) + 1
            if match[1].isalpha()
            else int(re.sub(r"\D", "", match[1]))
        )
        if match
        else None
    )


def _named_by(text: str, period: Period | None, ends_in_month: int) -> Literal["start", "end"]:
    """By comparing the fiscal year that the release names with the year in which that fiscal year ends."""
    if period is None or ends_in_month == 12:
        return "end"
    year_end = FiscalCalendar(ends_in_month, "end").fiscal_year(period.end - timedelta(days=7))
    names = Counter(int(m[1]) % 100 for m in _FISCAL_YEAR.finditer(_flat(text)))
    return "start" if names[(year_end - 1) % 100] > names[year_end % 100] else "end"


def _quarter_weeks(text: str, period: Period | None) -> tuple[int, ...]:
    """The weeks of each quarter, for years divided into 12, 12, 12 and 16 weeks, the long quarter first or last."""
    if period is None or period.weeks not in (12, 16, 17):
        return ()
    number = _quarter_number(_flat(text)[:_OPENING])
    long_first = (period.weeks in (16, 17)) == (number == 1) and number in (1, 2, 3)
    return (
        (16, 12, 12, 12) if long_first and (period.weeks != 12 or _has_long_first(text, period)) else (12, 12, 12, 16)
    )


def _has_long_first(text: str, period: Period) -> bool:
    counts = {count for count, unit in _lengths(_flat(text)) if unit == "week"}
    return bool(counts & {28, 40}) and period.weeks == 12


def _currency(text: str) -> str:
    counts = {code: len(re.findall(pattern, text)) for code, pattern in _CURRENCIES.items()}
    code = max(counts, key=lambda c: counts[c])
    return code if counts[code] else "USD"


def _aliases(text: str, company: str) -> tuple[str, ...]:
    """Other names of the company: the short name, those it is called by in quotes, and its ticker."""
    opening = _prose(text[:_OPENING])
    names = [short_name(company)]
    for named in re.finditer(re.escape(company), opening, re.IGNORECASE):
        after = opening[named.end() : named.end() + 160].split("\n")[0]
        names += [name.strip(" ,") for match in _CALLED.finditer(after) for name in match.groups() if name]
    names += [match[1] for match in _TICKER.finditer(opening) if re.search("[A-Z]", match[1])]
    generic = re.compile(
        r"(?i)^(?:the )?(?:company|group|corporation|we|us|our|bank|firm|registrant|partnership|trust)$"
    )
    kept = dict.fromkeys(
        name for name in names if name and name != company and not generic.match(name) and not re.search(r"\d{2}", name)
    )
    return tuple(kept)
