"""A store with a row of everything, in which each text says which column it is."""

import json
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Boolean, Date, Enum, Float, Integer, Uuid, insert
from sqlmodel import Session, col, delete
from sqlmodel.sql.sqltypes import UTCDateTime

from models.base import Choices, EncryptedText, Table
from models.powers import Powers
from models.report import DocumentKind
from models.setting import SettingKind
from models.vocabulary import Outcome, Role
from models.watchdog import SignpostKind
from reporting.document import Document, Paragraphs, written
from tests.conftest import NOW, TODAY, WATCHDOG

THERE_ALREADY = {"watchdog", "audit_event", "audit_head", "threshold"}
FEEDBACK = UUID(int=7)
DOCUMENT = Document(
    kind=DocumentKind.REPORT,
    number=1,
    title="Leaving hospital",
    watchdog="West Testford Voice",
    area="West Testford",
    scope="",
    made_on=date(2026, 11, 2),
    blocks=(Paragraphs(said=("Frozen for good.",)),),
)
CHOSEN: dict[str, dict[str, Any]] = {
    "about_you": {"answers": json.dumps({"chosen": {"age": ["zq about_you answers qz"]}})},
    "escalation": {"decided_at": NOW},
    "moderation_decision": {"outcome": Outcome.PUBLISHABLE},
    "provider_response": {"feedback_id": None, "ended_at": None},
    "published_document": {"document": written(DOCUMENT), "ended_at": None, "kind": DocumentKind.REPORT},
    "report": {"number": 1},
    "setting_change": {"kind": SettingKind.SERVICE},
    "signpost": {"kind": SignpostKind.LISTENING},
    "staff_member": {"roles": frozenset({Role.VOLUNTEER})},
}
"""What has to be so for a row to be there, or to be handed over."""


def mark(table: str, column: str) -> str:
    """What a text column of a row says."""
    return f"zq {table} {column} qz"


def one_of_everything(session: Session) -> None:
    """A row in each table, with something in every column; foreign keys lead to the row of their table."""
    session.exec(delete(Powers).where(col(Powers.watchdog_id) == WATCHDOG))
    for table in Table.metadata.sorted_tables:
        if table.name not in THERE_ALREADY:
            row = {column.name: _value(table.name, column) for column in table.c}
            session.execute(insert(table).values(row | CHOSEN.get(table.name, {})))


def texts() -> dict[tuple[str, str], str]:
    """The mark of every column that holds text, by table and column."""
    return {
        (table.name, column.name): mark(table.name, column.name)
        for table in Table.metadata.sorted_tables
        if table.name not in THERE_ALREADY
        for column in table.c
        if mark(table.name, column.name) in str(_value(table.name, column))
        and column.name not in CHOSEN.get(table.name, {})
    }


def _value(table: str, column: Any) -> Any:
    said = mark(table, column.name)
    type_ = column.type
    if column.name == "watchdog_id":
        return WATCHDOG
    if isinstance(type_, EncryptedText):
        return said
    if isinstance(type_, Choices):
        return frozenset()
    if isinstance(type_, Enum):
        return next(iter(type_.enum_class))
    if isinstance(type_, Uuid):
        return None if column.name in {"successor_id", "merged_into_id"} else FEEDBACK
    if isinstance(type_, JSON):
        return {said: said} if _is_of_fields(table, column.name) else [said]
    if isinstance(type_, UTCDateTime):
        return NOW
    plain = {Boolean: True, Date: TODAY, Integer: 1, Float: 0.5}
    return next((value for kind, value in plain.items() if isinstance(type_, kind)), said)


def _is_of_fields(table: str, column: str) -> bool:
    return (table, column) in {("feedback", "answers"), ("setting_change", "changes"), ("to_tell", "changes")}
