"""app: what is asked. A question in; a cited answer or a refusal out.

    answer, answer_over    the question answered over an indexed release, or over a document in memory
    Reply, Citation, Calculation, Operand    what comes back
"""

from app.answering import WrongType, answer, answer_over
from app.reply import Calculation, Citation, Operand, Reply

__all__ = ["Calculation", "Citation", "Operand", "Reply", "WrongType", "answer", "answer_over"]
