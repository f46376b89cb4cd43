"""The page: a conversation on one side, the release on the other.

In: an answer function and a shelf of releases. Out: a `gradio.Blocks`. Gradio carries the events; what is shown is
rendered by `answer_card`, `source_panel` and `facts_view`, as escaped HTML, and put in place by `chat.js`.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from app.chat.handlers import Desk

if TYPE_CHECKING:
    import gradio

TITLE = "Tieout · ask the release"
QUESTION_PLACEHOLDER = "Ask the release…"


def asset(name: str) -> str:
    """The text of one of the page's files."""
    return files("app.chat").joinpath(name).read_text(encoding="utf-8")


def head() -> str:
    """What goes into the page's head: its style and its script, inline, so that nothing is fetched.

    Not through Gradio's own `css`, which rewrites every selector.
    """
    style, script = asset("chat.css"), asset("chat.js")
    return f'<meta name="color-scheme" content="light dark"><style>{style}</style><script>{script}</script>'


def layout(desk: Desk) -> gradio.Blocks:
    """The page over a desk."""
    import gradio as gr

    with gr.Blocks(
        title=TITLE, analytics_enabled=False, fill_width=True, fill_height=True, delete_cache=(3600, 3600)
    ) as page:
        token = gr.Textbox(visible=False, elem_id="token")
        with gr.Row(elem_id="top"):
            _html(gr, "brand", [])
            release = gr.Dropdown(
                choices=desk.choices(),
                value=desk.default,
                label="Release",
                show_label=False,
                elem_id="release",
                filterable=False,
                interactive=True,
            )
            add = gr.UploadButton(
                "Add a release", file_types=[".pdf", ".html", ".htm", ".txt", ".md"], elem_id="add-release", size="sm"
            )
            _html(gr, "controls", [])
        with gr.Row(elem_id="panes"):
            with gr.Column(elem_id="chat-pane"):
                conversation = _html(gr, "conversation", ["ask", "feedback", "export", "import", "clear"])
                with gr.Row(elem_id="composer"):
                    question = gr.Textbox(
                        placeholder=QUESTION_PLACEHOLDER,
                        label="Your question",
                        show_label=False,
                        lines=1,
                        max_lines=5,
                        elem_id="question",
                        autofocus=True,
                        max_length=4_000,
                        container=False,
                    )
                    send = gr.Button("Ask", variant="primary", elem_id="send")
            with gr.Column(elem_id="reader-pane"), gr.Tabs(elem_id="reader"):
                with gr.Tab("Release", elem_id="tab-release"):
                    source = _html(gr, "source", ["open"])
                with gr.Tab("Facts", elem_id="tab-facts"):
                    facts = _html(gr, "facts", ["filter", "download"])
        download = _html(gr, "download", [])
        notice = _html(gr, "notice", [])

        private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        many: dict[str, Any] = {**private, "concurrency_limit": None}
        page.load(
            desk.restore,
            [token, release],
            [token, conversation, source, release],
            js="(_, release) => [tieout.token(), release]",
            **many,
        ).then(None, [token], None, js="(token) => tieout.keep(token)", **private)
        gr.on([question.submit, send.click], desk.ask, [question, token, release], [conversation, question], **many)
        conversation.ask(_with_data(gr, desk.ask_again), [token, release], [conversation, question], **many)
        conversation.feedback(_with_data(gr, desk.feedback), [token], [notice], **many)
        conversation.export(_with_data(gr, desk.export), [token], [download], **many)
        getattr(conversation, "import")(
            _with_data(gr, desk.import_), [token], [token, conversation, notice], **many
        ).then(None, [token], None, js="(token) => tieout.keep(token)", **private)
        conversation.clear(desk.clear, [release], [token, conversation], **many).then(
            None, [token], None, js="(token) => tieout.keep(token)", **private
        )
        release.change(desk.show, [release], [source, facts, conversation], **many)
        source.open(_with_data(gr, desk.open), [], [source, release], **many)
        facts.filter(_with_data(gr, desk.facts), [release], [facts], **many)
        facts.download(_with_data(gr, desk.facts_file), [release], [download], **many)
        add.upload(desk.add, [add], [release, source, notice], **many)
        gr.api(desk.answer, api_name="answer", concurrency_limit=None)
    return page


def _html(gr: Any, name: str, events: list[str]) -> Any:
    """A part of the page that `chat.js` fills: `tieout.<name>(...)` gets the element and Gradio's own hooks."""
    quoted = ", ".join(f"'{event}'" for event in events)
    return gr.HTML(
        value=None,
        html_template=asset("parts.html").split(f"<!-- {name} -->")[1].split("<!-- end -->")[0].strip(),
        apply_default_css=False,
        js_on_load=f"tieout.{name}({{element, trigger, props, watch, upload, events: [{quoted}]}})",
        elem_id=name,
        container=False,
    )


def _with_data(gr: Any, handler: Callable[..., Any]) -> Callable[..., Any]:
    """A handler whose first argument is what the page sent with its event, as a dict."""
    if inspect.isgeneratorfunction(handler):

        def stream(event: Any, *values: Any) -> Any:
            yield from handler(event._data or {}, *values)

        wrapped: Callable[..., Any] = stream
    else:

        def once(event: Any, *values: Any) -> Any:
            return handler(event._data or {}, *values)

        wrapped = once
    wrapped.__annotations__ = {"event": gr.EventData}  # Gradio hands the event to the argument annotated so
    return wrapped
