"""Services are found by the names people use for them, those of the directory before everyday ones."""

import time
import tomllib
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import everyday_names
from analysis.normalise import words_of
from analysis.services import (
    DirectoryService,
    NamedBy,
    ServiceFound,
    ServiceNames,
    service_names,
    services_in,
)
from models.vocabulary import Sector
from tests.analysis import find_names_slowly as slow
from tests.analysis.texts import AWKWARD

DIRECTORY = (
    DirectoryService("larkspur", "Larkspur Rise care home, Testford", Sector.CARE_HOME),
    DirectoryService("mill", "Old Mill Court nursing home, Testford", Sector.CARE_HOME),
    DirectoryService("riverbank", "Testford Riverbank Surgery", Sector.GP, ("the riverside doctors",)),
    DirectoryService("cornmarket", "Testford Cornmarket Practice", Sector.GP),
    DirectoryService("chemist", "Testford Cornmarket Pharmacy", Sector.PHARMACY),
    DirectoryService("high street", "High Street Surgery", Sector.GP),
    DirectoryService("brannoc", "St. Brannoc's Hospital NHS Foundation Trust", Sector.HOSPITAL),
    DirectoryService("compass", "Compass", Sector.VOLUNTARY, ("Compass drop-in",)),
    DirectoryService("bridge", "The Bridge", Sector.MENTAL_HEALTH),
    DirectoryService("learning", "Testford learning disability team", Sector.LEARNING_DISABILITY),
    DirectoryService("emergency", "Testford emergency department", Sector.URGENT, ("A&E",)),
)
NAMES = service_names(DIRECTORY)
EVERYDAY = service_names()


def found_in(text: str, names: ServiceNames = NAMES) -> tuple[ServiceFound, ...]:
    return services_in(words_of(text), names)


def said(text: str, names: ServiceNames = EVERYDAY) -> list[tuple[str, Sector]]:
    """The words of `text` that name a service, and its kind."""
    return [(text[slice(*found.span)], found.sector) for found in found_in(text, names)]


def ids(text: str) -> list[str | None]:
    return [found.service for found in found_in(text)]


@pytest.mark.parametrize(
    ("text", "words", "sector"),
    [
        ("I rang the doctors", "the doctors", Sector.GP),
        ("The GP’s door", "GP’s", Sector.GP),
        ("my Dr. was away", "my Dr", Sector.GP),
        ("Hours in A&E", "A&E", Sector.URGENT),
        ("Hours in A and E", "A and E", Sector.URGENT),
        ("111 were kind", "111", Sector.URGENT),
        ("999 sent a crew", "999", Sector.AMBULANCE),
        ("The district nurse came", "district nurse", Sector.COMMUNITY),
        ("The district nurses came", "district nurses", Sector.COMMUNITY),
        ("Social never rang", "Social", Sector.SOCIAL_CARE),
        ("her social worker left", "social worker", Sector.SOCIAL_CARE),
        ("the council assessed him", "the council", Sector.SOCIAL_CARE),
        ("She went back to the home", "the home", Sector.CARE_HOME),
        ("He sat in the discharge lounge", "discharge lounge", Sector.HOSPITAL),
        ("Ward 12 was full", "Ward 12", Sector.HOSPITAL),
        ("the crisis team came out", "crisis team", Sector.MENTAL_HEALTH),
        ("CAMHS closed his case", "CAMHS", Sector.MENTAL_HEALTH),
        ("the memory clinic", "memory clinic", Sector.MENTAL_HEALTH),
        ("The pharmacy was shut", "pharmacy", Sector.PHARMACY),
        ("no NHS dentist", "dentist", Sector.DENTIST),
        ("the rehab unit", "rehab unit", Sector.INTERMEDIATE),
        ("the care agency", "care agency", Sector.HOME_CARE),
        ("the learning disability team", "learning disability team", Sector.LEARNING_DISABILITY),
        ("our housing officer", "housing officer", Sector.HOUSING),
        ("Age UK helped", "Age UK", Sector.VOLUNTARY),
        ("The police brought him", "police", Sector.POLICE),
        ("the hospice nurses", "hospice nurses", Sector.HOSPICE),
        ("the ICB decides", "ICB", Sector.COMMISSIONER),
    ],
)
def test_a_service_is_known_by_what_people_call_it(text: str, words: str, sector: Sector) -> None:
    assert said(text) == [(words, sector)]


@pytest.mark.parametrize(
    "text",
    [
        "I have no social life",
        "After my surgery I was sore",
        "We pay our council tax",
        "The doctors and nurses were kind",
        "There is a carers assessment",
        "A home from home",
        "I don't mind",
        "I know where I live",
    ],
)
def test_everyday_words_that_only_look_like_a_service_name_none(text: str) -> None:
    assert said(text) == []


def test_the_longest_name_stands_and_none_overlap() -> None:
    assert said("The home care team rang the hospital social worker") == [
        ("home care team", Sector.HOME_CARE),
        ("hospital social worker", Sector.HOSPITAL),
    ]


