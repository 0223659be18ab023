"""The drawing of a published picture: from its rows alone, honest about lengths and about what is hidden."""

import pytest

from content.look.tokens import tokens
from models.vocabulary import Sentiment
from reporting.document_bars import MOST_DOWN, SLIM, WIDE, drawings, fills_of
from reporting.document_chart import chart_svgs
from reporting.document_words import notes
from tests.reporting.documents import FEELINGS, MATRIX, THEMES, long_table


def bars(marks):
    """The parts of bars: what stands above the axis, below the legend and isn't a label's frame."""
    return [box for box in marks.boxes if not box.is_dashed and box.y > marks.lines_from]


def words_of(parts):
    return [label.said for marks in parts for label in marks.labels]


@pytest.mark.parametrize("width", [WIDE, SLIM])
def test_a_bar_is_as_long_as_its_number_and_begins_at_nought(width):
    (marks,) = drawings(THEMES, width)
    first, second = bars(marks)
    assert first.x == second.x == marks.lines[0]
    assert (first.x2 - first.x) / (second.x2 - second.x) == pytest.approx(39 / 31, rel=0.01)


@pytest.mark.parametrize("width", [WIDE, SLIM])
def test_the_parts_of_a_bar_lie_end_to_end_and_100_percent_is_one_length(width):
    (marks,) = drawings(FEELINGS, width)
    row = [box for box in bars(marks) if box.y == bars(marks)[0].y]
    assert [box.x for box in row[1:]] == [box.x2 for box in row[:-1]]
    assert row[-1].x2 - row[0].x == pytest.approx((marks.lines[-1] - marks.lines[0]) * 1.01, rel=0.01)


@pytest.mark.parametrize("block", [THEMES, FEELINGS])
def test_a_hidden_number_is_a_dashed_label_and_neither_a_bar_nor_a_nought(block):
    (marks,) = drawings(block, WIDE)
    hidden = [row for row in block.rows if "[c]" in row]
    assert len([box for box in marks.boxes if box.is_dashed]) == len(hidden)
    assert words_of([marks]).count("hidden") == len(hidden)
    assert "[c]" not in str(marks.labels)


def test_everything_stays_inside_the_drawing():
    for block in (THEMES, FEELINGS, long_table()):
        for width in (WIDE, SLIM):
            for marks in drawings(block, width):
                assert all(0 <= box.x <= box.x2 <= width for box in marks.boxes)
                assert all(0 <= box.y <= box.y2 <= marks.height for box in marks.boxes)
                assert all(0 <= label.x <= width and 0 < label.y < marks.height for label in marks.labels)


@pytest.mark.parametrize(("rows", "parts"), [(1, 1), (15, 1), (20, 2), (30, 2)])
def test_what_is_longer_than_half_a_page_comes_in_parts_to_one_scale_and_no_row_is_lost(rows, parts):
    drawn = drawings(long_table().model_copy(update={"rows": long_table().rows[-rows:]}), WIDE)
    assert len(drawn) == parts
    assert all(marks.height <= MOST_DOWN + 60 for marks in drawn)
    assert sum(len(bars(marks)) for marks in drawn) == rows
    assert len({tuple(marks.lines) for marks in drawn}) == 1


def test_of_very_many_rows_the_first_are_drawn_and_a_note_says_so():
    assert sum(len(bars(marks)) for marks in drawings(long_table(), WIDE)) == 30
    assert "The drawing shows the first 30 rows. The table has all of them." in notes(long_table())
    assert not any("first 30" in said for said in notes(long_table(30)))


def test_how_people_felt_and_how_they_rated_it_have_their_colours_and_other_parts_steps_of_one():
    light = tokens().light
    rated = FEELINGS.model_copy(update={"bars": ("Very poor, %", "Very good, %")})
    assert fills_of(FEELINGS, light) == [light.sentiment[one] for one in Sentiment]
    assert fills_of(rated, light) == [
        light.sentiment[Sentiment.VERY_NEGATIVE],
        light.sentiment[Sentiment.VERY_POSITIVE],
    ]
    assert len(set(fills_of(FEELINGS.model_copy(update={"bars": ("a", "b", "c")}), light))) == 3


def test_the_row_of_totals_is_not_drawn():
    block = THEMES.model_copy(update={"rows": (*THEMES.rows[:2], ("Everybody", 310, 100))})
    assert "Everybody" not in words_of(drawings(block, WIDE))
    alone = THEMES.model_copy(update={"rows": (("Everybody", 310, 100),)})
    assert chart_svgs(alone) == ()


def test_a_table_alone_and_a_picture_without_rows_have_no_drawing():
    assert chart_svgs(MATRIX) == () == chart_svgs(THEMES.model_copy(update={"rows": ()}))


def test_nothing_but_noughts_and_hidden_numbers_is_still_drawn():
    block = THEMES.model_copy(update={"rows": (("Food", 0, 0), ("Parking", "[c]", "[c]"))})
    (marks,) = drawings(block, WIDE)
    assert bars(marks) == []
    assert {"Food", "Parking", "0%", "hidden"} <= set(words_of([marks]))


def test_the_drawing_is_the_same_each_time_and_obeys_nothing_in_a_name():
    block = THEMES.model_copy(update={"rows": (("<script>&", 120, 39),)})
    (first,) = chart_svgs(block)
    chart_svgs.cache_clear()
    assert chart_svgs(block) == (first,)
    assert "<script>" not in first and "&lt;script&gt;&amp;" in first
    assert "310" not in first
