"""Answers of bodies on the pages: entering, checking and publishing one; and those of one service."""

from datetime import timedelta

import pytest
from sqlmodel import select, update

from actions.moderate import approve
from actions.publish_response import check_response, publish_response
from models.feedback import Feedback
from models.organisation import Organisation
from models.provider_response import CameBy, ChangeState, ProviderResponse, Stance
from storage.queries.responses_waiting import responses_waiting
from tests.answering import SENT, a_body, a_recommendation, an_answer_row, answered
from tests.conftest import NOW, TODAY
from tests.factories import a_service, some_feedback
from tests.pages.opening import everything_on, open_lines, open_page
from ui import access

PAGE = """
from storage.queries.recommendations import recommendations
from ui import access, responses

viewer = access.viewer()
with access.reading() as session:
    found = recommendations(session, viewer)
for one in found:
    responses.draw(viewer, one)
"""
PUBLIC = """
from storage.queries.recommendations import public_recommendations
from ui import access, responses

with access.reading() as session:
    [found] = public_recommendations(session, access.viewer().watchdog_id)
responses.show_in_public(found.responses)
"""
WAITING = "from ui import access, responses; responses.draw_waiting(access.viewer())"
CAME = "Jo Baxter rings ![now](https://example.org/x.png)\n\nOn 01632 960001."
PROMISED = "Sister Ann Ward rings"
SHOWN = "A colleague rings now."


@pytest.fixture
def store(sqlite_store, monkeypatch):
    monkeypatch.setattr(access, "now", lambda: NOW)
    return sqlite_store


def box(kind, said):
    return next(one for one in kind if one.label.endswith(said))


def press(page, said):
    button = box(page.button, said)
    page = button.click().run()
    assert not page.exception
    return page


def fill_in(page, words):
    box(page.text_area, "What they wrote or said").set_value(words)
    box(page.date_input, "The day on it").set_value(TODAY)
    box(page.date_input, "The day it reached us").set_value(TODAY)
    box(page.radio, "How it came").set_value(CameBy.LETTER)
    box(page.radio, "Does something change because of it?").set_value(ChangeState.NONE)


def test_an_answer_is_entered_checked_published_and_taken_back(store, publisher, monkeypatch):
    with store.writing() as session:
        a_recommendation(session, a_body(session))
    page = open_lines(PAGE, store, publisher, monkeypatch).run()
    assert "No answer is kept yet." in everything_on(page)
    assert box(page.selectbox, "Who answered").value is not None, "the body we asked"
    ways = ["By letter", "By email", "At a meeting", "By telephone"]
    assert box(page.radio, "How it came").options == ways, "only the body itself types on our site"

    fill_in(page, CAME)
    page = press(page, "Keep this answer")
    assert "Say what they will do with the recommendation" in everything_on(page)
    box(page.radio, "What do they say to the recommendation?").set_value(Stance.ACCEPTED)
    box(page.radio, "Does something change because of it?").set_value(ChangeState.MADE)
    box(page.text_input, "What changes").set_value(PROMISED)
    page = press(page, "Keep this answer")
    shown = everything_on(page)
    assert "The answer is kept" in shown and "Waits to be checked" in shown and CAME.split("\n")[0] in shown
    assert "You entered this yourself" in shown and "A phone number: 01632 960001" in shown

    assert "A name: Ann Ward" in shown, "in what they promise too"
    box(page.text_area, "What anybody may read").set_value(SHOWN)
    assert next(one for one in page.text_area if one.label == "What changes").value == PROMISED
    next(one for one in page.text_area if one.label == "What changes").set_value("A nurse rings")
    page = press(page, "This may be read by anybody")
    shown = everything_on(page)
    assert "Checked, not published" in shown and "A change was made: A nurse rings" in shown
    with store.writing() as session:
        row = session.exec(select(ProviderResponse)).one()
        seen = row.checked_at
        again = {"after": seen, "by": publisher, "at": NOW + timedelta(hours=1)}
        check_response(session, row.id, "Ann Ward rings now.", **again)
    page = press(page, "Publish this answer")
    shown = everything_on(page)
    assert "Checked, not published" in shown and "Ann Ward rings now." in shown, "nobody publishes it unseen"
    page = press(page, "Publish this answer")
    assert "**Published**" in everything_on(page)
    box(page.text_input, "Why is it taken back?").set_value("It was another letter.")
    page = press(page, "Take this answer back")
    shown = everything_on(page)
    assert "The answer is taken back. It stays on record." in shown and "It was another letter." in shown


