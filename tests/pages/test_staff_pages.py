"""Check comments and the overview, as each person sees them."""

from datetime import timedelta

import pytest
from sqlmodel import select

from actions.moderate import approve, withhold
from actions.switch_tags import switch_tags
from actions.tag import tag_batch, this_release
from analysis import MODEL_VERSION
from analysis.tagger import Tags, tag
from analysis.taxonomy import load_taxonomy
from models.moderation import HoldReason, ModerationDecision
from models.period import Period
from models.vocabulary import Outcome, WithholdReason
from storage import keys
from storage.queries.awaiting_moderation import MANY_WORDS
from tests.conftest import NOW, TEST_KEY
from tests.factories import a_service, some_feedback
from tests.pages.opening import everything_on, may_others_read, open_page, words_read

STORY = "Sent home at midnight with no medicines, and I had to chase the hospital for days."


@pytest.fixture
def said(sqlite_store, somebody):
    with sqlite_store.writing() as session:
        return [some_feedback(session, somebody, f"{STORY} ({number})") for number in range(3)]


@pytest.fixture
def store(sqlite_store):
    """Pages are the same on every database; the queries beneath are tested on each."""
    return sqlite_store


@pytest.mark.parametrize("name", ["moderation", "overview"])
@pytest.mark.parametrize("who", ["somebody", "volunteer"])
def test_a_staff_page_turns_away_who_is_not_staff(name, who, store, said, request, monkeypatch):
    page = open_page(name, store, request.getfixturevalue(who), monkeypatch)
    shown = everything_on(page)
    assert "medicines" not in shown and "people" not in shown.lower().replace("people who work", "")
    assert ("Sign in" in shown) == (who == "somebody")
    assert not page.button


def test_the_oldest_comment_is_opened_first_with_its_words_inert(store, said, moderator, monkeypatch):
    page = open_page("moderation", store, moderator, monkeypatch)
    assert not page.exception
    assert f"{STORY} (0)" in words_read(page)
    assert STORY not in "".join(element.value for element in page.markdown)
    assert "Comment 1 of 3" in everything_on(page)


def test_nothing_is_decided_until_somebody_chooses(store, said, moderator, monkeypatch):
    page = open_page("moderation", store, moderator, monkeypatch)
    _button(page, "Sign and go to the next").click().run()

    assert page.error[0].value == "Choose whether others may read it"
    assert _button(page, "Leave it for now")
    with store.reading() as session:
        assert session.exec(select(ModerationDecision)).all() == []


def test_a_new_decision_shows_the_one_it_replaces(store, said, moderator, monkeypatch):
    with store.writing() as session:
        withhold(
            session,
            said[0].feedback_id,
            WithholdReason.OTHER,
            note="Rang to take it back",
            after=0,
            by=moderator,
            at=NOW,
        )
    page = open_page("moderation", store, moderator, monkeypatch)
    page.text_input[0].set_value(said[0].reference).run()
    assert "Already withheld, 20 November 2026, by you" in page.warning[0].value
    assert "Rang to take it back" in words_read(page)


def test_a_moderator_sees_what_may_be_done_and_whom_to_reach_only_where_they_agreed(
    store, somebody, moderator, monkeypatch
):
    details = {"contact_name": "Sam Example", "contact_email": "sam@example.org"}
    with store.writing() as session:
        agreed = some_feedback(session, somebody, consent_contact=True, consent_reports=True, **details)
        refused = some_feedback(session, somebody, **details)
    page = open_page("moderation", store, moderator, monkeypatch)
    for receipt, is_shown in ((agreed, True), (refused, False)):
        page.text_input[0].set_value(receipt.reference).run()
        shown = words_read(page)
        assert ("Sam Example, sam@example.org" in shown) is is_shown
        assert shown.count("Yes") == (2 if is_shown else 0)


def test_signing_goes_to_the_next_and_says_so(store, said, moderator, monkeypatch):
    page = open_page("moderation", store, moderator, monkeypatch)
    may_others_read(page).set_value(Outcome.APPROVED).run()
    _button(page, "Sign and go to the next").click().run()

    assert not page.exception
    assert said[0].reference in page.success[0].value
    assert f"{STORY} (1)" in words_read(page)
    with store.reading() as session:
        decision = session.exec(select(ModerationDecision)).one()
    assert (decision.feedback_id, decision.outcome) == (said[0].feedback_id, Outcome.APPROVED)


