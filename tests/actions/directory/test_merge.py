"""Merging what was entered twice: one stands for the other wherever it is read, and can be parted again."""

import threading
from datetime import date
from uuid import uuid4

import pytest

from actions.edit_directory import add_service, change_organisation, change_service
from actions.load_services import load_services
from actions.merge_directory import merge_organisations, merge_services, part_organisation, part_service
from models.errors import FeedbackError, NotAllowed, Problems, SomebodyElseDecided
from models.events import Event
from models.organisation import OrganisationDraft
from models.vocabulary import Sector
from storage.queries.services_to_choose_from import services_to_choose_from
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
from tests.conftest import NOW

MERGED = (Event.SERVICE_MERGED, Event.ORGANISATION_MERGED)


@pytest.fixture
def trust(store, administrator):
    return add_body(store, administrator)


@pytest.fixture
def wards(store, administrator, trust):
    return [add(store, administrator, f"Ward {letter}", run_by=trust) for letter in "ABC"]


def merge(store, by, one, into, *, after=1):
    with store.writing() as session:
        merge_services(session, one, into, after=after, by=by, at=NOW)


def part(store, by, one, *, after=2):
    with store.writing() as session:
        part_service(session, one, after=after, by=by, at=NOW)


def test_the_row_stays_signed_and_dated_and_is_not_offered_any_more(store, administrator, wards):
    a, b, c = wards
    merge(store, administrator, a, b)

    assert service(store, a).merged_into_id == b
    assert changes(store, a)[-1].changes == {"merged_into_id": [None, str(b)]}
    [link] = links(store, *MERGED)
    assert (link.subject, link.detail) == (str(a), {"into": str(b), "merged_earlier": 0})
    with store.reading() as session:
        offered = services_to_choose_from(session, administrator)
    assert [(one.name, one.merged) for one in offered] == [("Ward B", (a,)), ("Ward C", ())]


def test_whatever_was_merged_into_it_earlier_goes_with_it(store, administrator, wards):
    a, b, c = wards
    merge(store, administrator, a, b)
    merge(store, administrator, b, c)

    assert [service(store, one).merged_into_id for one in wards] == [c, c, None]
    assert changes(store, a)[-1].changes == {"merged_into_id": [str(b), str(c)]}
    assert [link.detail["merged_earlier"] for link in links(store, *MERGED)] == [0, 1]


def test_parting_gives_back_what_was_merged_into_it_before(store, administrator, wards):
    a, b, c = wards
    merge(store, administrator, a, b)
    merge(store, administrator, b, c)
    part(store, administrator, b)

    assert [service(store, one).merged_into_id for one in wards] == [b, None, None]
    assert changes(store, a)[-1].changes == {"merged_into_id": [str(c), str(b)]}
    assert changes(store, b)[-1].changes == {"merged_into_id": [str(c), None]}
    [link] = links(store, Event.SERVICE_CHANGED)
    assert (link.subject, link.detail) == (str(b), {"fields": "merged_into_id", "merged_earlier": 1})


def test_parting_leaves_what_was_merged_beside_it(store, administrator, wards):
    a, b, c = wards
    merge(store, administrator, a, c)
    merge(store, administrator, b, c)
    part(store, administrator, b)

    assert [service(store, one).merged_into_id for one in wards] == [c, None, None]
    assert len(changes(store, a)) == 2
    [link] = links(store, Event.SERVICE_CHANGED)
    assert link.detail == {"fields": "merged_into_id", "merged_earlier": 0}


def test_parting_undoes_one_merger_of_several_in_a_row(store, administrator, trust, wards):
    a, b, c = wards
    d = add(store, administrator, "Ward D", run_by=trust)
    for one, into in ((a, b), (b, c), (c, d)):
        merge(store, administrator, one, into)
    part(store, administrator, b, after=3)
    assert [service(store, one).merged_into_id for one in (a, b, c, d)] == [b, None, d, None]
    part(store, administrator, c)
    assert [service(store, one).merged_into_id for one in (a, b, c, d)] == [b, None, None, None]


