"""Bench: speed and memory, each beside a yardstick timed in the same run.

In: the shipped gold questions and the index. Out: `Measurement` records. Milliseconds alone tell more of the machine
than of the code, so every time comes as a ratio: a warm answer to one embedding of the question, a cold `tieout ask`
to what it costs to import sentence-transformers, the building of the index to the embedding of the same passages
alone.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from eval.processes import CommandFailed, median_runs, peak_of_server
from eval.questions import Question, gold_files, load_questions
from eval.totals import percentile

LOAD_QUESTIONS = (
    "What was Total Revenues?",
    "What was Operating Income?",
    "By how many percent did SI revenue fall?",
    "What were total assets?",
    "What was SI as a percentage of Total Revenues?",
    "Which cost item was the largest?",
    "Why did operating income fall?",
    "How many employees does the company have?",
    "What was net cash provided by operating activities?",
    "What was Equipment Sales?",
)
COLD_QUESTION = "What were total revenues?"
IMPORT = "import sentence_transformers"


@dataclass(frozen=True)
class Measurement:
    """One thing measured. `aim` is the most that `value` should be, or None; `detail` the numbers behind a ratio."""

    name: str
    value: float
    unit: str
    aim: float | None
    detail: str

    @property
    def met(self) -> bool | None:
        """Whether the aim is met; None without an aim."""
        return None if self.aim is None else self.value <= self.aim


@dataclass(frozen=True)
class Seconds:
    """The middle and the slow end of some times."""

    p50: float
    p95: float


def measure(*, rounds: int, cold_runs: int, only: Sequence[str] = (), people: int = 50) -> Iterator[Measurement]:
    """Every measurement, or those of the parts named: warm, cold, build, chat, load."""
    parts: dict[str, Callable[[], Iterator[Measurement]]] = {
        "build": build,
        "warm": lambda: warm(rounds=rounds),
        "cold": lambda: cold(times=cold_runs),
        "chat": chat,
        "load": lambda: load(people=people, rounds=rounds),
    }
    for name, part in parts.items():
        if not only or name in only:
            yield from part()


def warm(*, rounds: int) -> Iterator[Measurement]:
    """Answers in a process that has answered before, against one embedding of the same question."""
    from app import answer
    from index.embedding import ExportedEncoder, SentenceTransformerEncoder, find_model
    from index.manifest import exported_model_folder, read_manifest
    from index.sources import default_place

    questions = [q for q in load_questions(gold_files(split="dev")) if not q.history]
    answer(questions[0].question, release=questions[0].doc)
    place = default_place()
    manifest = read_manifest(place.folder)
    assert manifest is not None, "the first answer builds the index"
    fast = ExportedEncoder(exported_model_folder(place.folder, manifest.model_digest))
    reference = SentenceTransformerEncoder(find_model(place.model))
    asked = [q for _ in range(rounds) for q in questions]
    by_onnx = _timed(lambda q: fast.encode_query(q.question), asked[:100])
    by_torch = _timed(lambda q: reference.encode_query(q.question), asked[:100])
    answers = _timed(lambda q: answer(q.question, release=q.doc), asked)
    numbers = _timed(lambda q: answer(q.question, release=q.doc), [q for q in asked if q.kind == "lookup"])
    one = min(by_onnx.p50, by_torch.p50)
    detail = f"{_ms(answers.p50)} against {_ms(by_onnx.p50)} on onnxruntime, {_ms(by_torch.p50)} on torch"
    yield Measurement("warm answer, p50", answers.p50 / one, "embeddings", 3.0, detail)
    yield Measurement("warm answer, p95", answers.p95 / one, "embeddings", None, _ms(answers.p95))
    yield Measurement("warm numeric look-up, p50", numbers.p50 / one, "embeddings", 1.0, _ms(numbers.p50))


def cold(*, times: int) -> Iterator[Measurement]:
    """`tieout ask` as a whole process, against the import of the library that a direct design would load."""
    commands = [tieout("ask", COLD_QUESTION), [sys.executable, "-c", IMPORT]]
    asked, imported = median_runs(commands, environment(), times=times)
    detail = f"{asked.seconds:.2f} s against {imported.seconds:.2f} s for `{IMPORT}`"
    yield Measurement("cold tieout ask", asked.seconds / imported.seconds, "imports", 0.4, detail)
    detail = f"`{IMPORT}` takes {imported.peak_mebibytes:.0f}"
    yield Measurement("peak memory of a cold ask", asked.peak_mebibytes, "MiB", None, detail)
    (helped,) = median_runs([tieout("--help")], environment(), times=times)
    yield Measurement("tieout --help", helped.seconds, "s", 0.5, "")


def build() -> Iterator[Measurement]:
    """The index built from nothing, against the embedding of the same passages alone."""
    from index import build_index, passages_from_document
    from index.embedding import SentenceTransformerEncoder, find_model
    from index.sources import Place, corpus_sources

    encoder = SentenceTransformerEncoder(find_model(None))
    sources = corpus_sources()
    texts = [p.indexed_text for source in sources for p in passages_from_document(source.document())]
    encoder.encode_passages(texts[:8])
    raw = _clocked(lambda: encoder.encode_passages(texts))
    with tempfile.TemporaryDirectory() as folder:
        built = _clocked(
            lambda: build_index(place=Place(Path(folder)), sources=sources, encoder=encoder, progress=False)
        )
    detail = f"{built:.1f} s for {len(texts)} passages, {raw:.1f} s for the embedding alone ({len(texts) / raw:.0f}/s)"
    yield Measurement("index build", built / raw, "embeddings of all passages", None, detail)


def chat() -> Iterator[Measurement]:
    """The chat's memory once its page has been served (Linux only)."""
    port = _free_port()
    url = f"http://127.0.0.1:{port}/"
    running = environment() | {"TIEOUT_PORT": str(port), "BROWSER": "true"}
    try:
        run = peak_of_server(tieout("chat"), running, url, within=180, then=lambda: time.sleep(10))
    except (CommandFailed, FileNotFoundError) as error:
        print(f"the chat could not be measured: {error}", file=sys.stderr)
        return
    yield Measurement(
        "peak memory of the chat", run.peak_mebibytes, "MiB", None, f"page served after {run.seconds:.1f} s"
    )


