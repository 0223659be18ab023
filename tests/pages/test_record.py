"""The record's page: what it shows to an administrator, and how somebody finds a row."""

from dataclasses import replace
from html import unescape

import pytest
from sqlalchemy import text

from actions.moderate import approve
from actions.people import add_staff_member
from models.events import Event
from models.people import job
from models.vocabulary import Role
from storage import audit
from tests.conftest import NOW, PASSWORD, WATCHDOG
from tests.factories import some_feedback
from tests.pages.opening import everything_on, open_page

WORDS = "Sent home at midnight with no medicines"


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


@pytest.fixture
def said(store, somebody):
    with store.writing() as session:
        return some_feedback(session, somebody, WORDS)


@pytest.fixture
def opened(store, administrator, monkeypatch):
    """A way to open the page as the administrator, on the day of the tests."""
    monkeypatch.setattr("ui.access.now", lambda: NOW)
    return lambda: open_page("record", store, administrator, monkeypatch)


def table(page) -> str:
    """The page's own HTML: the table and the link."""
    return unescape("\n".join(element.proto.body for element in page.get("html")))


def rows(page) -> int:
    return max(0, table(page).count("<tr>") - 1)


def box(page, label):
    return next(one for one in [*page.selectbox, *page.text_input] if one.label == label)


def press(page, label):
    return next(button for button in page.button if button.label == label).click().run()


def test_rows_say_when_who_what_and_about_what(store, said, moderator, opened):
    with store.writing() as session:
        approve(session, said.feedback_id, after=0, by=moderator, at=NOW)
    page = opened()

    assert not page.exception
    shown = table(page)
    assert "20 Nov 2026, 09:30" in shown and "Ash Moderator" in shown and "Approved feedback" in shown
    assert str(said.feedback_id) in shown and said.reference not in shown
    assert WORDS not in shown + everything_on(page)
    assert "Somebody not signed in" in shown and "channel: online" in shown


def test_looking_at_the_record_leaves_no_row(store, said, opened):
    before = len(chain(store))
    opened().run()
    assert len(chain(store)) == before


def chain(store):
    with store.reader.connect() as connection:
        return connection.execute(text("SELECT sequence FROM audit_event")).all()


def test_fifty_rows_are_a_page_and_the_others_are_older(store, somebody, opened):
    with store.writing() as session:
        for _ in range(50):
            some_feedback(session, somebody)
    page = opened()  # and two rows of setting up
    assert "Rows 1 to 50 of 52, newest first" in everything_on(page) and rows(page) == 50
    assert [button.disabled for button in page.button[:2]] == [True, False]

    press(page, "Older")
    assert "Rows 51 to 52 of 52" in everything_on(page) and rows(page) == 2
    assert [button.disabled for button in page.button[:2]] == [False, True]

    press(page, "Newer")
    assert "Rows 1 to 50 of 52" in everything_on(page)


def test_asking_for_something_else_begins_at_its_newest_row(store, somebody, opened):
    with store.writing() as session:
        for _ in range(60):
            some_feedback(session, somebody)
    page = opened()
    press(page, "Older")
    box(page, "What").set_value(Event.FEEDBACK_RECEIVED).run()
    assert "Rows 1 to 50 of 60" in everything_on(page)


def test_a_reference_leads_to_what_was_done_with_that_feedback_and_nothing_else(
    store, said, somebody, moderator, opened
):
    with store.writing() as session:
        approve(session, some_feedback(session, somebody).feedback_id, after=0, by=moderator, at=NOW)
        approve(session, said.feedback_id, after=0, by=moderator, at=NOW)
    page = opened()
    for typed in (said.reference.lower().replace("-", " "), str(said.feedback_id).upper()):
        box(page, "About").set_value(typed).run()
        assert "Rows 1 to 2 of 2" in everything_on(page)


def test_an_address_leads_to_what_was_done_with_that_account(store, moderator, opened):
    page = opened()
    box(page, "About").set_value("ASH@example.org").run()
    assert "1 row" in everything_on(page) and "Added a person" in table(page)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("C2C2-C2C2-C23", "Nothing is on the record"),
        ("nobody@example.org", "Nobody with that email address has an account here"),
        ("<img src=x>\x00", "Nothing is on the record"),
        ("' OR 1=1 --", "Nothing is on the record"),
    ],
)
def test_what_leads_nowhere_is_a_sentence(store, said, opened, typed, sentence):
    page = opened()
    box(page, "About").set_value(typed).run()
    assert not page.exception
    assert sentence in everything_on(page) and rows(page) == 0


