"""What leaves as CSV: whole, and nothing in it that a spreadsheet runs."""

import csv
import doctest
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reporting.csv_safe
from reporting.csv_safe import csv_line, safe

RUNS = "=+-@\t\r\n\x00＝＋－＠"
texts = st.text(
    alphabet=st.one_of(st.sampled_from(f"{RUNS}'\",; a1"), st.characters(exclude_categories=["Cs"]))
)


@pytest.mark.parametrize("mark", RUNS)
def test_text_that_a_spreadsheet_could_run_is_held_back(mark):
    assert safe(f"{mark}1+1") == f"'{mark}1+1"
    assert safe(f"'{mark}1+1") == f"''{mark}1+1"
    assert safe(f"a{mark}1") == f"a{mark}1"


@given(texts)
def test_no_text_begins_a_formula_and_all_of_it_is_there(text):
    kept = safe(text)
    assert not kept.startswith(tuple(RUNS))
    assert kept in (text, f"'{text}")


@given(st.one_of(st.integers(), st.floats(allow_nan=False)))
def test_a_number_stays_as_it_is(number):
    assert safe(number) == number


@given(st.lists(st.one_of(texts, st.integers()), min_size=2))
def test_a_row_is_read_back_as_one_row(cells):
    read = list(csv.reader(io.StringIO(csv_line(cells), newline="")))
    assert read == [[str(safe(cell)) for cell in cells]]


def test_the_example_in_the_words_is_true():
    assert doctest.testmod(reporting.csv_safe).failed == 0
