"""The vectors may live on a Chroma server: tested against a real one on loopback."""

import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from index.build import build_index, is_fresh
from index.dense import VectorStore, server_address
from index.errors import SearchError
from index.manifest import read_manifest
from index.sources import Place

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The address of a server that this module has for itself."""
    folder = tmp_path_factory.mktemp("server")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    chroma = Path(sys.executable).with_name("chroma")
    command = [chroma, "run", "--host", "127.0.0.1", "--port", str(port), "--path", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(150):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=0.2).close()
            break
        except OSError:
            time.sleep(0.2)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait()


@pytest.fixture
def on_server(home, server):
    return Place(home / "index", chroma=server)


@pytest.fixture
def built(encoder):
    """Builds an index that is closed after the test."""
    indexes = []

    def build(place, *sources):
        indexes.append(build_index(place=place, sources=sources, encoder=encoder, progress=False))
        return indexes[-1]

    yield build
    for index in indexes:
        index.close()


def test_a_server_finds_what_a_folder_finds(on_server, home, small_source, other_source, built):
    remote = built(on_server, small_source, other_source)
    local = built(Place(home / "local"), small_source, other_source)
    for question in ("capital expenditure", "SI revenue", "demand"):
        one, other = (index.search(question, method="dense") for index in (remote, local))
        assert [hit.passage for hit in one] == [hit.passage for hit in other]
        assert [hit.cosine_similarity for hit in one] == pytest.approx(
            [hit.cosine_similarity for hit in other], abs=1e-6
        )


def test_moving_to_a_server_makes_the_index_stale(on_server, small_source, built, encoder):
    built(Place(on_server.folder), small_source)
    assert not is_fresh(on_server, [small_source], encoder)
    assert built(on_server, small_source).search("cloud", method="dense")


def test_two_homes_on_one_server_leave_each_other_alone(on_server, server, home, small_source, other_source, built):
    first = built(on_server, small_source)
    second = Place(home / "second", chroma=server)
    built(second, small_source)
    built(second, other_source)
    assert first.search("cloud", method="dense")[0].passage.release == "small-1q09"


def test_outdated_collections_are_swept_from_the_server(on_server, server, small_source, other_source, built):
    index = built(on_server, small_source)
    assert index.search("fibre", method="dense")
    built(on_server, other_source)
    manifest = read_manifest(on_server.folder)
    with closing(VectorStore(server)) as store:
        mine = {name for name in store.names() if f"-{manifest.owner}-" in name}
    assert mine == {manifest.releases["other-1q09"].name}
    assert index.search("fibre lines", method="dense")[0].passage.release == "other-1q09"


@pytest.mark.parametrize("url", ["localhost:8000", "ftp://host", "http://", "http://host:many", "nonsense"])
def test_an_address_that_is_none_is_named(url):
    with pytest.raises(SearchError, match=r"expected an address such as http://localhost:8000"):
        server_address(url)
