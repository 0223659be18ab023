"""The day's work: once, however many are asked to do it."""

from datetime import timedelta

import pytest

from actions.daily import daily
from models.errors import NotAllowed
from models.people import job
from tests.actions.signing_in import LONGEST, sign_in
from tests.conftest import NOW, WATCHDOG


def run(store, at):
    with store.writing() as session:
        return daily(session, by=job(WATCHDOG, "daily"), at=at)


def test_the_work_is_done_once_a_day(store):
    assert [run(store, NOW + timedelta(hours=hours)).done_already for hours in (0, 1, 24)] == [
        False,
        True,
        False,
    ]


@pytest.mark.parametrize(("late", "forgotten"), [(timedelta(0), 0), (timedelta(seconds=1), 1)])
def test_sign_ins_are_forgotten_thirty_days_after_they_ended_and_not_before(
    desk, store, moderator, late, forgotten
):
    sign_in(desk, store)
    assert run(store, NOW + LONGEST + timedelta(days=30) + late).sign_ins_forgotten == forgotten


def test_a_moderator_does_not_do_it(store, moderator):
    with pytest.raises(NotAllowed), store.writing() as session:
        daily(session, by=moderator, at=NOW)
