"""Read what another installation handed over into one that holds nothing yet."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Column, Date, Enum, Uuid, update
from sqlmodel import Session
from sqlmodel.sql.sqltypes import UTCDateTime

import models.tables
from content.handover_plan import FileSaid, handover_plan
from imports.handover_zip import HandoverZip, handover_zip
from models.base import Table
from models.errors import FeedbackError
from models.events import Event
from models.people import job
from models.setting import SettingKind
from storage import audit, migrate
from storage.engine import Store
from storage.queries.handed_over import rows_kept

AT_ONCE = 500
NOT_READ = {
    "watchdog": "the new body has its own name, area and number",
    "signposts": "the new body checks its own numbers",
    "numbers_chosen": "the new body chooses its own",
    "powers": "the new body asks under its own law",
    "question_sets": "the new body chooses what it asks",
    "scheme_agreements": "the agreement was with the body before",
    "reports": "the body before signed them",
    "published_documents": "the body before signed them",
    "quoted": "it is about what the body before published",
}
"""Files that stay files, and why."""

OF_ITS_OWN = {
    SettingKind.WATCHDOG,
    SettingKind.POWERS,
    SettingKind.SIGNPOST,
    SettingKind.THRESHOLD,
    SettingKind.QUESTION_SET,
}
"""Settings of which the new body begins its own history."""

PUBLISHED_ANEW = {"recommendations", "answers_of_bodies"}
NOT_PUBLISHED = {"published_by": "", "published_at": None}
"""The body before published them; a publisher of the new one decides what stands under its own name."""

POINTS_AT_ITS_OWN = ("successor_id", "merged_into_id")
MODELS: Mapping[str, type[Table]] = {
    str(model.__tablename__): model
    for model in (getattr(models.tables, name) for name in models.tables.__all__)
}
Row = dict[str, Any]
Told = dict[str, Row]


def read_handover(store: Store, file: Path, *, into: str, at: datetime) -> dict[str, int]:
    """Read a handover into the watchdog `into`, all of it or nothing; returns the rows read, by file.

    Approved words become the words of their feedback, since the original ones stayed. Raises FeedbackError
    for a store that holds something already, and for a file that is damaged or made by a later release.
    """
    order = [table.name for table in Table.metadata.sorted_tables]
    files = sorted(
        (one for one in handover_plan().files if one.name not in NOT_READ),
        key=lambda one: order.index(one.table),
    )
    with handover_zip(file) as handed, store.writing() as session:
        if not migrate.knows(handed.schema):
            raise FeedbackError(f"A later release made {file.name}. Use that release. Nothing was read.")
        for one in files:
            if rows_kept(session, into, one.table):
                raise FeedbackError(f"This store has {one.name} already. Read it into a new one.")
        told = _told(handed)
        rows = {one.name: _read(session, handed, one, into, told) for one in files}
        detail: dict[str, str | int] = {"feedback": rows["feedback"], "rows": sum(rows.values())}
        audit.record(session, Event.HANDOVER_READ, by=job(into, "terminal"), at=at, detail=detail)
    return rows


def _told(handed: HandoverZip) -> Told:
    """What was answered and approved, by the id of the feedback it belongs to."""
    found: Told = {}
    for row in handed.rows("answers"):
        answers = found.setdefault(row["feedback_id"], {}).setdefault("answers", {})
        answers[row["question"]] = row["answer"]
    for row in handed.rows("approved_words"):
        found.setdefault(row["feedback_id"], {}).update(
            {part: row[part] for part in ("words", "should_happen", "added")}
        )
    return found


def _read(session: Session, handed: HandoverZip, file: FileSaid, into: str, told: Told) -> int:
    model, columns = MODELS[file.table], Table.metadata.tables[file.table].c
    written, waiting = 0, _rows(handed, file)
    while rows := list(islice(waiting, AT_ONCE)):
        for row in rows:
            values = {name: _value(columns[name], said) for name, said in row.items()}
            values |= _beside(file.name, row, told) | dict.fromkeys(values.keys() & set(POINTS_AT_ITS_OWN))
            session.add(model(**values, watchdog_id=into))
        session.flush()
        session.expunge_all()
        written += len(rows)
    for name in POINTS_AT_ITS_OWN:
        if name in columns:
            _point(session, handed, file, name, into)
    return written


def _rows(handed: HandoverZip, file: FileSaid) -> Iterator[Row]:
    for row in handed.rows(file.name):
        if row.keys() != file.columns.keys():
            raise FeedbackError(f"data/{file.name}.json has other columns than this release reads.")
        if file.name != "setting_history" or row["kind"] not in OF_ITS_OWN:
            yield row


def _beside(name: str, row: Row, told: Told) -> Row:
    """What a row needs that was not handed over with it."""
    if name == "feedback":
        said = told.get(row["id"], {})
        words = {part: said.get(part, "") for part in ("words", "should_happen")}
        return words | {"answers": said.get("answers", {}), "submission_token": f"handover:{row['id']}"}
    if name == "additions":  # what was added is one text, in the order it came
        return {"words": told.get(row["feedback_id"], {}).get("added", "") if row["number"] == 1 else ""}
    words = {"words": row["shown"]} if name == "answers_of_bodies" else {}
    return words | (NOT_PUBLISHED if name in PUBLISHED_ANEW else {})


def _point(session: Session, handed: HandoverZip, file: FileSaid, name: str, into: str) -> None:
    """Say what came after what, once all of them are there."""
    table = Table.metadata.tables[file.table]
    for row in _rows(handed, file):
        if row[name]:
            ours = table.c.watchdog_id == into, table.c.id == UUID(row["id"])
            session.execute(update(table).where(*ours).values({name: UUID(row[name])}))


def _value(column: Column[Any], said: Any) -> Any:
    """A value as the table has it, from how it was written."""
    if said is None or isinstance(column.type, JSON):
        return said
    if isinstance(column.type, Enum) and column.type.enum_class:
        return column.type.enum_class(said)
    kinds: dict[type, Callable[[str], Any]] = {
        Uuid: UUID,
        UTCDateTime: datetime.fromisoformat,
        Date: date.fromisoformat,
    }
    return next((read(said) for kind, read in kinds.items() if isinstance(column.type, kind)), said)
