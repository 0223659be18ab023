"""What is taken away of a picture: everything that must be known of it is inside, and nothing more."""

import io
from datetime import date

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from analysis.behind import Behind
from analysis.disclosure import Rules
from reporting import charts
from reporting.chart_spec import with_marks_to_press
from reporting.picture import Counts, Picture, Source
from reporting.picture_drawn import DrawnKind, drawn
from reporting.picture_files import Around, numbers_file, published_file
from reporting.picture_words import band, not_for_publication, rests_on
from reporting.words_file import FileKind
from tests.reporting.frames import by_theme

THEMES = by_theme(Medicines_ready=(35, 38, 15, 20, 9), Staff_kind=(5, 15, 20, 66, 71))
AROUND = Around("Leaving hospital, told by families", date(2026, 11, 22), smallest=10)
BEHIND = Behind(people=1_943, checked=230, tagged=1_943, read_by_both=400, agreed=324)
CHASED = BEHIND._replace(theme="had_to_chase")
SAID = "Medicines draw the most complaints: 62% of 117 people. <Kindness> & care draw the most praise."


def picture(**changes) -> Picture:
    made = {
        "name": "themes",
        "heading": "What do people say?",
        "sentence": SAID,
        "draw": lambda mode: charts.sentiment_by_theme(THEMES, mode),
        "table": pd.DataFrame(
            {"Theme": ["=HYPERLINK(1)", "Staff"], "People": [117, 3], "Share": [0.62, None]}
        ),
        "source": Source.TAGS,
        "behind": BEHIND,
        "notes": ("Neutral comments are not drawn.",),
        "fewest": 3,
        "counts": Counts(["Medicines", "Staff"], ["People"], [[117], [3]], [1_943, 1_943]),
    }
    return Picture(**(made | changes))


def rows_of(made: bytes, kind: FileKind) -> list[list]:
    if kind is FileKind.XLSX:
        return CalamineWorkbook.from_filelike(io.BytesIO(made)).get_sheet_by_index(0).to_python()
    return [[cell] for cell in made.decode("utf-8-sig").splitlines()]


@pytest.mark.parametrize(("fewest", "is_there"), [(9, True), (10, False), (None, False)])
def test_figures_about_fewer_than_ten_people_are_not_for_publication(fewest, is_there: bool) -> None:
    assert bool(band(picture(fewest=fewest, counts=None), smallest=10)) is is_there


@pytest.mark.parametrize(
    ("source", "behind", "says", "never_says"),
    [
        (Source.ANSWERS, BEHIND, "No machine read it.", "agree"),
        (Source.TAGS, BEHIND, "12% checked by a person", "yet"),
        (Source.TAGS, BEHIND, "agree on 81% of 400 comments", "yet"),
        (Source.TAGS, BEHIND._replace(is_people_only=True, people=230), "People’s tags only: 230", "machine"),
        (Source.TAGS, BEHIND._replace(checked=1_943), "all checked by a person", "machine"),
        (Source.TAGS, BEHIND._replace(checked=0), "No person has checked any of it yet", "0%"),
        (Source.TAGS, BEHIND._replace(people=9, checked=2), "2 checked by a person", "22%"),
        (Source.MACHINE, BEHIND._replace(read_by_both=9, agreed=9), "only 9 comments read by both", "100%"),
        (
            Source.MACHINE,
            BEHIND._replace(tagged=1_903),
            "The machine has still to read 40 of these",
            "checked",
        ),
        (Source.TAGS, BEHIND._replace(tagged=0, checked=0), "Neither a person nor the machine", "found by"),
        (Source.PEOPLE, BEHIND, "As a person here read it", "machine"),
        (Source.ANSWERS, BEHIND._replace(people=0), "No feedback", "0 people"),
        (Source.ANSWERS, CHASED, "“Had to chase”: as the machine found, unless a person", "No machine"),
        (Source.PEOPLE, CHASED, "“Had to chase”: as the machine found, unless a person", "No machine"),
        (Source.ANSWERS, CHASED._replace(is_people_only=True), "as a person here found", "as the machine"),
        (
            Source.ANSWERS,
            BEHIND._replace(confirmed_joins=1),
            "confirmed by a person here: 1 join.",
            "No machine",
        ),
    ],
)
def test_what_a_picture_rests_on_is_said_in_words(source, behind, says: str, never_says: str) -> None:
    said = rests_on(picture(source=source, behind=behind))
    assert says in said
    assert never_says not in said


