"""What is held for staff to look at, and how much may come from one line before it is."""

from datetime import timedelta

import pytest

from actions.form_limits import FormLimits
from actions.hold import FASTEST, why_held
from models.errors import FeedbackError
from models.vocabulary import HeldBecause
from tests.conftest import NOW, WATCHDOG


def held(**changes):
    usual = {"trap": "", "begun_at": NOW - timedelta(minutes=5), "is_many": False, "at": NOW}
    return why_held(**usual | changes)


def test_a_persons_feedback_is_not_held():
    assert held() is None


def test_a_field_that_people_cannot_see_is_filled_in_by_programs():
    assert held(trap="https://example.com") is HeldBecause.HIDDEN_FIELD


@pytest.mark.parametrize(
    ("took", "expected"),
    [(FASTEST, None), (FASTEST - timedelta(milliseconds=1), HeldBecause.TOO_FAST)],
)
def test_nobody_reads_every_page_in_less_than_three_seconds(took, expected):
    assert held(begun_at=NOW - took) is expected


def test_a_whole_care_home_may_tell_us_on_one_line_and_what_comes_after_is_looked_at():
    limits = FormLimits()
    many = [limits.is_many(WATCHDOG, "192.0.2.7") for _ in range(61)]
    assert many == [False] * 60 + [True]
    assert not limits.is_many(WATCHDOG, "192.0.2.8")
    assert held(is_many=True) is HeldBecause.TOO_MANY


def test_a_line_with_addresses_of_its_own_counts_as_one():
    limits = FormLimits()
    many = [limits.is_many(WATCHDOG, f"2001:db8:1:2::{number:x}") for number in range(61)]
    assert many[-1] and not limits.is_many(WATCHDOG, "2001:db8:1:3::1")


def test_codes_are_not_tried_for_ever():
    limits = FormLimits()
    for _ in range(20):
        limits.heed_code(WATCHDOG, "192.0.2.7")
    with pytest.raises(FeedbackError, match="Wait ten minutes"):
        limits.heed_code(WATCHDOG, "192.0.2.7")
    limits.heed_code(WATCHDOG, "192.0.2.8")
