"""Printed rates: an amount per user or member that the release prints is looked up, not divided again."""

from decimal import Decimal

from app.answering import answer_over
from corpus.document import document
from corpus.release import release_from_text

TEXT = (
    "Key metrics\n\n\tQ1 2023\tQ2 2023\nDaily active users (in millions)\t2,037\t2,064\n"
    "Average revenue per user\t$9.62\t$10.63\n"
)


def test_a_printed_rate_is_looked_up():
    said = {"company": "Acme", "title": "Results", "currency": "USD"}
    reply = answer_over(document(release_from_text("acme", TEXT, said)), "Average revenue per user in Q1 2023?", [])

    assert (reply.value, reply.unit) == (Decimal("9.62"), "USD")
