"""A file of who lives in the area: every row that is wrong says what to do, and the empty file is right."""

import pytest

from content.kinds_of_people import groups_of, kinds_of_people
from imports.census_csv import census_in, empty_file
from models.errors import FeedbackError

RIGHT = "sex,female,900\nsex,male,850\n"


def read(rows: str, headings: str = "kind,group,people"):
    return census_in(f"{headings}\n{rows}".encode(), "census.csv")


def test_what_the_file_says_is_read_by_kind_and_group():
    file = read('sex,female,"1,200"\n Sex , MALE ,850\nage,80_or_over,\narea,mk9,10\narea,SG18,0\n')
    assert file.figures == {"sex": {"female": 1200, "male": 850}, "area": {"MK9": 10, "SG18": 0}}
    assert file.wrong == ()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("colour,green,5", "In the column kind, use one of: age, sex,"),
        ("background_white,irish,5", "use one of: age"),  # asked of some people only
        ("sex,women,5", "for sex, use one of: female, male. It says 'women'"),
        ("sex,prefer_not_to_say,5", "for sex, use one of: female, male"),
        ("area,Testford,5", "use the first half of a postcode"),
        ("area,MK9 3XA,5", "use the first half of a postcode"),
        ("age,80_or_over,-5", "There can’t be fewer than 0 people"),
        ("age,80_or_over,many", "write a whole number"),
        ("age,80_or_over,1.5", "write a whole number"),
        ("age,80_or_over,12\u0663", "write a whole number"),
        ("age,80_or_over,100000001", "more than live in this country"),
        ("sex,male,7", "Take out this row or row 3: both are sex, male"),
    ],
)
def test_a_bad_row_says_what_to_do_by_its_number(row, said):
    file = read(f"{RIGHT}{row}\n")
    assert [one.row for one in file.wrong] == [4]
    assert said in file.wrong[0].sentence


@pytest.mark.parametrize(
    ("rows", "said"), [("sex,male,5\n", "two groups or more"), ("sex,male,0\nsex,female,0\n", "nobody")]
)
def test_a_kind_that_cannot_be_compared_is_wrong_as_a_whole(rows, said):
    (wrong,) = read(rows).wrong
    assert wrong.row == 0 and said in wrong.sentence


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "There is nothing in census.csv"),
        (b"kind,group,people\nsex,male,\n", "no number of people"),
        (
            b"kind,number\nsex,5\n",
            "Add these columns to the first row of census.csv, with commas between: group",
        ),
        ("kind,group,people\nsex,fémale,5".encode("latin-1"), "CSV UTF-8"),
        (b'kind,group,people\nsex,"male,5', "CSV UTF-8"),
        (b"kind,group,people\n" + b"sex,male,5\n" * 2_001, "more than 2,000 rows"),
        (b" " * 1_000_001, "larger than 1 MB"),
    ],
)
def test_a_file_that_is_no_such_file_is_refused(content, said):
    with pytest.raises(FeedbackError, match=said):
        census_in(content, "census.csv")


def test_the_empty_file_filled_in_is_taken_as_it_is():
    lines = empty_file().removeprefix("\ufeff").splitlines()
    filled = "\n".join(line.replace(",,", ",100,", 1) for line in lines if not line.startswith("area"))
    file = census_in(filled.encode("utf-8-sig"), "census.csv")
    assert file.wrong == ()
    assert {kind: list(people) for kind, people in file.figures.items()} == {
        kind: list(groups_of(kind)) for kind in kinds_of_people() if kind != "area"
    }
