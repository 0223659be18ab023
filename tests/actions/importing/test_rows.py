"""Importing row by row: each is kept word for word, known, blank, or put aside with its reason."""

import csv
import io
from datetime import date

import pytest

from imports.mapping import as_mapping
from imports.read import REASON_COLUMNS, STRAY_QUOTE, open_sheet
from models.errors import FeedbackError
from models.feedback import Feedback
from models.vocabulary import Channel, Rating
from tests.actions.importing.files import (
    GOOD,
    HEADER,
    a_file,
    a_map,
    bring_in,
    everything,
    rejected_rows,
    state,
)
from tests.conftest import NOW


def test_what_people_said_is_kept_word_for_word(store, tmp_path):
    said = "Nobody’s rung.\n\n=SUM(A1) isn't an answer \U0001f62d, “is it”?"

    bring_in(store, a_file(tmp_path, ("A1", "03/02/2026", "5", said)))

    (kept,) = everything(store, Feedback)
    assert kept.words == said
    assert (kept.rating, kept.happened_on, kept.counted_on) == (
        Rating.VERY_POOR,
        date(2026, 2, 3),
        date(2026, 2, 3),
    )
    assert (kept.channel, kept.received_at, kept.happened_in_month) == (Channel.IMPORT, NOW, False)
    assert len(kept.reference) == len("K7M4-R2T9-C3W")


def test_every_row_is_added_known_blank_or_put_aside(store, tmp_path):
    bring_in(store, a_file(tmp_path, GOOD))
    rows = [GOOD, ("A2", "03/02/2026", "1", "Kind."), ("A3", "x", "1", "Late."), ("A4", "03/02/2026", "", "")]

    report = bring_in(store, a_file(tmp_path, *rows))

    assert (report.rows, report.added, report.already_here, report.rejected, report.blank) == (4, 1, 1, 1, 1)
    assert {kept.words for kept in everything(store, Feedback)} == {GOOD[3], "Kind."}


def test_importing_the_same_file_again_adds_nothing(store, tmp_path):
    path = a_file(tmp_path, GOOD, ("A2", "03/02/2026", "5", "Nobody rang."))
    bring_in(store, path)
    before = state(store)

    report = bring_in(store, path)

    assert (report.added, report.already_here) == (0, 2)
    assert state(store)[:-2] == before[:-2]


def test_without_an_id_two_people_who_said_the_same_are_both_kept_however_often_it_is_imported(
    store, tmp_path
):
    mapping = a_map(columns={"id": ""})
    path = a_file(tmp_path, GOOD, GOOD)

    first, second = bring_in(store, path, mapping), bring_in(store, path, mapping)

    assert (first.added, second.added, second.already_here) == (2, 0, 2)
    assert [kept.words for kept in everything(store, Feedback)] == [GOOD[3], GOOD[3]]


def test_an_id_of_another_source_is_another_row(store, tmp_path):
    path = a_file(tmp_path, GOOD)
    bring_in(store, path)

    assert bring_in(store, path, a_map(source="clinic survey")).added == 1


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (
            ("B1", "31/31/2026", "1", "Kind."),
            "“Date” says “31/31/2026”, which fits no date format of the map",
        ),
        (("B1", "", "1", "Kind."), "“Date” is empty: enter the day"),
        (("B1", "21/11/2026", "1", "Kind."), "Enter a date that's today or earlier"),
        (
            ("B1", "31/12/2005", "1", "Kind."),
            "Enter a date in 2006 or later, or leave the date out and tell us in your words",
        ),
        (("B1", "03/02/2026", "11", "Kind."), "“Rating” says “11”, which the map does not explain"),
        (
            ("B1", "03/02/2026", "1", "x" * 20_001),
            "Use 20,000 characters or fewer. You have used 20,001, so take out 1",
        ),
        (("B1", "03/02/2026", "1"), "This row has 3 cells where row 1 has 4 names"),
        (("B1", "03/02/2026", "1", "Kind", "but slow."), "This row has 5 cells where row 1 has 4 names"),
        (
            ("A1", "03/02/2026", "1", "Other words."),
            "Another row above has the same id: give each row its own",
        ),
    ],
)
def test_a_row_with_a_fault_is_put_aside_whole_with_the_reason(store, tmp_path, cells, reason):
    report = bring_in(store, a_file(tmp_path, GOOD, cells))

    assert (report.added, report.rejected) == (1, 1)
    assert report.rejects == tmp_path / "comments.rejects.csv"
    header, row = rejected_rows(report)
    assert header == [*HEADER, *REASON_COLUMNS]
    padded = [*cells[:4], *[""] * (4 - len(cells))]
    assert row == [*padded, reason, "3", *cells[4:]]


def test_the_longest_words_and_the_oldest_year_that_are_allowed_are_kept(store, tmp_path):
    rows = [("B1", "20/11/2026", "1", "x" * 20_000), ("B2", "01/01/2006", "1", "Kind.")]

    assert bring_in(store, a_file(tmp_path, *rows)).added == 2


def test_a_stray_quotation_mark_costs_one_row_and_not_the_words_in_it(store, tmp_path):
    path = tmp_path / "comments.csv"
    broken = 'B1,03/02/2026,1,"She said "wait" and left'
    path.write_text(f"{','.join(HEADER)}\n{broken}\n{','.join(GOOD)}\n", encoding="utf-8")

    report = bring_in(store, path)

    assert (report.added, report.rejected) == (1, 1)
    assert rejected_rows(report)[1] == [broken, "", "", "", STRAY_QUOTE, "2"]


TWO_NAMES = "Comment,Rating"
SHE_SAID = '"She said "go home" and left me\nin the corridor all night",poor'


