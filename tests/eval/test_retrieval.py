from eval.retrieval import evidence_spans, measure
from index.hits import Hit
from index.passages import Passage

TEXT = "Revenue fell.\n\nSI\t7,689\t6,565\n\nCash rose.\n"


def hit(rank, words):
    start = TEXT.index(words)
    passage = Passage(str(rank), "a-release", "paragraph", words, "", (), start, start + len(words))
    return Hit(passage, rank)


def search(query, release, k, method):
    found = {"bm25": ["SI", "Cash rose."], "dense": ["Revenue fell.", "SI"], "fused": ["Revenue fell."]}[method]
    return [hit(rank, words) for rank, words in enumerate(found, 1)]


def test_recall_and_reciprocal_rank_follow_the_first_hit_that_overlaps_the_evidence(gold):
    bm25, dense, fused = measure([gold(evidence="SI 7,689")], lambda doc: TEXT, search)

    assert (bm25.recall[1], bm25.mrr) == (1, 1)
    assert (dense.recall[1], dense.recall[5], dense.mrr) == (0, 1, 0.5)
    assert (fused.recall[10], fused.mrr) == (0, 0)


def test_follow_ups_and_refusals_are_left_out(gold):
    asked = [gold(history=("Revenue?",), evidence="SI"), gold(evidence="", abstain=True)]

    assert measure(asked, lambda doc: TEXT, search) == []


def test_evidence_is_found_wherever_it_stands_whatever_the_blanks():
    assert evidence_spans("SI 7,689", TEXT + TEXT) == [(15, 23), (15 + len(TEXT), 23 + len(TEXT))]