def test_withholding_without_a_reason_is_a_sentence_and_nothing_is_signed(
    store, said, moderator, monkeypatch
):
    page = open_page("moderation", store, moderator, monkeypatch)
    may_others_read(page).set_value(Outcome.WITHHELD).run()
    _button(page, "Sign and go to the next").click().run()

    assert page.error[0].value == "Choose why it's withheld"
    with store.reading() as session:
        assert session.exec(select(ModerationDecision)).all() == []


def test_withholding_keeps_its_reason(store, said, moderator, monkeypatch):
    page = open_page("moderation", store, moderator, monkeypatch)
    may_others_read(page).set_value(Outcome.WITHHELD).run()
    _why(page).set_value(WithholdReason.NOT_LOCAL).run()
    _button(page, "Sign and go to the next").click().run()

    with store.reading() as session:
        assert session.exec(select(ModerationDecision.reason)).all() == [WithholdReason.NOT_LOCAL]


def test_what_is_put_on_hold_says_what_it_waits_for(store, said, moderator, monkeypatch):
    page = open_page("moderation", store, moderator, monkeypatch)
    may_others_read(page).set_value(Outcome.ON_HOLD).run()
    _button(page, "Sign and go to the next").click().run()
    assert page.error[0].value == "Choose what it waits for"

    next(box for box in page.selectbox if box.label == "What does it wait for?").set_value(HoldReason.LEGAL)
    _button(page, "Sign and go to the next").click().run()

    assert "is on hold" in page.success[0].value
    with store.reading() as session:
        decision = session.exec(select(ModerationDecision)).one()
    assert (decision.outcome, decision.hold_reason) == (Outcome.ON_HOLD, HoldReason.LEGAL)


def test_what_takes_its_time_can_be_read_by_itself(store, said, somebody, moderator, monkeypatch):
    with store.writing() as session:
        some_feedback(session, somebody, "word " * (MANY_WORDS + 1))
        some_feedback(session, somebody, "word " * MANY_WORDS)
    page = open_page("moderation", store, moderator, monkeypatch)
    assert "Comment 1 of 5" in everything_on(page)
    assert page.pills(key="which-comments").options == [
        "All that wait (5)",
        "Long, or about much (1)",
    ]

    page.pills(key="which-comments").set_value("complex").run()

    assert not page.exception
    assert "Comment 1 of 1" in everything_on(page)
    assert words_read(page)[0].split() == ["word"] * (MANY_WORDS + 1)


def test_the_second_moderator_is_told_and_reads_it_again(store, said, moderator, monkeypatch):
    page = open_page("moderation", store, moderator, monkeypatch)
    with store.writing() as session:
        approve(session, said[0].feedback_id, after=0, by=moderator, at=NOW)
    may_others_read(page).set_value(Outcome.APPROVED).run()
    _button(page, "Sign and go to the next").click().run()

    assert not page.exception
    assert "Somebody else decided" in page.warning[0].value
    assert "Already approved" in page.warning[1].value
    assert f"{STORY} (0)" in words_read(page)
    with store.reading() as session:
        decided = session.exec(select(ModerationDecision.feedback_id)).all()
    assert decided == [said[0].feedback_id]


def test_what_is_left_for_now_comes_back_at_the_end(store, said, moderator, monkeypatch):
    page = open_page("moderation", store, moderator, monkeypatch)
    for _ in range(3):
        _button(page, "Leave it for now").click().run()
    assert f"{STORY} (0)" in words_read(page)


def test_a_comment_is_found_by_the_reference_somebody_reads_out(store, said, moderator, monkeypatch):
    page = open_page("moderation", store, moderator, monkeypatch)
    page.text_input[0].set_value(said[2].reference.lower().replace("-", " ")).run()
    assert f"{STORY} (2)" in words_read(page)


@pytest.mark.parametrize("typed", ["nonsense", "<script>alert(1)</script>", "![x](http://example.org/x.png)"])
def test_what_is_no_reference_is_a_sentence(store, said, moderator, monkeypatch, typed):
    page = open_page("moderation", store, moderator, monkeypatch)
    page.text_input[0].set_value(typed).run()
    assert "isn't a reference" in page.error[0].value
    assert typed not in everything_on(page)


