"""PDF: an earnings release as published, as canonical text.

In: the path of a PDF file. Out: canonical text. pdfplumber is the library of choice: it gives each character's box,
font and size, by which columns, superscripts, headings and lost ligatures are told. pypdfium2 is ten times as fast, but
its text comes as runs without fonts, in the order of drawing, and hides the gaps that part columns. docling finds table
structure with a neural model: a gigabyte of weights, seconds a page, and cells that no longer say where on the page
they stood. A release has 5 to 20 pages, 2 to 6 s in all.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.readers.errors import BrokenFile, EncryptedFile, NoText
from corpus.readers.layout import text_from_pages
from corpus.readers.ligatures import has_lost_glyph, repaired, vocabulary
from corpus.readers.pdf_lines import PageContent, Word, rules_of, with_lines, words_of

if TYPE_CHECKING:
    from pdfplumber.pdf import PDF


def text_from_pdf(path: Path) -> str:
    """The canonical text of a PDF. Raises EncryptedFile, BrokenFile, or NoText for a scan."""
    pages = _pages(Path(path))
    if sum(len(word.text) for page in pages for word in page.words) < 20 * len(pages):
        raise NoText(
            f"Expected a PDF with text; found {len(pages)} pages of images in {path} (a scan). "
            "Run it through text recognition first, or add the HTML version."
        )
    return text_from_pages(with_lines(_with_letters(pages)))


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
    """Two neighbours that are no words of the document by themselves, but are one together: "AC ME"."""
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
