"""Tag what has not been tagged yet, from the state of the tables themselves."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session, col, select

from actions.known_again import words_digest
from actions.switch_tags import take_into_use
from analysis import MODEL_VERSION
from analysis.tagger import Tags
from analysis.taxonomy import load_taxonomy
from models.errors import TaggerUnavailable
from models.events import Event
from models.feedback import Feedback
from models.people import Permission, Viewer, require
from models.tag import SentimentTag, Tagging, ThemeTag
from models.vocabulary import TaggingOutcome
from storage import audit
from storage.engine import Store
from storage.queries.current_tags import Versions
from storage.queries.scope import EVERYTHING, Scope
from storage.queries.tags_in_use import NOTHING_READ, versions_in_use
from storage.queries.waiting_to_be_tagged import Waiting, waiting_to_be_tagged

Tagger = Callable[[str, str], Tags]


def this_release() -> Versions:
    """The taxonomy and the model that this release reads comments with."""
    return Versions(load_taxonomy().version, MODEL_VERSION)


class Tagged(NamedTuple):
    """How one batch went."""

    tagged: int
    failed: int


def tag_batch(
    store: Store,
    tagger: Tagger,
    *,
    taxonomy_version: str,
    model_version: str,
    by: Viewer,
    at: datetime,
    most: int = 200,
    scope: Scope = EVERYTHING,
) -> Tagged:
    """Tag up to `most` pieces of feedback of a scope that this taxonomy and model have not read.

    Words are decrypted in memory and read outside any writing transaction. A comment on which the
    tagger fails is marked failed and tried again later, three times in all; the rest go on. The
    first versions that ever read anything here are taken into use. Raises TaggerUnavailable, with
    nothing written, where the tagger itself is gone.
    """
    require(by, Permission.TAG)
    with store.reading() as session:
        work = waiting_to_be_tagged(session, by, taxonomy_version, model_version, most=most, scope=scope)
    if not work:
        return Tagged(0, 0)
    read = [(waiting, _read(tagger, waiting)) for waiting in work]
    with store.writing() as session:
        audit.lock(session, by.watchdog_id)
        if versions_in_use(session, by) == NOTHING_READ:
            take_into_use(session, Versions(taxonomy_version, model_version), by=by, at=at)
        done_meanwhile = set(
            session.exec(
                select(Tagging.feedback_id).where(
                    Tagging.watchdog_id == by.watchdog_id,
                    Tagging.taxonomy_version == taxonomy_version,
                    Tagging.model_version == model_version,
                    col(Tagging.feedback_id).in_([waiting.feedback_id for waiting in work]),
                    col(Tagging.outcome) == TaggingOutcome.TAGGED,
                )
            )
        )
        ids = [waiting.feedback_id for waiting in work if waiting.feedback_id not in done_meanwhile]
        still = _as_they_were_read(session, by, ids)
        read = [(waiting, tags) for waiting, tags in read if still(waiting)]
        for waiting, tags in read:
            tagging = Tagging(
                watchdog_id=by.watchdog_id,
                feedback_id=waiting.feedback_id,
                taxonomy_version=taxonomy_version,
                model_version=model_version,
                outcome=TaggingOutcome.FAILED if tags is None else TaggingOutcome.TAGGED,
                tries=waiting.tries + 1,
                tagged_at=at,
                is_cut=tags is not None and tags.is_cut,
            )
            if waiting.tagging_id is not None:
                tagging.id = waiting.tagging_id
                session.merge(tagging)
            else:
                session.add(tagging)
            session.flush()
            if tags is not None:
                session.add_all(_rows(tags, tagging))
        failed = sum(tags is None for _, tags in read)
        done = Tagged(len(read) - failed, failed)
        if read:
            audit.record(
                session,
                Event.FEEDBACK_TAGGED,
                by=by,
                at=at,
                detail={"tagged": done.tagged, "failed": done.failed, "model": model_version},
            )
    return done


def _as_they_were_read(session: Session, by: Viewer, ids: list[UUID]) -> Callable[[Waiting], bool]:
    """Whether a comment is to be tagged still: it wasn't erased, or put right while the machine read it."""
    rows = session.exec(
        select(Feedback.id, Feedback.entered_by, Feedback.words_digest).where(
            Feedback.watchdog_id == by.watchdog_id, col(Feedback.id).in_(ids)
        )
    )
    digests = {feedback_id: digest if entered_by else None for feedback_id, entered_by, digest in rows}

    def is_as_read(waiting: Waiting) -> bool:
        if waiting.feedback_id not in digests:
            return False
        digest = digests[waiting.feedback_id]
        return digest is None or waiting.words is None or digest == words_digest(waiting.words)

    return is_as_read


def _read(tagger: Tagger, waiting: Waiting) -> Tags | None:
    if waiting.words is None:
        return None
    try:
        return tagger(waiting.words, waiting.language)
    except TaggerUnavailable:
        raise
    except Exception:  # one comment that cannot be read must not stop the others
        return None


def _rows(tags: Tags, tagging: Tagging) -> list[ThemeTag | SentimentTag]:
    rows: list[ThemeTag | SentimentTag] = [
        ThemeTag(
            watchdog_id=tagging.watchdog_id,
            tagging_id=tagging.id,
            feedback_id=tagging.feedback_id,
            theme=found.theme,
            spans=[list(span) for span in found.spans],
        )
        for found in tags.themes
    ]
    if tags.sentiment is not None:
        rows.append(
            SentimentTag(
                watchdog_id=tagging.watchdog_id,
                tagging_id=tagging.id,
                feedback_id=tagging.feedback_id,
                sentiment=tags.sentiment.label,
                score=tags.sentiment.score,
                confidence=tags.sentiment.confidence,
                is_mixed=tags.sentiment.is_mixed,
            )
        )
    return rows
