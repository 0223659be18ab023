"""One story: each role sees its own part of it, and reading what somebody told us leaves its row."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from actions.callbacks import ask_callback, try_callback
from actions.follow_up import withdraw
from actions.moderate import approve
from actions.raise_concern import raise_by_person
from analysis.redaction import Cut
from content.record_words import act_in_words
from models.audit import AuditEvent
from models.callback import CallbackResult
from models.escalation import Escalation
from models.events import Event
from models.moderation import ModerationDecision
from models.people import Viewer
from models.tag import TagDecision
from models.vocabulary import ConcernKind, RedactionKind, Role, TagKind, TextPart
from storage.queries import story_of_tags
from tests.conftest import NOW, WATCHDOG
from tests.factories import some_feedback
from tests.pages.opening import everything_on, open_page
from ui.plain import WORD_JOINER

STORY = "Nurse Jo Baxter was kind, but nobody rang us."
READ_BY_OTHERS = "Nurse [name removed] was kind, but nobody rang us."


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


@pytest.fixture
def said(store, somebody, moderator):
    with store.writing() as session:
        said = some_feedback(
            session,
            somebody,
            STORY,
            contact_name="Kit Author",
            contact_email="kit@example.org",
            consent_contact=True,
        )
        cuts = {TextPart.WORDS: [Cut(6, 15, RedactionKind.NAME)]}
        approve(session, said.feedback_id, cuts=cuts, criticality=3, after=0, by=moderator, at=NOW)
        session.exec(select(ModerationDecision)).one().note = "Ring Kit first"
        session.add(
            Escalation(
                watchdog_id=WATCHDOG,
                feedback_id=said.feedback_id,
                kind=ConcernKind.ALLEGATION,
                raised_by="job:concerns",
                raised_at=NOW,
                due_at=NOW + timedelta(days=1),
            )
        )
    return said


def as_role(viewer: Viewer, *roles: Role) -> Viewer:
    return replace(viewer, roles=frozenset(roles))


def look_up(store, viewer, said, monkeypatch):
    page = open_page("whole_story", store, viewer, monkeypatch)
    page.text_input(key="find-story").set_value(said.reference).run()
    assert not page.exception
    return page


def reads(store) -> int:
    with store.reading() as session:
        return len(session.exec(select(AuditEvent).where(AuditEvent.event == Event.FEEDBACK_READ)).all())


def test_a_moderator_sees_all_of_it_and_one_row_says_so(store, said, moderator, monkeypatch):
    page = look_up(store, as_role(moderator, Role.MODERATOR), said, monkeypatch)
    page.run()

    shown = everything_on(page)
    for part in (STORY, "kit@example.org", "3 of 5", "Ring Kit first", "Ash Moderator", "A concern is open"):
        assert part in shown
    assert "Names: 1" in shown
    assert reads(store) == 1


@pytest.mark.parametrize("role", [Role.ANALYST, Role.PUBLISHER])
def test_who_reads_approved_words_sees_neither_the_original_nor_what_is_in_confidence(
    store, said, moderator, role, monkeypatch
):
    page = look_up(store, as_role(moderator, role), said, monkeypatch)

    shown = everything_on(page)
    assert READ_BY_OTHERS in shown and "A concern is open" in shown
    for part in ("Baxter", "Kit", "3 of 5", "How critical"):
        assert part not in shown
    assert reads(store) == 0


@pytest.mark.parametrize(("role", "is_seen"), [(Role.MODERATOR, True), (Role.ANALYST, False)])
def test_whether_they_were_rung_back_is_there_without_their_number(
    store, said, moderator, role, is_seen, monkeypatch
):
    hour = timedelta(hours=1)
    asked = {"telephone": "01632 960001", "name": "Kit Author", "why": "The tablets"}
    with store.writing() as session:
        callback_id = ask_callback(
            session, **asked, due_at=NOW + hour, feedback_id=said.feedback_id, by=moderator, at=NOW
        )
        for number, result in enumerate((CallbackResult.NO_ANSWER, CallbackResult.REACHED)):
            note = "Ring Kit’s sister"
            at = NOW + (number + 1) * hour
            try_callback(session, callback_id, result, note, after=number, by=moderator, at=at)
    shown = everything_on(look_up(store, as_role(moderator, role), said, monkeypatch)).replace(
        WORD_JOINER, ""
    )

    for part in ("20 Nov 2026, 10:30, Ash Moderator: No answer", "Closed on 20 Nov 2026, 11:30: done"):
        assert (part in shown) is is_seen
    for part in ("960001", "The tablets", "sister"):
        assert part not in shown


def test_what_nobody_has_approved_opens_only_to_who_reads_feedback(store, somebody, moderator, monkeypatch):
    with store.writing() as session:
        said = some_feedback(session, somebody, STORY)
    page = look_up(store, as_role(moderator, Role.ANALYST), said, monkeypatch)
    assert "doesn’t open for you" in page.warning[0].value and "Nurse" not in everything_on(page)

    page = look_up(store, as_role(moderator, Role.SAFEGUARDING_LEAD), said, monkeypatch)
    assert STORY in everything_on(page)


@pytest.mark.parametrize("role", [Role.ANALYST, Role.MODERATOR, Role.SAFEGUARDING_LEAD])
def test_what_was_taken_back_opens_to_nobody_and_says_so(store, said, somebody, moderator, role, monkeypatch):
    with store.writing() as session:
        withdraw(session, said.feedback_id, by=somebody, at=NOW)
    page = look_up(store, as_role(moderator, role), said, monkeypatch)

    assert "has taken it back" in page.error[0].value
    assert "nobody rang" not in everything_on(page) and not page.button
    assert reads(store) == 0


def test_the_steps_of_a_concern_are_for_who_decides(store, said, moderator, monkeypatch):
    lead = everything_on(look_up(store, as_role(moderator, Role.SAFEGUARDING_LEAD), said, monkeypatch))
    other = everything_on(look_up(store, as_role(moderator, Role.MODERATOR), said, monkeypatch))

    assert "due 21 Nov 2026" in lead and "due 21 Nov 2026" not in other


@pytest.mark.parametrize(
    ("role", "is_told"), [(Role.SAFEGUARDING_LEAD, True), (Role.MODERATOR, False), (Role.ANALYST, False)]
)
def test_what_was_done_about_a_concern_is_listed_for_who_decides(
    store, said, moderator, role, is_told, monkeypatch
):
    with store.writing() as session:
        raise_by_person(session, said.feedback_id, ConcernKind.SAFEGUARDING, "I worry", by=moderator, at=NOW)
    page = look_up(store, as_role(moderator, role), said, monkeypatch)

    table = next(each.proto.body for each in page.get("html") if '<div class="rows">' in each.proto.body)
    assert act_in_words(Event.FEEDBACK_APPROVED) in table
    assert (act_in_words(Event.CONCERN_RAISED) in table) is is_told


def test_an_answer_is_not_shown_to_who_may_be_the_second_to_read_it(
    store, said, moderator, administrator, monkeypatch
):
    monkeypatch.setattr(story_of_tags, "is_read_twice", lambda *_: True)
    with store.writing() as session:
        for kind, value in ((TagKind.THEME, "staff_attitude"), (TagKind.SENTIMENT, "positive")):
            session.add(
                TagDecision(
                    watchdog_id=WATCHDOG,
                    feedback_id=said.feedback_id,
                    kind=kind,
                    value=value,
                    decided_by=moderator.actor,
                    decided_at=NOW,
                )
            )
    second = everything_on(look_up(store, as_role(administrator, Role.ANALYST), said, monkeypatch))
    first = everything_on(look_up(store, as_role(moderator, Role.ANALYST), said, monkeypatch))

    assert "isn’t shown yet" in second and "Checked by" not in second
    assert "Checked by Ash Moderator" in first


def test_the_ways_on_are_those_of_the_role(store, said, moderator, monkeypatch):
    def keys(role):
        page = look_up(store, as_role(moderator, role), said, monkeypatch)
        keys = {button.key.split("-")[0] for button in page.button}
        return {key for key in keys if not key.startswith("FormSubmitter")}

    assert keys(Role.MODERATOR) == {"check", "check_tags", "request", "concern", "tell"}
    assert keys(Role.ANALYST) == {"check_tags", "concern"}
    assert keys(Role.SAFEGUARDING_LEAD) == {"request", "concern"}


def test_whoever_tells_them_what_was_taken_out_says_so(store, said, moderator, monkeypatch):
    page = look_up(store, as_role(moderator, Role.MODERATOR), said, monkeypatch)
    next(button for button in page.button if button.label == "I’ve told them").click().run()

    assert "They were told by Ash Moderator" in everything_on(page)
    assert not [button for button in page.button if button.label == "I’ve told them"]
