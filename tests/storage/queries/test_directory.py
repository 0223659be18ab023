"""What was said about a service counts under whatever stands for it, wherever a service is read."""

import random

import pytest
from sqlmodel import select

from actions.merge_directory import merge_organisations, merge_services
from actions.moderate import withhold
from models.errors import NotAllowed
from models.feedback import FeedbackService
from models.setting import SettingKind
from models.vocabulary import Sector, WithholdReason
from storage.queries.current_tags import Versions
from storage.queries.directory import directory, feedback_naming
from storage.queries.moderation_queue import to_moderate
from storage.queries.scope import Scope
from tests.actions.directory.rows import a_draft, add, add_body, change, somebody_elsewhere
from tests.conftest import NOW, WATCHDOG
from tests.counting import counted
from tests.factories import some_feedback
from tests.reference import directory as slowly

VERSIONS = Versions("1", "test")


@pytest.fixture
def bodies(store, administrator):
    return [add_body(store, administrator, f"Trust {number}") for number in range(3)]


@pytest.fixture
def wards(store, administrator, bodies):
    return [add(store, administrator, f"Ward {number}", run_by=bodies[number % 3]) for number in range(6)]


@pytest.fixture
def busy(store, somebody, moderator, administrator, bodies, wards):
    """Forty pieces that name up to three of six wards; some withheld; two wards and a trust merged."""
    chance = random.Random(11)
    with store.writing() as session:
        ids = [
            some_feedback(
                session, somebody, f"Story {number}", service_ids=chance.sample(wards, chance.randrange(4))
            ).feedback_id
            for number in range(40)
        ]
        for feedback_id in chance.sample(ids, 9):
            withhold(session, feedback_id, WithholdReason.NOT_LOCAL, after=0, by=moderator, at=NOW)
        for one, into in ((0, 1), (1, 2), (3, 4)):
            merge_services(session, wards[one], wards[into], after=1, by=administrator, at=NOW)
        merge_organisations(session, bodies[0], bodies[1], after=1, by=administrator, at=NOW)


def test_every_count_is_that_of_a_slow_and_obvious_one(store, busy, moderator, bodies, wards):
    with store.reading() as session:
        under_service = feedback_naming(session, moderator, SettingKind.SERVICE, wards)
        under_body = feedback_naming(session, moderator, SettingKind.ORGANISATION, bodies)
        for ward in wards:
            people = counted(session, moderator, Scope(service_id=ward)).people
            assert people == slowly.feedback_under_service(session, WATCHDOG, ward)
            assert people == under_service[ward]
        for each in bodies:
            assert under_body[each] == slowly.feedback_under_organisation(session, WATCHDOG, each)
    assert [under_service[ward] for ward in (wards[0], wards[1], wards[3])] == [0, 0, 0]
    assert under_service[wards[2]] > under_service[wards[5]] > 0
    assert under_body[bodies[0]] == 0 < under_body[bodies[1]]


def test_somebody_who_named_both_is_counted_once(store, somebody, moderator, administrator, wards):
    with store.writing() as session:
        some_feedback(session, somebody, service_ids=wards[:2])
        merge_services(session, wards[0], wards[1], after=1, by=administrator, at=NOW)
    with store.reading() as session:
        assert counted(session, moderator, Scope(service_id=wards[1])).people == 1
        assert feedback_naming(session, moderator, SettingKind.SERVICE, wards[:2]) == {
            wards[0]: 0,
            wards[1]: 1,
        }


def test_a_form_that_was_open_meanwhile_is_taken_and_a_moderator_sees_both_names(
    store, somebody, moderator, administrator, wards
):
    with store.writing() as session:
        merge_services(session, wards[0], wards[1], after=1, by=administrator, at=NOW)
        stale = some_feedback(
            session,
            somebody,
            service_ids=[wards[0], wards[2]],
            handovers=[{"from_service_id": wards[0], "to_service_id": wards[2]}],
        )
        fresh = some_feedback(session, somebody, service_ids=[wards[1]])
    with store.reading() as session:
        kept = session.exec(
            select(FeedbackService.service_id)
            .where(FeedbackService.feedback_id == stale.feedback_id)
            .order_by(FeedbackService.position)
        ).all()
        shown = to_moderate(session, moderator, stale.feedback_id)
        plain = to_moderate(session, moderator, fresh.feedback_id)
        assert counted(session, moderator, Scope(service_id=wards[1])).people == 2
    assert kept == [wards[0], wards[2]]
    assert (shown.services, shown.chosen) == (("Ward 1", "Ward 2"), ("Ward 0",))
    assert (shown.joins[0].from_service, shown.joins[0].to_service) == ("Ward 1", "Ward 2")
    assert (plain.services, plain.chosen) == (("Ward 1",), ())


def test_the_lists_are_by_name_and_point_at_what_stands_now(store, administrator, bodies, wards):
    change(store, administrator, wards[3], a_draft("aWard", organisation_id=bodies[0], successor_id=wards[0]))
    with store.writing() as session:
        merge_services(session, wards[0], wards[1], after=1, by=administrator, at=NOW)
        merge_organisations(session, bodies[0], bodies[2], after=1, by=administrator, at=NOW)
    with store.reading() as session:
        found = directory(session, administrator)
    services, organisations = found[SettingKind.SERVICE], found[SettingKind.ORGANISATION]
    assert [entry.name for entry in services.values()] == [
        "aWard", "Ward 0", "Ward 1", "Ward 2", "Ward 4", "Ward 5"
    ]  # fmt: skip
    assert services[wards[3]].successor_id == wards[1]
    assert services[wards[3]].organisation_id == bodies[2]
    assert services[wards[0]].merged_into_id == wards[1]
    assert organisations[bodies[0]].merged_into_id == bodies[2]
    assert services[wards[5]].sector is Sector.HOSPITAL


def test_another_watchdogs_directory_and_counts_are_not_here(store, administrator, somebody, wards):
    with store.writing() as session:
        some_feedback(session, somebody, service_ids=[wards[0]])
    elsewhere = somebody_elsewhere(store, administrator)
    with store.reading() as session:
        assert directory(session, elsewhere) == {SettingKind.SERVICE: {}, SettingKind.ORGANISATION: {}}
        assert feedback_naming(session, elsewhere, SettingKind.SERVICE, wards) == dict.fromkeys(wards, 0)


def test_the_directory_is_for_who_may_edit_it(store, volunteer):
    with store.reading() as session:
        with pytest.raises(NotAllowed):
            directory(session, volunteer)
        with pytest.raises(NotAllowed):
            feedback_naming(session, volunteer, SettingKind.SERVICE, [])
