"""The words and figures of finance stay whole."""

import pytest

from index.lexical import LexicalIndex, tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1Q09 vs. 1Q08", ["1q09", "vs", "1q08"]),
        ("FY2009 Q1 1H", ["fy2009", "q1", "1h"]),
        ("SG&A, R&D and S&P", ["sg&a", "r&d", "s&p"]),
        ("JPY15,835 million", ["jpy", "15835", "million"]),
        ("JPY96.42 per US$1.00", ["jpy", "96.42", "per", "us", "1.00"]),
        ("down (14.6%)", ["down", "14.6"]),
        ("U.S. GAAP", ["us", "gaap"]),
        ("non-current", ["non", "current"]),
        ("1Gbps 100Mbps", ["1gbps", "100mbps"]),
        ("１Ｑ０９ ﬁscal", ["1q09", "fiscal"]),
        ("L’Oréal Société Générale", ["l", "oreal", "societe", "generale"]),
        ("営業利益", ["営", "業", "利", "益"]),
        ("What was the revenue?", ["revenue"]),
        ("liabilities, expenses, loss, status, gas", ["liability", "expense", "loss", "status", "gas"]),
    ],
)
def test_tokens(text, expected):
    assert tokens(text) == expected


def test_what_is_printed_and_what_is_asked_meet():
    assert tokens("15,835") == tokens("15835")
    assert set(tokens("SG&A")) == set(tokens("sg&a expenses")) & set(tokens("SG&A"))


def test_a_saved_index_scores_the_same(tmp_path):
    texts = ["revenue was 5", "cost of revenue", "", "cash flows"]
    built = LexicalIndex.build(texts)
    built.save(tmp_path / "bm25")
    read = LexicalIndex.load(tmp_path / "bm25")
    for query in ({"revenue": 1.0}, {"cost": 1.0, "revenue": 2.0}, {"unheard": 1.0}):
        assert read.scores(query).tolist() == built.scores(query).tolist()


def test_scores_are_those_of_bm25s():
    """One release, no weights: what we compute word by word is what the library computes at once."""
    import bm25s

    texts = ["revenue was 5 million", "cost of revenue", "cash flows and revenue", "cost"]
    library = bm25s.BM25(method="lucene", k1=1.5, b=0.75)
    library.index([tokens(text) for text in texts], show_progress=False)
    ours = LexicalIndex.build(texts).scores({"cost": 1.0, "revenue": 1.0})
    assert ours.tolist() == pytest.approx(library.get_scores(["cost", "revenue"]).tolist())


def test_an_empty_release_can_be_indexed():
    assert LexicalIndex.build([]).scores({"revenue": 1.0}).tolist() == [0.0]
