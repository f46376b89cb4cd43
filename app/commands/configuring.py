"""Configuring: `tieout config`, every setting with its value, default and meaning.

In: the environment. Out: a list.
"""

from __future__ import annotations

import argparse
import os
from typing import Any

from app.commands.printing import as_json, labelled, styled


def register(commands: Any) -> None:
    """Add `config`."""
    config = commands.add_parser(
        "config",
        help="list every setting",
        description="List every setting: its value, its default and what it means. Settings are environment variables.",
    )
    config.add_argument("--json", action="store_true", help="as JSON")
    config.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """List."""
    said = listed()
    print(as_json(said) if args.json else "\n\n".join(_as_text(one) for one in said))
    return 0


def listed() -> list[dict[str, str]]:
    """Every setting as name, value, default and meaning."""
    from corpus.settings import Settings, settings

    found = []
    for name, field in Settings.model_fields.items():
        variable = f"TIEOUT_{name.upper()}"
        found.append(
            {
                "name": variable,
                "value": _shown(getattr(settings(), name)),
                "from": "environment" if os.environ.get(variable) else "default",
                "default": _shown(field.get_default(call_default_factory=True, validated_data={})),
                "meaning": field.description or "",
            }
        )
    return found


def _shown(value: object) -> str:
    return "(unset)" if value is None else str(value)


def _as_text(said: dict[str, str]) -> str:
    value = said["value"] + ("" if said["from"] == "environment" else styled("  (default)", "dim"))
    lines = [f"{styled(said['name'], 'bold')} = {value}", labelled("", said["meaning"])]
    return "\n".join(
        [*lines, *([labelled("", f"Default: {said['default']}")] if said["from"] == "environment" else [])]
    )
