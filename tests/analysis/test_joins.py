"""Joins are read out of what people say: which services, and who moved from where to where."""

import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.joins import find_joins, joins_in
from analysis.normalise import LONGEST_ANALYSED, words_of
from analysis.reading import read
from analysis.services import DirectoryService, ServiceFound, service_names
from models.vocabulary import Sector
from tests.analysis.texts import AWKWARD

NAMES = service_names([DirectoryService("riverbank", "Testford Riverbank Surgery", Sector.GP)])


def moves(text: str) -> list[tuple[str | None, str | None, str]]:
    """From, to and the reason of each move in `text`, the services as they were typed."""

    def typed(service: ServiceFound | None) -> str | None:
        return text[slice(*service.span)] if service else None

    return [
        (typed(move.from_service), typed(move.to_service), move.reason.value)
        for move in find_joins(text, NAMES).moves
    ]


@pytest.mark.parametrize(
    ("text", "move"),
    [
        ("The GP referred me to the memory clinic", ("GP", "memory clinic", "referred")),
        ("I was referred by 111 to the crisis team", ("111", "crisis team", "referred")),
        ("A referral from my GP to the pain clinic took weeks", ("GP", "pain clinic", "referred")),
        ("I saw my GP and was referred to physio", ("GP", "physio", "referred")),
        ("I was sent back to my GP by the hospital", ("hospital", "GP", "sent_back")),
        ("CAMHS discharged him back to the GP", ("CAMHS", "GP", "sent_back")),
        ("She was discharged from ward 12 to a care home", ("ward 12", "care home", "discharged")),
        ("Riverbank sent us to A&E", ("Riverbank", "A&E", "sent")),
        ("A&E told us to ring 111", ("A&E", "111", "told_to_go")),
        ("111 said go to the walk-in centre", ("111", "walk-in centre", "told_to_go")),
        ("I was told by 111 to see my GP", ("111", "GP", "told_to_go")),
        ("He moved from the ward to a nursing home", ("ward", "nursing home", "transferred")),
        ("The nurse put me through to the crisis team", (None, "crisis team", "handed_over")),
        ("Handover from the ward to social care was fine", ("ward", "social care", "handed_over")),
        ("She was admitted to hospital", (None, "hospital", "admitted")),
        ("We ended up in A&E", (None, "A&E", "ended_up")),
        ("I had to go back to my GP", (None, "GP", "went_back")),
    ],
)
def test_a_move_has_two_ends_where_both_are_said(text: str, move: tuple[str | None, str | None, str]) -> None:
    assert moves(text) == [move]


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("Dad came home from hospital with nothing", "hospital"),
        ("The ward sent her home at midnight", "ward"),
        ("She was in hospital for a week and sent home with no tablets", "hospital"),
        ("We left A&E at four", "A&E"),
        ("Discharged from hospital too early", "hospital"),
    ],
)
def test_going_home_is_a_move_to_no_service(text: str, origin: str) -> None:
    assert moves(text) == [(origin, None, "discharged")]


@pytest.mark.parametrize(
    "text",
    [
        "I was never referred to the memory clinic",
        "I should have been referred to the memory clinic",
        "If the GP had referred me to the hospital sooner",
        "The GP refused to refer me to physio",
        "Nobody at the hospital told us to ring 111",
        "The ward promised he would be moved to a care home",
        "I am waiting to be transferred to the rehab unit",
        "He was seen at home instead of being sent to A&E",
        "I asked for a referral to physio",
        "My referral to the pain clinic was lost",
    ],
)
def test_what_did_not_happen_is_no_move(text: str) -> None:
    assert moves(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The hospital sent a letter to my GP",
        "The GP said it was the hospital's job",
        "We left the surgery for another",
        "The ambulance was sent to my house",
        "I took a bus from the hospital",
        "My mum was passed between wards",
    ],
)
def test_what_nobody_moved_by_is_no_move(text: str) -> None:
    assert moves(text) == []


def test_an_unlikely_outcome_told_as_fact_is_still_a_move() -> None:
    assert moves("He had to be taken to A&E") == [(None, "A&E", "transferred")]
    assert moves("They could not help, sent me to A&E") == [(None, "A&E", "sent")]


