"""Words that suggest danger bring the right number up; other words bring none."""

import pytest

from actions.help_first import help_first
from content.signposting import FIRST, kinds_first
from models.vocabulary import ConcernKind
from models.watchdog import SAFEGUARDING, SignpostKind
from storage.queries.signposts import NumberToRing

EVERY_NUMBER = tuple(NumberToRing(kind, kind.value, "01632 960000", "") for kind in SignpostKind)
LIFE = [SignpostKind.EMERGENCY, SignpostKind.MENTAL_HEALTH_CRISIS, SignpostKind.LISTENING]


def first_for(*said: str, numbers=EVERY_NUMBER) -> list[SignpostKind]:
    return [number.kind for number in help_first(said, numbers)]


@pytest.mark.parametrize(
    "said", ["I want to end my life", "I don’t want to be here any more", "She has been cutting herself"]
)
def test_a_risk_to_life_brings_999_the_crisis_line_and_somebody_to_talk_to(said):
    assert first_for(said) == LIFE


@pytest.mark.parametrize(
    "said", ["My husband hits me and I am scared to go home", "Mum is covered in bruises"]
)
def test_abuse_brings_999_and_the_watchdogs_own_safeguarding_numbers(said):
    assert first_for(said) == [SignpostKind.EMERGENCY, *SAFEGUARDING]


def test_abuse_by_somebody_who_works_there_brings_where_to_complain_as_well():
    assert first_for("The carer hit my mum") == [
        SignpostKind.EMERGENCY,
        *SAFEGUARDING,
        SignpostKind.COMPLAINTS,
    ]


def test_serious_harm_brings_medical_help_and_where_to_complain():
    assert first_for("They gave her the wrong tablets and she nearly died") == [
        SignpostKind.URGENT_MEDICAL,
        SignpostKind.COMPLAINTS,
    ]


@pytest.mark.parametrize(
    "said", ["", "The nurse was kind", "They sent her home with no medicines.", "dont_know"]
)
def test_other_words_bring_nothing(said):
    assert first_for(said) == []


def test_several_answers_are_read_each_by_itself_and_a_number_comes_once():
    assert first_for("I want to end my life", "My husband hits me, I am scared to go home") == [
        SignpostKind.EMERGENCY,
        SignpostKind.MENTAL_HEALTH_CRISIS,
        SignpostKind.LISTENING,
        *SAFEGUARDING,
    ]


def test_a_number_that_this_watchdog_does_not_know_is_left_out():
    known = [number for number in EVERY_NUMBER if number.kind is SignpostKind.EMERGENCY]

    assert first_for("I want to end my life", numbers=known) == [SignpostKind.EMERGENCY]


@pytest.mark.parametrize("concern", ConcernKind)
def test_every_concern_has_somebody_to_ring_most_urgent_first(concern):
    called = kinds_first([concern])

    assert called and set(called) == set(FIRST[concern])
    assert list(called) == sorted(called, key=list(SignpostKind).index)
