"""Chroma finds exactly what a scan of all vectors finds."""

from contextlib import closing

import numpy as np
import pytest

from index.dense import VectorStore


def unit(vectors):
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def clustered(count, rng, copies=1):
    """Vectors as releases give them: many rows of one table lie close together."""
    centres = rng.normal(size=(12, 384))
    return unit(np.repeat(centres[rng.integers(0, 12, count)] + 0.15 * rng.normal(size=(count, 384)), copies, axis=0))


@pytest.fixture
def store(tmp_path):
    with closing(VectorStore(tmp_path / "chroma")) as store:
        yield store


@pytest.mark.parametrize("count", [1, 7, 600, pytest.param(5_000, marks=pytest.mark.slow)])
def test_search_equals_brute_force(store, count):
    rng = np.random.default_rng(count)
    vectors = clustered(count, rng)
    store.write("release", [str(place) for place in range(count)], vectors)
    for query in clustered(40, rng):
        found = store.query("release", query, 10)
        cosine = vectors @ query
        expected = np.argsort(-cosine)[:10]
        assert [int(name) for name, _ in found] == expected.tolist()
        assert [similarity for _, similarity in found] == pytest.approx(cosine[expected].tolist(), abs=1e-5)


def test_equal_vectors_are_all_found(store):
    rng = np.random.default_rng(0)
    vectors = clustered(50, rng, copies=8)
    store.write("release", [str(place) for place in range(len(vectors))], vectors)
    found = {int(name) for name, _ in store.query("release", vectors[80], 8)}
    assert found == set(range(80, 88))


def test_search_is_the_same_after_reopening(tmp_path):
    rng = np.random.default_rng(1)
    vectors, query = clustered(2_500, rng), clustered(1, rng)[0]
    with closing(VectorStore(tmp_path / "chroma")) as store:
        store.write("release", [str(place) for place in range(len(vectors))], vectors)
        before = store.query("release", query, 20)
    with closing(VectorStore(tmp_path / "chroma")) as store:
        assert store.query("release", query, 20) == before
        assert store.count("release") == 2_500


def test_writing_a_collection_again_replaces_it(store):
    rng = np.random.default_rng(2)
    store.write("release", ["a", "b"], clustered(2, rng))
    vector = clustered(1, rng)
    store.write("release", ["c"], vector)
    assert [name for name, _ in store.query("release", vector[0], 5)] == ["c"]
    assert store.vectors("release")["c"] == pytest.approx(vector[0])
