"""Say what experience shows of a promise: a person does, with a reason, and the ladder remembers."""

import ast
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from actions.commitments import add_commitment, change_commitment, end_commitment
from actions.give_verdict import give_verdict
from models.commitment import CommitmentDraft, Direction, Verdict, VerdictDraft
from models.errors import FeedbackError, NotAllowed, Problems, SomebodyElseDecided
from models.people import Viewer, job
from models.programme import Programme
from models.setting import SettingKind
from models.vocabulary import Role
from storage.queries.commitments import commitments
from storage.queries.needs_of_promises import of_promises
from storage.queries.setting_changes import newest_number
from tests.conftest import NOW, TODAY, WATCHDOG

ROOT = Path(__file__).parent.parent.parent
DAY = timedelta(days=1)
DRAFT = CommitmentDraft(
    "You will be told whom to contact.",
    "Testford Trust",
    "Board papers",
    measure="answer.told_whom_to_contact",
    baseline=TODAY,
)
MIXED = VerdictDraft(Verdict.MIXED, "Patients  say so, families don't.", "Usual variation.")


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


@pytest.fixture
def promise(store, publisher):
    with store.writing() as session:
        programme = Programme(watchdog_id=WATCHDOG, code="hub", name="Testford Hub")
        session.add(programme)
        session.flush()
        return add_commitment(session, programme.id, DRAFT, by=publisher, at=NOW)


def give(store, by, promise, draft=MIXED, *, after=None, at=NOW):
    """By somebody who has seen the promise as it is, unless `after` says otherwise."""
    with store.writing() as session:
        newest = newest_number(session, by, SettingKind.COMMITMENT, str(promise))
        give_verdict(session, promise, draft, after=newest if after is None else after, by=by, at=at)


def change(store, by, promise, *, at, **changes):
    with store.writing() as session:
        newest = newest_number(session, by, SettingKind.COMMITMENT, str(promise))
        change_commitment(session, promise, replace(DRAFT, **changes), after=newest, by=by, at=at)


def seen(store, by):
    with store.reading() as session:
        return commitments(session, by, today=TODAY)[0]


def test_the_ladder_remembers_who_stood_where_and_what_the_chart_said_then(
    store, publisher, administrator, promise
):
    give(store, publisher, promise)
    give(
        store,
        administrator,
        promise,
        replace(MIXED, verdict=Verdict.CONSISTENT, seen="Better."),
        at=NOW + DAY,
    )
    now, before = seen(store, publisher).verdicts
    assert seen(store, publisher).holds == now
    assert (now.verdict, now.signed_by, now.seen) == (Verdict.CONSISTENT, administrator.name, "Better.")
    assert (before.verdict, before.signed_by, before.signed_at) == (Verdict.MIXED, publisher.name, NOW)
    assert before.reason == "Patients say so, families don't."


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"verdict": None}, "verdict", "Choose what experience shows"),
        ({"reason": "Two words"}, "reason", "Say why, in a sentence"),
        ({"reason": "a b " + "x" * 497}, "reason", "Use 500 characters or fewer. You have used 501"),
        ({"look_again_on": TODAY}, "look_again_on", "Choose a day to come"),
    ],
)
def test_a_verdict_needs_a_rung_a_sentence_and_a_day_to_come(store, publisher, promise, changes, field, said):
    with pytest.raises(Problems) as problems:
        give(store, publisher, promise, replace(MIXED, **changes))
    assert problems.value.by_question == {field: said}
    give(store, publisher, promise, replace(MIXED, reason="It is so", look_again_on=TODAY + DAY))
    assert seen(store, publisher).look_again_on == TODAY + DAY


def test_a_verdict_with_too_little_figures_is_a_persons_to_give(store, publisher, promise):
    give(store, publisher, promise, VerdictDraft(Verdict.CONSISTENT, "Three visits showed it.", "Too few."))
    assert seen(store, publisher).holds.seen == "Too few."


def test_a_second_press_signs_nothing_and_the_same_words_another_day_do(store, publisher, promise):
    for at, count in ((NOW, 1), (NOW, 1), (NOW + DAY, 2)):
        give(store, publisher, promise, at=at)
        assert len(seen(store, publisher).verdicts) == count


@pytest.mark.parametrize(
    ("changes", "still_holds"),
    [
        ({"quotation": "You will be rung the next day."}, False),
        ({"promised_by": "Testford Council"}, False),
        ({"measure": "answer.one_person"}, False),
        ({"scope": "journey=leaving_hospital"}, False),
        ({"direction": Direction.DOWN}, False),
        ({"baseline": TODAY - 60 * DAY}, False),
        ({"source": "The web page"}, True),
        ({"due_on": TODAY + 9 * DAY}, True),
        ({"look_again_on": TODAY + 9 * DAY}, True),
    ],
)
def test_a_verdict_holds_no_more_once_what_it_is_about_has_changed(
    store, publisher, promise, changes, still_holds
):
    give(store, publisher, promise)
    change(store, publisher, promise, at=NOW + DAY, **changes)
    now = seen(store, publisher)
    assert (now.holds is not None, now.needs_a_new_look) == (still_holds, not still_holds)
    assert [one.verdict for one in now.verdicts] == [Verdict.MIXED], "it stays in the history"
    since = None if still_holds else TODAY + DAY
    with store.reading() as session:
        waiting = [one.since.date() for one in of_promises(session, WATCHDOG, NOW + DAY)]
    assert now.wanted_since(TODAY + DAY) == since and waiting == [since] * (since is not None)


