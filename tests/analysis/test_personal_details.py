"""What could say who somebody is, names apart, is found however typed; other numbers are left alone."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import analysis.personal_details as personal_details
from analysis.normalise import LONGEST_ANALYSED, words_of
from analysis.personal_details import Reason, details_in
from models.vocabulary import DetailKind
from tests.analysis.marked import with_brackets, without_brackets
from tests.analysis.texts import AWKWARD

SLOW_TO_READ = """
Mr |J. |A B |Al-|Sam, |Sam and |called |12 Mill |flat 3 |The Mill, |lives at a |jo at a dot |a@|07700 900123
|0 7|born on |1/1/19 |car A1 |facebook as |oh one
""".strip("\n").split("|")

ANY_TEXT = st.text(
    alphabet=st.one_of(st.characters(), st.sampled_from("Mr Jo @.0123456789 ,\n'-")), max_size=300
)


def marked_by(marked: str, kind: DetailKind) -> str:
    text = without_brackets(marked)
    return with_brackets(text, [found for found in details_in(text) if found.kind is kind])


@pytest.mark.parametrize(
    "marked",
    [
        "Ring me on [07700 900123] after six",
        "my number is [07700900123].",
        "[01632 960 123] is the landline",
        "call [(01632) 960123] please",
        "tel [01632-960-123]",
        "tel: [01632.960.123]",
        "[020 7946 0123]",
        "[+44 7700 900123]",
        "[+44 (0)7700 900 123]",
        "[0044 7700 900123]",
        "[01632 960123 ext 45]",
        "[01632/960123]",
        "[0 7 7 0 0 9 0 0 1 2 3]",
        "my phone number is [960123]",
        "text me on [447700900123]",
    ],
)
def test_a_telephone_number_is_found(marked: str) -> None:
    assert marked_by(marked, DetailKind.PHONE) == marked


@pytest.mark.parametrize(
    "marked",
    [
        "write to [jo.smith@example.org].",
        "[JO_SMITH+NHS@MAIL.EXAMPLE.ORG]",
        "[jo@example.org], [ann-marie.o'neill@example.co.uk]",
        "[jo @ example.org]",
        "[jo at example dot org]",
        "[jo dot smith at example dot co dot uk] is best",
        "[jo(at)example(dot)org]",
        "[jo (at) example (dot) org]",
        "[jo.smith at example.org]",
    ],
)
def test_an_email_address_is_found(marked: str) -> None:
    assert marked_by(marked, DetailKind.EMAIL) == marked


@pytest.mark.parametrize(
    "marked",
    [
        "[999 000 0018]",
        "my number [9990000018] was wrong",
        "[999-000-0018]",
        "[99 90 00 00 18]",
        "NHS number [999 000 0019]",
        "nhs no: [9990000019]",
        "NHS number is [999 000 001]",
        "hospital number [A123456]",
        "my hospital no. is [123456]",
        "patient number: [00123456]",
        "case ref [CAS-20417]",
        "MRN [1234567]",
    ],
)
def test_the_number_of_a_patient_is_found(marked: str) -> None:
    assert marked_by(marked, DetailKind.NHS_NUMBER) == marked


@pytest.mark.parametrize(
    "marked",
    [
        "I live at [MK99 9ZZ]",
        "postcode [mk999zz]",
        "([ZZ99 3VZ])",
        "[N1 9ZZ], third floor",
        "[EC1A 9ZZ]",
        "my post code is [MK99]",
        "we live in [LU99]",
    ],
)
def test_a_postcode_is_found(marked: str) -> None:
    assert marked_by(marked, DetailKind.POSTCODE) == marked


@pytest.mark.parametrize(
    "marked",
    [
        "dob [12/03/1948]",
        "DOB: [12.3.48]",
        "D.O.B. [12-03-1948]",
        "my date of birth is [12 March 1948]",
        "Date of birth: [1948-03-12]",
        "she was born on [the 12th of March 1948]",
        "born [March 12, 1948]",
        "his birthday is [3rd June]",
        "her birthday was on [3 June]",
        "[12/03/1948] is my date of birth",
        "born in [1948]",
        "born [12 3 1948]",
    ],
)
def test_a_date_is_a_date_of_birth_where_the_words_say_so(marked: str) -> None:
    assert marked_by(marked, DetailKind.DATE_OF_BIRTH) == marked


@pytest.mark.parametrize(
    "marked",
    [
        "sent to [12 Mill Lane] instead",
        "[12 mill lane]",
        "[12a Old Ferry Road]",
        "[Flat 3, 12 Mill Lane]",
        "[flat 3 12 mill lane]",
        "we are at [Flat 3b]",
        "[14 The Green]",
        "[7 St Agatha's Close]",
        "they went to [The Cottage, Mill Lane]",
        "she lives on [Mill Lane]",
        "he lives at [number 9 Cobble Row]",
        "[221 Testford High Street]",
        "no home visit at [4 Heron Drive]",
    ],
)
def test_an_address_is_found(marked: str) -> None:
    assert marked_by(marked, DetailKind.ADDRESS) == marked


@pytest.mark.parametrize(
    "marked",
    [
        "I was fined, [AB99 XYZ]",
        "parked my car [AB99XYZ] there",
        "reg [ab99 xyz]",
        "registration number: [A123 XYZ]",
        "the number plate is [ABC 123X]",
        "my car, reg [xyz 999]",
        "my van [A123XYZ] was clamped",
    ],
)
def test_the_registration_of_a_car_is_found(marked: str) -> None:
    assert marked_by(marked, DetailKind.CAR_REGISTRATION) == marked


@pytest.mark.parametrize(
    "marked",
    [
        "I am [@testford_carer] there",
        "on twitter as [testfordcarer]",
        "find me on Facebook as [Testford Carer]",
        "my instagram is [testford.carer]",
        "[https://www.facebook.com/testford.carer]",
        "see [twitter.com/testford_carer]",
        "[Insta: testford_carer]",
    ],
)
def test_a_handle_is_found(marked: str) -> None:
    assert marked_by(marked, DetailKind.HANDLE) == marked


@pytest.mark.parametrize(
    "text",
    [
        "I rang 111 and then 999, and 116 123 after that",
        "We waited from 10.30 to 14:45, 4 hours 15 minutes",
        "On 12/03/2021 at 10:15 and on 01/02/2022 1030 we came back",
        "It cost £1,250.00, or 35p a day",
        "She is 84 years old and weighs 52.5kg",
        "500mg twice a day, 2.5 ml in 10 ml",
        "He was on B12 5 mg and 2 weeks down the road",
        "The 12th of March 1948 is when the NHS was planned",
        "We drove 12 miles down the road, a 20 minute drive, 3 times a week, 10 minutes walk",
        "Ward 17, bed 4, bay 2",
        "2 people in the street and 1 nurse on the way",
        "Open Mon - Fri 9 - 5",
        "look at this @ home",
        "The number of calls is 3, and the number 12 bus",
        "in 20 min, by 12 and at 10 too",
        "a reference would be good, and the case is closed",
        "I complained on facebook and it was ignored",
        "I was born in Testford, on a Sunday",
        "on level B3 2nd floor",
        "BP 120/80, sats 94, 98 and 99",
        "COVID19 jab, then A1 care",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert with_brackets(text, details_in(text)) == text


def test_ten_digits_without_the_check_digit_of_an_nhs_number_are_none() -> None:
    assert not details_in("the code 9990000019 came up")


def test_the_longer_of_two_readings_is_kept() -> None:
    text = "Jo lives at 12 Jean Street, MK99 9ZZ, priya@example.org"

    assert (
        with_brackets(text, details_in(text))
        == "[Jo] lives at [12 Jean Street], [MK99 9ZZ], [priya@example.org]"
    )


def test_words_read_before_need_not_be_read_again() -> None:
    text = "Dr Patel rang from 01632 960123"

    assert details_in(text, words_of(text)) == details_in(text)


def test_the_end_of_a_long_text_is_read_too() -> None:
    text = "It was kind. " * 800 + "Dr Patel rang"

    found = details_in(text, words_of(text[:LONGEST_ANALYSED]))

    assert [found.kind for found in found] == [DetailKind.NAME]
    assert found[0].reason is Reason.AFTER_A_TITLE


@pytest.mark.parametrize("text", AWKWARD)
def test_no_text_is_too_awkward(text: str) -> None:
    assert isinstance(details_in(text), tuple)


@settings(deadline=None)
@given(ANY_TEXT)
def test_every_detail_is_inside_the_text_in_order_and_apart(text: str) -> None:
    spans = [found.span for found in details_in(text)]

    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in zip(spans, spans[1:], strict=False))


@pytest.mark.parametrize("repeated", [*"1AxX@_. -'", *SLOW_TO_READ])
def test_the_longest_text_that_can_be_sent_is_read_however_awkward(repeated: str) -> None:
    """A pattern that went back over what it had read would not end; one that called itself would overflow."""
    assert isinstance(details_in((repeated * 20_000)[:20_000]), tuple)


def test_lists_hold_each_word_once_in_order_and_in_small_letters() -> None:
    folder = Path(personal_details.__file__).parent
    for path in folder.glob("*s.txt"):
        words = path.read_text(encoding="utf-8").split()
        assert words == sorted(set(words)), path.name
        assert all(word == word.casefold() and word.isascii() for word in words), path.name


def test_importing_reads_no_list() -> None:
    check = (
        "import analysis.personal_details, analysis.personal_details.word_lists as lists;"
        "assert not lists.word_lists.cache_info().currsize"
    )

    subprocess.run([sys.executable, "-c", check], check=True)
