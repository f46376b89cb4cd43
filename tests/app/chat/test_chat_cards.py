from decimal import Decimal
from html.parser import HTMLParser

import pytest
from chat_replies import HOSTILE, canned, cite, figure_reply, flagged_reply, growth_reply, ranking_reply, refusal_reply

from app.chat.answer_card import headline_and_rest, turn_html
from app.chat.charts import chart_svg, rows_csv
from app.chat.conversations import Turn
from app.chat.printed import html, plain, runs
from app.reply import Reply
from corpus.release import load_release


class Tags(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.text = [], [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.text += data


def card(reply):
    return turn_html(Turn(1, "How?", None, reply))


def test_markup_of_the_source_is_set_and_its_offsets_are_kept():
    text = r"<u>SI</u> cost \$4 million in *Kansai* ^⁵"
    assert plain(text) == "SI cost $4 million in Kansai ⁵"
    assert all(text[run.start : run.start + len(run.text)] == run.text for run in runs(text))


def test_text_of_a_release_never_becomes_markup():
    assert Tags(html(HOSTILE, 0)).tags == []
    assert Tags(html(HOSTILE, 0)).text == HOSTILE


@pytest.mark.parametrize("word", ["fall", "flag", "rank", "why", "employees", "what"])
def test_every_citation_of_a_card_points_at_its_quote(word):
    text = load_release("iij-1q09").text
    reply = canned(word)
    places = {value for name, value in Tags(card(reply)).attributes if name == "data-cite"}
    assert {f"{c.start}-{c.end}" for c in reply.citations} <= places
    assert all(text[c.start : c.end] == c.quote for c in reply.citations)


def test_hostile_text_in_a_reply_or_a_question_stays_text():
    tags = Tags(turn_html(Turn(1, HOSTILE, None, canned("hostile"))))
    assert not {"img", "script"} & set(tags.tags)
    assert not [name for name, _ in tags.attributes if name.startswith("on")]
    assert HOSTILE in tags.text


def test_amounts_are_shown_as_typed():
    assert "($164 million), ¥1 and (3.0%)" in Tags(card(figure_reply())).text


def test_the_calculation_shows_names_numbers_and_that_the_printed_figure_agrees():
    page = card(growth_reply())
    text = " ".join(Tags(page).text.split())
    assert "growth(6,565, 7,689) = −14.6%" in text
    assert "ties out" in text
    assert "✓ agrees with the printed (14.6%)" in text


def test_a_figure_that_differs_from_print_is_flagged():
    assert "differs from print" in Tags(card(flagged_reply())).text


def test_a_refusal_shows_what_the_release_does_disclose():
    page = card(refusal_reply())
    assert 'class="answer refusal"' in page
    assert "What the release does say" in page
    assert 'data-ask="How many ATMs does Trust Networks operate?"' in page


@pytest.mark.parametrize(
    ("text", "quote", "headline"),
    [
        ("Total Revenues: JPY 15,835 million (1Q09).", "15,835", "JPY 15,835 million"),
        ("Net income per ADS: JPY 2.23 per ADS (1Q09).", "2.23", "JPY 2.23 per ADS"),
        ("ATMs on June 30, 2009: 26 ATMs.", "Trust Networks operates 26 ATMs.", "26 ATMs"),
        ("Growth of SI (1Q09): -14.6% (1Q09).", "(14.6%)", "-14.6%"),
        ("It paid $4 million.", "$4 million", "$4 million"),
    ],
)
def test_the_headline_is_the_number_as_the_text_has_it(text, quote, headline):
    citation = cite("15,835")
    reply = Reply(
        text, Decimal(1), "ATMs" if "ATMs" in text else "JPY", citations=(type(citation)("iij-1q09", "s", quote, 0, 1),)
    )
    assert headline_and_rest(reply) == (headline, text)


def test_the_chart_has_a_bar_for_each_row_and_names_unit_and_period():
    rows = ranking_reply().rows
    svg = chart_svg(rows, "costs")
    assert svg.count("<rect") == len(rows)
    assert "JPY million, 1Q09" in svg
    assert all(row.shown in svg for row in rows)


def test_rows_of_different_units_share_no_axis():
    rows = ranking_reply().rows
    mixed = (rows[0], type(rows[0])("Growth", "1Q09", Decimal("8.7"), "%", "8.7%", None))
    assert chart_svg(mixed) == ""


def test_negative_amounts_stand_left_of_the_zero_line():
    rows = ranking_reply().rows[:1]
    loss = type(rows[0])("Loss", "1Q09", Decimal(-233000000), "JPY", "(233)", None)
    assert 'class="bar negative"' in chart_svg((*rows, loss))


def test_the_csv_of_rows_runs_no_formula():
    row = type(ranking_reply().rows[0])("=1+1", "1Q09", Decimal(1), "JPY", "1", None)
    assert rows_csv((row,)).splitlines()[1].startswith("'=1+1")
