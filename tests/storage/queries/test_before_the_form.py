"""What the form asks the store before it is drawn: numbers, services, and whether it may open."""

from datetime import date

import pytest
from sqlmodel import select

from actions.open_watchdog import open_watchdog
from models.people import resident
from models.vocabulary import Sector
from models.watchdog import Signpost, SignpostKind
from storage.queries.missing_before_opening import missing_before_opening, unknown_safeguarding_numbers
from storage.queries.services_to_choose_from import services_to_choose_from
from storage.queries.signposts import signposts
from tests.conftest import NOW
from tests.factories import a_service


def set_number(store, kind, number):
    with store.writing() as session:
        session.exec(select(Signpost).where(Signpost.kind == kind)).one().number = number


def test_the_numbers_come_most_urgent_first(store, somebody):
    with store.reading() as session:
        found = [number.kind for number in signposts(session, somebody)]
    assert found == [
        SignpostKind.EMERGENCY,
        SignpostKind.SAFEGUARDING_ADULTS,
        SignpostKind.SAFEGUARDING_CHILDREN,
    ]


@pytest.mark.parametrize("nothing", ["", "  "])
def test_a_number_that_is_not_known_yet_is_not_shown(store, somebody, nothing):
    set_number(store, SignpostKind.EMERGENCY, nothing)
    with store.reading() as session:
        assert SignpostKind.EMERGENCY not in [number.kind for number in signposts(session, somebody)]


def test_services_come_by_name_with_their_first_and_last_day(store, somebody):
    with store.writing() as session:
        a_service(session, "ward 9")
        a_service(session, "Archer Unit", Sector.INTERMEDIATE, valid_to=date(2026, 3, 31))
    with store.reading() as session:
        found = services_to_choose_from(session, somebody)
    assert [(service.name, service.sector, service.valid_to) for service in found] == [
        ("Archer Unit", Sector.INTERMEDIATE, date(2026, 3, 31)),
        ("ward 9", Sector.HOSPITAL, None),
    ]


def test_another_watchdogs_services_and_numbers_are_not_ours(store):
    with store.writing() as session:
        a_service(session)
        open_watchdog(
            session, slug="elsewhere", name="Elsewhere", area="Else", telephone="", signposts=[], at=NOW
        )
    with store.reading() as session:
        assert services_to_choose_from(session, resident("elsewhere")) == ()
        assert signposts(session, resident("elsewhere")) == ()
        assert len(missing_before_opening(session, resident("elsewhere"))) == 3


def test_nothing_is_missing_once_numbers_and_services_are_known(store, somebody):
    with store.writing() as session:
        a_service(session)
    with store.reading() as session:
        assert missing_before_opening(session, somebody) == ()


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        (SignpostKind.SAFEGUARDING_ADULTS, "The number to ring about an adult at risk"),
        (SignpostKind.SAFEGUARDING_CHILDREN, "The number to ring about a child at risk"),
    ],
)
def test_a_safeguarding_number_that_is_not_known_keeps_the_form_shut(store, somebody, kind, title):
    set_number(store, kind, "")
    with store.reading() as session:
        assert unknown_safeguarding_numbers(session, somebody) == (kind,)
        assert missing_before_opening(session, somebody)[0] == title


def test_having_no_services_yet_is_listed_and_keeps_nothing_shut(store, somebody):
    with store.reading() as session:
        assert unknown_safeguarding_numbers(session, somebody) == ()
        (missing,) = missing_before_opening(session, somebody)
    assert missing.startswith("The list of services")
