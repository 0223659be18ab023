"""Publish an edition of the public page, or take it down: a person does, at most once in seven days."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session

from actions.commitments import checked_reason
from actions.publishing_rules import rules_of
from actions.report_material import product_version
from actions.trust_in_themes import marks_of, trust_in_themes
from analysis.disclosure import Rules
from content.words import day_in_words
from models.errors import FeedbackError, Problems, SomebodyElseDecided
from models.events import Event
from models.facts import Facts
from models.people import Permission, Viewer, own_staff_id, require
from models.report import DocumentKind, PublishedDocument, Quoted
from models.report_parts import QuotationChosen
from models.watchdog import HERE, Watchdog
from reporting.document import Document, Quotation, fingerprint, written
from reporting.method_box import MODEL, PRODUCT, TAXONOMY
from reporting.public_edition import (
    MOST_QUOTED,
    Material,
    last_four_quarters,
    people_told,
    public_edition,
    whose_said,
)
from storage import audit
from storage.queries.editions import edition_rows
from storage.queries.quotations import quotations
from storage.queries.quoted import digest_of, quotable
from storage.queries.tags_in_use import versions_in_use

APART = timedelta(days=7)
QUOTED = "quoted"
NOT_QUOTABLE = "Some of these words may not be quoted any more. Choose again"
NOT_OF_THESE = "Some of these words are not from the four quarters of this edition. Choose again"


class Prepared(NamedTuple):
    """An edition that can be published, and the rules that its figures were counted by."""

    edition: Document
    rules: Rules


def prepare_page(
    session: Session,
    facts: Facts,
    *,
    quoted: Sequence[QuotationChosen] = (),
    by: Viewer,
    at: datetime,
) -> Prepared:
    """Count the next edition, for `publish_page`. `facts` are all of the watchdog's.

    It takes a while, so it is done in a session that only reads, while others write. Raises FeedbackError
    less than a week after the last one, taken down or not, and where too few people are counted to show
    anything; Problems under "quoted" for words that may not be quoted; NotAllowed for whoever has no account.
    """
    require(by, Permission.PUBLISH)
    own_staff_id(by)
    today = at.astimezone(HERE).date()
    edition = _composed(
        session,
        facts,
        version=_next_version(session, by, at=at),
        quotations=_quoted(session, quoted, by, today),
        by=by,
        today=today,
        signed=by.name,
    )
    if people_told(edition) is None:
        raise FeedbackError("Too few people may be counted in these four quarters, so it would show nothing")
    return Prepared(edition, rules_of(session, by))


def publish_page(session: Session, prepared: Prepared, *, by: Viewer, at: datetime) -> int:
    """Put a new edition there, signed by whoever prepared it, and return its number.

    Raises FeedbackError less than a week after the last one; Problems under "quoted" for words that may not
    be quoted any more, SomebodyElseDecided for other rules, since it was `prepared`.
    """
    require(by, Permission.PUBLISH)
    own_staff_id(by)
    audit.lock(session, by.watchdog_id)
    edition = prepared.edition
    version = _next_version(session, by, at=at)
    if (version, rules_of(session, by), by.name) != (edition.version, prepared.rules, edition.published_by):
        raise SomebodyElseDecided("Something was changed while this edition was made. Look, and press again")
    if quotable(session, by.watchdog_id, edition.digests).keys() != edition.digests.keys():
        raise Problems({QUOTED: NOT_QUOTABLE})
    said = written(edition)
    row = PublishedDocument(
        watchdog_id=by.watchdog_id,
        kind=DocumentKind.PAGE,
        version=edition.version,
        document=said,
        fingerprint=fingerprint(said),
        published_by=by.actor,
        published_at=at,
    )
    session.add(row)
    session.flush()
    for feedback_id, digest in edition.digests.items():
        session.add(
            Quoted(watchdog_id=by.watchdog_id, document_id=row.id, feedback_id=feedback_id, digest=digest)
        )
    session.flush()
    detail: dict[str, str | int] = {"version": row.version, "fingerprint": row.fingerprint}
    audit.record(session, Event.PAGE_PUBLISHED, by=by, at=at, subject=row.id, detail=detail)
    return row.version


def preview_page(session: Session, facts: Facts, *, by: Viewer, at: datetime) -> Document:
    """The edition as it would be published now, without quotations and with nobody's name under it."""
    require(by, Permission.PUBLISH)
    today = at.astimezone(HERE).date()
    return _composed(session, facts, by=by, today=today)


