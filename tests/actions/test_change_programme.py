"""A programme is changed once, by whoever saw what it said, and its history keeps what it said before."""

from dataclasses import replace
from datetime import date

import pytest

from actions.add_programme import add_programme
from actions.change_programme import change_programme
from actions.merge_directory import merge_services
from actions.scheme_contacts import erase_contacts, take_in_contacts
from models.errors import Problems, SomebodyElseDecided
from models.people import job
from models.programme import DayGiven, ProgrammeDraft, ProgrammeKind
from models.scheme import ContactKind, ContactsGiven, Phase, SharingDraft
from models.setting import SettingKind
from storage.queries.programmes import programmes
from storage.queries.setting_changes import changes_of
from tests.conftest import NOW, WATCHDOG
from tests.factories import a_service

PRESS = DayGiven("Launched", date(2024, 9, 17), "Local press")
NEWS = DayGiven("Launched", date(2023, 12, 20), "The watchdog's news")
BY = job(WATCHDOG, "terminal")
HUB = ProgrammeDraft("Discharge hub", partners=("Testford Trust",), days=(NEWS,))


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


@pytest.fixture
def hub(store, administrator):
    with store.writing() as session:
        return add_programme(session, HUB, by=administrator, at=NOW).id


@pytest.fixture
def change(store, hub, administrator):
    def change(draft, *, after=0):
        with store.writing() as session:
            return change_programme(session, hub, draft, after=after, by=administrator, at=NOW)

    return change


def seen(store, viewer):
    with store.reading() as session:
        [programme] = programmes(session, viewer)
        return programme, changes_of(session, viewer, SettingKind.PROGRAMME, str(programme.id))


def test_the_day_that_is_used_can_be_another_and_the_others_stay_with_their_sources(
    store, administrator, change
):
    assert change(replace(HUB, started_on=PRESS.day, source=PRESS.source, days=(PRESS, NEWS)))
    programme, [changed] = seen(store, administrator)
    assert (programme.started_on, programme.source) == (date(2024, 9, 17), "Local press")
    assert programme.days == (NEWS, PRESS)
    assert (programme.number, programme.code) == (1, "discharge-hub")
    assert changed.changes["started_on"] == (None, "2024-09-17")
    assert changed.changes["days"] == (
        [["2023-12-20", "Launched", "The watchdog's news"]],
        [
            ["2023-12-20", "Launched", "The watchdog's news"],
            ["2024-09-17", "Launched", "Local press"],
        ],
    )
    assert set(changed.changes) == {"started_on", "source", "days"}


def test_what_says_nothing_new_leaves_no_history_even_where_a_service_was_merged(
    store, administrator, change
):
    with store.writing() as session:
        old, new = a_service(session, "Ward seven"), a_service(session, "Ward 7")
    assert change(replace(HUB, services=(old,)))
    with store.writing() as session:
        merge_services(session, old, new, after=0, by=administrator, at=NOW)
    assert not change(replace(HUB, services=(new,)), after=1)
    programme, history = seen(store, administrator)
    assert programme.services == (("Ward 7", new),)
    assert len(history) == 1


def test_of_two_editors_the_second_is_told_and_overwrites_nothing(store, administrator, change):
    change(replace(HUB, about="A team."))
    with pytest.raises(SomebodyElseDecided):
        change(replace(HUB, about="Another team."))
    assert seen(store, administrator)[0].about == "A team."


def test_its_address_stays_and_its_name_may_not_be_anothers(store, administrator, change):
    with store.writing() as session:
        add_programme(session, ProgrammeDraft("Winter team"), by=administrator, at=NOW)
    with pytest.raises(Problems, match="There is a programme called Winter team already"):
        change(replace(HUB, name="winter team"))
    assert change(replace(HUB, name="The hub", code="the-hub"))
    with store.reading() as session:
        assert {one.code for one in programmes(session, administrator)} == {"discharge-hub", "winter-team"}


def test_a_scheme_stays_one_until_what_its_partners_counted_is_erased(store, change):
    assert change(replace(HUB, kind=ProgrammeKind.SCHEME))
    programme, _ = seen(store, BY)
    sharing = SharingDraft("An agreement", "The partners", date(2027, 1, 1))
    rows = [ContactsGiven("P07", ContactKind.AE, phase, 90, 3) for phase in Phase]
    with store.writing() as session:
        take_in_contacts(session, programme.id, sharing, rows, by=BY, at=NOW)

    assert change(replace(HUB, kind=ProgrammeKind.SCHEME, about="For a few people"), after=1)
    with pytest.raises(Problems) as refused:
        change(HUB, after=2)
    assert list(refused.value.by_question) == ["kind"]
    assert seen(store, BY)[0].kind is ProgrammeKind.SCHEME

    with store.writing() as session:
        erase_contacts(session, programme.id, by=BY, at=NOW)
    assert change(HUB, after=2)
