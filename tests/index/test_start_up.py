"""Opening the index and searching by words stay light: what is not imported costs nothing."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from index.build import build_index

ROOT = Path(__file__).parents[2]

HEAVY = (
    "torch",
    "sentence_transformers",
    "transformers",
    "langchain",
    "langchain_core",
    "gradio",
    "pandas",
    "pdfplumber",
)
DENSE = ("chromadb", "onnxruntime", "tokenizers")


def imported_after(code, *names):
    """Which of the modules are loaded once `code` has run in a new process."""
    code = f"import sys\n{textwrap.dedent(code)}\nprint(*(name for name in {names!r} if name in sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return ran.stdout.split()


def test_importing_the_package_loads_nothing_heavy():
    assert imported_after("import index", *HEAVY, *DENSE, "numpy", "bm25s", "tqdm") == []


@pytest.fixture
def searching(place, small_source, encoder):
    """Code that opens a ready index and searches it."""
    build_index(place=place, sources=[small_source], encoder=encoder, progress=False).close()
    return f"""
    from pathlib import Path
    from index.search import Index
    hits = Index(Path({str(place.folder)!r})).search("capital expenditure", method="bm25")
    assert hits[0].passage.text.startswith("Capital expenditure")
    """


def test_a_search_by_words_loads_neither_chroma_nor_a_model(searching):
    assert imported_after(searching, *HEAVY, *DENSE) == []
