"""Updates: what the page's parts are sent, as plain dicts that `chat.js` puts in place.

In: words, files, progress. Out: the values of the parts "download" and "notice", and the one that changes nothing.
"""

from __future__ import annotations

import time
from base64 import b64encode
from typing import Any

Update = dict[str, Any]


def file(name: str, content: bytes, media_type: str) -> Update:
    """A file to be saved."""
    return {"name": name, "type": media_type, "base64": b64encode(content).decode(), "at": time.time()}


def said(words: str, *, trouble: bool = False) -> Update:
    """What is said for a while at the foot of the page."""
    return {"words": words, "trouble": trouble, "at": time.time()}


def busy(words: str, done: int = 0, total: int = 0) -> Update:
    """What is under way; it stays until the next words."""
    return {"words": words, "busy": True, "done": done, "total": total, "at": time.time()}


def unchanged() -> Any:
    """A part that stays as it is."""
    import gradio as gr

    return gr.skip()
