"""A report as pages show it, and what was published as it is read again."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from models.report import DocumentKind, ReportTemplate
from models.report_parts import Part


@dataclass(frozen=True)
class PublishedSeen:
    """One published version. `said` is its document as it was kept, `number` the report's, None of a page.

    `published_by` and `ended_by` are names of people where whoever asks may know them, else empty.
    """

    id: UUID
    kind: DocumentKind
    report_id: UUID | None
    number: int | None
    version: int
    title: str
    template: ReportTemplate | None
    said: str
    fingerprint: str
    published_at: datetime
    published_by: str = ""
    reason: str = ""
    ended_at: datetime | None = None
    ended_by: str = ""
    ended_because: str = ""

    @property
    def is_standing(self) -> bool:
        """Whether anybody may read it: it was not taken down."""
        return self.ended_at is None


@dataclass(frozen=True)
class ReportSeen:
    """A report as it is being written, with what was published of it, the newest version first.

    `scope` is a link that names what stands for what was merged; `lost` are the names of what in it is not
    there any more. `service` is the name of the one that was visited. `due_on` is the last day for an annual
    report. `revision` counts the saves.
    """

    id: UUID
    number: int
    template: ReportTemplate
    title: str
    revision: int
    begun_by: str
    begun_at: datetime
    scope: str = ""
    lost: tuple[str, ...] = ()
    programme_id: UUID | None = None
    programme: str = ""
    service_id: UUID | None = None
    service: str = ""
    visited_on: date | None = None
    year_ended: date | None = None
    due_on: date | None = None
    parts: tuple[Part, ...] = ()
    changed_by: str = ""
    changed_at: datetime | None = None
    ended_by: str = ""
    ended_at: datetime | None = None
    versions: tuple[PublishedSeen, ...] = ()

    @property
    def standing(self) -> PublishedSeen | None:
        """The version that anybody reads now."""
        return next((one for one in self.versions if one.is_standing), None)

    @property
    def next_version(self) -> int:
        return max((one.version for one in self.versions), default=0) + 1
