"""Migrations: forwards and back on both databases, from a store that is full."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import DateTime, Uuid, bindparam, inspect, text
from sqlmodel import select

from actions.add_programme import add_programme
from actions.outreach_events import add_event
from actions.tag import tag_batch
from analysis.sentiment import SentimentFound
from analysis.tagger import Tags
from content.thresholds import default_thresholds
from models.errors import FeedbackError
from models.feedback import Feedback
from models.outreach import OutreachDraft, OutreachEvent
from models.programme import DayGiven, Programme, ProgrammeDraft, ProgrammeKind
from models.setting import QuestionSetSwitch, Threshold
from models.staff import StaffMember
from models.tag import SentimentTag, Tagging
from models.vocabulary import Channel, Role, Sentiment
from storage import migrate
from storage.queries.current_tags import Versions
from storage.queries.tags_in_use import NOTHING_READ, choices_of_tags, versions_in_use
from storage.search_index import is_in_the_index
from tests.conftest import NOW, WATCHDOG
from tests.factories import a_service, some_feedback

STEPS = [step.revision for step in ScriptDirectory(str(migrate.FOLDER)).walk_revisions()][::-1]

COME_AGAIN = frozenset({"threshold", "question_set_switch"})
OF_PROGRAMMES = (
    *("programme", "programme_date", "programme_service"),
    *("feedback", "feedback_service", "outreach_event"),
)
"""What programmes are kept in, and what may belong to one."""


def schema(store) -> dict[str, object]:
    with store.reader.connect() as connection:
        seen = inspect(connection)
        return {
            table: (
                sorted((column["name"], str(column["type"])) for column in seen.get_columns(table)),
                sorted(tuple(index["column_names"]) for index in seen.get_indexes(table)),
                sorted(tuple(key["constrained_columns"]) for key in seen.get_foreign_keys(table)),
            )
            for table in sorted(seen.get_table_names())
        }


def rows(store) -> dict[str, list[dict]]:
    with store.reader.connect() as connection:
        return {
            table: [dict(row) for row in connection.execute(text(f'SELECT * FROM "{table}"')).mappings()]
            for table in inspect(connection).get_table_names()
            if table != "alembic_version"
        }


def columns(store) -> dict[str, list[str]]:
    """What a release has room for: going back loses the rest."""
    with store.reader.connect() as connection:
        seen = inspect(connection)
        return {
            table: [column["name"] for column in seen.get_columns(table)]
            for table in seen.get_table_names()
            if table != "alembic_version"
        }


def only(found: dict[str, list[dict]], there: dict[str, list[str]]) -> dict[str, list[str]]:
    """A threshold or form that the earlier release didn't have comes again under another id."""
    return {
        table: sorted(
            repr([row[name] for name in names if name != "id" or table not in COME_AGAIN])
            for row in found[table]
        )
        for table, names in there.items()
    }


def content(store) -> dict[str, list[str]]:
    return only(rows(store), columns(store))


@pytest.fixture
def full_store(store, somebody):
    with store.writing() as session:
        service = a_service(session)
        for number in range(20):
            some_feedback(session, somebody, f"Story {number}", service_ids=[service], contact_name="Sam")
    return store


def test_the_migrated_schema_is_the_one_the_tables_describe(store):
    assert migrate.differences(store) == []


@pytest.mark.parametrize("step", STEPS[:-1])
def test_going_back_to_a_step_and_forward_again_keeps_schema_and_content(full_store, step):
    before, kept = schema(full_store), rows(full_store)

    migrate.downgrade(full_store, step)
    assert migrate.current(full_store) == step
    there = columns(full_store)
    migrate.upgrade(full_store)

    assert schema(full_store) == before
    assert only(rows(full_store), there) == only(kept, there)


def test_accounts_of_one_role_become_accounts_of_several_and_lose_nothing(store):
    migrate.downgrade(store, "0002")
    with store.connection() as connection:
        for role in ("volunteer", "staff", "administrator"):
            connection.execute(
                text(
                    "INSERT INTO staff_member (watchdog_id, id, name, email, role, password_hash, added_at) "
                    f"VALUES ('{WATCHDOG}', :id, '{role}', '{role}@example.org', '{role}', 'kept', :at)"
                ).bindparams(bindparam("id", type_=Uuid()), bindparam("at", type_=DateTime(timezone=True))),
                {"id": uuid4(), "at": NOW},
            )

    migrate.upgrade(store)

    with store.reading() as session:
        people = {person.name: person for person in session.exec(select(StaffMember)).all()}
        assert people["volunteer"].roles == {Role.VOLUNTEER}
        assert people["staff"].roles == {Role.MODERATOR, Role.ANALYST}
        assert people["administrator"].roles == {Role.ADMINISTRATOR, Role.MODERATOR, Role.ANALYST}
        assert {(one.password_hash, one.second_factor) for one in people.values()} == {("kept", "")}

    migrate.downgrade(store, "0002")
    with store.reader.connect() as connection:
        rows = connection.execute(text("SELECT name, role FROM staff_member")).all()
    assert dict(map(tuple, rows)) == {
        "volunteer": "volunteer",
        "staff": "staff",
        "administrator": "administrator",
    }


