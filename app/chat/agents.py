"""Agents: the answer function as a tool of the Model Context Protocol, at `/mcp`, behind the extra "mcp".

In: the function that answers and, where the page asks for a password, who may enter. Out: a server whose one tool,
`answer`, gives a whole reply as JSON (as text and as structured content). It keeps no session: every call stands for
itself. Not Gradio's own server, which gives a reply as Python writes a dict and asks for an older pydantic.
"""

from __future__ import annotations

import asyncio
import secrets
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fastapi import FastAPI
    from mcp.server.fastmcp import FastMCP

PATH = "/mcp"
INSTRUCTIONS = (
    "Answers questions about earnings releases. Every number of an answer is cited: `citations` hold the quote and its "
    "place in the release. Where `abstained` is true the release does not say: do not make up a number instead."
)
AnswerAsJson = Callable[..., dict[str, Any]]
Scope = MutableMapping[str, Any]
Asgi = Callable[[Scope, Any, Any], Awaitable[None]]


def server(answer: AnswerAsJson, *, host: str = "127.0.0.1") -> FastMCP:
    """The server; on this machine's own address it takes no request that names another host."""
    from mcp.server.fastmcp import FastMCP
    from mcp.types import ToolAnnotations

    made = FastMCP(
        "Tieout",
        instructions=INSTRUCTIONS,
        host=host,
        streamable_http_path=PATH,
        stateless_http=True,
        json_response=True,
        log_level="WARNING",
    )
    hints = ToolAnnotations(title="Ask an earnings release", readOnlyHint=True, openWorldHint=False)

    @made.tool(name="answer", annotations=hints)
    async def tool(
        question: str, history: list[dict[str, Any]] | None = None, release: str | None = None
    ) -> dict[str, Any]:
        """Answer a question from an earnings release; the whole reply, amounts as strings in base units.

        `history` holds the earlier messages, oldest first, as objects with `role` and `content`. `release` is a
        release's id; without one, it is the shipped release or the one that the question names.
        """
        return await asyncio.to_thread(answer, question, history, release)

    return made


def serve_to_agents(app: FastAPI, made: FastMCP, passwords: Sequence[tuple[str, str]] = ()) -> None:
    """Add the server's route; with passwords, only for those who send one of them (HTTP Basic)."""
    made.streamable_http_app()  # makes the session manager
    open_to_all: Asgi = made.session_manager.handle_request
    door: Any = Door(open_to_all, passwords)  # add_route takes an ASGI application too, which its types do not say
    app.add_route(PATH, door)


class Door:
    """An ASGI application behind a name and a password, where any are asked for."""

    def __init__(self, inner: Asgi, passwords: Sequence[tuple[str, str]]) -> None:
        self._inner = inner
        self._known = [f"{name}:{password}".encode() for name, password in passwords]

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        """Pass the request on, or answer that a password is wanted."""
        from fastapi.responses import PlainTextResponse

        given = _credentials(dict(scope["headers"]).get(b"authorization", b""))
        if not self._known or any(secrets.compare_digest(given, known) for known in self._known):
            await self._inner(scope, receive, send)
            return
        refused = PlainTextResponse("A name and a password are wanted.", 401, {"WWW-Authenticate": "Basic"})
        await refused(scope, receive, send)


def _credentials(header: bytes) -> bytes:
    kind, _, encoded = header.partition(b" ")
    try:
        return b64decode(encoded, validate=True) if kind.lower() == b"basic" else b""
    except NotBase64:
        return b""