def test_a_reference_that_nobody_was_given_is_a_sentence(store, said, opened, monkeypatch):
    page = opened()
    monkeypatch.setattr("ui.record.read_reference", lambda _: "K7M4-R2T9-C3W")
    box(page, "About").set_value("K7M4-R2T9-C3W").run()
    assert "There is no feedback with that reference" in page.error[0].value


def test_days_the_wrong_way_round_are_a_sentence(store, said, opened):
    page = opened()
    page.date_input[1].set_value(NOW.date().replace(month=1)).run()
    assert page.error[0].value == "Choose a first day that comes before the last."
    assert rows(page) == 0


def test_a_day_that_was_taken_out_is_no_limit(store, said, opened):
    page = opened()
    page.date_input[0].set_value(None).run()
    assert not page.exception and rows(page) > 0


def test_a_person_is_found_by_name_and_what_they_did_alone_is_shown(store, said, moderator, opened):
    with store.writing() as session:
        approve(session, said.feedback_id, after=0, by=moderator, at=NOW)
    page = opened()
    box(page, "Who").set_value(moderator.actor).run()
    assert "1 row" in everything_on(page) and "Approved feedback" in table(page)


def test_a_name_that_is_markup_is_only_shown(store, opened):
    with store.writing() as session:
        add_staff_member(
            session,
            name="<img src=x onerror=alert(1)> **Di**",
            email="di@example.org",
            roles=[Role.ANALYST],
            password=PASSWORD,
            by=job(WATCHDOG, "init"),
            at=NOW,
        )
    page = opened()
    raw = "\n".join(element.proto.body for element in page.get("html"))
    assert "<img" not in raw and "&lt;img src=x onerror=alert(1)&gt; **Di**" in raw


def test_the_link_asks_for_the_same_rows(store, said, administrator, opened):
    page = opened()
    box(page, "Who").set_value("resident").run()
    box(page, "What").set_value(Event.FEEDBACK_RECEIVED).run()
    link = "/record.csv?from=2026-10-21&to=2026-11-20&who=resident&event=feedback_received"
    assert f'href="{link}" target="_self"' in table(page)


def test_a_whole_chain_says_how_many_rows_were_checked(store, said, opened):
    page = press(opened(), "Check every row")
    assert page.success[0].value == "Every row is as it was written: 3 rows, checked in under a second."


def test_a_chain_that_somebody_changed_says_where(store, said, somebody, opened):
    with store.writing() as session:
        for _ in range(25):
            some_feedback(session, somebody)
    with store.connection() as connection:
        connection.execute(text("DROP TRIGGER audit_event_refuses_update"))
        connection.execute(text("UPDATE audit_event SET actor = 'nobody' WHERE sequence > 2"))
    page = press(opened(), "Check every row")

    assert "The record isn't whole" in page.error[0].value
    assert "no longer refuses changes" in page.warning[0].value
    faults = [text.value for text in page.text]
    assert faults[0] == "Row 3: it was changed." and len(faults) == 20
    assert "These are the first of 26." in everything_on(page)
    assert not page.success


@pytest.mark.parametrize("who", ["somebody", "moderator", "volunteer"])
def test_nobody_else_sees_it(store, said, who, request, monkeypatch):
    page = open_page("record", store, request.getfixturevalue(who), monkeypatch)
    assert not page.get("html") or "<table" not in table(page)
    assert not page.button and not page.date_input


def test_another_watchdogs_rows_are_not_in_it(store, said, administrator, monkeypatch):
    from actions.open_watchdog import open_watchdog

    with store.writing() as session:
        open_watchdog(
            session, slug="east-testford", name="East", area="East", telephone="", signposts=[], at=NOW
        )
        audit.record(session, Event.DAILY_DONE, by=job("east-testford", "terminal"), at=NOW)
    monkeypatch.setattr("ui.access.now", lambda: NOW)
    stranger = replace(administrator, watchdog_id="east-testford")
    page = open_page("record", store, stranger, monkeypatch)
    assert rows(page) == 2 and str(said.feedback_id) not in table(page)