THREE = {Role.ADMINISTRATOR, Role.MODERATOR, Role.ANALYST}


def given(store, **roles) -> None:
    with store.writing() as session:
        for name, held in roles.items():
            email = f"{name}@example.org"
            session.add(
                StaffMember(watchdog_id=WATCHDOG, name=name, email=email, roles=frozenset(held), added_at=NOW)
            )


def test_going_back_and_forward_gives_nobody_more_than_they_had(store):
    before = {
        "all_three": THREE,
        "all_three_and_more": THREE | {Role.PUBLISHER},
        "administrator_alone": {Role.ADMINISTRATOR},
        "administrator_and_analyst": {Role.ADMINISTRATOR, Role.ANALYST},
        "both": {Role.MODERATOR, Role.ANALYST},
        "both_and_more": {Role.MODERATOR, Role.ANALYST, Role.PUBLISHER},
        "moderator": {Role.MODERATOR},
        "analyst": {Role.ANALYST},
        "publisher": {Role.PUBLISHER},
        "safeguarding_lead": {Role.SAFEGUARDING_LEAD},
        "volunteer": {Role.VOLUNTEER},
    }
    given(store, **before)

    migrate.downgrade(store, "0002")
    with store.reader.connect() as connection:
        rows = connection.execute(text("SELECT name, role FROM staff_member")).all()
    became = dict(map(tuple, rows))
    assert {name for name, role in became.items() if role == "administrator"} == {
        "all_three", "all_three_and_more"
    }  # fmt: skip
    assert {name for name, role in became.items() if role == "staff"} == {"both"}
    assert set(became.values()) == {"administrator", "staff", "volunteer"}

    migrate.upgrade(store)
    with store.reading() as session:
        after = {person.name: set(person.roles) for person in session.exec(select(StaffMember)).all()}
    assert all(after[name] <= held | {Role.VOLUNTEER} for name, held in before.items())
    assert (after["all_three_and_more"], after["both"]) == (THREE, {Role.MODERATOR, Role.ANALYST})


def test_going_back_is_refused_when_nobody_would_be_administrator(store):
    given(store, alone={Role.ADMINISTRATOR}, gone=THREE)
    with store.writing() as session:
        gone = session.exec(select(StaffMember).where(StaffMember.name == "gone")).one()
        gone.disabled_at = NOW
        session.add(gone)

    with pytest.raises(FeedbackError, match=f"Nobody at {WATCHDOG} would be an administrator"):
        migrate.downgrade(store, "0002")
    assert migrate.current(store) == migrate.newest()
    with store.reading() as session:
        assert {person.name for person in session.exec(select(StaffMember)).all()} == {"alone", "gone"}


def test_a_watchdog_of_an_earlier_release_is_given_the_settings_that_a_new_one_starts_with(store):
    migrate.downgrade(store, "0002")
    migrate.upgrade(store)

    with store.reading() as session:
        thresholds = session.exec(select(Threshold)).all()
        assert {threshold.kind: threshold.value for threshold in thresholds} == {
            kind: default.value for kind, default in default_thresholds().items()
        }
        switches = session.exec(select(QuestionSetSwitch)).all()
        assert {switch.question_set: switch.is_on for switch in switches} == {
            "have_your_say": True,
            "healthcare_review": True,
            "high_intensity_user_scheme": True,
        }


