"""app: what is asked. A question in; a cited answer or a refusal out.

    answer, answer_over    the question answered over an indexed release, or over a document in memory
    Reply, Citation, Calculation, Operand    what comes back

The names are loaded when they are first used: a command that needs none of them starts at once.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.answering import WrongType, answer, answer_over
    from app.reply import Calculation, Citation, Operand, Reply

_HOMES = {
    "app.answering": ("WrongType", "answer", "answer_over"),
    "app.reply": ("Calculation", "Citation", "Operand", "Reply"),
}

__all__ = ["Calculation", "Citation", "Operand", "Reply", "WrongType", "answer", "answer_over"]

if not TYPE_CHECKING:  # for a type checker the imports above say more

    def __getattr__(name: str) -> Any:
        for module, names in _HOMES.items():
            if name in names:
                return getattr(import_module(module), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
