"""Importing a file: all of it or none of it, whatever is wrong with it or with the disk."""

import errno
import tracemalloc
from datetime import date

import pytest
import xlsxwriter

from actions.import_feedback import DISK_FULL
from models.errors import FeedbackError
from models.feedback import Feedback
from models.vocabulary import Rating
from tests.actions.importing.files import (
    GOOD,
    HEADER,
    ON_SQLITE,
    a_file,
    a_map,
    bring_in,
    everything,
    state,
)


def test_a_workbook_says_the_same_as_a_csv(store, tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "comments.xlsx")
    sheet = book.add_worksheet()
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_row(0, 0, HEADER)
    sheet.write_row(1, 0, [7.0, None, 1.0, "=not a formula"])
    sheet.write_datetime(1, 1, date(2026, 2, 3), day)
    sheet.write_string(1, 3, "=not a formula")
    book.close()

    bring_in(store, tmp_path / "comments.xlsx")
    again = bring_in(store, a_file(tmp_path, ("7", "03/02/2026", "1", "=not a formula")))

    (kept,) = everything(store, Feedback)
    assert (kept.words, kept.rating, kept.happened_on) == (
        "=not a formula",
        Rating.VERY_GOOD,
        date(2026, 2, 3),
    )
    assert (again.added, again.already_here) == (0, 1)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.csv", b"", "a.csv is empty"),
        ("a.csv", b"ID,Date,Rating,Comment\n", "a.csv has column names but no rows under them"),
        ("a.csv", b"ID,Date,Score,Comment\nB1,x,1,y\n", "The file has no column called “Rating”"),
        ("a.csv", b"ID,Date,Rating,Comment,Comment\nB1,x,1,y,z\n", "more than one column called “Comment”"),
        (
            "a.csv",
            b"ID,Date,Rating,Comment\nB1,03/02/2026,1,fine\nB2,03/02/2026,1,caf\xe9\n",
            "a.csv is not UTF-8 text",
        ),
        ("a.csv", b'ID,Date,Rating,Comment\nB1,03/02/2026,1,"open\nB2,03/02/2026,1,y\n', "is never closed"),
        ("a.csv", b"PK\x03\x04rest", "a.csv is an Excel workbook"),
        ("a.xlsx", b"ID,Date,Rating,Comment\nB1,03/02/2026,1,fine\n", "but is not an Excel workbook"),
        ("a.xlsx", b"PK\x03\x04rest", "a.xlsx is damaged"),
    ],
)
def test_a_file_that_will_not_do_changes_nothing(store, tmp_path, name, content, says):
    before = state(store)
    (tmp_path / name).write_bytes(content)

    with pytest.raises(FeedbackError, match=says):
        bring_in(store, tmp_path / name)

    assert state(store) == before
    assert [path.name for path in tmp_path.glob("*.rejects.csv")] == []


def test_a_fault_in_row_1500_undoes_the_first_thousand_and_their_rejects(store, tmp_path):
    before = state(store)
    rows = [(f"B{number}", "03/02/2026" if number % 7 else "x", "1", "Kind.") for number in range(1_500)]
    path = a_file(tmp_path, *rows)
    with path.open("ab") as file:
        file.write(b"B9999,03/02/2026,1,caf\xe9\n")
    told = []

    with pytest.raises(FeedbackError, match="not UTF-8"):
        bring_in(store, path, progress=told.append)

    assert told == [1_000]
    assert state(store) == before
    assert [path.name for path in tmp_path.glob("*.rejects.csv")] == []


def test_a_theme_that_is_not_ours_is_named_before_anything_is_imported(store, tmp_path):
    before = state(store)

    with pytest.raises(FeedbackError, match="“Lunch” is the theme “lunches”, which is not one of ours"):
        bring_in(store, a_file(tmp_path, GOOD), a_map(themes={"Lunch": "lunches"}))

    assert state(store) == before


@ON_SQLITE
def test_a_full_disk_imports_nothing_and_says_so(store, tmp_path):
    before = state(store)
    path = a_file(tmp_path, *[(f"B{number}", "03/02/2026", "1", "Kind. " * 50) for number in range(2_500)])

    def limit(pages: int) -> None:
        with store.writer.connect() as connection:
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")

    with store.reading() as session:
        pages = session.connection().exec_driver_sql("PRAGMA page_count").scalar_one()
    limit(pages + 200)
    with pytest.raises(FeedbackError) as refused:
        bring_in(store, path)
    assert str(refused.value) == DISK_FULL
    assert state(store) == before

    limit(1_000_000)
    assert bring_in(store, path).added == 2_500


def test_a_disk_that_fills_up_with_rejected_rows_imports_nothing(store, tmp_path, monkeypatch):
    before = state(store)

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("imports.rejects.os.fsync", full)
    with pytest.raises(FeedbackError) as refused:
        bring_in(store, a_file(tmp_path, GOOD, ("B1", "soon", "1", "Kind.")))

    assert str(refused.value) == DISK_FULL
    assert state(store) == before
    assert [path.name for path in tmp_path.glob("*.rejects.csv")] == []


@ON_SQLITE
def test_a_file_ten_times_as_long_needs_no_more_memory(store, tmp_path):
    """A shape, not a size: what is held at once is a batch, so the peak hardly grows."""

    def peak(rows: int) -> int:
        kind = [(f"{rows}-{number}", "03/02/2026", "1", f"Kind {number}. " * 10) for number in range(rows)]
        path = a_file(tmp_path, *kind)
        del kind
        tracemalloc.start()
        bring_in(store, path)
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    peak(1_500)  # what is loaded once

    assert peak(20_000) < 1.5 * peak(2_000)
