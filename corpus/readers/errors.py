"""Errors of reading a file: each says what was expected, what was found and what to do.

UnreadableFile
├── FileMissing        no such file, or a folder
├── UnknownFileType    neither PDF, HTML, Markdown nor plain text
├── FileTooLarge       larger than MAX_BYTES
├── EncryptedFile      a PDF that needs a password
├── BrokenFile         the bytes are not what the name or the first bytes promise
└── NoText             a scan, or an empty document: there is nothing to quote
"""

from __future__ import annotations

MAX_BYTES = 100 * 1024 * 1024
"""The largest file that is read. An earnings release is rarely above 5 MB; one above this is something else."""


class UnreadableFile(Exception):
    """A file that cannot be read as a release."""


class FileMissing(UnreadableFile):
    """There is no such file."""


class UnknownFileType(UnreadableFile):
    """The file is of a type that no reader takes."""


class FileTooLarge(UnreadableFile):
    """The file is above the size limit."""


class EncryptedFile(UnreadableFile):
    """The PDF is protected by a password."""


class BrokenFile(UnreadableFile):
    """The file is damaged."""


class NoText(UnreadableFile):
    """The file holds no text, as a scan does not."""
