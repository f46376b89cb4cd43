"""The shipped release, indexed by the real model: exact, light to open, and without a network."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from index.build import build_index
from index.dense import VectorStore
from index.embedding import ExportedEncoder
from index.manifest import exported_model_folder, generation_folder, read_manifest
from index.sources import Place, corpus_sources

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
RELEASE = "iij-1q09"
QUESTIONS = [
    "What was SI revenue in 1Q09?",
    "Why did the operating loss of the ATM business grow?",
    "capex",
    "How many shares are outstanding?",
    "What is the target for the full year?",
    "Did the company change its accounting policies?",
    "cash and cash equivalents at the end of June",
    "Who is the president?",
]


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return Place(tmp_path_factory.mktemp("release") / "index")


@pytest.fixture(scope="module")
def index(place):
    sources = [source for source in corpus_sources() if source.release == RELEASE]
    with closing(build_index(place=place, sources=sources, progress=False)) as index:
        yield index


def test_dense_search_equals_brute_force_on_the_release(index, place):
    manifest = read_manifest(place.folder)
    with closing(VectorStore(generation_folder(place.folder, manifest.generation) / "chroma")) as store:
        by_id = store.vectors(manifest.releases[RELEASE].name)
    passages = index.passages(RELEASE)
    matrix = np.stack([by_id[passage.id] for passage in passages])
    encoder = ExportedEncoder(exported_model_folder(place.folder, manifest.model_digest))
    for question in QUESTIONS:
        cosine = matrix @ encoder.encode_query(question)
        hits = index.search(question, RELEASE, k=50, method="dense")
        assert [hit.cosine_similarity for hit in hits] == pytest.approx(np.sort(cosine)[::-1][:50].tolist(), abs=1e-5)
        places = {passage.id: cosine[place] for place, passage in enumerate(passages)}
        assert [places[hit.passage.id] for hit in hits] == pytest.approx(
            [hit.cosine_similarity for hit in hits], abs=1e-5
        )


@pytest.mark.parametrize("method", ["dense", "bm25", "fused"])
def test_the_row_or_sentence_that_says_it_is_found(index, method):
    for question, words in (
        ("What was SI revenue in 1Q09?", "6,565"),
        ("capital expenditure including capital leases", "1,489"),
        ("total contracted bandwidth", "584.7Gbps"),
        ("noon buying rate used for translation into US dollars", "96.42"),
    ):
        assert any(words in hit.passage.text for hit in index.search(question, RELEASE, k=5, method=method))


SEARCHING = """
import socket, sys
def refuse(*_): raise AssertionError("asked for a network")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
from pathlib import Path
from index.search import Index
hits = Index(Path(sys.argv[1])).search("What was SI revenue?", "iij-1q09")
assert hits[0].cosine_similarity > 0.3
heavy = ("torch", "sentence_transformers", "transformers", "langchain_core", "gradio")
print(*(name for name in heavy if name in sys.modules))
"""


def test_a_question_needs_neither_torch_nor_a_network(index, place):
    command = [sys.executable, "-c", SEARCHING, str(place.folder)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout.split()) == (0, []), ran.stderr
