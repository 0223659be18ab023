"""The rows of the record: which are asked for, in which order, whose names are beside them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from actions.open_watchdog import open_watchdog
from models.errors import NotAllowed
from models.events import Event
from models.people import job
from models.vocabulary import Role
from storage import audit
from storage.queries.audit_trail import (
    Asked,
    account_of_address,
    acts,
    count_acts,
    feedback_of_reference,
    newest_act,
    walk_chain,
)
from storage.queries.names_of_actors import names_of_actors, people_who_act
from tests.conftest import NOW, WATCHDOG
from tests.factories import some_feedback

DAY = date(2026, 6, 10)  # in summer, when a day here begins an hour before UTC's


@pytest.fixture
def trail(store, administrator, tagger_job):
    """Five rows of June, each with a number as its subject: two people's, two jobs', a resident's."""
    other = replace(administrator, roles=frozenset({Role.MODERATOR}))
    with store.writing() as session:
        for number, (event, by, at) in enumerate(
            (
                (Event.FEEDBACK_READ, other, datetime(2026, 6, 9, 22, 59, 59, tzinfo=UTC)),
                (Event.FEEDBACK_READ, other, datetime(2026, 6, 9, 23, 0, tzinfo=UTC)),
                (Event.FEEDBACK_TAGGED, tagger_job, datetime(2026, 6, 10, 12, 0, tzinfo=UTC)),
                (Event.FEEDBACK_TAGGED, tagger_job, datetime(2026, 6, 10, 22, 59, 59, tzinfo=UTC)),
                (Event.DAILY_DONE, job(WATCHDOG, "terminal"), datetime(2026, 6, 10, 23, 0, tzinfo=UTC)),
            ),
            start=1,
        ):
            audit.record(session, event, by=by, at=at, subject=number)
    return store


def found(store, viewer, asked, **more):
    """The subjects of the rows that are asked for, newest first."""
    with store.reading() as session:
        rows = acts(session, viewer, asked, most=50, **more)
        assert count_acts(session, viewer, asked) == len(rows) or more
    return [row.subject for row in rows]


def test_the_newest_row_is_first(trail, administrator):
    with trail.reading() as session:
        rows = acts(session, administrator, Asked(), most=50)
    assert [row.sequence for row in rows] == sorted((row.sequence for row in rows), reverse=True)
    assert [row.subject for row in rows[:5]] == ["5", "4", "3", "2", "1"]


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (DAY, DAY, ["4", "3", "2"]),
        (date.min, DAY, ["4", "3", "2", "1"]),
        (DAY, date.max, ["5", "4", "3", "2"]),
        (None, date.min, []),
        (DAY, None, ["5", "4", "3", "2"]),
        (DAY - timedelta(days=1), DAY - timedelta(days=1), ["1"]),
        (DAY + timedelta(days=1), DAY + timedelta(days=1), ["5"]),
        (DAY + timedelta(days=2), DAY + timedelta(days=3), []),
    ],
)
def test_days_are_whole_days_where_the_watchdog_is(trail, administrator, since, until, expected):
    june = [subject for subject in found(trail, administrator, Asked(since, until)) if subject.isdecimal()]
    assert june == expected


def test_rows_are_found_by_kind_by_actor_and_by_subject(trail, administrator):
    assert found(trail, administrator, Asked(event=Event.FEEDBACK_TAGGED)) == ["4", "3"]
    assert found(trail, administrator, Asked(who=administrator.actor)) == ["2", "1"]
    assert found(trail, administrator, Asked(who="job:terminal")) == ["5"]
    assert found(trail, administrator, Asked(subject="3")) == ["3"]
    assert found(trail, administrator, Asked(subject="3", event=Event.DAILY_DONE)) == []


def test_a_page_begins_after_the_ones_before_it_and_rows_that_came_later_can_be_left_out(
    trail, administrator
):
    assert found(trail, administrator, Asked(), skip=1)[:2] == ["4", "3"]
    with trail.reading() as session:
        newest = newest_act(session, administrator)
        assert count_acts(session, administrator, Asked(), through=newest - 1) == newest - 1
    assert found(trail, administrator, Asked(), through=newest - 1)[0] == "4"


def test_people_are_named_and_so_is_whose_account_a_row_is_about(trail, administrator):
    with trail.reading() as session:
        rows = acts(session, administrator, Asked(), most=50)
    assert {row.name for row in rows if row.event is Event.FEEDBACK_READ} == {"Bo Administrator"}
    assert {row.name for row in rows if row.event is Event.FEEDBACK_TAGGED} == {""}
    assert [row.about for row in rows if row.event is Event.STAFF_ADDED] == ["Bo Administrator"]


