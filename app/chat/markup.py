"""Markup: HTML made of elements, in which text can only be text.

In: names, attributes, children. Out: `Html`. A child that is not itself `Html` is escaped, and so is every attribute,
so that nothing which a release, a question or a reply holds can ever become an element or a handler.
"""

from __future__ import annotations

from html import escape


class Html(str):
    """A piece of a page: already escaped, put in as it is."""

    __slots__ = ()


EMPTY = Html("")


def tag(name: str, /, *children: str, **attributes: str | float | bool | None) -> Html:
    """An element. In attributes a trailing `_` goes and `_` is `-`; None and False leave one out, True is bare.

    >>> tag("button", "a < b", class_="chip", data_ask='"why?"', hidden=False)
    '<button class="chip" data-ask="&quot;why?&quot;">a &lt; b</button>'
    """
    written = "".join(
        _attribute(key, value) for key, value in attributes.items() if value is not None and value is not False
    )
    return Html(f"<{name}{written}>{joined(*children)}</{name}>")


def joined(*children: str) -> Html:
    """The pieces one after the other."""
    return Html("".join(child if isinstance(child, Html) else escape(child, quote=False) for child in children))


def _attribute(key: str, value: str | float | bool | None) -> str:
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
