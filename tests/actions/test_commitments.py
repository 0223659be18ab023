"""Follow a promise: what it needs, what contradicts another, and what stays when bodies and services go."""

from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

import pytest
from sqlmodel import select

from actions.commitments import add_commitment, change_commitment, end_commitment
from actions.merge_directory import merge_organisations, merge_services
from analysis.taxonomy import Retired, load_taxonomy
from models.audit import AuditEvent
from models.commitment import CommitmentDraft, Direction
from models.errors import FeedbackError, Problems, SomebodyElseDecided
from models.organisation import Organisation, Service
from models.people import job
from models.programme import Programme
from models.setting import SettingKind
from storage.queries.commitments import commitments
from storage.queries.setting_changes import changes_of
from tests.conftest import NOW, TODAY, WATCHDOG
from tests.factories import a_service

DRAFT = CommitmentDraft(
    "You will be told whom to contact.",
    "Testford Trust",
    "Board papers, item 4",
    said_on=date(2025, 11, 3),
    due_on=date(2026, 3, 31),
    measure="answer.told_whom_to_contact",
    scope="journey=leaving_hospital&since=2026-01-01",
    baseline=date(2025, 11, 17),
)
SECOND = replace(DRAFT, quotation="One person will know your story.", baseline=None)


@pytest.fixture
def store(sqlite_store):
    with sqlite_store.writing() as session:
        session.add(Programme(watchdog_id=WATCHDOG, code="hub", name="Testford Hub"))
    return sqlite_store


def hub(session):
    return session.exec(select(Programme.id).where(Programme.code == "hub")).one()


def add(store, by, draft=DRAFT, **changes):
    with store.writing() as session:
        return add_commitment(session, hub(session), replace(draft, **changes), by=by, at=NOW)


def change(store, by, promise, draft, *, after=0):
    with store.writing() as session:
        change_commitment(session, promise, draft, after=after, by=by, at=NOW)


def seen(store, by, *, today=TODAY):
    with store.reading() as session:
        return commitments(session, by, today=today)


def refused(do) -> dict[str, str]:
    with pytest.raises(Problems) as problems:
        do()
    return problems.value.by_question


def test_a_promise_is_kept_with_the_way_its_figure_goes_and_its_baseline_as_a_month(store, publisher):
    add(store, publisher)
    [promise] = seen(store, publisher)
    assert (promise.quotation, promise.programme) == (DRAFT.quotation, "Testford Hub")
    assert (promise.baseline, promise.direction) == (date(2025, 11, 1), Direction.UP)
    assert promise.scope == "journey=leaving_hospital"
    assert (promise.frozen_by, promise.frozen_at, promise.number) == (publisher.name, NOW, 0)
    with store.reading() as session:
        row = session.exec(select(AuditEvent).where(AuditEvent.subject == str(promise.id))).one()
    assert row.detail == {"measure": "answer.told_whom_to_contact", "month": "2025-11"}


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"quotation": " \n"}, "quotation", "Give the promise in its own words"),
        ({"quotation": "x" * 601}, "quotation", "Use 600 characters or fewer. You have used 601"),
        ({"promised_by": ""}, "promised_by", "Say who promised it"),
        ({"source": ""}, "source", "Say where it was promised"),
        ({"said_on": TODAY + timedelta(days=1), "due_on": None}, "said_on", "Choose a day that has come"),
        ({"due_on": date(2025, 11, 2)}, "due_on", "Choose a day that isn't before"),
        ({"baseline": date(2026, 12, 1)}, "baseline", "Choose a month that has begun"),
        ({"measure": "", "direction": None}, "baseline", "Choose what to measure first"),
        ({"measure": "answer.no_such_question"}, "measure", "Choose a measure from the list"),
        ({"measure": "people"}, "direction", "Say which way it goes where the promise is kept"),
        (
            {"scope": "journey=leaving"},
            "scope",
            "Choose again what it is measured in. We can't find: journey",
        ),
        ({"scope": f"service_id={WATCHDOG}"}, "scope", "Choose again what it is measured in"),
        ({"scope": "programme=no-such-one"}, "scope", "We can't find: programme"),
    ],
)
def test_what_has_to_be_put_right_is_said_at_its_field(store, publisher, changes, field, said):
    problems = refused(lambda: add(store, publisher, **changes))
    assert said in problems[field]
    assert seen(store, publisher) == ()


