"""An edition of the public page: signed by a person, at most once a week, and gone when it is taken down."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlmodel import select

from actions.publish_page import prepare_page, preview_page, publish_page, take_down_page
from models.errors import FeedbackError, NotAllowed, Problems, SomebodyElseDecided
from models.feedback import Feedback
from models.moderation import ApprovedWords
from models.people import Viewer, job
from models.report import PublishedDocument, Quoted
from models.report_parts import QuotationChosen
from models.vocabulary import Role
from reporting.document import fingerprint, read
from storage.queries.editions import editions
from storage.queries.published import newest_page
from storage.queries.quoted import digest_of, quotable, to_settle
from tests.conftest import NOW, WATCHDOG
from tests.publishing import quotable_inside, some_told
from tests.storage.queries.test_quotations import no_consent

BY = Viewer(WATCHDOG, frozenset({Role.PUBLISHER}), name="Eli Publisher", staff_id=uuid4())
SAID = "Nobody told us who to call once Dad was home."
WHY = "A number in it was wrong."


def publish(store, *, people=20, at=NOW, by=BY, quoted=()):
    with store.writing() as session:
        prepared = prepare_page(session, some_told(people), quoted=quoted, by=by, at=at)
        return publish_page(session, prepared, by=by, at=at)


def take_down(store, reason=WHY, *, version=1, at=NOW):
    with store.writing() as session:
        take_down_page(session, reason, version=version, by=BY, at=at)


def standing(store):
    with store.reading() as session:
        return newest_page(session, WATCHDOG)


def test_an_edition_is_frozen_signed_and_stands_there(sqlite_store):
    assert publish(sqlite_store) == 1

    now = standing(sqlite_store)
    assert now.fingerprint == fingerprint(now.said)
    assert read(now.said).published_by == "Eli Publisher"


@pytest.mark.parametrize("is_taken_down", [False, True])
def test_another_edition_can_be_published_a_week_later_and_no_day_sooner(sqlite_store, is_taken_down):
    publish(sqlite_store)
    if is_taken_down:
        take_down(sqlite_store)

    with pytest.raises(FeedbackError, match="27 November 2026"):
        publish(sqlite_store, at=NOW + timedelta(days=6, hours=13))

    assert publish(sqlite_store, at=NOW + timedelta(days=6, hours=15)) == 2, "by the calendar"


@pytest.mark.parametrize("people", [0, 9])
def test_an_edition_that_would_show_nothing_is_refused(sqlite_store, people):
    with pytest.raises(FeedbackError, match="Too few people"):
        publish(sqlite_store, people=people)
    assert publish(sqlite_store, people=10) == 1


def test_no_job_and_nobody_who_doesnt_publish_can_put_anything_there(sqlite_store):
    analyst = Viewer(WATCHDOG, frozenset({Role.ANALYST}), name="Bo", staff_id=uuid4())
    for by in (job(WATCHDOG, "daily"), analyst):
        with pytest.raises(NotAllowed):
            publish(sqlite_store, by=by)
        with pytest.raises(NotAllowed), sqlite_store.reading() as session:
            preview_page(session, some_told(20), by=by, at=NOW)
    assert standing(sqlite_store) is None


def test_a_preview_keeps_nothing_and_nobody_has_signed_it(sqlite_store):
    with sqlite_store.reading() as session:
        assert preview_page(session, some_told(20), by=BY, at=NOW).published_by == ""

    assert standing(sqlite_store) is None


def test_words_are_quoted_by_where_they_stand_and_are_not_kept_again(sqlite_store):
    with sqlite_store.writing() as session:
        one = quotable_inside(session, SAID)

    publish(sqlite_store, quoted=[QuotationChosen(feedback_id=one, start=0, end=26)])

    kept = standing(sqlite_store)
    edition = read(kept.said)
    with sqlite_store.reading() as session:
        words = quotable(session, WATCHDOG, edition.digests)
        assert [row.feedback_id for row in session.exec(select(Quoted))] == [one]
    assert [quotation.words(words) for quotation in edition.quotations] == ["Nobody told us who to call"]
    assert edition.quotations[0].whose == "Heard in September 2026"
    assert "Nobody told" not in kept.said


@pytest.mark.parametrize(("start", "end", "problem"), [(0, 99, "isn't in"), (6, 7, "isn't in")])
def test_a_part_that_nobody_said_is_not_quoted(sqlite_store, start, end, problem):
    with sqlite_store.writing() as session:
        one = quotable_inside(session, SAID)
    with pytest.raises(Problems, match=problem):
        publish(sqlite_store, quoted=[QuotationChosen(feedback_id=one, start=start, end=end)])


def test_a_part_of_words_that_changed_since_it_was_chosen_is_not_quoted(sqlite_store):
    with sqlite_store.writing() as session:
        one = quotable_inside(session, SAID)
    chosen = QuotationChosen(feedback_id=one, start=0, end=26, digest=digest_of("What it said before."))
    with pytest.raises(Problems, match="may not be quoted"):
        publish(sqlite_store, quoted=[chosen])
    publish(sqlite_store, quoted=[chosen.model_copy(update={"digest": digest_of(SAID)})])


@pytest.mark.parametrize(("days", "is_quoted"), [(0, True), (1, False), (-364, True), (-365, False)])
def test_words_are_quoted_of_the_four_quarters_alone_that_an_edition_counts(sqlite_store, days, is_quoted):
    with sqlite_store.writing() as session:
        one = quotable_inside(session, SAID)
        session.get_one(Feedback, (WATCHDOG, one)).counted_on += timedelta(days=days)
    quoted = [QuotationChosen(feedback_id=one, start=0, end=26)]
    if is_quoted:
        assert publish(sqlite_store, quoted=quoted) == 1
        return
    with pytest.raises(Problems, match="four quarters"):
        publish(sqlite_store, quoted=quoted)


def test_words_that_may_not_be_quoted_and_too_many_of_them_are_refused(sqlite_store):
    with sqlite_store.writing() as session:
        refused = no_consent(session)
        four = [quotable_inside(session, SAID) for _ in range(4)]
    for ids, problem in (([refused], "may not be quoted"), (four, "3 people"), (four[:1] * 2, "3 people")):
        with pytest.raises(Problems, match=problem):
            publish(sqlite_store, quoted=[QuotationChosen(feedback_id=one, start=0, end=5) for one in ids])
    assert standing(sqlite_store) is None


def test_what_changes_after_an_edition_was_counted_is_found_before_it_is_published(sqlite_store):
    with sqlite_store.writing() as session:
        one = quotable_inside(session, SAID)
    quoted = [QuotationChosen(feedback_id=one, start=0, end=26)]
    with sqlite_store.reading() as session:
        prepared = prepare_page(session, some_told(20), quoted=quoted, by=BY, at=NOW)
    with sqlite_store.writing() as session:
        session.exec(select(ApprovedWords)).one().words = "Nobody told us."
    with sqlite_store.writing() as session, pytest.raises(Problems, match="may not be quoted"):
        publish_page(session, prepared, by=BY, at=NOW)
    publish(sqlite_store)
    with sqlite_store.writing() as session, pytest.raises(SomebodyElseDecided):
        publish_page(session, prepared, by=BY, at=NOW + timedelta(days=8))


def test_taking_down_shows_no_figures_at_all_and_says_who_and_why(sqlite_store):
    publish(sqlite_store)
    publish(sqlite_store, at=NOW + timedelta(days=8))

    with pytest.raises(SomebodyElseDecided):
        take_down(sqlite_store, version=1)
    with pytest.raises(Problems):
        take_down(sqlite_store, "wrong", version=2)
    take_down(sqlite_store, version=2)

    assert standing(sqlite_store) is None, "an earlier edition does not come back"
    with sqlite_store.reading() as session:
        assert {row.ended_because for row in session.exec(select(PublishedDocument))} == {WHY}
        assert [one.version for one in editions(session, BY)] == [2, 1]
        assert to_settle(session, WATCHDOG) == 0
    with pytest.raises(FeedbackError, match="No figures"):
        take_down(sqlite_store, version=2)
