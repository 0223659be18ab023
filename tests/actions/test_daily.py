"""The day's work: once, however many are asked to do it."""

from datetime import timedelta

import pytest

from actions.daily import daily
from actions.sign_in import SignInDesk
from models.errors import NotAllowed
from models.people import job
from tests.conftest import NOW, PASSWORD, WATCHDOG

LONGEST = timedelta(hours=12)


def run(store, at):
    with store.writing() as session:
        return daily(session, by=job(WATCHDOG, "daily"), longest=LONGEST, at=at)


def test_the_work_is_done_once_a_day(store):
    assert [run(store, NOW + timedelta(hours=hours)).done_already for hours in (0, 1, 24)] == [
        False,
        True,
        False,
    ]


def test_sign_ins_are_forgotten_thirty_days_after_their_last_use_and_not_before(store, moderator):
    desk = SignInDesk(idle=LONGEST, longest=LONGEST)
    desk.sign_in(store, watchdog_id=WATCHDOG, email="ash@example.org", password=PASSWORD, address="", at=NOW)
    limit = NOW + LONGEST + timedelta(days=30)
    assert run(store, limit - timedelta(days=1)).sign_ins_forgotten == 0
    assert run(store, limit + timedelta(seconds=1)).sign_ins_forgotten == 1


def test_a_moderator_does_not_do_it(store, moderator):
    with pytest.raises(NotAllowed), store.writing() as session:
        daily(session, by=moderator, longest=LONGEST, at=NOW)