def test_what_was_parted_and_merged_elsewhere_stays_there(store, administrator, wards):
    a, b, c = wards
    merge(store, administrator, a, b)
    part(store, administrator, a)
    merge(store, administrator, a, c, after=3)
    merge(store, administrator, b, c)
    part(store, administrator, b)
    assert [service(store, one).merged_into_id for one in wards] == [c, None, None]


def test_what_cannot_be_merged_is_said(store, administrator, wards):
    a, b, c = wards
    with pytest.raises(FeedbackError, match="nothing can be merged into itself"):
        merge(store, administrator, a, a)
    with pytest.raises(FeedbackError, match="That service isn't here"):
        merge(store, administrator, a, uuid4())
    with pytest.raises(FeedbackError, match="That service isn't here"):
        merge(store, administrator, uuid4(), a)
    with pytest.raises(FeedbackError, match="Ward B isn't merged into anything"):
        part(store, administrator, b, after=1)
    merge(store, administrator, a, b)
    with pytest.raises(FeedbackError, match="Ward A is merged already"):
        merge(store, administrator, a, c, after=2)
    with pytest.raises(FeedbackError, match="Ward A is itself merged into Ward B. Choose Ward B"):
        merge(store, administrator, c, a)
    assert len(links(store, *MERGED)) == 1


def test_another_watchdogs_service_cannot_be_merged_or_parted(store, administrator, wards):
    a, b, _ = wards
    elsewhere = somebody_elsewhere(store, administrator)
    theirs = add(store, elsewhere, run_by=add_body(store, elsewhere))
    for by, one, into in (
        (elsewhere, a, b), (elsewhere, theirs, a), (elsewhere, a, theirs), (administrator, a, theirs)
    ):  # fmt: skip
        with pytest.raises(FeedbackError, match="That service isn't here"):
            merge(store, by, one, into)
    merge(store, administrator, a, b)
    with pytest.raises(FeedbackError, match="That service isn't here"):
        part(store, elsewhere, a)


def test_who_may_not_edit_the_directory_merges_nothing(store, volunteer, wards):
    with pytest.raises(NotAllowed):
        merge(store, volunteer, wards[0], wards[1])
    assert service(store, wards[0]).merged_into_id is None


def test_the_second_of_two_is_told_when_it_was_changed_meanwhile(store, administrator, trust, wards):
    a, b, _ = wards
    change(store, administrator, a, a_draft("Ward A, upstairs", organisation_id=trust))
    with pytest.raises(SomebodyElseDecided):
        merge(store, administrator, a, b, after=1)
    assert service(store, a).merged_into_id is None


