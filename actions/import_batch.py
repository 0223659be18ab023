"""Check a thousand rows of a spreadsheet and write those that will do, in a few statements."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter, ValidationError
from sqlmodel import Session, col, select
from uuid_utils.compat import uuid7

from actions.feedback_rows import days_it_may_mean
from actions.import_rows import Kept, Written, write
from actions.known_again import words_digest
from imports.columns import Places
from imports.interpret import Heard, interpreter
from imports.mapping import ImportMap
from imports.read import Row
from imports.rejects import Rejects
from imports.seen import Seen
from imports.services import ServiceBook
from models.errors import FeedbackError, Problems
from models.feedback import Feedback
from models.feedback_draft import FeedbackDraft
from models.organisation import Organisation, Service
from models.people import Viewer
from models.programme import Programme
from models.vocabulary import TagKind
from models.words import how_many_words

LONDON = ZoneInfo("Europe/London")
CHECK = TypeAdapter(FeedbackDraft)
SAME_ID = "Another row above has the same id: give each row its own"


@dataclass
class Counts:
    """What became of the rows so far."""

    rows: int = 0
    added: int = 0
    already_here: int = 0
    blank: int = 0
    rejected: int = 0
    services_added: int = 0


@dataclass(frozen=True)
class Run:
    """What stays the same from one batch to the next, and what is counted across them."""

    mapping: ImportMap
    places: Places
    width: int
    interpret: Callable[[Sequence[str]], Heard]
    services: ServiceBook
    seen: Seen
    rejects: Rejects
    by: Viewer
    at: datetime
    given: Mapping[str, Any]
    fixed: Mapping[str, Any]
    counts: Counts = field(default_factory=Counts)


def begin(
    session: Session,
    mapping: ImportMap,
    places: Places,
    header: Sequence[str],
    *,
    seen: Seen,
    rejects: Rejects,
    by: Viewer,
    at: datetime,
) -> Run:
    """Get ready to take the rows of one file. Raises FeedbackError for a programme that isn't here."""
    given = mapping.defaults.model_dump(include=set(FeedbackDraft.model_fields)) | {
        "told_on": at.astimezone(LONDON).date(),
        "happened_in_month": mapping.defaults.date_is_a_month or places.date is None,
    }
    shared = CHECK.validate_python({**given, "submission_token": "what-all-rows-share", "words": "."})
    programme_id = _programme(session, mapping, by) if mapping.defaults.programme else None
    fixed = shared.model_dump(include=set(Feedback.model_fields) - set(Kept._fields) - {"reference"})
    mine = by.watchdog_id
    services = session.exec(select(Service).where(Service.watchdog_id == mine)).all()
    organisations = session.exec(select(Organisation).where(Organisation.watchdog_id == mine)).all()
    return Run(
        mapping=mapping,
        places=places,
        width=len(header),
        interpret=interpreter(mapping, places),
        services=ServiceBook(mapping, mine, services, organisations),
        seen=seen,
        rejects=rejects,
        by=by,
        at=at,
        given=given,
        fixed={**fixed, "programme_id": programme_id, "received_at": at, "secret_digest": ""},
    )


def _programme(session: Session, mapping: ImportMap, by: Viewer) -> UUID:
    code = mapping.defaults.programme
    called = select(Programme.id).where(Programme.watchdog_id == by.watchdog_id, Programme.code == code)
    found = session.exec(called).one_or_none()
    if found is None:
        raise FeedbackError(f"The map says that the file is of the programme “{code}”, which isn't here.")
    return found


def take(session: Session, run: Run, batch: Sequence[Row]) -> None:
    """Check a batch of rows, write those that will do, and put the others aside with the reason."""
    counts = run.counts
    counts.rows += len(batch)
    arrived = [(row, token) for row in batch if (token := _token(run, row))]
    here = _already_here(session, run.by.watchdog_id, [token for _, token in arrived])
    feedback: list[Kept] = []
    about: list[tuple[UUID, UUID, UUID]] = []
    decided: list[tuple[UUID, UUID, TagKind, str]] = []
    for row, token in arrived:
        if token in here:
            counts.already_here += 1
            continue
        try:
            heard = run.interpret(row.cells)
            if heard.is_blank:
                counts.blank += 1
                continue
            kept, service_id = _checked(run, heard, token)
        except (Problems, ValidationError) as fault:
            _reject(run, row, _reason(fault))
            continue
        feedback.append(kept)
        if service_id is not None:
            about.append((uuid7(), kept.id, service_id))
        if heard.sentiment is not None:
            decided.append((uuid7(), kept.id, TagKind.SENTIMENT, heard.sentiment.value))
        if heard.themes is not None:
            decided += [(uuid7(), kept.id, TagKind.THEME, theme) for theme in heard.themes or ("",)]
    counts.added += len(feedback)
    counts.services_added = run.services.services_added
    session.add_all(run.services.take_new())
    session.flush()
    write(
        session,
        Written(feedback, about, decided),
        fixed=run.fixed,
        mapping=run.mapping,
        by=run.by,
        at=run.at,
    )


def _token(run: Run, row: Row) -> str:
    """The row's repeat key; empty when the row is blank or has been put aside."""
    cells = row.cells
    if row.fault:
        _reject(run, row, row.fault)
        return ""
    if not any(cells) or not any(cell.strip() for cell in cells):
        run.counts.blank += 1
        return ""
    if len(cells) != run.width and (
        len(cells) < run.width or any(cell.strip() for cell in cells[run.width :])
    ):
        _reject(run, row, f"This row has {len(cells)} cells where row 1 has {run.width} names")
        return ""
    own_id = "" if run.places.id is None else cells[run.places.id].strip()
    digest = _digest(run.mapping.source, own_id) if own_id else _digest(run.mapping.source, "", *cells)
    times = run.seen.count(digest)
    if own_id and times > 1:
        _reject(run, row, SAME_ID)
        return ""
    return f"import-{digest.hex()}" if own_id else f"import-{_digest(digest.hex(), str(times)).hex()}"


def _digest(*parts: str) -> bytes:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).digest()


def _reject(run: Run, row: Row, reason: str) -> None:
    run.counts.rejected += 1
    run.rejects.add(row, reason)


def _reason(fault: Problems | ValidationError) -> str:
    if isinstance(fault, Problems):
        return str(fault)
    return "; ".join(dict.fromkeys(error["msg"] for error in fault.errors()))


def _checked(run: Run, heard: Heard, token: str) -> tuple[Kept, UUID | None]:
    draft = CHECK.validate_python(
        {
            **run.given,
            "submission_token": token,
            "words": heard.words,
            "rating": heard.rating,
            "happened_on": heard.day,
        }
    )
    counted_on = draft.happened_on or draft.told_on
    days = None if draft.happened_on is None else days_it_may_mean(draft)
    service_id = run.services.find(heard.service, heard.organisation, days=days)
    kept = Kept(
        uuid7(),
        token,
        counted_on,
        draft.happened_on,
        draft.rating,
        draft.words,
        words_digest(draft.words),
        how_many_words(draft.words),
    )
    return kept, service_id


def _already_here(session: Session, watchdog_id: str, tokens: Sequence[str]) -> set[str]:
    query = select(Feedback.submission_token).where(
        Feedback.watchdog_id == watchdog_id, col(Feedback.submission_token).in_(tokens)
    )
    return set(session.exec(query)) if tokens else set()