@pytest.mark.every_case_on_postgresql
@pytest.mark.parametrize(
    "lines",
    [
        SHE_SAID,
        '"She called him "a\nfool" and left",poor',
        '"She said "go home" and left me\nthere, alone\nin the corridor",poor',
        '"She said "go home" and\n"stop", and left",poor',
    ],
)
@pytest.mark.parametrize("after", ["", '\n"Kind, and ""quick""",good'])
def test_half_of_a_comment_with_a_stray_quotation_mark_never_counts_as_a_comment(
    store, tmp_path, lines, after
):
    before = state(store)
    path = tmp_path / "comments.csv"
    path.write_text(f"{TWO_NAMES}\nFine.,good\n{lines}{after}\n", encoding="utf-8")
    mapping = as_mapping({"source": "survey", "columns": {"words": "Comment", "rating": "Rating"}})

    with pytest.raises(FeedbackError, match="stands alone in row 3 of comments.csv, and that cell may go on"):
        bring_in(store, path, mapping)

    assert state(store) == before
    assert [path.name for path in tmp_path.glob("*.rejects.csv")] == []


@pytest.mark.parametrize(
    "after",
    [
        '"Kind, and ""quick""",good',
        'Quick.,good\n"Kind,\nand quick",good',
        'Quick.,"good"\n',
    ],
)
def test_a_stray_quotation_mark_on_one_line_leaves_the_rows_below_it_whole(tmp_path, after):
    path, broken = tmp_path / "comments.csv", '"She said "wait" and left",poor'
    path.write_text(f"{TWO_NAMES}\n{broken}\n{broken}\n{after}\n", encoding="utf-8")

    with open_sheet(path) as sheet:
        rows = list(sheet.rows)

    assert [(row.cells, row.fault) for row in rows[:2]] == [([broken], STRAY_QUOTE)] * 2
    whole = [cells for cells in csv.reader(io.StringIO(after)) if cells]
    assert [row.cells for row in rows[2:] if row.cells] == whole


def test_columns_of_ones_own_called_reason_and_row_are_kept(store, tmp_path):
    path = a_file(tmp_path, ("03/02/2026", "Kind.", "R9"), header=("Date", "reason", "row"))
    mapping = as_mapping(
        {
            "source": "survey",
            "date_formats": ["%d/%m/%Y"],
            "columns": {"date": "Date", "words": "reason", "id": "row"},
        }
    )

    assert bring_in(store, path, mapping).added == 1
    assert [kept.words for kept in everything(store, Feedback)] == ["Kind."]


def test_a_spreadsheet_runs_nothing_in_the_rejects_file_and_it_can_be_put_right_and_imported(store, tmp_path):
    words = ["=HYPERLINK(0)", "+44 rang", "-3 out of 10", "@home", "'=quoted already", "fine"]
    rows = [(f"B{number}", "soon", "1", said) for number, said in enumerate(words)]
    header = ("ID", "Date", "Rating", "=Comment")
    mapping = a_map(columns={"words": "=Comment"})
    report = bring_in(store, a_file(tmp_path, *rows, header=header), mapping)

    aside = rejected_rows(report)
    assert aside[0] == ["ID", "Date", "Rating", "'=Comment", *REASON_COLUMNS]
    assert [row[3] for row in aside[1:]] == [
        "'=HYPERLINK(0)",
        "'+44 rang",
        "'-3 out of 10",
        "'@home",
        "''=quoted already",
        "fine",
    ]
    report.rejects.write_text(
        report.rejects.read_text(encoding="utf-8-sig").replace("soon", "03/02/2026"), encoding="utf-8"
    )
    assert bring_in(store, report.rejects, mapping).added == 6
    assert sorted(kept.words for kept in everything(store, Feedback)) == sorted(words)


def test_rejected_rows_of_an_earlier_import_are_not_written_over(store, tmp_path):
    path = a_file(tmp_path, ("B1", "soon", "1", "Kind."))

    first, second = bring_in(store, path), bring_in(store, path)

    assert first.rejects.name == "comments.rejects.csv"
    assert second.rejects.name == "comments.2.rejects.csv"
    assert rejected_rows(first) == rejected_rows(second)


def test_rejected_rows_go_where_told_and_are_for_the_owner_alone(store, tmp_path):
    told = tmp_path / "aside.csv"

    report = bring_in(store, a_file(tmp_path, ("B1", "soon", "1", "Kind.")), rejects=told)

    assert report.rejects == told
    assert told.stat().st_mode & 0o077 == 0


def test_no_rejects_file_is_left_when_every_row_will_do(store, tmp_path):
    report = bring_in(store, a_file(tmp_path, GOOD))

    assert report.rejects is None
    assert [path.name for path in tmp_path.glob("*.rejects.csv")] == []


def test_a_row_where_nobody_answered_is_kept_only_for_its_rating(store, tmp_path):
    rows = [
        ("B1", "03/02/2026", "", "Did not answer"),
        ("B2", "03/02/2026", "6", "did not  answer"),
        ("B3", "03/02/2026", "7", " \u200b "),
        ("B4", "03/02/2026", "5", "Did not answer"),
        ("", "", "", ""),
    ]

    report = bring_in(store, a_file(tmp_path, *rows))

    assert (report.blank, report.added, report.rejected) == (4, 1, 0)
    (kept,) = everything(store, Feedback)
    assert (kept.words, kept.rating) == ("", Rating.VERY_POOR)


def test_what_no_database_can_hold_is_made_storable_and_the_row_is_kept(store, tmp_path):
    bring_in(store, a_file(tmp_path, ("B\x00", "03/02/2026", "1", "a\x00b\ud83dc")))

    assert [kept.words for kept in everything(store, Feedback)] == ["ab\ufffdc"]
