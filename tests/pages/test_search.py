"""The search page: what it finds, how it says that there is nothing, and who takes a file away."""

from datetime import date
from html import unescape

import pytest
from sqlmodel import select

from models.audit import AuditEvent
from models.events import Event
from storage.queries.search_words import A_PAGE
from tests.conftest import NOW
from tests.factories import a_service
from tests.pages.opening import everything_on, open_page
from tests.storage.queries.test_search_words import approved


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


def type_in(page, said):
    return page.text_input(key="search-box").set_value(said).run()


def press(page, label):
    return next(button for button in page.button if button.label.startswith(label)).click().run()


def cards(page) -> str:
    return unescape("\n".join(element.proto.body for element in page.get("html")))


def test_what_is_found_is_shown_marked_with_where_and_when_it_was_said(store, moderator, monkeypatch):
    with store.writing() as session:
        ward = a_service(session, "Ward <b>9</b>")
        approved(
            session,
            "They **lost** the <script>referral</script> twice",
            service_ids=[ward],
            happened_on=date(2026, 3, 2),
            publishable=True,
        )
        approved(session, "Kind nurses")
    page = open_page("search", store, moderator, monkeypatch)
    assert "Type one or more words" in everything_on(page)

    type_in(page, "referrals")

    assert not page.exception
    shown = everything_on(page)
    assert [heading.value for heading in page.subheader] == ["1 comment"]
    assert "March 2026" in shown and "may be published" in shown and "Ward <b>9</b>" in shown
    assert ">referral</mark>" in cards(page) and "<script>" not in page.get("html")[-1].proto.body
    assert "Kind nurses" not in shown


def test_nothing_found_and_nothing_to_look_for_say_what_to_try(store, moderator, monkeypatch):
    page = type_in(open_page("search", store, moderator, monkeypatch), "quillfeather")
    assert "No approved comment has that in it" in everything_on(page)
    assert "You also narrowed it down" not in everything_on(page)
    page.selectbox(key="search-choice-channel").select_index(0).run()
    assert "You also narrowed it down" in everything_on(page)
    for typed, sentence in (("?!", "Type a word"), ("ho*", "at least 3 letters")):
        assert sentence in everything_on(type_in(page, typed)) and not page.exception


def test_a_long_list_is_read_page_by_page_and_a_new_question_begins_at_its_top(store, moderator, monkeypatch):
    with store.writing() as session:
        for number in range(A_PAGE + 1):
            approved(session, f"Cold bed {number}")
    page = type_in(open_page("search", store, moderator, monkeypatch), "cold")
    assert [heading.value for heading in page.subheader] == ["1 to 20 of 21 comments, best first"]
    press(page, "Further down")
    assert [heading.value for heading in page.subheader] == ["21 to 21 of 21 comments, best first"]
    type_in(page, "bed")
    assert [heading.value for heading in page.subheader] == ["1 to 20 of 21 comments, best first"]


def test_only_who_may_moderate_is_asked_about_criticality_and_only_who_may_take_away_is_offered_a_file(
    store, moderator, safeguarding_lead, publisher, monkeypatch
):
    with store.writing() as session:
        approved(session, "Cold bed", consent_reports=True)
    for viewer, asks, offers in (
        (moderator, True, True),  # an analyst too
        (safeguarding_lead, False, False),
        (publisher, False, True),
    ):
        page = type_in(open_page("search", store, viewer, monkeypatch), "cold")
        assert ("search-choice-criticality" in {box.key for box in page.selectbox}) == asks
        assert ("Make the file" in {button.label for button in page.button}) == offers


def test_a_file_is_made_once_and_is_on_the_record_without_what_was_looked_for(store, publisher, monkeypatch):
    with store.writing() as session:
        approved(session, "Nurse Quillfeather was cold", consent_reports=True)
        approved(session, "Quillfeather again")
    monkeypatch.setattr("ui.access.now", lambda: NOW)
    page = press(type_in(open_page("search", store, publisher, monkeypatch), "quillfeather"), "Make the file")

    assert not page.exception
    assert "1 in the file. 1 left out" in everything_on(page)
    page.run()
    with store.reading() as session:
        [row] = session.exec(select(AuditEvent).where(AuditEvent.event == Event.WORDS_EXPORTED)).all()
    assert row.detail == {"rows": 1, "left_out": 1, "use": "reports", "file": "csv", "words": 1}
    page.radio(key="search-use").set_value(page.radio(key="search-use").options[1]).run()
    assert "in the file" not in everything_on(page)
