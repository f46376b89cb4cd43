"""The server from outside: its API, its doors, its log, many clients at once."""

import json
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from chat_replies import canned

from app.chat.serve import PortTaken, free_port

HERE = Path(__file__).parent


def read(url):
    with urlopen(url) as reply:
        return json.loads(reply.read())


def client(url):
    from gradio_client import Client

    return Client(url, verbose=False)


@pytest.mark.slow
def test_health_and_version(served):
    assert read(f"{served.url}/health")["status"] == "ready"
    assert read(f"{served.url}/version")["releases"] == ["iij-1q09"]


@pytest.mark.slow
def test_the_api_gives_the_whole_reply_as_json(served):
    said = client(served.url).predict("How much did it fall?", api_name="/answer")
    assert said == canned("fall").as_dict()


@pytest.mark.slow
def test_the_api_is_described_and_is_the_only_endpoint(served):
    info = client(served.url).view_api(return_format="dict", print_info=False)
    assert list(info["named_endpoints"]) == ["/answer"]
    parameters = info["named_endpoints"]["/answer"]["parameters"]
    assert [each["parameter_name"] for each in parameters] == ["question", "history", "release"]


@pytest.mark.slow
def test_many_clients_at_once_each_get_their_own_answer(served):
    def talk(name):
        mine = client(served.url)
        history, wrong = [], 0
        for turn in range(4):
            question = f"echo {name}-{turn}"
            said = mine.predict(question, history, api_name="/answer")["text"]
            wrong += said != f"{question} after {len(history)}"
            history += [{"role": "user", "content": question}, {"role": "assistant", "content": said}]
        return wrong

    with ThreadPoolExecutor(12) as pool:
        assert sum(pool.map(talk, range(12))) == 0


@pytest.mark.slow
def test_the_log_tells_of_answers_without_the_questions(served):
    client(served.url).predict("echo a private matter", api_name="/answer")
    journal = (served.home / "chat.jsonl").read_text()
    line = json.loads(journal.splitlines()[-1])
    assert {"time", "event", "kind", "milliseconds", "abstained", "timings"} <= set(line)
    assert "private matter" not in journal


@pytest.mark.slow
def test_a_password_is_asked_for(guarded):
    with pytest.raises(HTTPError, match="401"):
        read(f"{guarded.url}/config")
    assert read(f"{guarded.url}/health")["status"] == "ready"


def test_a_taken_port_is_passed_over_or_named():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert free_port("127.0.0.1", port) != port
        with pytest.raises(PortTaken, match=f"found port {port} taken. Choose another"):
            free_port("127.0.0.1", port, exact=True)


def test_importing_the_chat_loads_no_gradio():
    code = "import sys, app.chat; sys.exit('gradio' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=HERE.parents[2], check=False).returncode == 0
