"""Words that were published are shown only while they may be; else every document that has them is named."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlmodel import select

from actions.follow_up import withdraw
from actions.moderate import approve, hold
from actions.settle_quotation import settle
from models.errors import FeedbackError, NotAllowed, Problems
from models.feedback import Feedback
from models.moderation import ApprovedWords, HoldReason, ModerationDecision
from models.people import Viewer, resident
from models.recommendation import RecommendationKind
from models.report import DocumentKind, PublishedDocument, Quoted, Report, ReportTemplate
from models.vocabulary import Outcome, Role
from reporting.document import Document, Quotation, Recommended, fingerprint, written
from storage.queries.quoted import WhyGone, digest_of, quotable, to_settle, to_settle_list
from tests.conftest import NOW, WATCHDOG
from tests.storage.queries.test_quotations import a_concern_is_open, lacks_nothing

WORDS = "Nobody told us who to call."
PUBLISHER = Viewer(WATCHDOG, frozenset({Role.PUBLISHER}), name="Eli", staff_id=uuid4())


def published(session, feedback_id: UUID, *, version: int = 1, words: str = WORDS) -> PublishedDocument:
    """A report with one quotation and one recommendation, as it is kept."""
    report = session.exec(select(Report)).first()
    if report is None:
        about = {"template": ReportTemplate.QUARTERLY, "title": "Spring", "begun_by": "x", "begun_at": NOW}
        report = Report(watchdog_id=WATCHDOG, number=4, **about)
        session.add(report)
        session.flush()
    said = written(
        Document(
            kind=DocumentKind.REPORT, number=4, version=version, title="Spring", watchdog="W", area="A",
            scope="Everybody", made_on=NOW.date(),
            blocks=(
                Quotation(feedback_id=feedback_id, digest=digest_of(words), start=0, end=6, whose="X"),
                Recommended(number=1, what=RecommendationKind.RECOMMENDATION, asks="A number", body="Trust",
                            copied_to=("Regulator", "Trust")),
            ),
        )
    )  # fmt: skip
    row = PublishedDocument(
        watchdog_id=WATCHDOG, kind=DocumentKind.REPORT, report_id=report.id, version=version, document=said,
        fingerprint=fingerprint(said), published_by="x", published_at=NOW + timedelta(days=version),
    )  # fmt: skip
    session.add(row)
    session.flush()
    session.add(
        Quoted(watchdog_id=WATCHDOG, document_id=row.id, feedback_id=feedback_id, digest=digest_of(words))
    )
    session.flush()
    return row


def decided(session, feedback_id, outcome):
    decision = {"outcome": outcome, "decided_by": "x", "decided_at": NOW}
    session.add(ModerationDecision(watchdog_id=WATCHDOG, feedback_id=feedback_id, number=9, **decision))
    approved = session.exec(select(ApprovedWords).where(ApprovedWords.feedback_id == feedback_id)).one()
    session.delete(approved)


def words_changed(session):
    one = lacks_nothing(session, WORDS)
    row = session.exec(select(ApprovedWords).where(ApprovedWords.feedback_id == one)).one()
    row.words = "Nobody told us who to █████."
    return one


def kept_long_enough(session):
    one = lacks_nothing(session, WORDS)
    session.delete(session.exec(select(ApprovedWords).where(ApprovedWords.feedback_id == one)).one())
    session.exec(select(Feedback).where(Feedback.id == one)).one().words_gone_at = NOW
    return one


def outcome_is(outcome):
    def lacking(session):
        one = lacks_nothing(session, WORDS)
        decided(session, one, outcome)
        return one

    return lacking


@pytest.mark.parametrize(
    ("gone", "why"),
    [
        (outcome_is(Outcome.WITHDRAWN), WhyGone.TAKEN_BACK),
        (outcome_is(Outcome.ON_HOLD), WhyGone.ON_HOLD),
        (outcome_is(Outcome.WITHHELD), WhyGone.WITHHELD),
        (outcome_is(Outcome.APPROVED), WhyGone.INSIDE_ONLY),
        (words_changed, WhyGone.CHANGED),
        (kept_long_enough, WhyGone.FORGOTTEN),
        (a_concern_is_open, WhyGone.CONCERN),
        (lambda session: uuid4(), WhyGone.ERASED),
    ],
    ids=lambda one: one.value if isinstance(one, WhyGone) else "",
)
def test_words_that_may_not_be_shown_any_more_name_each_version_that_has_them(sqlite_store, gone, why):
    with sqlite_store.writing() as session:
        fine, not_fine = lacks_nothing(session, WORDS), gone(session)
        for version in (1, 2):
            published(session, not_fine, version=version)
        published(session, fine, version=3)
    with sqlite_store.reading() as session:
        every = {fine: digest_of(WORDS), not_fine: digest_of(WORDS)}
        assert quotable(session, WATCHDOG, every) == {fine: WORDS}
        assert to_settle(session, WATCHDOG) == 1
        named = to_settle_list(session, PUBLISHER)
    assert {(one.report, one.version, one.title, one.why) for one in named} == {
        (4, 1, "Spring", why),
        (4, 2, "Spring", why),
    }
    assert named[0].copied_to == ("Trust", "Regulator")


def test_somebody_says_how_they_saw_to_it_once_and_the_rest_still_waits(sqlite_store):
    with sqlite_store.writing() as session:
        one = outcome_is(Outcome.WITHDRAWN)(session)
        for version in (1, 2):
            published(session, one, version=version)
        still_shown = published(session, lacks_nothing(session, WORDS), version=3).id
    with sqlite_store.writing() as session:
        first, second = to_settle_list(session, PUBLISHER)
        with pytest.raises(Problems):
            settle(session, first.id, "Done", by=PUBLISHER, at=NOW)
        for _ in range(2):
            settle(session, first.id, "Asked the trust to take it down", by=PUBLISHER, at=NOW)
        assert [left.id for left in to_settle_list(session, PUBLISHER)] == [second.id]
        shown = session.exec(select(Quoted).where(Quoted.document_id == still_shown)).one()
        with pytest.raises(FeedbackError, match="may be shown"):
            settle(session, shown.id, "There was nothing to do", by=PUBLISHER, at=NOW)
        analyst = Viewer(WATCHDOG, frozenset({Role.ANALYST}), name="Jo", staff_id=uuid4())
        with pytest.raises(NotAllowed):
            settle(session, second.id, "Asked the trust to take it down", by=analyst, at=NOW)


def test_words_that_came_back_and_go_again_are_named_again(sqlite_store, a_moderator):
    with sqlite_store.writing() as session:
        one = lacks_nothing(session, WORDS)
        published(session, one)
        hold(session, one, HoldReason.COMPLAINT, after=0, by=a_moderator, at=NOW)
    with sqlite_store.writing() as session:
        [gone] = to_settle_list(session, PUBLISHER)
        settle(session, gone.id, "They took the file down", by=PUBLISHER, at=NOW)
        assert to_settle(session, WATCHDOG) == 0
        approve(session, one, is_publishable=True, after=1, by=a_moderator, at=NOW)
        assert quotable(session, WATCHDOG, {one: digest_of(WORDS)})
        withdraw(session, one, by=resident(WATCHDOG), at=NOW)
    with sqlite_store.reading() as session:
        assert [again.why for again in to_settle_list(session, PUBLISHER)] == [WhyGone.TAKEN_BACK]
