"""Reports: what is being written, what was published and never changes, and whose words stand in it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, Text, UniqueConstraint
from sqlmodel import Field

from models.base import WatchdogTable, belongs_to, choice
from models.commitment import LONGEST_REASON
from models.limits import LONGEST_SCOPE

LONGEST_TITLE = 200


class ReportTemplate(StrEnum):
    """What kind of report it is: `content/report_templates/<value>.toml` says what it has."""

    QUARTERLY = "quarterly-board-report"
    PROGRAMME = "programme-evaluation"
    CONSULTATION = "consultation"
    VISIT = "enter-and-view"
    ANNUAL = "annual-report"


class DocumentKind(StrEnum):
    """What was published: a version of a report, or an edition of the public page."""

    REPORT = "report"
    PAGE = "page"


@dataclass(frozen=True)
class ReportDraft:
    """What staff say about a report, before it is checked. `scope` is a link with its period.

    `year_ended` is the last day of the year that an annual report is about. `parts` are those of
    `content.report_parts`, as JSON has them.
    """

    template: ReportTemplate
    title: str
    scope: str = ""
    programme_id: UUID | None = None
    service_id: UUID | None = None
    visited_on: date | None = None
    year_ended: date | None = None
    parts: tuple[dict[str, Any], ...] = ()


class Report(WatchdogTable, table=True):
    """A report that is being written, or written anew after it was published. `number` counts them.

    `revision` counts the saves, so that of two people the second is told. `ended_at`: it was given up.
    """

    __table_args__ = (
        UniqueConstraint("watchdog_id", "number"),
        belongs_to("programme", "programme_id"),
        belongs_to("service", "service_id"),
    )

    number: int
    template: ReportTemplate = Field(sa_type=choice(ReportTemplate))
    title: str = Field(max_length=LONGEST_TITLE)
    scope: str = Field(default="", max_length=LONGEST_SCOPE)
    programme_id: UUID | None = None
    service_id: UUID | None = None
    visited_on: date | None = None
    year_ended: date | None = None
    parts: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    revision: int = 1
    begun_by: str = Field(max_length=120)
    begun_at: datetime
    changed_by: str = Field(default="", max_length=120)
    changed_at: datetime | None = None
    ended_by: str = Field(default="", max_length=120)
    ended_at: datetime | None = None


class PublishedDocument(WatchdogTable, table=True):
    """One version of a report, or one edition of the public page: frozen, and signed by a person.

    `document` is a `reporting.document.Document` as JSON: everything in it that is counted went through the
    gate, and it holds nobody's words, only which and their digest. `fingerprint` is its SHA-256. The
    newest version of a report that is not taken down is the one that is shown.
    """

    __tablename__ = "published_document"
    __table_args__ = (
        UniqueConstraint("watchdog_id", "kind", "report_id", "version"),
        belongs_to("report", "report_id"),
    )

    kind: DocumentKind = Field(sa_type=choice(DocumentKind))
    report_id: UUID | None = None
    version: int
    document: str = Field(sa_type=Text)
    fingerprint: str = Field(max_length=64)
    published_by: str = Field(max_length=120)
    published_at: datetime
    reason: str = Field(default="", max_length=LONGEST_REASON)
    ended_by: str = Field(default="", max_length=120)
    ended_at: datetime | None = None
    ended_because: str = Field(default="", max_length=LONGEST_REASON)


class Quoted(WatchdogTable, table=True):
    """Whose words stand in what was published: never the words themselves.

    They are shown only while they may be: their author lets us, a moderator lets anybody read them, and they
    still read as they did (`digest` of all the approved words). `settled_at`: they may not be any
    more, and somebody has seen to the copies that are out (`settled_how`). The row outlives feedback that is
    erased: copies are out all the same.
    """

    __table_args__ = (
        UniqueConstraint("watchdog_id", "document_id", "feedback_id"),
        belongs_to("published_document", "document_id"),
        Index("ix_quoted_watchdog_id_feedback_id", "watchdog_id", "feedback_id"),
    )

    document_id: UUID
    feedback_id: UUID
    digest: str = Field(max_length=64)
    settled_by: str = Field(default="", max_length=120)
    settled_at: datetime | None = None
    settled_how: str = Field(default="", max_length=LONGEST_REASON)
