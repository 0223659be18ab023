"""Thresholds and question sets as they ship: each kind once, in a range that holds what it starts with."""

import pytest

from content.question_sets import HAVE_YOUR_SAY, question_set, question_set_names
from content.thresholds import default_thresholds
from content.words import words
from models.setting import ThresholdKind


def test_every_kind_of_threshold_ships():
    assert set(default_thresholds()) == set(ThresholdKind)


@pytest.mark.parametrize("kind", list(ThresholdKind))
def test_what_a_threshold_starts_with_is_in_its_range_and_says_whom_it_was_learned_from(kind):
    default = default_thresholds()[kind]
    assert 0 <= default.smallest <= default.value <= default.largest
    assert default.title and default.explanation and default.source


def test_a_watchdog_starts_publishing_by_what_is_usual_in_the_nhs():
    starts = default_thresholds()
    assert starts[ThresholdKind.SMALLEST_BASE].value == 10
    assert starts[ThresholdKind.SMALLEST_CELL].value == 5
    assert starts[ThresholdKind.ROUND_TO].value == 5


def test_nothing_may_be_published_about_a_single_person():
    for kind in (ThresholdKind.SMALLEST_BASE, ThresholdKind.SMALLEST_CELL, ThresholdKind.ROUND_TO):
        assert default_thresholds()[kind].smallest >= 1


@pytest.mark.parametrize("name", question_set_names())
def test_every_question_set_that_ships_can_be_read_and_has_a_name_for_staff(name):
    assert question_set(name).id == name
    assert words(f"our_settings.question_sets.{name}")


def test_the_sites_own_form_ships():
    assert HAVE_YOUR_SAY in question_set_names()
