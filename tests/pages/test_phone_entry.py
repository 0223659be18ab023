"""The volunteer's own page: what they began, whom they ring and what they sent, and nobody else's ever."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlmodel import select
from uuid_utils.compat import uuid7

from actions.add_programme import add_programme
from actions.callbacks import ask_callback
from actions.enter import enter_in_danger
from actions.entry_drafts import drafts_of, keep
from actions.submit import submit
from models.entry import EntryDraft
from models.feedback import Feedback
from models.people import job
from models.programme import ProgrammeDraft
from models.vocabulary import Channel
from tests.conftest import NOW, WATCHDOG
from tests.factories import a_draft, some_feedback
from tests.pages.opening import everything_on, open_page
from ui import access
from ui.plain import WORD_JOINER

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
STORY = "Zanzibarquartz never rang back."


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


@pytest.fixture(autouse=True)
def _on_a_friday_morning(monkeypatch):
    monkeypatch.setattr(access, "now", lambda: NOW)


@pytest.fixture
def page(store, volunteer, monkeypatch):
    """Draws the page afresh as the volunteer."""
    return lambda: open_page("phone_entry", store, volunteer, monkeypatch)


def begun(store, by, *, at, channel=Channel.PHONE) -> UUID:
    draft_id = uuid7()
    with store.writing() as session:
        keep(session, draft_id, {"words": STORY}, channel=channel, by=by, at=at)
    return draft_id


def typed_in(store, by, words=STORY, *, at=NOW):
    draft = a_draft(words, channel=Channel.PHONE).model_copy(update={"entered_by": by.staff_id})
    with store.writing() as session:
        return submit(session, draft, by=by, at=at)


def links(page) -> list[str]:
    return [part.split('"')[0] for one in page.get("html") for part in one.proto.body.split('href="')[1:]]


def said_on(page) -> str:
    """All that the page shows, as it is read: a clock's colon has an invisible mark after it."""
    return everything_on(page).replace(WORD_JOINER, "")


def drafts(store, by):
    with store.reading() as session:
        return drafts_of(session, by=by)


def test_with_nothing_in_hand_there_are_the_ways_in_and_a_sentence_for_each_list(page, store):
    with store.writing() as session:
        for code, asks in (("scheme", ("high_intensity_user_scheme",)), ("hub", ("have_your_say",))):
            draft = ProgrammeDraft(code.title(), code=code, question_sets=asks)
            add_programme(session, draft, by=job(WATCHDOG, "terminal"), at=NOW)
    shown = page()

    assert not shown.exception
    assert "/form.pdf?programme=scheme" in links(shown) and "/form.pdf?programme=hub" not in links(shown)
    assert links(shown)[:3] == [f"/entry/new?channel={way}" for way in ("phone", "paper", "event")]
    said = said_on(shown)
    assert "Everything you began has been sent." in said and "nobody to ring back today" in said
    assert "sent nothing yet today" in said and "sent nothing in the 7 days before" in said


def test_drafts_say_by_when_or_since_when_they_are_due_and_lead_on_without_their_words(
    store, volunteer, page
):
    begun_at = (NOW - 7 * DAY, NOW - 2 * DAY, NOW - DAY)
    ids = [begun(store, volunteer, at=at) for at in begun_at]
    shown = page()

    assert [line for line in said_on(shown).splitlines() if "17:00" in line] == [
        "**Overdue since Monday 16 November, 17:00.**",
        "**Overdue since yesterday, 17:00.**",
        "To be sent by today, 17:00.",
    ]
    assert [link for link in links(shown) if link in {f"/entry/{one}" for one in ids}] == [
        f"/entry/{one}" for one in ids
    ]
    assert STORY not in said_on(shown)


def test_discarding_takes_a_second_press_and_can_be_thought_better_of(store, volunteer, page):
    draft_id = begun(store, volunteer, at=NOW)
    shown = page()
    shown.button(key=f"discard-{draft_id}").click().run()
    assert "can’t be brought back" in shown.warning[0].value
    shown.button(key=f"keep-{draft_id}").click().run()
    assert not shown.warning and len(drafts(store, volunteer)) == 1

    shown.button(key=f"discard-{draft_id}").click().run()
    shown.button(key=f"gone-{draft_id}").click().run()
    assert not shown.exception
    assert drafts(store, volunteer) == []
    assert shown.success[0].value == "It’s gone."


