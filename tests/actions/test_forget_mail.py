"""The day's work forgets links and their mail, thirty days after they were of use."""

from datetime import timedelta

import pytest
from sqlmodel import func, select

from actions.daily import daily
from actions.one_time_links import LASTS
from models.outbox import OutboxMessage
from models.people import job
from models.staff import LinkPurpose, OneTimeLink
from tests.actions.mail import invited
from tests.conftest import NOW, WATCHDOG

EXPIRED = NOW + LASTS[LinkPurpose.INVITATION]
DAYS_30 = timedelta(days=30)
SOON = timedelta(seconds=1)


def forgotten(store, at) -> int:
    with store.writing() as session:
        return daily(session, by=job(WATCHDOG, "daily"), at=at).links_forgotten


def kept(store) -> tuple[int, int]:
    with store.reading() as session:
        return tuple(
            session.exec(select(func.count()).select_from(table)).one()
            for table in (OutboxMessage, OneTimeLink)
        )


@pytest.mark.parametrize(("late", "gone"), [(timedelta(0), 0), (SOON, 1)])
def test_a_link_and_its_mail_are_forgotten_thirty_days_after_it_became_too_old(
    store, administrator, late, gone
):
    invited(store, administrator)
    assert forgotten(store, EXPIRED + DAYS_30 + late) == gone
    assert kept(store) == ((0, 0) if gone else (1, 1))


@pytest.mark.parametrize(("late", "gone"), [(timedelta(0), 0), (SOON, 1)])
def test_a_link_that_was_used_is_forgotten_thirty_days_after_that(store, administrator, late, gone):
    invited(store, administrator)
    with store.writing() as session:
        link = session.exec(select(OneTimeLink)).one()
        link.used_at = NOW
        session.add(link)

    assert forgotten(store, NOW + DAYS_30 + late) == gone


def test_a_second_run_on_a_day_forgets_nothing(store, administrator):
    invited(store, administrator)
    late = EXPIRED + 2 * DAYS_30
    assert [forgotten(store, late + timedelta(hours=hours)) for hours in (0, 1)] == [1, 0]
