"""Adding and changing organisations and services: what is kept, refused and told."""

import threading
from datetime import date
from uuid import uuid4

import pytest
from sqlmodel import select

from actions.edit_directory import add_service, change_organisation
from models.errors import FeedbackError, NotAllowed, Problems, SomebodyElseDecided
from models.events import Event
from models.organisation import OrganisationDraft, Service
from models.people import job
from models.vocabulary import Sector
from tests.actions.directory.rows import (
    a_draft,
    add,
    add_body,
    body,
    change,
    changes,
    links,
    service,
    somebody_elsewhere,
)
from tests.conftest import NOW, WATCHDOG

EVENTS = (Event.SERVICE_ADDED, Event.SERVICE_CHANGED, Event.ORGANISATION_ADDED, Event.ORGANISATION_CHANGED)


@pytest.fixture
def trust(store, administrator):
    return add_body(store, administrator)


@pytest.fixture
def ward(store, administrator, trust):
    return add(store, administrator, run_by=trust)


def test_what_is_added_is_tidied_signed_and_dated(store, administrator, trust):
    ward = add(
        store, administrator, "  Ward   7 ", run_by=trust, ods_code=" rd8 ", valid_from=date(2020, 6, 1)
    )

    added = service(store, ward)
    assert (added.name, added.ods_code, added.organisation_id) == ("Ward 7", "RD8", trust)
    [change_] = changes(store, ward)
    assert (change_.number, change_.changed_by) == (1, administrator.actor)
    assert change_.changes == {
        "name": [None, "Ward 7"],
        "sector": [None, "hospital"],
        "ods_code": [None, "RD8"],
        "valid_from": [None, "2020-06-01"],
        "organisation_id": [None, str(trust)],
    }
    [of_trust, of_ward] = links(store, *EVENTS)
    assert (of_trust.event, of_ward.event) == (Event.ORGANISATION_ADDED, Event.SERVICE_ADDED)
    assert (of_ward.subject, of_ward.detail) == (str(ward), {"sector": "hospital"})


def test_a_change_keeps_what_was_and_the_record_holds_no_name(store, administrator, trust, ward):
    draft = a_draft("Ward 8", Sector.URGENT, organisation_id=trust, valid_to=date(2026, 3, 31))
    assert change(store, administrator, ward, draft)

    assert service(store, ward).name == "Ward 8"
    assert changes(store, ward)[-1].changes == {
        "name": ["Ward 7", "Ward 8"],
        "sector": ["hospital", "urgent"],
        "valid_to": [None, "2026-03-31"],
    }
    [link] = links(store, Event.SERVICE_CHANGED)
    assert link.detail == {"fields": "name, sector, valid_to"}


def test_saving_without_changing_anything_leaves_no_trace(store, administrator, trust, ward):
    assert not change(store, administrator, ward, a_draft(" Ward 7", organisation_id=trust))
    assert len(changes(store, ward)) == 1
    assert links(store, Event.SERVICE_CHANGED) == []


def test_an_organisation_is_changed_like_a_service(store, administrator, trust):
    with store.writing() as session:
        draft = OrganisationDraft("Testford Hospitals", Sector.HOSPITAL, "RD8")
        assert change_organisation(session, trust, draft, after=1, by=administrator, at=NOW)
    assert (body(store, trust).name, body(store, trust).ods_code) == ("Testford Hospitals", "RD8")
    assert changes(store, trust)[-1].changes["ods_code"] == ["", "RD8"]
    assert len(links(store, Event.ORGANISATION_CHANGED)) == 1


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"name": " \n"}, "name", "Enter the service's name"),
        ({"name": "x" * 201}, "name", "Use 200 characters or fewer. You have used 201"),
        ({"name": "WARD 8"}, "name", "Ward 8 is in the list already. Use another name"),
        ({"sector": None}, "sector", "Choose what kind of service it is"),
        ({"ods_code": "R"}, "ods_code", "Use 2 to 12 letters and digits"),
        ({"ods_code": "R" * 13}, "ods_code", "Use 2 to 12 letters and digits"),
        ({"ods_code": "RD 8"}, "ods_code", "such as RD8, or leave it empty"),
        ({"ods_code": "=1+1"}, "ods_code", "Use 2 to 12 letters and digits"),
        (
            {"valid_from": date(2026, 1, 2), "valid_to": date(2026, 1, 1)},
            "valid_to",
            "Choose a last day that isn't before the first",
        ),
        ({"organisation_id": None}, "organisation_id", "Choose the organisation that runs it"),
        ({"organisation_id": uuid4()}, "organisation_id", "That organisation isn't here"),
        ({"successor_id": uuid4()}, "successor_id", "That service isn't here. Choose one from the list"),
    ],
)
@pytest.mark.parametrize("is_new", [True, False])
def test_what_is_unclear_is_said_beside_its_field_and_nothing_is_kept(
    sqlite_store, given, field, said, is_new
):
    store, administrator = sqlite_store, job(WATCHDOG, "terminal")
    trust = add_body(store, administrator)
    ward = add(store, administrator, run_by=trust)
    add(store, administrator, "Ward 8", run_by=trust)
    before = len(links(store, *EVENTS))
    draft = a_draft(**{"name": "Ward 9", "organisation_id": trust, **given})

    with pytest.raises(Problems) as refused:
        if is_new:
            with store.writing() as session:
                add_service(session, draft, by=administrator, at=NOW)
        else:
            change(store, administrator, ward, draft)

    assert said in refused.value.by_question[field]
    assert not any(word in str(refused.value).lower() for word in ("invalid", "must", "failed"))
    assert (service(store, ward).name, len(changes(store, ward))) == ("Ward 7", 1)
    assert len(links(store, *EVENTS)) == before