def take_down_page(session: Session, reason: str, *, version: int, by: Viewer, at: datetime) -> None:
    """Show no figures until the next edition. `version` is the newest one that whoever presses has seen.

    Earlier editions don't come back. Raises Problems under "reason"; SomebodyElseDecided where there is
    another edition by now; FeedbackError where none stands there.
    """
    require(by, Permission.PUBLISH)
    own_staff_id(by)
    audit.lock(session, by.watchdog_id)
    standing = [row for row in edition_rows(session, by.watchdog_id) if row.ended_at is None]
    if not standing:
        raise FeedbackError("No figures stand there. There is nothing to take down")
    if standing[0].version != version:
        raise SomebodyElseDecided("Somebody has published another edition. Look at it first")
    reason, problem = checked_reason(reason)
    if problem:
        raise Problems({"reason": problem})
    for row in standing:
        row.ended_by, row.ended_at, row.ended_because = by.actor, at, reason
        session.add(row)
    detail: dict[str, str | int] = {"version": version}
    audit.record(session, Event.PAGE_TAKEN_DOWN, by=by, at=at, subject=standing[0].id, detail=detail)


def next_from(published_at: datetime) -> date:
    """The first day on which the next edition may be published."""
    return published_at.astimezone(HERE).date() + APART


def _next_version(session: Session, by: Viewer, *, at: datetime) -> int:
    """The number of the next edition. Raises FeedbackError while the last is not a week old."""
    earlier = edition_rows(session, by.watchdog_id)
    if not earlier:
        return 1
    if at.astimezone(HERE).date() < (day := next_from(earlier[0].published_at)):
        raise FeedbackError(
            f"The last edition is not a week old. You can publish the next from {day_in_words(day)} on"
        )
    return earlier[0].version + 1


def _composed(
    session: Session,
    facts: Facts,
    *,
    by: Viewer,
    today: date,
    version: int = 1,
    quotations: tuple[Quotation, ...] = (),
    signed: str = "",
) -> Document:
    watchdog = session.get_one(Watchdog, by.watchdog_id)
    tags = versions_in_use(session, by)
    return public_edition(
        Material(
            watchdog=watchdog.name,
            area=watchdog.area,
            facts=facts,
            rules=rules_of(session, by),
            made_on=today,
            version=version,
            published_by=signed,
            versions={TAXONOMY: tags.taxonomy, MODEL: tags.model, PRODUCT: product_version()},
            theme_marks=marks_of(trust_in_themes(session, by)[0]),
            quotations=quotations,
        )
    )


def _quoted(
    session: Session, chosen: Sequence[QuotationChosen], by: Viewer, today: date
) -> tuple[Quotation, ...]:
    """The quotations, each once, of words that may be quoted now and are of the edition's four quarters."""
    ids: list[UUID] = [one.feedback_id for one in chosen]
    if len(ids) > MOST_QUOTED or len(set(ids)) < len(ids):
        raise Problems({QUOTED: f"Choose {MOST_QUOTED} people's words or fewer"})
    known = {one.feedback_id: one for one in quotations(session, by, ids).shown} if ids else {}
    found = []
    for one in chosen:
        whose = known.get(one.feedback_id)
        if whose is None or (one.digest and one.digest != digest_of(whose.words)):
            raise Problems({QUOTED: NOT_QUOTABLE})
        if not last_four_quarters(today).has(whose.counted_on):
            raise Problems({QUOTED: NOT_OF_THESE})
        if not whose.words[one.start : one.end].strip() or one.end > len(whose.words):
            raise Problems({QUOTED: "A part to quote isn't in what was said. Choose it again"})
        found.append(
            Quotation(
                feedback_id=one.feedback_id,
                digest=digest_of(whose.words),
                start=one.start,
                end=one.end,
                whose=whose_said(whose.counted_on, one.beside),
                beside=one.beside,
            )
        )
    return tuple(found)
