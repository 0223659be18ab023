"""Promises of a programme: what is shown of each, and the forms in which nothing typed is lost."""

from dataclasses import replace
from datetime import timedelta

import pytest

from actions.add_programme import add_programme
from actions.commitments import add_commitment, change_commitment
from models.commitment import CommitmentDraft, Verdict
from models.people import job, resident
from models.programme import ProgrammeDraft
from storage.queries.commitments import commitments
from tests.conftest import NOW, TODAY, WATCHDOG
from tests.factories import a_service, some_feedback
from tests.pages.opening import everything_on, open_lines

PAGE = """
from storage.queries.commitments import commitments as promises_made
from storage.queries.programmes import programmes
from ui import access, commitments, commitments_list

viewer = access.viewer()
with access.reading() as session:
    [programme] = programmes(session, viewer)
    promised = promises_made(session, viewer, today=access.today())
commitments_list.draw(promised)
commitments.draw(viewer, programme)
"""
DRAFT = CommitmentDraft(
    "You *will* be told ![whom](https://example.org/x.png) to contact.",
    "Testford Trust",
    "Board papers",
    due_on=TODAY,
    measure="answer.told_whom_to_contact",
    baseline=TODAY,
)


@pytest.fixture
def store(sqlite_store):
    by = job(WATCHDOG, "terminal")
    with sqlite_store.writing() as session:
        programme = add_programme(session, ProgrammeDraft("Testford Hub", "hub"), by=by, at=NOW)
        add_commitment(session, programme.id, DRAFT, by=by, at=NOW)
        a_service(session, "Ward 9")
        for _ in range(3):
            some_feedback(session, resident(WATCHDOG), answers={"told_whom_to_contact": "no"})
    return sqlite_store


def only(store, viewer):
    with store.reading() as session:
        return commitments(session, viewer, today=TODAY)


def box(kind, label):
    return next(one for one in kind if one.label.endswith(label))


def test_a_promise_is_shown_and_somebody_says_what_experience_shows(
    store, publisher, administrator, monkeypatch
):
    page = open_lines(PAGE, store, publisher, monkeypatch).run()
    assert not page.exception
    shown = everything_on(page)
    assert "Nobody has said yet what experience shows." in shown
    assert "The day to look at it came on" in shown and "The day to look at it has come." in shown
    assert "Too few people to compare: nobody before" in shown
    assert "patients, families and others together" in shown
    drawn = [one.proto.body for one in page.get("html")]
    assert any("“You *will* be told ![whom]" in body for body in drawn)
    assert not any("![whom]" in one.value for one in page.markdown)
    assert [one.label for one in page.button].count("Make a recommendation from this") == 1

    reason = "Three people is too few, but all say no."
    box(page.text_area, "Why").set_value(reason)
    box(page.button, "Sign this").click().run()
    assert "Choose what experience shows" in everything_on(page)
    assert box(page.text_area, "Why").value == reason and only(store, publisher)[0].holds is None

    box(page.radio, "What does experience show?").set_value(Verdict.NOT_CONSISTENT)
    box(page.button, "Sign this").click().run()
    assert not page.exception
    [promise] = only(store, publisher)
    assert (promise.holds.verdict, promise.holds.reason) == (Verdict.NOT_CONSISTENT, reason)
    assert "Too few people to compare" in promise.holds.seen
    shown = everything_on(page)
    assert "Your verdict is signed." in shown and "The figures alone say little" in shown
    assert any('aria-current="step"' in one.proto.body for one in page.get("html"))

    later = promise.holds.signed_at + timedelta(minutes=1)
    with store.writing() as session:
        changed = replace(DRAFT, promised_by="Testford Board", look_again_on=None)
        change_commitment(session, promise.id, changed, after=promise.number, by=administrator, at=later)
    box(page.radio, "What does experience show?").set_value(Verdict.CONSISTENT)
    box(page.text_area, "Why").set_value("They all say yes.")
    box(page.button, "Sign this").click().run()
    assert not page.exception
    shown = everything_on(page)
    assert "Somebody else changed this a moment ago" in shown and "Why: They all say yes." in shown
    assert "It needs a new look" in shown and "Needs a new look" in shown
    assert "Given on what the promise said then, and no longer holds." in shown
    assert len(only(store, publisher)[0].verdicts) == 1
    assert not any('aria-current="step"' in one.proto.body for one in page.get("html"))


def test_what_was_typed_stays_and_the_second_of_two_is_shown_what_it_says_now(
    store, publisher, administrator, monkeypatch
):
    page = open_lines(PAGE, store, publisher, monkeypatch).run()
    [promise] = only(store, publisher)
    box(page.button, "Follow this promise").click().run()
    assert "There’s one thing" not in everything_on(page)
    offered = [name for one in page.selectbox for name in one.options]
    assert {"Ward 9", "a hospital", "the ambulance service"} <= {*offered}, "of these nobody has told us yet"
    assert any(name.startswith("Theme") for name in offered), "nor of any theme"
    assert "Say who promised it" in everything_on(page)

    with store.writing() as session:
        changed = CommitmentDraft(DRAFT.quotation, "Testford Board", DRAFT.source)
        change_commitment(session, promise.id, changed, after=0, by=administrator, at=NOW)
    mine = f"promise-change-{promise.id}-0-promised_by"
    page.text_input(key=mine).set_value("The Trust")
    box(page.button, "Save the changes").click().run()
    assert not page.exception
    shown = everything_on(page)
    assert "Somebody else changed this a moment ago" in shown
    assert "Who promised it, by the name they had then: The Trust" in shown
    assert page.text_input(key=mine.replace("-0-", "-1-")).value == "Testford Board"
    assert "Bo Administrator changed it" in shown and "Told who to contact → nothing" in shown