def test_after_an_upgrade_the_figures_go_by_the_reading_they_went_by(full_store, tagger_job):
    """The newest of two that an earlier release left, since the day it began; each watchdog its own."""
    for model, day in (("first", 0), ("second", 1), ("second", 2)):
        tag_batch(
            full_store,
            lambda words, language: Tags(SentimentFound(0.5, Sentiment.POSITIVE), ()),
            taxonomy_version="1",
            model_version=model,
            by=tagger_job,
            at=NOW + timedelta(days=day),
            most=15,
        )
    migrate.downgrade(full_store, "0003")
    migrate.upgrade(full_store)

    with full_store.reading() as session:
        assert choices_of_tags(session, tagger_job) == [
            (Versions("1", "second"), NOW + timedelta(days=1), "job:upgrade")
        ]
        felt = session.exec(select(SentimentTag)).all()
        assert len(felt) == 15 + 20
        assert {(one.confidence, one.is_mixed) for one in felt} == {(0.0, False)}
        assert not any(session.exec(select(Tagging.is_cut)).all())


def test_an_upgrade_changes_no_programme_and_no_event_and_going_back_loses_none(
    store, volunteer, administrator
):
    with store.writing() as session:
        service, by = a_service(session), {"by": administrator, "at": NOW}
        days = (DayGiven("Opened", NOW.date(), "Local news"),)
        draft = ProgrammeDraft("Hub", "hub", ProgrammeKind.SCHEME, partners=("A trust",), days=days)
        hub = add_programme(session, replace(draft, services=(service,)), **by).id
        strategy = ProgrammeDraft("Strategy", source="A paper", covers_all=True)
        add_programme(session, strategy, **by)
        event = add_event(
            session, OutreachDraft("Market", NOW.date(), "Carers", 9, hub), by=volunteer, at=NOW
        )
        told = {"service_ids": [service], "answers": {"told_whom_to_contact": "yes"}, "programme_id": hub}
        some_feedback(session, volunteer, channel=Channel.EVENT, outreach_event_id=event, **told)
    filled = rows(store)

    migrate.downgrade(store, "0008")
    there = {table: names for table, names in columns(store).items() if table in OF_PROGRAMMES}
    earlier = rows(store)
    assert only(earlier, there) == only(filled, there)
    assert [len(earlier[table]) for table in OF_PROGRAMMES] == [2, 1, 1, 1, 1, 1]

    migrate.upgrade(store)
    assert only(rows(store), there) == only(earlier, there)
    with store.reading() as session:
        assert [
            (one.kind, one.about, one.partners, one.ended_on, one.covers_all)
            for one in session.exec(select(Programme))
        ] == [(ProgrammeKind.SERVICE, "", [], None, False)] * 2
        assert session.exec(select(OutreachEvent.programme_id)).all() == [None]
        assert session.exec(select(Feedback.programme_id)).all() == [None]

    migrate.downgrade(store, "0008")
    assert only(rows(store), there) == only(earlier, there)


def test_where_nothing_was_read_before_an_upgrade_no_reading_is_in_use(full_store, tagger_job):
    migrate.downgrade(full_store, "0003")
    migrate.upgrade(full_store)

    with full_store.reading() as session:
        assert versions_in_use(session, tagger_job) == NOTHING_READ


def test_going_back_to_nothing_and_forward_again_gives_the_same_schema(full_store):
    before = schema(full_store)

    migrate.downgrade(full_store, "base")
    migrate.upgrade(full_store)

    assert schema(full_store) == before


def test_the_triggers_that_guard_the_audit_trail_come_back_with_their_step(full_store):
    migrate.downgrade(full_store, "0001")
    migrate.upgrade(full_store)

    with pytest.raises(Exception, match="never changed or deleted"), full_store.connection() as connection:
        connection.execute(text("DELETE FROM audit_event"))


def test_the_app_refuses_a_store_of_an_earlier_release(full_store):
    migrate.downgrade(full_store, STEPS[-2])
    with pytest.raises(FeedbackError, match="make upgrade"):
        migrate.require_current(full_store)


def test_the_app_refuses_a_store_of_a_later_release(store):
    with store.connection() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(FeedbackError, match="later release"):
        migrate.require_current(store)


def test_every_key_is_led_by_the_watchdog(store):
    with store.reader.connect() as connection:
        seen = inspect(connection)
        for table in set(seen.get_table_names()) - {"watchdog", "alembic_version"}:
            if is_in_the_index(table):
                continue  # that nobody finds another watchdog's words has tests of its own
            assert seen.get_pk_constraint(table)["constrained_columns"][0] == "watchdog_id", table
            for unique in seen.get_unique_constraints(table):
                assert unique["column_names"][0] == "watchdog_id", (table, unique)
            for index in seen.get_indexes(table):
                if is_in_the_index(index["name"]):
                    continue
                assert index["column_names"][0] == "watchdog_id", (table, index)
