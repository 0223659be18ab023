"""Rows come out of a file as they stand in it, numbered as a spreadsheet numbers them."""

import csv
from datetime import date, datetime

import pytest
import xlsxwriter

from imports.cells import as_day, as_it_was, as_text, inert, key
from imports.read import open_sheet
from imports.seen import nothing_seen
from models.errors import FeedbackError


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "1"),
        (1.5, "1.5"),
        (True, "1"),
        (None, ""),
        ("1.0", "1.0"),
        (date(2026, 2, 3), "2026-02-03"),
        (datetime(2026, 2, 3), "2026-02-03"),  # noqa: DTZ001
        (datetime(2026, 2, 3, 9, 5), "2026-02-03 09:05:00"),  # noqa: DTZ001
    ],
)
def test_a_spreadsheets_value_reads_as_it_would_in_a_csv(value, text):
    assert as_text(value) == text


@pytest.mark.parametrize(("label", "same"), [("1.0", "1"), (" Very  Good ", "very good"), ("1.50", "1.50")])
def test_labels_are_compared_without_case_spaces_or_an_empty_decimal(label, same):
    assert key(label) == same


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("04/03/2026", date(2026, 3, 4)),
        ("10/17/2021", date(2021, 10, 17)),
        ("2026-03-04 00:00:00", date(2026, 3, 4)),
        ("4 March", None),
        ("04/03/26", None),
        ("2026-02-30", None),
    ],
)
def test_a_date_is_read_by_the_first_format_that_fits(text, day):
    assert as_day(text, ["%d/%m/%Y", "%m/%d/%Y"]) == day


@pytest.mark.parametrize(
    "text", ["=1+1", "+44", "-3", "-ish", "@x", "\tx", "'=x", "''=x", "'tis", "fine", ""]
)
def test_what_is_made_safe_for_a_spreadsheet_can_be_read_back(text):
    assert as_it_was(inert(text)) == text


@pytest.mark.parametrize(("text", "safe"), [("-3", "-3"), ("+0.5", "+0.5"), ("-x", "'-x"), ("=1", "'=1")])
def test_a_number_keeps_its_sign_and_a_formula_becomes_text(text, safe):
    assert inert(text) == safe


def test_a_mark_of_the_encoding_is_not_part_of_the_first_name(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("ID,Comment\r\n1,one\r\n", encoding="utf-8-sig")

    with open_sheet(path) as sheet:
        assert sheet.header == ["ID", "Comment"]


def test_another_encoding_and_delimiter_can_be_named(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("ID;Comment\n1;caf\u00e9\n".encode("cp1252"))

    with open_sheet(path, encoding="cp1252", delimiter=";") as sheet:
        assert [row.cells for row in sheet.rows] == [["1", "caf\u00e9"]]


def test_an_encoding_that_nobody_knows_is_a_sentence(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("ID,Comment\n1,x\n", encoding="utf-8")

    with pytest.raises(FeedbackError, match="MARTIAN"), open_sheet(path, encoding="martian"):
        pass


def test_a_very_long_cell_is_read_whole_and_the_readers_limit_is_put_back(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(f"ID,Comment\n1,{'x' * 200_000}\n", encoding="utf-8")
    limit = csv.field_size_limit()

    with open_sheet(path) as sheet:
        assert [len(row.cells[1]) for row in sheet.rows] == [200_000]
    assert csv.field_size_limit() == limit


def test_rows_of_a_workbook_are_numbered_as_excel_shows_them(tmp_path):
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("Notes").write(0, 0, "nothing here")
    sheet = book.add_worksheet("Comments")
    sheet.write_row(2, 0, ["ID", "Comment"])
    sheet.write_row(4, 0, ["1", "one"])
    book.close()

    with open_sheet(path, sheet="Comments") as read:
        assert read.header == ["ID", "Comment"]
        assert [(row.number, row.cells) for row in read.rows] == [(4, ["", ""]), (5, ["1", "one"])]
    with pytest.raises(FeedbackError, match="its sheets are Notes, Comments"), open_sheet(path, sheet="X"):
        pass


def test_a_workbook_with_nothing_in_it_is_a_sentence(tmp_path):
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet()
    book.close()

    with pytest.raises(FeedbackError, match="no column names"), open_sheet(path):
        pass


def test_what_a_file_repeats_is_counted():
    with nothing_seen() as seen:
        assert [seen.count(digest) for digest in (b"a", b"b", b"a", b"a")] == [1, 1, 2, 3]
