"""Which services feedback may be about, and what a join keeps of them."""

from datetime import date
from uuid import uuid4

import pytest
from sqlmodel import select

from models.errors import Problems
from models.feedback import Feedback, Handover
from models.vocabulary import Sector
from tests.factories import a_service, some_feedback


def test_a_join_keeps_the_sector_of_the_services_it_names(store, somebody):
    with store.writing() as session:
        gp = a_service(session, "Market Street Surgery", Sector.GP)
        some_feedback(session, somebody, handovers=[{"from_service_id": gp, "to_sector": Sector.CARE_HOME}])
    with store.reading() as session:
        (join,) = session.exec(select(Handover)).all()
    assert (join.from_service_id, join.from_sector, join.to_sector) == (gp, Sector.GP, Sector.CARE_HOME)


@pytest.mark.every_case_on_postgresql
@pytest.mark.parametrize(
    ("happened_on", "is_month", "is_kept"),
    [
        (date(2026, 3, 1), True, True),  # some day of March: it closed on the 14th
        (date(2026, 4, 1), True, False),
        (date(2026, 3, 14), False, True),
        (date(2026, 3, 15), False, False),
        (date(2020, 6, 1), True, True),  # some day of June: it opened on the 10th
        (date(2020, 5, 1), True, False),
        (date(2020, 6, 9), False, False),
    ],
)
def test_a_service_can_be_named_for_any_day_or_month_it_was_open(
    store, somebody, happened_on, is_month, is_kept
):
    def send() -> None:
        with store.writing() as session:
            ward = a_service(session, valid_from=date(2020, 6, 10), valid_to=date(2026, 3, 14))
            some_feedback(
                session, somebody, service_ids=[ward], happened_on=happened_on, happened_in_month=is_month
            )

    if is_kept:
        send()
    else:
        with pytest.raises(Problems) as refused:
            send()
        assert set(refused.value.by_question) == {"service_ids"}
    with store.reading() as session:
        assert len(session.exec(select(Feedback)).all()) == is_kept


def test_a_service_that_nobody_knows_is_refused_with_what_to_do(store, somebody):
    with pytest.raises(Problems) as refused, store.writing() as session:
        some_feedback(session, somebody, service_ids=[uuid4()])
    assert refused.value.by_question["service_ids"].startswith("Choose a service from the list")


def test_somebody_who_does_not_know_when_can_still_speak_of_a_service_that_closed(store, somebody):
    with store.writing() as session:
        closed = a_service(session, valid_to=date(2026, 3, 31))
        receipt = some_feedback(session, somebody, service_ids=[closed], happened_on=None)
    assert receipt.is_new
