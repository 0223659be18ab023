"""Small files, maps and looks at the store, for the tests of importing."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import func, select

from actions.import_feedback import import_feedback
from imports.mapping import ImportMap, as_mapping
from models.audit import AuditEvent, AuditHead
from models.feedback import Feedback, FeedbackService
from models.moderation import ModerationDecision
from models.organisation import Organisation, Service
from models.people import job
from models.tag import TagDecision
from storage.engine import Store
from tests.conftest import NOW, WATCHDOG

IMPORTER = job(WATCHDOG, "import")


FULL_MAP: dict[str, Any] = {
    "source": "ward survey",
    "blank": ["Did not answer"],
    "date_formats": ["%d/%m/%Y"],
    "columns": {"words": "Comment", "id": "ID", "date": "Date", "rating": "Rating"},
    "rating": {"1": "very_good", "5": "very_poor", "6": "dont_know", "7": ""},
}


ON_SQLITE = pytest.mark.parametrize("empty_url", ["sqlite"], indirect=True)


HEADER = ("ID", "Date", "Rating", "Comment")


GOOD = ("A1", "03/02/2026", "1", "The nurse explained everything.")


def a_map(**changes: Any) -> ImportMap:
    columns = FULL_MAP["columns"] | changes.pop("columns", {})
    return as_mapping(FULL_MAP | {"columns": columns} | changes)


def a_file(folder: Path, *rows: Sequence[str], header: Sequence[str] = HEADER) -> Path:
    path = folder / "comments.csv"
    with path.open("w", encoding="utf-8", errors="surrogatepass", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def bring_in(store: Store, path: Path, mapping: ImportMap | None = None, **options: Any) -> Any:
    return import_feedback(store, path, mapping or a_map(), by=IMPORTER, at=NOW, **options)


def everything(store: Store, table: Any) -> list[Any]:
    with store.reading() as session:
        return list(session.exec(select(table)).all())


def state(store: Store) -> tuple[int, ...]:
    tables = (Feedback, FeedbackService, Service, Organisation, ModerationDecision, TagDecision, AuditEvent)
    with store.reading() as session:
        counts = [session.exec(select(func.count()).select_from(table)).one() for table in tables]
        return (*counts, session.exec(select(AuditHead.sequence)).one())


def rejected_rows(report: Any) -> list[list[str]]:
    with report.rejects.open(encoding="utf-8-sig", errors="surrogatepass", newline="") as file:
        return list(csv.reader(file))