def test_nobody_elses_feedback_draft_or_callback_is_on_it(store, volunteer, moderator, somebody, page):
    with store.writing() as session:
        from_a_resident = some_feedback(session, somebody, STORY)
        theirs = {"telephone": "01632 960801", "name": "Hettie Birtlecombe", "why": "The letter"}
        ask_callback(session, **theirs, due_at=NOW - HOUR, by=moderator, at=NOW - DAY)
    by_another = typed_in(store, moderator)
    begun(store, moderator, at=NOW - 9 * DAY)

    said = said_on(page())
    for strange in (STORY, from_a_resident.reference, by_another.reference, "Hettie", "Overdue", "Late"):
        assert strange not in said


def test_whom_to_ring_by_tonight_is_named_and_who_is_late_is_said_so(store, volunteer, page):
    for name, due_at in (("Hettie", NOW - HOUR), ("Ezra", NOW + 14 * HOUR), ("Dot", NOW + 15 * HOUR)):
        with store.writing() as session:
            theirs = {"telephone": "01632 960801", "name": name, "why": "The letter"}
            ask_callback(session, **theirs, due_at=due_at, by=volunteer, at=NOW - DAY)

    shown = page()
    assert "**Late: was to be rung today, 08:30**" in said_on(shown)
    assert "Ring today at 23:30" in said_on(shown)
    assert [one.value for one in shown.text] == ["Hettie", "Ezra"]
    assert "01632" not in said_on(shown)


def test_what_was_sent_today_can_be_put_right_until_a_moderator_has_it(store, volunteer, page):
    free, taken = typed_in(store, volunteer, at=NOW - HOUR), typed_in(store, volunteer, "Cold tea.")
    with store.writing() as session:
        session.get_one(Feedback, (WATCHDOG, taken.feedback_id)).taken_at = NOW
    shown = page()
    assert "A moderator has it" in said_on(shown)
    assert [one.key for one in shown.button if "put-right" in str(one.key)] == [
        f"put-right-{free.feedback_id}"
    ]

    shown.button(key=f"put-right-{free.feedback_id}").click().run()
    [draft] = drafts(store, volunteer)
    assert draft.feedback_id == free.feedback_id
    assert f"/entry/{draft.id}" in links(shown) and STORY not in said_on(shown)


def test_a_slip_of_last_week_is_put_right_and_what_a_moderator_has_is_not_listed(store, volunteer, page):
    slip = typed_in(store, volunteer, at=NOW - 3 * DAY)
    taken = typed_in(store, volunteer, "Cold tea.", at=NOW - 4 * DAY)
    with store.writing() as session:
        session.get_one(Feedback, (WATCHDOG, taken.feedback_id)).taken_at = NOW
    shown = page()
    assert "Tuesday 17 November, 09:30" in said_on(shown) and taken.reference not in said_on(shown)

    shown.button(key=f"put-right-{slip.feedback_id}").click().run()
    assert [draft.feedback_id for draft in drafts(store, volunteer)] == [slip.feedback_id]


def test_whoever_was_too_late_to_put_it_right_reads_why(store, volunteer, page):
    sent = typed_in(store, volunteer)
    shown = page()
    with store.writing() as session:
        session.get_one(Feedback, (WATCHDOG, sent.feedback_id)).taken_at = NOW
    shown.button(key=f"put-right-{sent.feedback_id}").click().run()

    assert "A moderator has it" in said_on(shown) and not shown.success
    with store.reading() as session:
        assert session.exec(select(EntryDraft)).all() == []


def test_what_a_colleague_should_have_sent_can_be_taken_over_and_not_before(
    store, volunteer, moderator, monkeypatch
):
    late, in_time = (begun(store, volunteer, at=NOW - days * DAY) for days in (2, 1))
    shown = open_page("phone_entry", store, moderator, monkeypatch)
    assert "**Cam Volunteer: 1 not sent**" in said_on(shown)
    assert [one.key for one in shown.button if "take-over" in str(one.key)] == [f"take-over-{late}"]

    shown.button(key=f"take-over-{late}").click().run()
    assert not shown.exception
    assert [one.id for one in drafts(store, moderator)] == [late]
    assert [one.id for one in drafts(store, volunteer)] == [in_time]


def test_what_was_sent_in_danger_says_so_until_the_rest_is_sent(store, volunteer, page):
    draft_id = begun(store, volunteer, at=NOW - HOUR)
    with store.writing() as session:
        enter_in_danger(session, draft_id, "She is afraid of him.", by=volunteer, at=NOW)

    said = said_on(page())
    assert "Sent at once because somebody may be in danger" in said and "afraid" not in said