@pytest.mark.parametrize(
    "changes", [{"due_on": DRAFT.said_on}, {"said_on": TODAY}, {"baseline": TODAY}, {"quotation": "x" * 600}]
)
def test_the_last_day_and_letter_that_will_do(store, publisher, changes):
    assert add(store, publisher, **{"due_on": None, **changes})


def test_the_same_promise_is_not_followed_twice(store, publisher):
    promise = add(store, publisher)
    said = {"quotation": "This promise is followed already"}
    assert refused(lambda: add(store, publisher)) == said
    with store.writing() as session:
        end_commitment(session, promise, "The hub has closed.", by=publisher, at=NOW)
    assert add(store, publisher)


def test_a_retired_theme_is_refused_and_what_came_after_it_is_named(store, publisher, monkeypatch):
    now = load_taxonomy()
    gone = Retired("Nobody rang back", "had_to_chase")
    retired = replace(now, retired=MappingProxyType({"not_rung": gone}))
    for place in ("actions.what_is_measured", "analysis.measures"):
        monkeypatch.setattr(f"{place}.load_taxonomy", lambda: retired)
    for changes in ({"measure": "theme.not_rung", "direction": Direction.DOWN}, {"scope": "theme=not_rung"}):
        [said] = refused(lambda changes=changes: add(store, publisher, **changes)).values()
        assert said == (
            f"We no longer look for “Nobody rang back”. Choose what came after it: "
            f"“{now.themes['had_to_chase'].title}”"
        )


def test_a_merged_service_is_measured_as_what_stands_for_it(store, publisher, administrator):
    with store.writing() as session:
        ward, other = a_service(session, "Ward 7"), a_service(session, "Ward 8")
    add(store, publisher, scope=f"service_id={ward}")
    with store.writing() as session:
        merge_services(session, ward, other, after=0, by=administrator, at=NOW)
    [promise] = seen(store, publisher)
    assert (promise.looking.scope.service_id, promise.lost) == (other, ())
    clash = {"scope": f"service_id={other}", "baseline": date(2026, 1, 1)}
    assert "same figure" in refused(lambda: add(store, publisher, SECOND, **clash))["baseline"]


def test_two_months_that_a_merger_brings_to_one_figure_are_named_at_both_promises(
    store, publisher, administrator
):
    with store.writing() as session:
        ward, other = a_service(session, "Ward 7"), a_service(session, "Ward 8")
    add(store, publisher, scope=f"service_id={ward}")
    later = add(store, publisher, SECOND, scope=f"service_id={other}", baseline=date(2026, 1, 1))
    assert [one.another for one in seen(store, publisher)] == [None, None]
    with store.writing() as session:
        merge_services(session, ward, other, after=0, by=administrator, at=NOW)
    assert [one.another for one in seen(store, publisher)] == [
        (date(2026, 1, 1), SECOND.quotation),
        (date(2025, 11, 1), DRAFT.quotation),
    ]
    with store.writing() as session:
        end_commitment(session, later, "The hub has closed.", by=publisher, at=NOW)
    assert [one.another for one in seen(store, publisher)] == [None, None]