@pytest.mark.parametrize("earlier", ["staff", "volunteer", "administrator"])
def test_acts_from_before_people_had_several_roles_are_theirs_too(store, administrator, earlier):
    """Rows are never changed, so what an older release wrote is still read as it was written."""
    before = replace(job(WATCHDOG, "x"), name=f"{earlier}")
    with store.writing() as session:
        audit.record(session, Event.DAILY_DONE, by=before, at=NOW)
    actor = f"{earlier}:{administrator.staff_id}"
    with store.connection() as connection:
        if store.is_sqlite:
            connection.execute(text("DROP TRIGGER audit_event_refuses_update"))
        else:
            connection.execute(text("ALTER TABLE audit_event DISABLE TRIGGER USER"))
        connection.execute(
            text("UPDATE audit_event SET actor = :actor WHERE event = 'daily_done'"), {"actor": actor}
        )

    with store.reading() as session:
        rows = acts(session, administrator, Asked(who=administrator.actor), most=50)
    assert [(row.actor, row.name) for row in rows] == [(actor, "Bo Administrator")]


def test_names_are_given_for_people_of_this_watchdog_alone(store, administrator, moderator):
    with store.writing() as session:
        open_watchdog(
            session, slug="east-testford", name="East", area="East", telephone="", signposts=[], at=NOW
        )
    actors = [administrator.actor, moderator.actor, "job:tagger", "resident", "person:nobody"]
    stranger = replace(administrator, watchdog_id="east-testford")
    with store.reading() as session:
        assert names_of_actors(session, administrator, actors) == {
            administrator.actor: "Bo Administrator",
            moderator.actor: "Ash Moderator",
        }
        assert names_of_actors(session, stranger, actors) == {}
        assert [person.name for person in people_who_act(session, administrator)] == [
            "Ash Moderator",
            "Bo Administrator",
        ]
        assert people_who_act(session, stranger) == []


def test_a_reference_and_an_address_lead_to_the_id_that_the_record_has(
    store, somebody, administrator, moderator
):
    with store.writing() as session:
        receipt = some_feedback(session, somebody)
    with store.reading() as session:
        assert feedback_of_reference(session, administrator, receipt.reference) == receipt.feedback_id
        assert feedback_of_reference(session, administrator, "K7M4-R2T9-C3W") is None
        assert account_of_address(session, administrator, " ASH@example.org ") == moderator.staff_id
        assert account_of_address(session, administrator, "nobody@example.org") is None


def test_another_watchdog_has_a_record_of_its_own(trail, administrator, somebody):
    with trail.writing() as session:
        open_watchdog(
            session, slug="east-testford", name="East", area="East", telephone="", signposts=[], at=NOW
        )
        receipt = some_feedback(session, somebody)
    stranger = replace(administrator, watchdog_id="east-testford")
    assert found(trail, stranger, Asked()) == ["east-testford"]
    with trail.reading() as session:
        assert walk_chain(session, stranger) == (1, (), True)
        assert feedback_of_reference(session, stranger, receipt.reference) is None
        assert account_of_address(session, stranger, "bo@example.org") is None


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR, Role.JOB}))
def test_nobody_else_reads_the_record(store, administrator, role):
    other = replace(administrator, roles=frozenset({role}))
    with store.reading() as session:
        for question in (
            lambda: acts(session, other, Asked(), most=1),
            lambda: count_acts(session, other, Asked()),
            lambda: newest_act(session, other),
            lambda: walk_chain(session, other),
            lambda: people_who_act(session, other),
            lambda: feedback_of_reference(session, other, "K7M4-R2T9-C3W"),
            lambda: account_of_address(session, other, "bo@example.org"),
        ):
            with pytest.raises(NotAllowed):
                question()


def test_a_walk_finds_every_row_that_was_changed(trail, administrator):
    with trail.reading() as session:
        whole = walk_chain(session, administrator)
        assert whole == (newest_act(session, administrator), (), True)
    with trail.connection() as connection:
        if trail.is_sqlite:
            connection.execute(text("DROP TRIGGER audit_event_refuses_update"))
        else:
            connection.execute(text("ALTER TABLE audit_event DISABLE TRIGGER USER"))
        connection.execute(text("UPDATE audit_event SET actor = 'nobody' WHERE subject IN ('2', '4')"))

    with trail.reading() as session:
        walked = walk_chain(session, administrator)
    assert [link.fault for link in walked.broken] == ["it was changed"] * 2 and not walked.is_guarded