def load(*, people: int, rounds: int) -> Iterator[Measurement]:
    """Many people who ask the real chat at once; the first round warms it up, the last is the one that counts."""
    from eval.load import HEAD, client_of, served
    from eval.load import rounds as played

    port = _free_port()
    url, running = f"http://127.0.0.1:{port}", environment() | {"TIEOUT_PORT": str(port), "BROWSER": "true"}
    with served(tieout("chat", "--no-browser"), running, url) as memory:
        done = list(played(client_of(url), LOAD_QUESTIONS, people=people, each=8, times=max(2, rounds), memory=memory))
    print("\n".join([HEAD, *(one.as_row(number) for number, one in enumerate(done, 1))]))
    last, detail = done[-1], f"{people} people, 8 questions each, {len(done)} rounds; the last one"
    wrong, errors = sum(one.wrong for one in done), sum(one.errors for one in done)
    yield Measurement("wrong or crossed under load", wrong, "answers", 0, "all rounds")
    troubles = ", ".join(f"{name} {n}" for one in done for name, n in one.troubles.items()) or "all rounds"
    yield Measurement("errors under load", errors, "answers", 0, troubles)
    if last.seconds:
        yield Measurement("answer under load, p50", percentile(last.seconds, 50), "s", None, detail)
        yield Measurement("answer under load, p95", percentile(last.seconds, 95), "s", None, detail)
    growth = last.after - done[0].after
    yield Measurement(
        "memory grown after round 1", growth, "MiB", None, f"{done[0].before:.0f} to {last.after:.0f} MiB"
    )


def tieout(*arguments: str) -> list[str]:
    """The command line of this installation."""
    return [str(Path(sys.executable).with_name("tieout")), *arguments]


def environment() -> dict[str, str]:
    """This environment, without a network for the hubs."""
    return dict(os.environ) | {"HF_HUB_OFFLINE": "1", "GRADIO_ANALYTICS_ENABLED": "False"}


def as_text(measurements: Sequence[Measurement]) -> str:
    """The measurements as lines for a terminal."""
    lines = []
    for one in measurements:
        aim = "" if one.aim is None else f" (aim: at most {one.aim:g}: {'met' if one.met else 'NOT met'})"
        lines.append(f"{one.name:28} {one.value:8.2f} {one.unit}{aim}" + (f"  {one.detail}" if one.detail else ""))
    return "\n".join(lines)


def save(measurements: Sequence[Measurement], path: Path) -> None:
    """Write the measurements as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps([asdict(one) for one in measurements], indent=1), encoding="utf-8")


def _timed(action: Callable[[Question], object], questions: Sequence[Question]) -> Seconds:
    action(questions[0])
    seconds = [_clocked(lambda q=question: action(q)) for question in questions]  # type: ignore[misc]
    return Seconds(percentile(seconds, 50), percentile(seconds, 95))


def _clocked(action: Callable[[], object]) -> float:
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.1f} ms"


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])