def test_what_was_said_before_a_change_is_said_anew_after_it(store, publisher, promise):
    give(store, publisher, promise)
    change(store, publisher, promise, at=NOW + timedelta(minutes=1), promised_by="Testford Council")
    give(store, publisher, promise, at=NOW + timedelta(minutes=2))
    now = seen(store, publisher)
    assert len(now.verdicts) == 2 and now.holds == now.verdicts[0] and not now.needs_a_new_look
    assert [now.is_about_this(one) for one in now.verdicts] == [True, False]


def test_nobody_signs_what_a_colleague_has_changed_meanwhile(store, publisher, administrator, promise):
    change(store, administrator, promise, at=NOW, promised_by="Testford Council")
    with pytest.raises(SomebodyElseDecided):
        give(store, publisher, promise, after=0)
    give(store, publisher, promise, after=1, at=NOW + DAY)
    with pytest.raises(SomebodyElseDecided):
        change(store, administrator, promise, at=NOW + DAY)


def test_what_is_no_longer_followed_gets_no_verdict(store, publisher, promise):
    with store.writing() as session:
        end_commitment(session, promise, "The hub has closed.", by=publisher, at=NOW)
    with pytest.raises(FeedbackError, match="no longer follow"):
        give(store, publisher, promise)


def test_no_job_gives_a_verdict(store, promise):
    everything = Viewer(WATCHDOG, frozenset({Role.JOB}), name="terminal")
    for machine in (everything, job(WATCHDOG, "daily")):
        with pytest.raises(NotAllowed):
            give(store, machine, promise)


def test_nothing_leads_from_figures_to_a_verdict():
    """Only the form that a person signs calls the act, and only the act makes the row."""
    callers: dict[str, set[str]] = {"give_verdict": set(), "CommitmentVerdict": set()}
    for folder in (
        "actions",
        "analysis",
        "commands",
        "imports",
        "pages",
        "reporting",
        "storage",
        "ui",
        "web",
    ):
        for source in (ROOT / folder).rglob("*.py"):
            text = source.read_text(encoding="utf-8")
            for call in ast.walk(ast.parse(text)) if any(name in text for name in callers) else ():
                if isinstance(call, ast.Call) and (name := ast.unparse(call.func).split(".")[-1]) in callers:
                    callers[name].add(str(source.relative_to(ROOT)))
    assert callers == {
        "give_verdict": {"ui/commitments_ask.py"},
        "CommitmentVerdict": {"actions/give_verdict.py"},
    }


@pytest.mark.parametrize("day", ["due_on", "look_again_on"])
def test_a_promise_is_brought_up_on_its_day_and_rests_once_somebody_has_said_so(store, publisher, day):
    draft = CommitmentDraft("You will be told.", "Testford Trust", "Papers", **{day: TODAY})
    with store.writing() as session:
        programme = Programme(watchdog_id=WATCHDOG, code="hub", name="Testford Hub")
        session.add(programme)
        session.flush()
        promise = add_commitment(session, programme.id, draft, by=publisher, at=NOW)
    again = TODAY if day == "look_again_on" else None
    give(store, publisher, promise, replace(MIXED, look_again_on=again), at=NOW - DAY)

    def waiting(at):
        with store.reading() as session:
            return [(one.count, one.since.date()) for one in of_promises(session, WATCHDOG, at)]

    assert [waiting(NOW - DAY), waiting(NOW)] == [[], [(1, TODAY)]]
    assert seen(store, publisher).wanted_since(TODAY) == TODAY
    assert seen(store, publisher).wanted_since(TODAY - DAY) is None
    give(store, publisher, promise)
    assert waiting(NOW + 9 * DAY) == []
    assert seen(store, publisher).wanted_since(date(2027, 1, 1)) is None
    give(store, publisher, promise, replace(MIXED, look_again_on=TODAY + 2 * DAY, reason="Not yet, I think."))
    assert [waiting(NOW + DAY), waiting(NOW + 2 * DAY)] == [[], [(1, TODAY + 2 * DAY)]]
    with store.writing() as session:
        end_commitment(session, promise, "The hub has closed.", by=publisher, at=NOW)
    assert waiting(NOW + 2 * DAY) == []


def test_a_promise_with_no_day_is_brought_up_all_the_same_and_again_a_year_after_a_verdict(
    store, publisher, promise
):
    def waiting(at):
        with store.reading() as session:
            return [one.since.date() for one in of_promises(session, WATCHDOG, at)]

    first, again = NOW + timedelta(weeks=13), NOW + timedelta(weeks=13 + 52)
    assert [waiting(first - DAY), waiting(first)] == [[], [first.date()]]
    assert seen(store, publisher).wanted_since(first.date()) == first.date()
    give(store, publisher, promise, at=first)
    assert [waiting(again - DAY), waiting(again)] == [[], [again.date()]]
    assert seen(store, publisher).looks == (again.date(),)