def test_two_who_merge_each_into_the_other_at_once_make_no_circle(store, administrator, wards):
    a, b, _ = wards
    told, ready = [], threading.Barrier(2)

    def save(one, into) -> None:
        ready.wait()
        try:
            merge(store, administrator, one, into)
        except FeedbackError as problem:
            told.append(str(problem))

    threads = [threading.Thread(target=save, args=pair) for pair in ((a, b), (b, a))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(told) == 1 and "is itself merged into" in told[0]
    assert sum(service(store, one).merged_into_id is not None for one in (a, b)) == 1


def test_what_came_after_it_cannot_stand_for_it_by_a_merger(store, administrator, trust, wards):
    a, b, c = wards
    change(store, administrator, b, a_draft("Ward B", organisation_id=trust, successor_id=a))
    with pytest.raises(FeedbackError, match="Ward A came after Ward B. Take that away first"):
        merge(store, administrator, a, b)
    with pytest.raises(FeedbackError, match="Ward A came after Ward B"):
        change(store, administrator, c, a_draft("Ward C", organisation_id=trust, successor_id=b))
        merge(store, administrator, a, b)


def test_nothing_can_come_after_what_it_would_lead_back_to_through_a_merger(
    store, administrator, trust, wards
):
    a, b, c = wards
    change(store, administrator, b, a_draft("Ward B", organisation_id=trust, successor_id=c))
    merge(store, administrator, a, b)
    with pytest.raises(Problems, match="doesn't come after this one"):  # Ward A is Ward B, before C
        change(store, administrator, c, a_draft("Ward C", organisation_id=trust, successor_id=a))


def test_parting_makes_no_circle(store, administrator, trust, wards):
    a, b, c = wards
    change(store, administrator, a, a_draft("Ward A", organisation_id=trust, successor_id=c))
    merge(store, administrator, a, b, after=2)
    with store.writing() as session:  # a file may name what is merged: it means what stands for it
        rows = {
            2: {"service": "Ward D", "sector": "gp", "organisation": "Testford Trust", "valid_from": "",
             "valid_to": "", "successor": "Ward A"}
        }  # fmt: skip
        load_services(session, rows, by=administrator, at=NOW)
        found = {one.name: one.id for one in services_to_choose_from(session, administrator)}
    draft = a_draft("Ward C", organisation_id=trust, successor_id=found["Ward D"])
    assert change(store, administrator, c, draft)
    with pytest.raises(FeedbackError, match="What came after Ward A would come before it too"):
        part(store, administrator, a, after=3)


def test_what_is_merged_is_edited_only_once_it_is_parted(store, administrator, trust, wards):
    a, b, _ = wards
    merge(store, administrator, a, b)
    with pytest.raises(FeedbackError, match="Ward A is merged into another service. Part them first"):
        change(store, administrator, a, a_draft("Ward Z", organisation_id=trust), after=2)


def test_a_new_service_cannot_take_the_name_of_one_that_is_merged(store, administrator, trust, wards):
    merge(store, administrator, wards[0], wards[1])
    with pytest.raises(Problems, match="Ward A is in the list already, merged into Ward B"):
        add(store, administrator, "ward a", run_by=trust)


def test_services_of_a_merged_organisation_keep_it_and_leaving_it_so_changes_nothing(
    store, administrator, trust, wards
):
    other = add_body(store, administrator, "Testford NHS Trust")
    with store.writing() as session:
        merge_organisations(session, trust, other, after=1, by=administrator, at=NOW)

    assert not change(store, administrator, wards[0], a_draft("Ward A", organisation_id=other))
    assert service(store, wards[0]).organisation_id == trust
    with store.writing() as session:
        part_organisation(session, trust, after=2, by=administrator, at=NOW)
    assert body(store, trust).merged_into_id is None
    assert change(store, administrator, wards[0], a_draft("Ward A", organisation_id=other))
    assert len(links(store, Event.ORGANISATION_MERGED)) == 1


def test_a_successor_that_was_merged_stays_when_the_name_that_stands_for_it_is_left(
    store, administrator, trust, wards
):
    a, b, c = wards
    change(store, administrator, c, a_draft("Ward C", organisation_id=trust, successor_id=a))
    merge(store, administrator, a, b)
    left = a_draft("Ward C", organisation_id=trust, successor_id=b, valid_to=date(2026, 1, 1))
    assert change(store, administrator, c, left, after=2)
    assert service(store, c).successor_id == a
    assert list(changes(store, c)[-1].changes) == ["valid_to"]


def test_an_organisations_successor_is_an_organisation_of_this_watchdog(store, administrator, trust, wards):
    with pytest.raises(Problems, match="That organisation isn't here"), store.writing() as session:
        draft = OrganisationDraft("Testford Trust", Sector.HOSPITAL, successor_id=wards[0])
        change_organisation(session, trust, draft, after=1, by=administrator, at=NOW)


def test_a_service_whose_organisation_was_merged_meanwhile_can_still_be_added(store, administrator, trust):
    other = add_body(store, administrator, "Testford NHS Trust")
    with store.writing() as session:
        merge_organisations(session, trust, other, after=1, by=administrator, at=NOW)
        ward = add_service(session, a_draft(organisation_id=trust), by=administrator, at=NOW)
        assert change_service(
            session, ward, a_draft("Ward 8", organisation_id=other), after=1, by=administrator, at=NOW
        )
    assert service(store, ward).organisation_id == trust
