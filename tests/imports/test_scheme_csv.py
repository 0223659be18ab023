"""What partners of a scheme counted: a bad row says what to do, and nobody's name or number is taken in."""

import pytest

from imports.scheme_csv import COLUMNS, contacts_in, empty_file
from models.errors import FeedbackError
from models.scheme import ContactKind, ContactsGiven, Phase

GOOD = "P01,calls_999,before,90,12\nP01,calls_999,after,90,3\n"


def read(rows: str, headings: str = ",".join(COLUMNS)):
    return contacts_in(f"{headings}\n{rows}".encode(), "contacts.csv")


def test_a_row_is_what_one_person_needed_in_one_phase_and_half_a_pair_is_kept():
    file = read("P01, Calls 999 ,Before,90,12\n\n p02 ,police_contacts,before,30,0\n")
    assert file.rows == (
        ContactsGiven("P01", ContactKind.CALLS_999, Phase.BEFORE, 90, 12),
        ContactsGiven("p02", ContactKind.POLICE, Phase.BEFORE, 30, 0),
    )
    assert file.wrong == ()


@pytest.mark.parametrize(
    ("code", "looks_like"),
    [
        ("Mary Jones", "a name"),
        ("O'Brien, Mary 7", "a name"),
        ("jones.mary7", "a name"),
        ("Mary", "could be a name or initials"),
        ("MJ", "could be a name or initials"),
        ("943 476 5919", "an NHS number"),
        ("P-9434765919", "an NHS number"),
        ("P7 12/03/1956", "a date of birth"),
        ("1956-03-12", "a date of birth"),
        ("12031956", "a date of birth"),
        ("19560312", "a date of birth"),
        ("7 3rd March 56", "a date of birth"),
        ("p7@example.org", "an e-mail address"),
        ("07700 900123", "a telephone number"),
        ("+44 1632 960123", "a telephone number"),
        ("P7 MK9 3XA", "a postcode"),
        ("P7" + "x" * 60, "60 letters and numbers or fewer"),
        ("", "Fill in the column person"),
    ],
)
def test_what_could_say_who_somebody_is_is_refused_and_not_repeated(code, looks_like):
    (wrong,) = read(f'{GOOD}"{code}",calls_999,before,90,12\n').wrong
    assert wrong.row == 4 and looks_like in wrong.sentence
    assert not code or code not in wrong.sentence


@pytest.mark.parametrize("code", ["P01", "person 7", "HIU-0042", "3f2a9c77d1", "9434765918", "99999999"])
def test_a_code_that_says_nothing_of_anybody_is_taken(code):
    assert read(f"{code},calls_999,before,90,12\n").wrong == ()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("P02,calls,before,90,1", "use one of: calls_999, ae_attendances, admissions, police_contacts"),
        ("P02,calls_999,during,90,1", "use one of: before, after"),
        ("P02,calls_999,before,0,1", "days, write a number from 1 to 1,000"),
        ("P02,calls_999,before,1001,1", "days, write a number from 1 to 1,000"),
        ("P02,calls_999,before,90,-1", "contacts, write a number from 0 to 5,000"),
        ("P02,calls_999,before,90,5001", "contacts, write a number from 0 to 5,000"),
        ("P02,calls_999,before,90,", "contacts, write a whole number"),
        ("P02,calls_999,before,9\u0660,1", "days, write a whole number"),
        ("P02,calls_999,before", "days, write a whole number"),
        ("p01,calls_999,after,30,1", "Take out this row or row 3: both are of one person"),
    ],
)
def test_a_bad_row_says_what_to_do_by_its_number(row, said):
    (wrong,) = read(f"{GOOD}{row}\n").wrong
    assert wrong.row == 4 and said in wrong.sentence


def test_the_limits_themselves_are_taken():
    assert read("P01,calls_999,before,1,0\nP01,calls_999,after,1000,5000\n").wrong == ()


@pytest.mark.parametrize(("people", "is_wrong"), [(500, False), (501, True)])
def test_a_file_has_five_hundred_people_or_fewer(people, is_wrong):
    file = read("".join(f"P{number},calls_999,before,90,1\n" for number in range(people)))
    assert [one.row for one in file.wrong] == [0] * is_wrong


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "There is nothing in contacts.csv"),
        (",".join(COLUMNS).encode(), "no rows under its first one"),
        (b"person,kind,phase,days\nP01,calls_999,before,90", "with commas between: contacts"),
        (
            b"person,kind,phase,days,contacts,born\nP01,calls_999,before,90,1,1956",
            "Take the other columns out",
        ),
        ("person,kind,phase,days,contacts\nP\u00e91,calls_999,before,9,1".encode("latin-1"), "CSV UTF-8"),
        (b'person,kind,phase,days,contacts\n"P01,calls_999', "CSV UTF-8"),
        (b"person,kind,phase,days,contacts\n" + b"P1,calls_999,before,9,1\n" * 4_001, "more than 4,000 rows"),
        (b" " * 1_000_001, "larger than 1 MB"),
    ],
)
def test_a_file_that_is_no_such_file_is_refused(content, said):
    with pytest.raises(FeedbackError, match=said):
        contacts_in(content, "contacts.csv")


def test_the_empty_file_is_taken_as_it_is():
    file = contacts_in(empty_file().encode(), "contacts.csv")
    assert file.wrong == () and len(file.rows) == len(ContactKind) * len(Phase)
