"""The tool for agents, called by the protocol's own client."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from chat_replies import canned

from app.commands import chatting
from app.commands.printing import CommandError

pytestmark = pytest.mark.slow


def talk(running, conversation, **headers):
    """What came of a conversation with the server, over a session of its own."""
    import httpx
    from mcp import ClientSession
    from mcp.client.streamable_http import streamable_http_client

    async def run():
        async with (
            httpx.AsyncClient(headers=headers) as http,
            streamable_http_client(f"{running.url}/mcp", http_client=http) as (read, write, _),
            ClientSession(read, write) as session,
        ):
            return await conversation(session, await session.initialize())

    with ThreadPoolExecutor(1) as beside:  # in a thread of its own: the browser's tests keep a loop running in this one
        return beside.submit(lambda: asyncio.run(run())).result()


def test_agents_find_one_tool_with_its_description(served):
    async def look(session, greeting):
        return greeting, (await session.list_tools()).tools

    greeting, tools = talk(served, look)
    assert greeting.serverInfo.name == "Tieout"
    assert [tool.name for tool in tools] == ["answer"]
    assert list(tools[0].inputSchema["properties"]) == ["question", "history", "release"]
    assert "amounts as strings in base units" in tools[0].description


def test_the_tool_gives_the_whole_reply_as_json(served):
    async def ask(session, _):
        return await session.call_tool("answer", {"question": "How much did it fall?"})

    said = talk(served, ask)
    assert not said.isError
    assert said.structuredContent == json.loads(said.content[0].text) == canned("fall").as_dict()


def test_the_tool_takes_the_messages_before(served):
    async def ask(session, _):
        history = [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]
        return await session.call_tool("answer", {"question": "echo", "history": history})

    assert talk(served, ask).structuredContent["text"] == "echo after 2"


def test_a_password_is_asked_of_agents_too(guarded):
    request = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    headers = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
    for authorization in ("", "Basic !", "Basic YW5hbHlzdDp3cm9uZw=="):
        asked = Request(f"{guarded.url}/mcp", json.dumps(request).encode(), headers | {"Authorization": authorization})
        with pytest.raises(HTTPError, match="401"):
            urlopen(asked)
    asked = Request(
        f"{guarded.url}/mcp", json.dumps(request).encode(), headers | {"Authorization": "Basic YW5hbHlzdDpzZWNyZXQ="}
    )
    with urlopen(asked) as reply:
        assert json.loads(reply.read())["result"]["tools"][0]["name"] == "answer"


def test_without_the_extra_the_command_says_what_to_install(monkeypatch):
    import argparse

    monkeypatch.setattr(chatting, "find_spec", lambda name: None)
    parser = argparse.ArgumentParser()
    chatting.register(parser.add_subparsers())
    with pytest.raises(CommandError, match=r"pip install 'tieout\[mcp\]'"):
        chatting.run(parser.parse_args(["chat", "--mcp"]))