def test_who_they_are_is_the_service_named_last() -> None:
    assert moves("I rang 111. They told me to go to A&E, who sent me back to the GP.") == [
        ("111", "A&E", "told_to_go"),
        ("A&E", "GP", "sent_back"),
    ]


def test_what_the_person_did_themselves_was_done_by_no_service() -> None:
    assert moves("The GP was shut so I took him to A&E") == [(None, "A&E", "transferred")]


def test_each_stop_on_the_way_is_a_move() -> None:
    assert moves("Moved from the stroke ward to the rehab unit and then to a nursing home") == [
        ("stroke ward", "rehab unit", "transferred"),
        ("rehab unit", "nursing home", "transferred"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Passed from the district nurses to the GP and back again",
        "Back and forth between the district nurses and the GP",
        "The district nurses sent us to the GP, the GP sent us back to the district nurses",
    ],
)
def test_there_and_back_again_is_two_moves(text: str) -> None:
    assert [move[:2] for move in moves(text)] == [("district nurses", "GP"), ("GP", "district nurses")]


def test_a_move_does_not_reach_over_the_end_of_a_sentence() -> None:
    assert moves("I was discharged. To the hospital I say thank you") == []


def test_a_move_points_at_the_words_that_tell_of_it() -> None:
    text = "So then my GP, bless her, referred me to the memory clinic in May."
    (move,) = find_joins(text, NAMES).moves

    assert text[slice(*move.span)] == "GP, bless her, referred me to the memory clinic"


def test_a_service_of_the_directory_keeps_its_id_in_a_move() -> None:
    (move,) = find_joins("Riverbank referred me to physio", NAMES).moves

    assert move.from_service and move.from_service.service == "riverbank"
    assert move.to_service and move.to_service.service is None


def test_a_text_that_was_read_is_not_read_again() -> None:
    text = "The GP referred me to the memory clinic and my referral was lost"
    reading = read(text)

    assert reading is not None
    assert joins_in(reading.words, reading.phrases, NAMES) == find_joins(text, NAMES)


@pytest.mark.parametrize("text", AWKWARD)
def test_no_text_is_too_awkward_to_read_joins_in(text: str) -> None:
    for move in find_joins(text, NAMES).moves:
        assert 0 <= move.span[0] < move.span[1] <= len(text)


WORDS = ["GP", "hospital", "A&E", "referred", "sent", "told", "me", "to", "from", "by", "back", "home", "and"]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([*WORDS, "between", "go", "was", "they", ".", ",", "not"]), max_size=30))
def test_a_move_holds_its_ends_and_comes_in_its_turn(words: list[str]) -> None:
    text = " ".join(words)
    found = find_joins(text, NAMES)

    for move in found.moves:
        ends = [end for end in (move.from_service, move.to_service) if end]
        assert ends and set(ends) <= set(found.services)
        assert all(move.span[0] <= end.span[0] and end.span[1] <= move.span[1] for end in ends)


@pytest.mark.parametrize(
    "repeated",
    [
        "gp gp gp ",
        "referred to referred to ",
        "referred to the gp ",
        "x",
        "to gp ",
        "told me to go to ",
        "sent home from the ",
        "they passed us between the gp and the ward and back again ",
        "not ",
        "the ",
    ],
)
@pytest.mark.usefixtures("no_collecting")
def test_time_grows_no_faster_than_the_text(repeated: str) -> None:
    """All 20,000 characters are read here, though a comment is read to 5,000."""
    words = words_of((repeated * 20_000)[:20_000])
    started = time.process_time()
    joins_in(words, (), NAMES)

    assert time.process_time() - started < 0.5


def test_importing_the_reader_of_joins_reads_no_list_and_no_taxonomy() -> None:
    check = (
        "import analysis.joins, analysis.everyday_names, analysis.taxonomy, sys;"
        "assert not analysis.everyday_names.everyday_names.cache_info().currsize;"
        "assert not analysis.taxonomy.load_taxonomy.cache_info().currsize;"
        "assert 'textblob' not in sys.modules"
    )

    subprocess.run([sys.executable, "-c", check], check=True)


def test_only_the_beginning_of_a_very_long_text_is_read() -> None:
    padding = "x" * LONGEST_ANALYSED

    assert find_joins(f"{padding} The GP referred me to physio", NAMES).services == ()
