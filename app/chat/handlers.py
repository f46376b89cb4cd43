"""Handlers: what the page's events do. They translate: a question in, `answer()` called, its reply as HTML out.

In: Gradio's event values. Out: the values of the page's parts, as plain dicts that `chat.js` puts in place.
"""

from __future__ import annotations

import logging
import re
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.chat import facts_view, workbook
from app.chat.answer_card import turn_html
from app.chat.conversations import (
    Conversation,
    ConversationFileError,
    Conversations,
    Turn,
    conversation_file,
    turns_from_file,
)
from app.chat.examples import example_questions
from app.chat.feedback import keep_feedback
from app.chat.offers import tried, without_offers
from app.chat.shelf import Shelf
from app.chat.source_panel import document_html, outline_html
from app.chat.startup import Prepare, Startup
from app.reply import Reply
from corpus.release import Release

log = logging.getLogger("tieout.chat")

AnswerFunction = Callable[..., Reply]
Nearby = Callable[[str, str | None], list[str]]
"""Questions about what a release prints near to a question, best first."""
Update = dict[str, Any]
TURNS_SENT = 6
ANY_RELEASE = ""
OURS = ("app", "corpus", "index")
"""The packages whose errors are written for a reader."""
LEGAL_FORM = re.compile(r",? (?:Inc|Corp|Corporation|Incorporated|Co|Company|Ltd|Limited|PLC|plc|AG|SE|N\.V|S\.A)\.?$")
"""What follows a company's name and tells it from no other."""
SECONDS_BETWEEN_LOOKS = 0.4


