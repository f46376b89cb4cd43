"""Export: the embedding model written as ONNX, for questions to be encoded without torch.

In: the reference encoder. Out: a folder with the model, its tokenizer and its settings, as `ExportedEncoder` reads it.
It goes through torch's own exporter, which needs no network and no other package.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.embedding import INPUTS, ExportedEncoder, SentenceTransformerEncoder, quiet

AGREEMENT = 0.999
"""The least cosine between a vector of the exported model and one of the reference."""

_log = logging.getLogger(__name__)


def export(encoder: SentenceTransformerEncoder, folder: Path) -> bool:
    """Write the encoder's model to `folder` for `ExportedEncoder`; False (and why, in the log) when it cannot be.

    The result is compared with the reference before it is trusted. `encoder.json` is written last: a folder with it
    is complete.
    """
    folder.mkdir(parents=True, exist_ok=True)
    try:
        _export_onnx(encoder.model, folder / "model.onnx")
        encoder.model.tokenizer.backend_tokenizer.save(str(folder / "tokenizer.json"))
        about = {
            "query_prompt": (encoder.model.prompts or {}).get("query") or "",
            "max_tokens": encoder.model.max_seq_length,
        }
        (folder / "encoder.json").write_text(json.dumps(about), encoding="utf-8")
        agreement = _agreement(encoder, ExportedEncoder(folder))
    except Exception as error:  # noqa: BLE001 - the exporter can fail in any way; torch then encodes the questions
        _log.warning("The embedding model could not be exported (%s); questions are encoded with torch.", error)
        return _undone(folder)
    if agreement < AGREEMENT:
        _log.warning("The exported model disagrees (cosine %.4f); questions are encoded with torch.", agreement)
        return _undone(folder)
    return True


def _undone(folder: Path) -> bool:
    for name in ("encoder.json", "model.onnx", "tokenizer.json"):
        (folder / name).unlink(missing_ok=True)
    return False


def _agreement(encoder: SentenceTransformerEncoder, exported: ExportedEncoder) -> float:
    """The least cosine over questions of several lengths, one of them past the window."""
    samples = ["revenue", "How much did SG&A expenses fall from 1Q08 to 1Q09, in JPY millions?", "1,234 (5.6%) " * 200]
    return min(float(encoder.encode_query(text) @ exported.encode_query(text)) for text in samples)


def _export_onnx(model: Any, path: Path) -> None:
    """Trace the whole model (transformer, pooling and what follows), with batch and length left open."""
    import torch

    class Whole(torch.nn.Module):  # type: ignore[misc]  # torch is not read by mypy
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, *tensors: Any) -> Any:
            return self.model(dict(zip(names, tensors, strict=True)))["sentence_embedding"]

    sample = model.tokenizer(["net revenue", "a longer text, padded to this length"], padding=True, return_tensors="pt")
    names = [name for name in INPUTS if name in sample]
    axes = {name: {0: "batch", 1: "length"} for name in names} | {"sentence_embedding": {0: "batch"}}
    with quiet(), torch.no_grad(), _without_onnx_package():
        torch.onnx.export(
            Whole().eval(),
            tuple(sample[name] for name in names),
            str(path),
            input_names=names,
            output_names=["sentence_embedding"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )


@contextmanager
def _without_onnx_package() -> Iterator[None]:
    """Spare the package `onnx`, which torch imports only to look for custom operators; these models have none."""
    from torch.onnx._internal.torchscript_exporter import onnx_proto_utils as module

    original = module._add_onnxscript_fn
    module._add_onnxscript_fn = lambda model_bytes, _custom_opsets: model_bytes
    try:
        yield
    finally:
        module._add_onnxscript_fn = original
