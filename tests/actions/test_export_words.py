"""What leaves as a file: redacted words of who agreed to it, and nothing that a spreadsheet runs."""

import csv
import io

import pytest
from python_calamine import CalamineWorkbook
from sqlmodel import select

from actions.erase import erase
from actions.export_words import COLUMNS, export_words
from actions.raise_concern import raise_by_person
from models.audit import AuditEvent
from models.events import Event
from models.moderation import ApprovedWords
from models.vocabulary import Channel, ConcernKind, ErasureReason, WordsUse
from reporting.words_file import LONGEST_CELL, FileKind
from storage.queries.scope import Scope
from storage.queries.search_scope import SearchScope
from storage.search_asked import read_asked
from tests.conftest import NOW
from tests.storage.queries.test_search_words import approved

FORMULA = '=HYPERLINK("http://example.org","cold")'


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


@pytest.fixture
def said(store):
    with store.writing() as session:
        approved(session, FORMULA, consent_reports=True)
        approved(session, "cold, to be counted only", publishable=True)
        approved(session, "cold inside", consent_reports=True, consent_quotation=True)
        approved(
            session,
            "cold for anybody",
            consent_reports=True,
            consent_quotation=True,
            publishable=True,
            added="c" * (LONGEST_CELL + 5),
        )


def taken(store, by, use=WordsUse.REPORTS, kind=FileKind.CSV, choice=None):
    return export_words(store, read_asked("cold"), choice or SearchScope(), use=use, kind=kind, by=by, at=NOW)


def rows_of(made, kind) -> list[dict[str, str]]:
    if kind is FileKind.XLSX:
        heading, *rows = (
            CalamineWorkbook.from_filelike(io.BytesIO(made.file)).get_sheet_by_index(0).to_python()
        )
        return [dict(zip(heading, row, strict=True)) for row in rows]
    return list(csv.DictReader(io.StringIO(made.file.decode("utf-8-sig"))))


@pytest.mark.parametrize("kind", list(FileKind))
def test_only_words_of_who_agreed_to_the_use_are_in_it(store, said, publisher, kind):
    reports = taken(store, publisher, WordsUse.REPORTS, kind)
    quotable = taken(store, publisher, WordsUse.QUOTATION, kind)

    written = rows_of(reports, kind)
    assert {row["What they said"].lstrip("'") for row in written} == {
        FORMULA, "cold inside", "cold for anybody"
    }  # fmt: skip
    assert (reports.rows, reports.left_out, reports.name) == (3, 1, f"comments-2026-11-20.{kind.value}")
    assert [row["What they said"] for row in rows_of(quotable, kind)] == ["cold for anybody"]
    assert (quotable.rows, quotable.left_out) == (1, 3)
    assert {row["What they said"] for row in written if row["May be quoted"] == "Yes"} == {"cold for anybody"}
    assert all(len(row) == len(COLUMNS) for row in written)
    longest = max(len(row["Added later"]) for row in written)
    assert longest == (LONGEST_CELL if kind is FileKind.XLSX else LONGEST_CELL + 5)


def test_nothing_leaves_while_a_concern_about_it_is_open(store, said, publisher, moderator):
    with store.writing() as session:
        inside = session.exec(select(ApprovedWords).where(ApprovedWords.words == "cold for anybody")).one()
        raise_by_person(session, inside.feedback_id, ConcernKind.SERIOUS_HARM, "Alone", by=moderator, at=NOW)

    assert taken(store, publisher, WordsUse.QUOTATION).rows == 0
    assert taken(store, publisher, WordsUse.REPORTS).rows == 2


def test_nothing_of_what_was_erased_is_found_or_taken_away(store, said, publisher, moderator):
    with store.reading() as session:
        gone = session.exec(select(ApprovedWords).where(ApprovedWords.words == "cold inside")).one()
    erase(store, gone.feedback_id, why=next(iter(ErasureReason)), by=moderator, at=NOW)

    assert "cold inside" not in taken(store, publisher).file.decode("utf-8-sig")


def test_a_spreadsheet_runs_nothing_of_it(store, said, publisher):
    assert f"'{FORMULA}" in {row["What they said"] for row in rows_of(taken(store, publisher), FileKind.CSV)}


def test_the_row_on_the_record_says_by_what_it_was_narrowed_and_never_what_was_looked_for(
    store, said, publisher
):
    taken(store, publisher, choice=SearchScope(Scope(theme="waiting", channel=Channel.PAPER)))

    with store.reading() as session:
        [row] = session.exec(select(AuditEvent).where(AuditEvent.event == Event.WORDS_EXPORTED)).all()
    assert row.detail == {
        "rows": 0, "left_out": 0, "use": "reports", "file": "csv", "words": 1, "filters": "theme, channel"
    }  # fmt: skip