def test_who_promised_stays_and_who_answers_now_follows_mergers_and_successors(
    store, publisher, administrator
):
    with store.writing() as session:
        for ward in ("Ward 7", "Ward 8"):
            a_service(session, ward)
        old, new = session.exec(select(Organisation).order_by(Organisation.name)).all()
        last = Organisation(watchdog_id=WATCHDOG, name="Central Board", sector=old.sector)
        session.add(last)
        session.flush()
        new.successor_id, new.valid_to = last.id, TODAY
        old, new = old.id, new.id
    add(store, publisher, promised_by="ward 7 trust")
    with store.writing() as session:
        merge_organisations(session, old, new, after=0, by=administrator, at=NOW)
    for today, body in ((TODAY, "Ward 8 Trust"), (TODAY + timedelta(days=1), "Central Board")):
        [promise] = seen(store, publisher, today=today)
        assert (promise.promised_by, promise.answers_now) == ("ward 7 trust", body)
    said = refused(lambda: add(store, publisher, SECOND, organisation_id=old))
    assert said == {"organisation_id": "Ward 7 Trust is merged into Ward 8 Trust. Choose that one"}


def test_a_change_is_signed_and_the_second_of_two_is_told(store, publisher, administrator):
    promise = add(store, publisher)
    later = replace(DRAFT, scope="journey=leaving_hospital", baseline=date(2025, 12, 1))
    change(store, administrator, promise, later)
    [now] = seen(store, publisher)
    assert (now.baseline, now.frozen_by, now.number) == (date(2025, 12, 1), administrator.name, 1)
    with pytest.raises(SomebodyElseDecided):
        change(store, publisher, promise, replace(later, source="The web page"))
    change(store, publisher, promise, later, after=1)
    assert seen(store, publisher)[0].number == 1, "nothing new was said"


def test_what_was_merged_or_retired_since_may_stay_where_something_else_is_changed(
    store, publisher, administrator, monkeypatch
):
    with store.writing() as session:
        for ward in ("Ward 7", "Ward 8"):
            a_service(session, ward)
        old, new = (one.id for one in session.exec(select(Organisation).order_by(Organisation.name)))
        ward, other = (one.id for one in session.exec(select(Service).order_by(Service.name)))
    draft = replace(DRAFT, measure="theme.had_to_chase", scope=f"service_id={ward}", organisation_id=old)
    promise = add(store, publisher, draft)
    with store.writing() as session:
        merge_organisations(session, old, new, after=0, by=administrator, at=NOW)
        merge_services(session, ward, other, after=0, by=administrator, at=NOW)
    now = load_taxonomy()
    left = {id: one for id, one in now.themes.items() if id != "had_to_chase"}
    retired = {"had_to_chase": Retired("Chased", next(iter(left)))}
    gone = replace(now, themes=MappingProxyType(left), retired=MappingProxyType(retired))
    for place in ("actions.what_is_measured", "analysis.measures"):
        monkeypatch.setattr(f"{place}.load_taxonomy", lambda: gone)
    stands = replace(draft, organisation_id=new, scope=f"service_id={other}", direction=Direction.DOWN)
    change(store, publisher, promise, replace(stands, source="The web page"))
    with store.reading() as session:
        [changed] = changes_of(session, publisher, SettingKind.COMMITMENT, str(promise))
    assert list(changed.changes) == ["source"]


def test_what_is_no_longer_followed_stays_on_record_and_is_changed_no_more(store, publisher):
    promise = add(store, publisher)
    with store.writing() as session:
        with pytest.raises(Problems, match="Say why, in a sentence"):
            end_commitment(session, promise, "Because so", by=publisher, at=NOW)
        end_commitment(session, promise, "The hub has closed.", by=publisher, at=NOW)
    [ended] = seen(store, publisher)
    assert (ended.is_followed, ended.ended_by, ended.ended_because) == (
        False,
        publisher.name,
        "The hub has closed.",
    )
    with pytest.raises(FeedbackError, match="no longer follow"):
        change(store, publisher, promise, DRAFT)


def test_a_file_that_names_no_body_is_linked_to_the_one_of_that_name(store, publisher):
    with store.writing() as session:
        a_service(session, "Testford")
    add(store, job(WATCHDOG, "terminal"))
    [promise] = seen(store, publisher)
    assert (promise.answers_now, promise.added_by, promise.frozen_by) == ("Testford Trust", "", "")
