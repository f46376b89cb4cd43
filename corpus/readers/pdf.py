"""PDF: an earnings release as published, as canonical text.

In: the path of a PDF file. Out: canonical text. pdfplumber is the library of choice: it gives each character's box,
font and size, by which columns, superscripts, headings and lost ligatures are told. pypdfium2 is ten times as fast, but
its text comes as runs without fonts, in the order of drawing, and hides the gaps that part columns. docling finds table
structure with a neural model: a gigabyte of weights, seconds a page, and cells that no longer say where on the page
they stood. A release has 5 to 20 pages, 2 to 6 s in all.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.readers.errors import BrokenFile, EncryptedFile, NoText
from corpus.readers.ligatures import has_lost_glyph, repaired, vocabulary
from corpus.readers.paragraphs import PageSetting, TextBlock, blocks_from_lines, continues_over_page, setting_of
from corpus.readers.pdf_lines import PageContent, Word, rules_of, with_lines, words_of
from corpus.readers.pdf_tables import regions_of, rows_of, table_text

if TYPE_CHECKING:
    from pdfplumber.pdf import PDF


@dataclass
class _Table:
    """A table with its header and body rows, which a following page may go on with."""

    header: list[list[str]]
    body: list[list[str]]


_Block = TextBlock | _Table


def text_from_pdf(path: Path) -> str:
    """The canonical text of a PDF. Raises EncryptedFile, BrokenFile, or NoText for a scan."""
    pages = _pages(Path(path))
    if sum(len(word.text) for page in pages for word in page.words) < 20 * len(pages):
        raise NoText(
            f"Expected a PDF with text; found {len(pages)} pages of images in {path} (a scan). "
            "Run it through text recognition first, or add the HTML version."
        )
    return "\n\n".join(_canonical(block) for block in _blocks(with_lines(_with_letters(pages)))) + "\n"


def _pages(path: Path) -> list[PageContent]:
    import pdfplumber
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        with pdfplumber.open(path) as pdf:
            return _read(pdf)
    except PdfminerException as error:
        cause = error.args[0] if error.args else error
        if isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError):
            raise EncryptedFile(
                f"Expected a PDF that opens without a password; found a protected one: {path}. "
                "Save it without protection and add it again."
            ) from error
        raise _broken(path, cause) from error
    except Exception as error:
        raise _broken(path, error) from error


def _broken(path: Path, cause: object) -> BrokenFile:
    return BrokenFile(
        f"Expected a whole PDF file; found a damaged one: {path} ({type(cause).__name__}: {cause}). "
        "Download it again and add the new file."
    )


def _read(pdf: PDF) -> list[PageContent]:
    pages = []
    for page in pdf.pages:
        pages.append(PageContent(tuple(words_of(page)), rules_of(page), float(page.height)))
        page.close()
    return pages


def _with_letters(pages: list[PageContent]) -> list[PageContent]:
    """The pages with lost ligatures put back and words that kerning tore apart made whole."""
    counts = Counter(word.text for page in pages for word in page.words)
    document = vocabulary(counts)
    return [
        replace(page, words=tuple(_spelled(word, document) for word in _untorn(page.words, counts))) for page in pages
    ]


def _spelled(word: Word, document: frozenset[str]) -> Word:
    if word.text.isascii() and not has_lost_glyph(word.text):
        return word
    return replace(word, text=repaired(word.text, document, word.lost))


def _untorn(words: Sequence[Word], counts: Counter[str]) -> list[Word]:
    """Two neighbours that are no words of the document by themselves, but are one together: "CO STCO"."""
    whole: list[Word] = []
    for word in words:
        last = whole[-1] if whole else None
        if (
            last
            and abs(last.top - word.top) < 1
            and 0 < word.x0 - last.x1 < 0.35 * word.size
            and _is_torn(last.text, word.text, counts)
        ):
            whole[-1] = replace(last, text=last.text + word.text, x1=word.x1)
        else:
            whole.append(word)
    return whole


def _is_torn(left: str, right: str, counts: Counter[str]) -> bool:
    if not (left + right).isalpha() or len(left + right) < 5:
        return False
    shapes = {left + right, (left + right).title(), (left + right).lower()}
    torn = counts[left + " " + right] == 0 and counts[right] <= 2
    return (
        torn
        and any(counts[shape] > 0 for shape in shapes)
        and counts[right.title()] == 0
        and counts[right.lower()] == 0
    )


def _blocks(pages: list[PageContent]) -> list[_Block]:
    """The blocks of all pages in reading order; tables and sentences that a page break cuts are made whole."""
    setting = setting_of([page.lines for page in pages])
    blocks: list[_Block] = []
    for page in pages:
        fresh = _page_blocks(page, setting)
        if blocks and fresh:
            _join_over_page(blocks, fresh, setting)
        blocks += fresh
    return blocks


def _page_blocks(page: PageContent, setting: PageSetting) -> list[_Block]:
    lines = page.lines
    blocks: list[_Block] = []
    done = 0
    for region in regions_of(lines, page.rules):
        blocks += blocks_from_lines(lines[done : region.first], setting)
        blocks.append(_Table(*rows_of(region)))
        done = region.last + 1
    return blocks + list(blocks_from_lines(lines[done:], setting))


def _join_over_page(blocks: list[_Block], fresh: list[_Block], setting: PageSetting) -> None:
    last, first = blocks[-1], fresh[0]
    if isinstance(last, TextBlock) and isinstance(first, TextBlock) and continues_over_page(last, first, setting):
        blocks[-1] = TextBlock(last.lines + first.lines, False)
        fresh.pop(0)
    elif (
        isinstance(last, _Table)
        and isinstance(first, _Table)
        and len(last.body[0]) == len(first.body[0])
        and (not first.header or first.header == last.header)
    ):
        last.body.extend(first.body)
        fresh.pop(0)


def _canonical(block: _Block) -> str:
    if isinstance(block, _Table):
        return table_text(block.header, block.body)
    return f"# {block.text}" if block.is_heading else re.sub(r"\t", " ", block.text)