def test_who_enters_answers_publishes_none_and_who_reads_figures_opens_none(
    store, publisher, moderator, administrator, monkeypatch
):
    with store.writing() as session:
        asked = a_recommendation(session, a_body(session))
        draft = a_recommendation(session, session.exec(select(Organisation.id)).one(), sent=None)
    answered(store, publisher, recommendation_id=asked, words=CAME)
    assert draft
    page = open_lines(PAGE, store, administrator, monkeypatch).run()
    shown = everything_on(page)
    assert not page.exception and "Baxter" not in shown and not page.text_area and not page.button
    page = open_lines(PAGE, store, moderator, monkeypatch).run()
    assert "Baxter" in everything_on(page)
    assert [one.label for one in page.button] == ["Take this answer back", "Keep this answer"], (
        "not the draft"
    )


def test_who_answered_by_the_link_stands_where_staff_check_it_and_nowhere_in_public(
    store, publisher, administrator, monkeypatch
):
    with store.writing() as session:
        trust = a_body(session)
        asked = a_recommendation(session, trust, published_at=NOW)
        by_link = {"came_by": CameBy.LINK, "from_whom": "Pat Penrose, Director", "entered_by": "body"}
        row = an_answer_row(recommendation_id=asked, organisation_id=trust, stance=Stance.ACCEPTED, **by_link)
        session.add(row)
        answer = row.id
    shown = everything_on(open_lines(PAGE, store, publisher, monkeypatch).run())
    hint = "Anybody who has the link could have typed this."
    assert "Answered for the body by Pat Penrose, Director" in shown and hint in shown
    with store.writing() as session:
        check_response(session, answer, "We ring everybody.", by=publisher, at=NOW)
        publish_response(session, answer, by=publisher, at=NOW)
    shown = everything_on(open_lines(PAGE, store, publisher, monkeypatch).run())
    assert "Pat Penrose" in shown and hint not in shown

    page = open_lines(PUBLIC, store, administrator, monkeypatch).run()
    shown = everything_on(page)
    assert "We ring everybody." in shown and "on our site, typed by the body itself" in shown
    assert not page.exception and "Penrose" not in shown


def test_an_answer_to_one_story_is_entered_there_where_it_may_be_passed_on(
    store, somebody, moderator, monkeypatch
):
    with store.writing() as session:
        ward = a_service(session, "Ward 7")
        said = some_feedback(session, somebody, service_ids=[ward])

    def open_story():
        page = open_page("whole_story", store, moderator, monkeypatch)
        page.text_input(key="find-story").set_value(said.reference).run()
        assert not page.exception
        return page

    page = open_story()
    assert "They didn’t agree that we pass this on" in everything_on(page)
    assert "Keep this answer" not in [one.label for one in page.button]
    with store.writing() as session:
        session.exec(update(Feedback).values(consent_pass_on=True))
    page = open_story()
    fill_in(page, CAME)
    page = press(page, "Keep this answer")
    shown = everything_on(page)
    assert "Ward 7 Trust, 20 November 2026" in shown and "Somebody who publishes checks it" in shown
    with store.writing() as session:
        assert session.exec(select(ProviderResponse.words)).one() == CAME
        assert responses_waiting(session, moderator) == (), "others may not read the story yet"
        approve(session, said.feedback_id, after=0, by=moderator, at=NOW)
    page = open_lines(WAITING, store, moderator, monkeypatch).run()
    assert "Ward 7 Trust, reached us 20 November 2026. Waits to be checked." in everything_on(page)
    assert [one.label for one in page.button] == [f"Open {said.reference}"]


def test_one_service_shows_what_was_answered_in_public_about_it(
    store, somebody, moderator, publisher, administrator, monkeypatch
):
    with store.writing() as session:
        ward, other = a_service(session, "Ward 7"), a_service(session, "Ward 8")
        told = some_feedback(session, somebody, service_ids=[ward, other], consent_pass_on=True).feedback_id
        approve(session, told, after=0, by=moderator, at=NOW)
        trust = session.exec(select(Organisation.id).where(Organisation.name == "Ward 7 Trust")).one()
        asked = a_recommendation(session, trust, sent=SENT)
    for words, to in (("First", {"feedback_id": told}), ("Second", {"recommendation_id": asked})):
        answer = answered(store, publisher, words=words, organisation_id=trust, **to)
        with store.writing() as session:
            check_response(session, answer, f"{words} shown", by=publisher, at=NOW)
            publish_response(session, answer, by=publisher, at=NOW)
    answered(store, publisher, words="Third", organisation_id=trust, feedback_id=told)

    def shown(**link):
        page = open_page("one_service", store, administrator, monkeypatch)
        for name, said in link.items():
            page.query_params[name] = str(said)
        page.run()
        assert not page.exception
        return everything_on(page)

    for service in (ward, other):
        said = shown(service_id=service)
        assert "1 answer to what people told us about it is published." in said and "First shown" in said
        assert "Second" not in said and "Third" not in said
    said = shown(organisation_id=trust)
    assert "1 answer of theirs is published." in said, "the recommendation is not published"
