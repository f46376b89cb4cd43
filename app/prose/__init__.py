"""Prose: questions in words, answered by the smallest exact quote of a release, or not at all.

claim_in        the cause that a question supposes ("was it due to ...?")
question_type   what kind of answer a question wants ("why", "who", "list", ...)
read_prose      question and document in, `ProseReading` out: quotes, the phrase that answers, how sure, what is not
covered
"""

from app.prose.ask import question_type
from app.prose.claims import claim_in
from app.prose.reader import ProseReading, Quote, read_prose

__all__ = ["ProseReading", "Quote", "claim_in", "question_type", "read_prose"]