@pytest.mark.parametrize("kind", list(FileKind))
def test_the_true_numbers_say_that_they_are_for_us(kind: FileKind) -> None:
    rows = rows_of(numbers_file(picture(), kind, AROUND), kind)
    said = " ".join(str(cell) for row in rows for cell in row)
    for part in ("62% of 117 people", "12% checked", "Not for publication", AROUND.scope, "22 November 2026"):
        assert part in said
    last = rows[-2:]
    if kind is FileKind.XLSX:
        assert [row[:3] for row in last] == [["=HYPERLINK(1)", 117.0, 0.62], ["Staff", 3.0, ""]]
    else:
        assert last == [["'=HYPERLINK(1),117,0.62"], ["Staff,3,"]]


@pytest.mark.parametrize("kind", list(FileKind))
def test_a_file_to_publish_holds_no_true_number_and_says_what_was_done(kind: FileKind) -> None:
    rows = rows_of(published_file(picture(), kind, AROUND, Rules()), kind)
    said = " ".join(str(cell) for row in rows for cell in row)
    assert not [true for true in ("117", "1943", "1,943", "62%", "12%", "81%") if true in said]
    assert "[c] is a hidden number" in said
    assert "nearest 5" in said
    assert said.count("[c]") == 1 + 3


def test_what_is_published_says_whose_word_it_is_and_who_is_counted() -> None:
    behind = CHASED._replace(confirmed_joins=117)
    file = published_file(
        picture(source=Source.ANSWERS, behind=behind), FileKind.CSV, AROUND, Rules()
    ).decode()
    assert "joins found in their own words and confirmed" in file and "Counted are those who spoke of" in file
    assert "117" not in file


def test_a_picture_without_counts_of_people_has_nothing_to_publish() -> None:
    with pytest.raises(ValueError, match="no counts"):
        published_file(picture(counts=None), FileKind.CSV, AROUND, Rules())


def test_a_drawing_has_everything_inside_in_our_own_type() -> None:
    svg = drawn(picture(), DrawnKind.SVG, AROUND).decode()
    assert "Medicines ready" in svg
    assert "&lt;Kindness&gt; &amp; care" in svg
    for part in ("Neutral comments are not drawn.", "12% checked by a person", "Not for publication"):
        assert part in svg
    assert "data:font/woff2" in svg
    assert not [far for far in ('href="http', "url(http") if far in svg]


def test_a_drawing_for_a_report_is_a_png_of_two_pixels_each() -> None:
    png = drawn(picture(), DrawnKind.PNG, AROUND)
    assert png[:4] == b"\x89PNG"
    assert int.from_bytes(png[16:20], "big") == 1_800


@pytest.mark.parametrize(
    ("numbers", "is_there"), [((), False), ((0, 10), False), ((30, 9), True), ((None, 1), True)]
)
def test_cards_and_sentences_about_fewer_than_ten_people_are_not_for_publication(numbers, is_there) -> None:
    assert bool(not_for_publication(numbers, smallest=10)) is is_there


def test_the_layer_that_names_its_marks_can_be_pressed_and_a_chart_without_any_stays_as_it_is() -> None:
    plain, line = {"data": {"values": [{"y": 1}]}}, {"data": {"values": [{"mark": "GP to hospital"}]}}
    named = line | {"encoding": {"tooltip": {"field": "words"}}}
    assert with_marks_to_press(unnamed := {"layer": [plain, line]}) is unnamed
    first, second, third = with_marks_to_press({"layer": [line, named, named]})["layer"]
    assert (first, third) == (line, named)
    assert second["params"][0]["select"] == {"type": "point", "fields": ["mark"], "on": "click"}