def test_a_comment_that_no_key_opens_does_not_block_the_queue(store, somebody, moderator, monkeypatch):
    keys.use(keys.new_key())
    try:
        with store.writing() as session:
            some_feedback(session, somebody, "locked")
    finally:
        keys.use(TEST_KEY)
    with store.writing() as session:
        some_feedback(session, somebody, "readable")
    page = open_page("moderation", store, moderator, monkeypatch)
    assert not page.exception
    assert "does not open" in page.error[0].value
    assert "readable" in words_read(page)


def test_an_empty_queue_says_that_nothing_waits(store, moderator, monkeypatch):
    assert "Nothing awaits checking" in everything_on(open_page("moderation", store, moderator, monkeypatch))


def test_the_overview_counts_what_was_said_and_draws_every_section(
    store, said, moderator, tagger_job, monkeypatch
):
    tag_batch(
        store,
        tag,
        taxonomy_version=load_taxonomy().version,
        model_version=MODEL_VERSION,
        by=tagger_job,
        at=NOW,
    )
    monkeypatch.setattr("ui.access.now", lambda: NOW)
    page = open_page("overview", store, moderator, monkeypatch)

    assert not page.exception
    shown = everything_on(page)
    assert "3 people" in shown and "3 await a decision" in shown
    assert [heading.value for heading in page.subheader] == [
        "What is new",
        "What changed",
        "What needs a person",
        "Which themes went up or down?",
        "What did they talk about?",
        "How did each theme go, by people’s own rating?",
        "How many people told us?",
        "How did people rate it, month by month?",
    ]
    assert "Medicines" in shown and "3 comments wait to be checked" in shown
    assert "midnight" not in shown


def read_by(store, tagger_job, model, most=200, is_cut=False):
    tag_batch(
        store,
        lambda words, language: Tags(None, (), is_cut),
        taxonomy_version=load_taxonomy().version,
        model_version=model,
        by=tagger_job,
        at=NOW,
        most=most,
    )


def test_a_newer_reading_is_announced_once_it_is_whole_to_whoever_can_switch(
    store, said, moderator, administrator, tagger_job, monkeypatch
):
    def announced(viewer) -> bool:
        return "newer reading" in everything_on(open_page("overview", store, viewer, monkeypatch))

    read_by(store, tagger_job, "old")
    read_by(store, tagger_job, MODEL_VERSION, most=2)
    assert not announced(administrator)
    read_by(store, tagger_job, MODEL_VERSION)
    assert announced(administrator)
    assert not announced(moderator)
    with store.writing() as session:
        switch_tags(session, this_release(), by=administrator, at=NOW + timedelta(days=1))
    assert not announced(administrator)


@pytest.mark.parametrize("is_cut", [True, False])
def test_a_moderator_is_told_where_the_machine_read_only_the_beginning(
    store, said, moderator, tagger_job, monkeypatch, is_cut
):
    read_by(store, tagger_job, MODEL_VERSION, is_cut=is_cut)
    shown = everything_on(open_page("moderation", store, moderator, monkeypatch))
    assert ("read only the first 5,000 characters" in shown) is is_cut


def test_a_period_in_which_nobody_spoke_says_so(store, said, moderator, monkeypatch):
    monkeypatch.setattr("ui.access.now", lambda: NOW.replace(year=2035))
    page = open_page("overview", store, moderator, monkeypatch)
    period = next(box for box in page.selectbox if box.label == "Period")
    period.set_value(Period.LAST_12).run()
    assert not page.exception
    assert "Nobody has told us anything that fits these choices" in everything_on(page)
    assert not page.get("arrow_vega_lite_chart")


def test_a_new_watchdog_sees_what_is_missing_and_no_empty_chart(store, moderator, monkeypatch):
    page = open_page("overview", store, moderator, monkeypatch)
    assert "Nothing has been said yet" in everything_on(page)
    assert "- " in shown_markdown(page)
    assert not page.get("arrow_vega_lite_chart")


def test_a_new_watchdog_with_nothing_missing_is_told_that_the_form_is_open(store, moderator, monkeypatch):
    with store.writing() as session:
        a_service(session)
    page = open_page("overview", store, moderator, monkeypatch)
    assert "The form is open" in everything_on(page)


def shown_markdown(page):
    return "\n".join(element.value for element in page.markdown)


def _button(page, label):
    return next(button for button in page.button if button.label == label)


def _why(page):
    return next(box for box in page.selectbox if box.label == "Why is it withheld?")