def test_a_name_does_not_reach_over_the_end_of_a_sentence_but_a_saint_may_have_a_full_stop() -> None:
    assert said("She is at home. Care was poor") == []
    assert ids("She was in St. Brannoc’s hospital") == ["brannoc"]


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("Testford Riverbank Surgery was shut", "riverbank"),
        ("Riverbank was shut", "riverbank"),
        ("RIVERBANK’S receptionist", "riverbank"),
        ("the riverside doctors", "riverbank"),
        ("our Riverside doctors", "riverbank"),
        ("I use Cornmarket Pharmacy", "chemist"),
        ("He moved to Larkspur Rise", "larkspur"),
        ("He moved to Old Mill Court", "mill"),
        ("St Brannocs", "brannoc"),
        ("High Street Surgery", "high street"),
        ("The Compass drop-in", "compass"),
        ("A&E was full", "emergency"),
    ],
)
def test_a_service_of_the_directory_is_known_by_its_name_its_alias_or_a_telling_part(
    text: str, service: str | None
) -> None:
    assert ids(text) == [service]


@pytest.mark.parametrize(
    "text",
    [
        "I live on the High Street",
        "I lost my compass on the bridge",
        "We moved to Testford",
        "Cornmarket is nice on a Sunday",
        "The old mill",
    ],
)
def test_a_place_an_everyday_word_or_what_two_services_share_names_no_service(text: str) -> None:
    assert ids(text) == []


def test_what_kind_of_service_it_is_does_not_name_the_one_in_the_directory() -> None:
    assert ids("He has a learning disability") == []
    assert ids("The learning disability team rang") == [None]


def test_each_service_found_says_which_rule_found_it() -> None:
    text = "Testford Riverbank Surgery, Riverbank, the riverside doctors, the surgery"

    assert [found.reason for found in found_in(text)] == [
        NamedBy.DIRECTORY_NAME,
        NamedBy.PART_OF_DIRECTORY_NAME,
        NamedBy.ALIAS,
        NamedBy.EVERYDAY_NAME,
    ]


def test_an_alias_that_two_services_claim_names_neither() -> None:
    both = service_names(
        DirectoryService(name, name, Sector.GP, ("Bakers Yard",))
        for name in ("First practice", "Second practice")
    )

    assert found_in("Bakers Yard was shut", both) == ()


def test_names_built_from_the_same_directory_are_the_same() -> None:
    assert service_names(DIRECTORY) == NAMES
    assert hash(service_names(DIRECTORY)) == hash(NAMES)
    assert NAMES != EVERYDAY


def test_no_everyday_name_is_listed_twice_or_written_as_no_text_is_read() -> None:
    listed = tomllib.loads((everyday_names.LISTED).read_text(encoding="utf-8"))
    names = {
        kind: [name for pattern in patterns for name in everyday_names.written_out(pattern)]
        for kind, patterns in listed.items()
        if kind != "directory"
    }

    for kind, of_kind in names.items():
        assert len(of_kind) == len(set(of_kind)), kind
        assert all(everyday_names.name_of(" ".join(name)) == name for name in of_kind)
    for (kind, of_kind), (other, of_other) in combinations(names.items(), 2):
        assert not set(of_kind) & set(of_other), (kind, other)


@pytest.mark.parametrize("text", AWKWARD)
def test_no_text_is_too_awkward_to_look_for_services_in(text: str) -> None:
    assert all(0 <= found.span[0] < found.span[1] <= len(text) for found in found_in(text))


NAME_WORDS = sorted({word for name in NAMES.meant_by for word in name})


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([*NAME_WORDS, "St.", ".", ",", "GP’s", "&"]), max_size=25))
def test_a_slow_search_for_each_name_finds_the_same(words: list[str]) -> None:
    text = " ".join(words)

    assert [found.span for found in found_in(text)] == slow.spans_named(words_of(text), NAMES)


@pytest.mark.parametrize("repeated", ["gp ", "the home care team ", "x", "community mental health ", "ward "])
@pytest.mark.usefixtures("no_collecting")
def test_time_grows_no_faster_than_the_text(repeated: str) -> None:
    words = words_of((repeated * 20_000)[:20_000])
    started = time.process_time()
    services_in(words, NAMES)

    assert time.process_time() - started < 0.5


def test_five_hundred_services_cost_a_comment_next_to_nothing() -> None:
    """What is looked up is counted, not timed: a directory adds no name that begins with an everyday word."""
    large = service_names(
        DirectoryService(
            str(number), f"Quillan{chr(97 + number % 26)}{chr(97 + number // 26)} Practice", Sector.GP
        )
        for number in range(500)
    )

    assert len(large.directory) == 500
    assert large.lengths["the"] == EVERYDAY.lengths["the"]
    assert [found.service for found in found_in("Quillanaa sent us on", large)] == ["0"]