@pytest.mark.parametrize(
    ("code", "is_fine"), [("R", False), ("RD", True), ("R" * 12, True), ("R" * 13, False)]
)
def test_a_code_has_two_to_twelve_letters_and_digits(store, administrator, trust, code, is_fine):
    if is_fine:
        assert service(store, add(store, administrator, run_by=trust, ods_code=code)).ods_code == code
    else:
        with pytest.raises(Problems):
            add(store, administrator, run_by=trust, ods_code=code)


@pytest.mark.parametrize("length", [199, 200])
def test_a_name_may_have_two_hundred_characters(store, administrator, trust, length):
    assert len(service(store, add(store, administrator, "é" * length, run_by=trust)).name) == length


def test_a_service_may_close_on_the_day_it_opened(store, administrator, trust):
    day = date(2026, 1, 1)
    assert add(store, administrator, run_by=trust, valid_from=day, valid_to=day)


def test_every_problem_is_said_at_once(store, administrator):
    with pytest.raises(Problems) as refused, store.writing() as session:
        add_service(session, a_draft("", None, ods_code="!"), by=administrator, at=NOW)
    assert list(refused.value.by_question) == ["name", "organisation_id", "sector", "ods_code"]


def test_a_name_keeps_its_capitals_when_only_they_change(store, administrator, trust, ward):
    assert change(store, administrator, ward, a_draft("WARD 7", organisation_id=trust))
    assert service(store, ward).name == "WARD 7"


def test_nothing_comes_after_itself_or_after_what_came_before_it(store, administrator, trust, ward):
    second = add(store, administrator, "Second", run_by=trust)
    third = add(store, administrator, "Third", run_by=trust)
    assert change(store, administrator, ward, a_draft(organisation_id=trust, successor_id=second), after=1)
    assert change(
        store, administrator, second, a_draft("Second", organisation_id=trust, successor_id=third), after=1
    )
    for successor in (third, ward, second):  # itself, the first of the line, the one before
        with pytest.raises(Problems, match="doesn't come after this one"):
            change(
                store, administrator, third, a_draft("Third", organisation_id=trust, successor_id=successor)
            )
    assert service(store, third).successor_id is None


def test_the_second_of_two_editors_is_told_and_changes_nothing(store, administrator, trust, ward):
    change(store, administrator, ward, a_draft("First", organisation_id=trust), after=1)
    with pytest.raises(SomebodyElseDecided):
        change(store, administrator, ward, a_draft("Second", organisation_id=trust), after=1)
    assert service(store, ward).name == "First"
    assert len(changes(store, ward)) == 2
    assert len(links(store, Event.SERVICE_CHANGED)) == 1


def test_of_two_who_save_at_the_same_moment_one_is_told(store, administrator, trust, ward):
    told, ready = [], threading.Barrier(2)

    def save(name: str) -> None:
        ready.wait()
        try:
            told.append(change(store, administrator, ward, a_draft(name, organisation_id=trust), after=1))
        except SomebodyElseDecided:
            told.append("told")

    threads = [threading.Thread(target=save, args=(name,)) for name in ("One", "Two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(map(str, told)) == ["True", "told"]
    assert len(changes(store, ward)) == 2


def test_what_belongs_to_another_watchdog_is_not_here(store, administrator, trust, ward):
    elsewhere = somebody_elsewhere(store, administrator)
    theirs = add_body(store, elsewhere, "Their trust")
    with pytest.raises(FeedbackError, match="That service isn't here"):
        change(store, elsewhere, ward, a_draft("Mine now", organisation_id=theirs))
    for given in ({"organisation_id": trust}, {"organisation_id": theirs, "successor_id": ward}):
        with pytest.raises(Problems, match="isn't here"), store.writing() as session:
            add_service(session, a_draft("Theirs", **given), by=elsewhere, at=NOW)
    assert service(store, ward).name == "Ward 7"


def test_two_watchdogs_may_have_a_service_of_the_same_name(store, administrator, ward):
    elsewhere = somebody_elsewhere(store, administrator)
    add(store, elsewhere, "Ward 7", run_by=add_body(store, elsewhere))
    with store.reading() as session:
        assert len(session.exec(select(Service).where(Service.name == "Ward 7")).all()) == 2


def test_who_may_not_edit_the_directory_changes_nothing(store, volunteer, trust, ward):
    with pytest.raises(NotAllowed):
        add_body(store, volunteer, "Another")
    with pytest.raises(NotAllowed):
        change(store, volunteer, ward, a_draft("Mine", organisation_id=trust))
    assert service(store, ward).name == "Ward 7"


def test_an_analyst_may_edit_the_directory(store, moderator):
    assert add_body(store, moderator)
