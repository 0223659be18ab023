"""The page of recommendations: the list, one of them from draft to answer, and what anybody may do there."""

from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

import pytest

from actions.recommendation_steps import note_step
from actions.recommendations import add_recommendation
from models.organisation import Organisation
from models.people import job
from models.recommendation import Recommendation, RecommendationDraft, StepDraft, StepKind
from models.vocabulary import Role, Sector
from storage.queries.recommendations import recommendations
from tests.answering import an_answer_row
from tests.conftest import NOW, TODAY, WATCHDOG
from tests.pages.opening import everything_on, open_lines
from ui import access
from ui.recommendation_address import BEGUN, Begun

PAGE = "from pages import recommendations\n\nrecommendations.page()"
JOB = job(WATCHDOG, "tester")
DRAFT = RecommendationDraft(
    asks="Tell ![everybody](https://example.org/x.png) whom to ring.",
    finding="14 people told us that nobody rang.",
    addressed_to="the Chief Nurse",
)


@pytest.fixture
def store(sqlite_store, monkeypatch):
    monkeypatch.setattr(access, "now", lambda: NOW)
    with sqlite_store.writing() as session:
        body = Organisation(watchdog_id=WATCHDOG, name="Testford *Trust*", sector=Sector.HOSPITAL)
        session.add(body)
        session.flush()
        for sent_on in (None, date(2026, 10, 1)):
            draft = replace(DRAFT, organisation_id=body.id)
            one = add_recommendation(session, draft, by=JOB, at=NOW)
            if sent_on:
                note_step(session, one, StepDraft(StepKind.SENT, sent_on), by=JOB, at=NOW)
    return sqlite_store


def found(store, viewer):
    with store.reading() as session:
        return recommendations(session, viewer, today=TODAY)


def box(kind, label):
    return next(one for one in kind if one.label.endswith(label))


def test_a_recommendation_goes_from_the_list_to_sent_and_chased(store, publisher, monkeypatch):
    draft = found(store, publisher)[1]
    with store.writing() as session:
        session.get(Recommendation, (WATCHDOG, draft.id)).published_at = NOW
    page = open_lines(PAGE, store, publisher, monkeypatch).run()
    assert not page.exception
    shown = everything_on(page)
    assert "Due on 29 October 2026, 16 working days late" in shown
    assert shown.index("16 working days late") < shown.index("A draft, not sent yet")
    assert not any("![everybody]" in one.value for one in page.markdown)

    page.button(key="open-1").click().run()
    shown = everything_on(page)
    assert not page.exception
    assert "14 people told us that nobody rang." in shown and "These sentences give numbers" in shown
    assert "As it is, this can’t be published." in shown and "“14 people told us that nobody rang.”" in shown
    assert "nobody outside reads it until a publisher publishes it again" in shown
    letter = box(page.text_area, "The letter").value
    assert "20 working days after this letter" in letter and "section 224" in letter
    box(page.button, "I have sent it").click().run()
    shown = everything_on(page)
    assert not page.exception and "Due on 18 December 2026, in 20 working days." in shown
    assert "That is noted." in shown
    box(page.text_area, "Why we no longer ask it").set_value("It is asked twice.")
    box(page.button, "We no longer ask this").click().run()
    assert not page.exception and "We no longer ask that." in everything_on(page)

    page.query_params["recommendation"] = "2"
    page.run()
    assert not page.exception and "It is late. Chase it with a letter." in everything_on(page)
    assert "It is 16 working days late." in box(page.text_area, "The letter").value
    box(page.button, "I have sent it").click().run()
    assert "They have had the last letter for less than a week." in everything_on(page)
    late, first = found(store, publisher)
    assert [step.kind for step in late.steps] == [StepKind.SENT, StepKind.CHASED]
    assert first.sent_on == TODAY


def test_what_is_typed_in_a_new_one_stays_until_it_is_right(store, publisher, monkeypatch):
    page = open_lines(PAGE, store, publisher, monkeypatch)
    asked = {"measure": "answer.told_whom_to_contact", "new": "yes", "who": "patients"}
    page.query_params.update(asked)
    page.session_state[BEGUN] = Begun(urlencode(asked), "Patients were told less often.", "")
    page.run()
    assert not page.exception and "with true numbers" in everything_on(page)
    assert "Healthwatch England" in box(page.text_area, "one on each line").value
    box(page.text_area, "in one sentence").set_value("Give them a number.")
    box(page.button, "Keep this draft").click().run()
    assert "Choose the body that you ask" in everything_on(page)
    assert box(page.text_area, "in one sentence").value == "Give them a number."
    body = found(store, publisher)[0].organisation_id
    box(page.selectbox, "The body that we ask").set_value(body)
    box(page.button, "Keep this draft").click().run()
    assert not page.exception and "The draft is kept." in everything_on(page)
    newest = found(store, publisher)[0]
    assert (newest.number, newest.measure, newest.scope) == (
        3,
        "answer.told_whom_to_contact",
        "who=patients",
    )
    assert newest.finding == "Patients were told less often."


def test_who_only_reads_figures_sees_it_and_changes_nothing(store, administrator, monkeypatch):
    page = open_lines(PAGE, store, administrator, monkeypatch)
    page.query_params["recommendation"] = "2"
    page.run()
    assert not page.exception and "nobody rang" in everything_on(page)
    assert not {"I have sent it", "Note this", "We no longer ask this", "Publish this recommendation"} & {
        one.label for one in page.button
    }


def test_who_may_not_publish_is_told_who_notes_what_everybody_would_read(store, moderator, monkeypatch):
    analyst = replace(moderator, roles=frozenset({Role.ANALYST}))
    late = found(store, analyst)[0]
    with store.writing() as session:
        session.add(an_answer_row(recommendation_id=late.id, dated_on=TODAY, received_on=TODAY))
    for published_at, is_theirs in ((None, True), (NOW, False)):
        with store.writing() as session:
            session.get(Recommendation, (WATCHDOG, late.id)).published_at = published_at
        page = open_lines(PAGE, store, analyst, monkeypatch)
        page.query_params["recommendation"] = str(late.number)
        page.run()
        assert not page.exception
        assert ("We looked again" in box(page.radio, "What happened").options) is is_theirs
        assert ("somebody who publishes notes what you found" in everything_on(page)) is not is_theirs
