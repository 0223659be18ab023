"""What a text proposes is found together: concerns and details in any language, joins in English."""

from analysis.concerns import find_concerns
from analysis.joins import find_joins
from analysis.personal_details import details_in
from analysis.proposals import NO_JOINS, proposals_in
from analysis.services import service_names

NAMED = service_names()
SAID = "The GP referred me to the memory clinic. Nurse Okafor slapped her. My number is 07700 900123."


def test_the_three_readers_find_together_what_each_finds_alone() -> None:
    found = proposals_in(SAID, "en-GB", NAMED)

    assert found.concerns == find_concerns(SAID) != ()
    assert found.details == details_in(SAID) != ()
    assert found.joins == find_joins(SAID, NAMED) != NO_JOINS


def test_in_another_language_joins_are_left_alone_and_nothing_else_is() -> None:
    found = proposals_in(SAID, "pl", NAMED)

    assert found.joins == NO_JOINS
    assert found.concerns
    assert found.details


def test_a_concern_at_the_end_of_a_very_long_text_is_raised() -> None:
    long = "The ward was busy. " * 1_000 + "I want to kill myself."

    found = proposals_in(long, "en", NAMED)

    assert found.concerns[-1].span[1] > len(long) - 5
    assert found.joins == find_joins(long, NAMED)