class Desk:
    """Everything that the page's events need: the answer function, the releases, the conversations, the start-up."""

    def __init__(
        self,
        answerer: AnswerFunction,
        shelf: Shelf,
        *,
        prepare: Prepare | None = None,
        nearby: Nearby | None = None,
        examples: tuple[str, ...] | None = None,
        log_questions: bool = False,
    ) -> None:
        self._answerer = answerer
        self._shelf = shelf
        self._nearby = nearby
        self._given_examples = examples
        self._log_questions = log_questions
        self._prepare = prepare
        self.startup = Startup(prepare)
        self.conversations = Conversations()
        self._examples: dict[str, tuple[Release, list[str]]] = {}
        self._pages: dict[str, tuple[Release, Update]] = {}

    # --- what the page opens with

    @property
    def default(self) -> str:
        """The release that is shown first."""
        return self._shelf.ids()[0]

    def release_ids(self) -> list[str]:
        """The ids of all releases."""
        return self._shelf.ids()

    def choices(self) -> list[tuple[str, str]]:
        """The releases as the picker lists them: words and id."""
        named = [(self._name(release_id), release_id) for release_id in self._shelf.ids()]
        return [*named, ("Whichever the question names", ANY_RELEASE)] if len(named) > 1 else named

    def _name(self, release_id: str) -> str:
        release = self._shelf.release(release_id)
        when = f" · {release.published:%b %Y}" if release.published else ""
        return f"{LEGAL_FORM.sub('', release.company) or release_id}{when}"

    def restore(self, token: str, release: str) -> tuple[str, Update, Update, Any]:
        """The conversation of this tab, where it has one, the release, and the releases there are by now."""
        import gradio as gr

        conversation = self.conversations.get(token)
        picker = gr.Dropdown(choices=self.choices())
        return conversation.token, self._all_turns(conversation, release), self._document(release), picker

    def examples(self, release: str) -> list[str]:
        """Questions to begin with, which the system can answer."""
        if self._given_examples is not None:
            return list(self._given_examples)
        opened = self._shelf.open(release or self.default)
        if self.startup.status.status != "ready":
            return example_questions(opened)
        known = self._examples.get(opened.release.id)
        if known is None or known[0] != opened.release:
            known = self._examples[opened.release.id] = opened.release, example_questions(opened, self._answerer)
        return known[1]

    # --- asking

    def ask(self, question: str, token: str, release: str) -> Iterator[tuple[Update, Any]]:
        """The question with a waiting mark at once; then its answer."""
        if not question or not question.strip():
            yield _unchanged(), _unchanged()
            return
        conversation = self.conversations.get(token)
        turn = conversation.begin(question.strip(), release or None)
        yield self._last_turns(conversation), ""
        while not self.startup.wait(SECONDS_BETWEEN_LOOKS):
            yield {**self._last_turns(conversation), "waiting": self.startup.status.words}, _unchanged()
        turn = self._answered(turn, conversation)
        conversation.settle(replace(turn, reply=without_offers(turn.reply)) if turn.reply else turn)
        yield self._last_turns(conversation), _unchanged()
        if turn.reply:
            conversation.settle(replace(turn, reply=self._with_offers(turn, turn.reply, conversation)))
            yield self._last_turns(conversation), _unchanged()

    def ask_again(self, data: dict[str, Any], token: str, release: str) -> Iterator[tuple[Update, Any]]:
        """A question from a chip."""
        yield from self.ask(str(data.get("question", ""))[:4_000], token, release)

    def _answered(self, turn: Turn, conversation: Conversation) -> Turn:
        try:
            return replace(turn, reply=self._reply(turn.question, conversation.history(turn.number), turn.release))
        except Exception as error:
            if type(error).__module__.split(".")[0] in OURS:  # these say what was expected and what to do
                return replace(turn, trouble=str(error))
            log.exception("an answer failed")
            return replace(turn, trouble="Something went wrong while answering this. The journal says what.")

    def _with_offers(self, turn: Turn, reply: Reply, conversation: Conversation) -> Reply:
        """The reply with the suggestions that are answered when they are asked next."""
        history = conversation.history(turn.number + 1)
        try:
            found = self._nearby(turn.question, reply.release) if self._nearby and reply.abstained else []
            nearby = [*found, *self.examples(reply.release or "")] if reply.abstained else []
            return tried(reply, lambda q: self._answerer(q, history=history, release=turn.release), nearby)
        except Exception:
            log.exception("the suggestions could not be tried")
            return without_offers(reply)

    def _reply(self, question: str, history: list[dict[str, str]], release: str | None) -> Reply:
        began = time.perf_counter()
        reply = self._answerer(question, history=history, release=release)
        self._note(question, reply, time.perf_counter() - began)
        return reply

    def _note(self, question: str, reply: Reply, seconds: float) -> None:
        """A line in the journal; words of the question (the reading repeats them) only where that was asked for."""
        fields: dict[str, Any] = {
            "release": reply.release,
            "kind": reply.kind,
            "abstained": reply.abstained,
            "milliseconds": round(1000 * seconds, 1),
            "timings": reply.timings,
        }
        if self._log_questions:
            fields |= {"question": question, "reading": reply.reading, "reason": reply.reason}
        log.info("answer", extra={"fields": fields})

    def answer(
        self, question: str, history: list[dict[str, Any]] | None = None, release: str | None = None
    ) -> dict[str, Any]:
        """Answer a question from the release; the whole reply as JSON (amounts as strings, in base units).

        `history` holds the earlier messages, oldest first, as dicts with `role` and `content`; `release` a release id.
        """
        self.startup.wait(600)
        return self._reply(question, history or [], release or None).as_dict()

    # --- the conversation

    def _last_turns(self, conversation: Conversation) -> Update:
        return {"turns": [_turn(turn) for turn in conversation.turns[-TURNS_SENT:]], "at": time.time()}

    def _all_turns(self, conversation: Conversation, release: str = "") -> Update:
        return {
            "reset": True,
            "turns": [_turn(turn) for turn in conversation.turns],
            "examples": self.examples(release),
            "at": time.time(),
        }

    def clear(self, release: str) -> tuple[str, Update]:
        """A new conversation."""
        conversation = self.conversations.get(None)
        return conversation.token, self._all_turns(conversation, release)

    def export(self, data: dict[str, Any], token: str) -> Update:
        """The conversation as a file: JSON to import again, or a workbook."""
        turns = self.conversations.get(token).turns
        if data.get("format") == "xlsx":
            return _file("tieout-conversation.xlsx", workbook.conversation_workbook(turns), workbook.MEDIA_TYPE)
        return _file("tieout-conversation.json", conversation_file(turns).encode(), "application/json")

    def import_(self, data: dict[str, Any], token: str) -> tuple[str, Update, Update]:
        """Go on with a conversation that was exported."""
        try:
            conversation = self.conversations.add(turns_from_file(str(data.get("text", ""))))
        except ConversationFileError as error:
            return token, _unchanged(), _said(str(error), trouble=True)
        return conversation.token, self._all_turns(conversation), _said("Conversation imported.")

    def feedback(self, data: dict[str, Any], token: str) -> Update:
        """Keep what the user says of an answer."""
        conversation = self.conversations.get(token)
        turn = next((turn for turn in conversation.turns if turn.number == data.get("number")), None)
        if turn is None or turn.reply is None:
            return _said("This answer is no longer known to the server.", trouble=True)
        path = keep_feedback(
            turn.question,
            turn.reply,
            str(data.get("verdict")),
            str(data.get("note") or ""),
            history=conversation.questions(turn.number),
        )
        return _said(f"Thank you. Noted in {path}.")

    # --- the release

    def _document(self, release_id: str, at: str | None = None) -> Update:
        release_id = release_id or self.default
        release = self._shelf.release(release_id)
        if release_id not in self._pages or self._pages[release_id][0] != release:
            blocks = self._shelf.open(release_id).blocks
            page = {"release": release_id, "html": document_html(release, blocks), "outline": outline_html(blocks)}
            self._pages[release_id] = release, page
        return {**self._pages[release_id][1], "at": at}

    def show(self, release: str) -> Iterator[tuple[Update, Any, Any]]:
        """The picked release, its facts, and what to ask of it; at first, where it is yet to be read, that it opens."""
        if (release or self.default) not in self._pages:
            yield {"opening": self._name(release or self.default)}, _unchanged(), _unchanged()
        yield self._document(release), self.facts({}, release), {"turns": [], "examples": self.examples(release)}

    def open(self, data: dict[str, Any]) -> tuple[Update, Any]:
        """The release that a citation points into, where another one is shown."""
        release_id = str(data.get("release"))
        if release_id not in self._shelf.ids():
            return _unchanged(), _unchanged()
        return self._document(release_id, str(data.get("at"))), release_id

    def add(self, path: str | None) -> Iterator[tuple[Any, Any, Update]]:
        """Take in a file as a new release, show it at once, and index it meanwhile."""
        import gradio as gr

        if not path:
            return
        yield _unchanged(), _unchanged(), _busy(f"Reading {Path(path).name}…")
        try:
            release_id = self._shelf.add(Path(path))
            shown = gr.Dropdown(choices=self.choices(), value=release_id), self._document(release_id)
        except Exception as error:
            log.exception("a release could not be added")
            yield _unchanged(), _unchanged(), _said(f"This file could not be added. {error}", trouble=True)
            return
        yield *shown, _busy("Indexing…")
        indexing = Startup(self._prepare).start()
        while not indexing.wait(SECONDS_BETWEEN_LOOKS):
            status = indexing.status
            yield _unchanged(), _unchanged(), _busy(status.words, status.done, status.total)
        if indexing.status.status == "failed":
            yield _unchanged(), _unchanged(), _said(indexing.status.words, trouble=True)
        else:
            yield _unchanged(), _unchanged(), _said(f"{self._name(release_id)} can be asked now.")

    # --- the facts

    def facts(self, data: dict[str, Any], release: str) -> Update:
        """The facts that match the filters."""
        release_id = release or self.default
        return {
            "release": release_id,
            **facts_view.found(self._shelf.open(release_id).facts, facts_view.Filters.from_data(data)),
        }

    def facts_file(self, data: dict[str, Any], release: str) -> Update:
        """The facts that match the filters, as CSV or a workbook."""
        opened = self._shelf.open(release or self.default)
        facts = facts_view.matching(opened.facts, facts_view.Filters.from_data(data))
        if data.get("format") == "xlsx":
            return _file(f"{opened.release.id}-facts.xlsx", workbook.facts_workbook(facts), workbook.MEDIA_TYPE)
        return _file(f"{opened.release.id}-facts.csv", facts_view.facts_csv(facts).encode("utf-8-sig"), "text/csv")


def _turn(turn: Turn) -> Update:
    return {
        "number": turn.number,
        "html": turn_html(turn),
        "answered": turn.reply is not None or turn.trouble is not None,
    }


def _file(name: str, content: bytes, media_type: str) -> Update:
    return {"name": name, "type": media_type, "base64": b64encode(content).decode(), "at": time.time()}


def _said(words: str, *, trouble: bool = False) -> Update:
    return {"words": words, "trouble": trouble, "at": time.time()}


def _busy(words: str, done: int = 0, total: int = 0) -> Update:
    """What is under way; it stays until the next words."""
    return {"words": words, "busy": True, "done": done, "total": total, "at": time.time()}


def _unchanged() -> Any:
    import gradio as gr

    return gr.skip()
