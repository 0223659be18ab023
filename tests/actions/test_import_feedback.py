"""Importing a spreadsheet: all of it or none of it, each row kept, known, blank or put aside."""

import csv
import errno
import tracemalloc
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from sqlmodel import func, select

from actions.import_feedback import DISK_FULL, import_feedback
from actions.open_watchdog import open_watchdog
from imports.mapping import ImportMap, as_mapping, read_mapping
from imports.read import STRAY_QUOTE
from models.audit import AuditEvent, AuditHead
from models.errors import FeedbackError, NotAllowed
from models.feedback import Feedback, FeedbackService
from models.moderation import ModerationDecision
from models.organisation import Organisation, Service
from models.people import job
from models.tag import TagDecision
from models.vocabulary import Channel, Event, Outcome, Rating, Sector, Sentiment, TagKind, WithholdReason
from settings import ROOT
from storage.audit import broken_links
from storage.engine import Store
from tests.conftest import NOW, WATCHDOG
from tests.factories import a_service

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


def test_what_people_said_is_kept_word_for_word(store, tmp_path):
    said = "Nobody’s rung.\n\n=SUM(A1) isn't an answer \U0001f62d, “is it”?"

    bring_in(store, a_file(tmp_path, ("A1", "03/02/2026", "5", said)))

    (kept,) = everything(store, Feedback)
    assert kept.words == said
    assert (kept.rating, kept.happened_on, kept.counted_on) == (
        Rating.VERY_POOR,
        date(2026, 2, 3),
        date(2026, 2, 3),
    )
    assert (kept.channel, kept.received_at, kept.happened_in_month) == (Channel.IMPORT, NOW, False)
    assert len(kept.reference) == len("K7M4-R2T9-C3W")


def test_every_row_is_added_known_blank_or_put_aside(store, tmp_path):
    bring_in(store, a_file(tmp_path, GOOD))
    rows = [GOOD, ("A2", "03/02/2026", "1", "Kind."), ("A3", "x", "1", "Late."), ("A4", "03/02/2026", "", "")]

    report = bring_in(store, a_file(tmp_path, *rows))

    assert (report.rows, report.added, report.already_here, report.rejected, report.blank) == (4, 1, 1, 1, 1)
    assert {kept.words for kept in everything(store, Feedback)} == {GOOD[3], "Kind."}


def test_importing_the_same_file_again_adds_nothing(store, tmp_path):
    path = a_file(tmp_path, GOOD, ("A2", "03/02/2026", "5", "Nobody rang."))
    bring_in(store, path)
    before = state(store)

    report = bring_in(store, path)

    assert (report.added, report.already_here) == (0, 2)
    assert state(store)[:-2] == before[:-2]


def test_without_an_id_two_people_who_said_the_same_are_both_kept_however_often_it_is_imported(
    store, tmp_path
):
    mapping = a_map(columns={"id": ""})
    path = a_file(tmp_path, GOOD, GOOD)

    first, second = bring_in(store, path, mapping), bring_in(store, path, mapping)

    assert (first.added, second.added, second.already_here) == (2, 0, 2)
    assert [kept.words for kept in everything(store, Feedback)] == [GOOD[3], GOOD[3]]


def test_an_id_of_another_source_is_another_row(store, tmp_path):
    path = a_file(tmp_path, GOOD)
    bring_in(store, path)

    assert bring_in(store, path, a_map(source="clinic survey")).added == 1


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (
            ("B1", "31/31/2026", "1", "Kind."),
            "“Date” says “31/31/2026”, which fits no date format of the map",
        ),
        (("B1", "", "1", "Kind."), "“Date” is empty: enter the day"),
        (("B1", "21/11/2026", "1", "Kind."), "Enter a date that's today or earlier"),
        (
            ("B1", "31/12/2005", "1", "Kind."),
            "Enter a date in 2006 or later, or leave the date out and tell us in your words",
        ),
        (("B1", "03/02/2026", "11", "Kind."), "“Rating” says “11”, which the map does not explain"),
        (
            ("B1", "03/02/2026", "1", "x" * 20_001),
            "Use 20,000 characters or fewer. You have used 20,001, so take out 1",
        ),
        (("B1", "03/02/2026", "1"), "This row has 3 cells where row 1 has 4 names"),
        (("B1", "03/02/2026", "1", "Kind", "but slow."), "This row has 5 cells where row 1 has 4 names"),
        (
            ("A1", "03/02/2026", "1", "Other words."),
            "Another row above has the same id: give each row its own",
        ),
    ],
)
def test_a_row_with_a_fault_is_put_aside_whole_with_the_reason(store, tmp_path, cells, reason):
    report = bring_in(store, a_file(tmp_path, GOOD, cells))

    assert (report.added, report.rejected) == (1, 1)
    assert report.rejects == tmp_path / "comments.rejects.csv"
    header, row = rejected_rows(report)
    assert header == [*HEADER, "reason", "row"]
    padded = [*cells[:4], *[""] * (4 - len(cells))]
    assert row == [*padded, reason, "3", *cells[4:]]


def test_the_longest_words_and_the_oldest_year_that_are_allowed_are_kept(store, tmp_path):
    rows = [("B1", "20/11/2026", "1", "x" * 20_000), ("B2", "01/01/2006", "1", "Kind.")]

    assert bring_in(store, a_file(tmp_path, *rows)).added == 2


def test_a_stray_quotation_mark_costs_one_row_and_not_the_words_in_it(store, tmp_path):
    path = tmp_path / "comments.csv"
    broken = 'B1,03/02/2026,1,"She said "wait" and left'
    path.write_text(f"{','.join(HEADER)}\n{broken}\n{','.join(GOOD)}\n", encoding="utf-8")

    report = bring_in(store, path)

    assert (report.added, report.rejected) == (1, 1)
    assert rejected_rows(report)[1] == [broken, "", "", "", STRAY_QUOTE, "2"]


def test_a_spreadsheet_runs_nothing_in_the_rejects_file_and_it_can_be_put_right_and_imported(store, tmp_path):
    words = ["=HYPERLINK(0)", "+44 rang", "-3 out of 10", "@home", "'=quoted already", "fine"]
    rows = [(f"B{number}", "soon", "1", said) for number, said in enumerate(words)]
    header = ("ID", "Date", "Rating", "=Comment")
    mapping = a_map(columns={"words": "=Comment"})
    report = bring_in(store, a_file(tmp_path, *rows, header=header), mapping)

    aside = rejected_rows(report)
    assert aside[0] == ["ID", "Date", "Rating", "'=Comment", "reason", "row"]
    assert [row[3] for row in aside[1:]] == [
        "'=HYPERLINK(0)",
        "'+44 rang",
        "'-3 out of 10",
        "'@home",
        "''=quoted already",
        "fine",
    ]
    report.rejects.write_text(
        report.rejects.read_text(encoding="utf-8-sig").replace("soon", "03/02/2026"), encoding="utf-8"
    )
    assert bring_in(store, report.rejects, mapping).added == 6
    assert sorted(kept.words for kept in everything(store, Feedback)) == sorted(words)


def test_rejected_rows_of_an_earlier_import_are_not_written_over(store, tmp_path):
    path = a_file(tmp_path, ("B1", "soon", "1", "Kind."))

    first, second = bring_in(store, path), bring_in(store, path)

    assert first.rejects.name == "comments.rejects.csv"
    assert second.rejects.name == "comments.2.rejects.csv"
    assert rejected_rows(first) == rejected_rows(second)


def test_rejected_rows_go_where_told_and_are_for_the_owner_alone(store, tmp_path):
    told = tmp_path / "aside.csv"

    report = bring_in(store, a_file(tmp_path, ("B1", "soon", "1", "Kind.")), rejects=told)

    assert report.rejects == told
    assert told.stat().st_mode & 0o077 == 0


def test_no_rejects_file_is_left_when_every_row_will_do(store, tmp_path):
    report = bring_in(store, a_file(tmp_path, GOOD))

    assert report.rejects is None
    assert [path.name for path in tmp_path.glob("*.rejects.csv")] == []


def test_a_row_where_nobody_answered_is_kept_only_for_its_rating(store, tmp_path):
    rows = [
        ("B1", "03/02/2026", "", "Did not answer"),
        ("B2", "03/02/2026", "6", "did not  answer"),
        ("B3", "03/02/2026", "7", " \u200b "),
        ("B4", "03/02/2026", "5", "Did not answer"),
        ("", "", "", ""),
    ]

    report = bring_in(store, a_file(tmp_path, *rows))

    assert (report.blank, report.added, report.rejected) == (4, 1, 0)
    (kept,) = everything(store, Feedback)
    assert (kept.words, kept.rating) == ("", Rating.VERY_POOR)


def test_what_no_database_can_hold_is_made_storable_and_the_row_is_kept(store, tmp_path):
    bring_in(store, a_file(tmp_path, ("B\x00", "03/02/2026", "1", "a\x00b\ud83dc")))

    assert [kept.words for kept in everything(store, Feedback)] == ["ab\ufffdc"]


def test_a_workbook_says_the_same_as_a_csv(store, tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "comments.xlsx")
    sheet = book.add_worksheet()
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_row(0, 0, HEADER)
    sheet.write_row(1, 0, [7.0, None, 1.0, "=not a formula"])
    sheet.write_datetime(1, 1, date(2026, 2, 3), day)
    sheet.write_string(1, 3, "=not a formula")
    book.close()

    bring_in(store, tmp_path / "comments.xlsx")
    again = bring_in(store, a_file(tmp_path, ("7", "03/02/2026", "1", "=not a formula")))

    (kept,) = everything(store, Feedback)
    assert (kept.words, kept.rating, kept.happened_on) == (
        "=not a formula",
        Rating.VERY_GOOD,
        date(2026, 2, 3),
    )
    assert (again.added, again.already_here) == (0, 1)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.csv", b"", "a.csv is empty"),
        ("a.csv", b"ID,Date,Rating,Comment\n", "a.csv has column names but no rows under them"),
        ("a.csv", b"ID,Date,Score,Comment\nB1,x,1,y\n", "The file has no column called “Rating”"),
        ("a.csv", b"ID,Date,Rating,Comment,Comment\nB1,x,1,y,z\n", "more than one column called “Comment”"),
        (
            "a.csv",
            b"ID,Date,Rating,Comment\nB1,03/02/2026,1,fine\nB2,03/02/2026,1,caf\xe9\n",
            "a.csv is not UTF-8 text",
        ),
        ("a.csv", b'ID,Date,Rating,Comment\nB1,03/02/2026,1,"open\nB2,03/02/2026,1,y\n', "is never closed"),
        ("a.csv", b"PK\x03\x04rest", "a.csv is an Excel workbook"),
        ("a.xlsx", b"ID,Date,Rating,Comment\nB1,03/02/2026,1,fine\n", "but is not an Excel workbook"),
        ("a.xlsx", b"PK\x03\x04rest", "a.xlsx is damaged"),
    ],
)
def test_a_file_that_will_not_do_changes_nothing(store, tmp_path, name, content, says):
    before = state(store)
    (tmp_path / name).write_bytes(content)

    with pytest.raises(FeedbackError, match=says):
        bring_in(store, tmp_path / name)

    assert state(store) == before
    assert [path.name for path in tmp_path.glob("*.rejects.csv")] == []


def test_a_fault_in_row_1500_undoes_the_first_thousand_and_their_rejects(store, tmp_path):
    before = state(store)
    rows = [(f"B{number}", "03/02/2026" if number % 7 else "x", "1", "Kind.") for number in range(1_500)]
    path = a_file(tmp_path, *rows)
    with path.open("ab") as file:
        file.write(b"B9999,03/02/2026,1,caf\xe9\n")
    told = []

    with pytest.raises(FeedbackError, match="not UTF-8"):
        bring_in(store, path, progress=told.append)

    assert told == [1_000]
    assert state(store) == before
    assert [path.name for path in tmp_path.glob("*.rejects.csv")] == []


def test_a_theme_that_is_not_ours_is_named_before_anything_is_imported(store, tmp_path):
    before = state(store)

    with pytest.raises(FeedbackError, match="“Lunch” is the theme “lunches”, which is not one of ours"):
        bring_in(store, a_file(tmp_path, GOOD), a_map(themes={"Lunch": "lunches"}))

    assert state(store) == before


@ON_SQLITE
def test_a_full_disk_imports_nothing_and_says_so(store, tmp_path):
    before = state(store)
    path = a_file(tmp_path, *[(f"B{number}", "03/02/2026", "1", "Kind. " * 50) for number in range(2_500)])

    def limit(pages: int) -> None:
        with store.writer.connect() as connection:
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")

    with store.reading() as session:
        pages = session.connection().exec_driver_sql("PRAGMA page_count").scalar_one()
    limit(pages + 200)
    with pytest.raises(FeedbackError) as refused:
        bring_in(store, path)
    assert str(refused.value) == DISK_FULL
    assert state(store) == before

    limit(1_000_000)
    assert bring_in(store, path).added == 2_500


def test_peoples_labels_are_kept_as_decisions(store, tmp_path):
    header = (*HEADER, "Feeling", "Food", "Late", "Nobody could say")
    rows = [
        ("B1", "03/02/2026", "1", "Lunch was cold and late.", "4.0", "1", "1", "0"),
        ("B2", "03/02/2026", "1", "It was purple.", "", "0", "0", ""),
        ("B3", "03/02/2026", "1", "Nobody has read this.", "", "", "", ""),
        ("B4", "03/02/2026", "1", "Hmm.", "3", "0", "0", "1"),
        ("B5", "03/02/2026", "1", "Did not answer", "3", "1", "0", ""),
    ]
    mapping = a_map(
        columns={"sentiment": "Feeling"},
        sentiment={"3": "neutral", "4": "negative"},
        themes={"Food": "food_and_drink", "Late": "waiting", "not_labelled": "Nobody could say"},
    )

    bring_in(store, a_file(tmp_path, *rows, header=header), mapping)

    words = {kept.id: kept.words for kept in everything(store, Feedback)}
    decisions = everything(store, TagDecision)
    assert sorted((words[found.feedback_id], found.kind, found.value) for found in decisions) == [
        ("Hmm.", TagKind.SENTIMENT, Sentiment.NEUTRAL),
        ("It was purple.", TagKind.THEME, ""),
        ("Lunch was cold and late.", TagKind.SENTIMENT, Sentiment.NEGATIVE),
        ("Lunch was cold and late.", TagKind.THEME, "food_and_drink"),
        ("Lunch was cold and late.", TagKind.THEME, "waiting"),
    ]
    assert {(found.round, found.decided_by, found.decided_at) for found in decisions} == {
        (1, "import:ward survey", NOW)
    }


def test_a_mark_that_is_neither_yes_nor_no_puts_the_row_aside(store, tmp_path):
    path = a_file(tmp_path, (*GOOD, "maybe"), header=(*HEADER, "Food"))

    report = bring_in(store, path, a_map(themes={"Food": "food_and_drink"}))

    assert rejected_rows(report)[1][5] == (
        "A theme column says “maybe”: use 1 where the theme applies and 0 where it does not"
    )


@pytest.mark.parametrize(
    ("defaults", "decided"),
    [
        ({}, []),
        ({"status": "approved"}, [(1, Outcome.APPROVED, None)]),
        (
            {"status": "withheld", "withheld_because": "not_local"},
            [(1, Outcome.WITHHELD, WithholdReason.NOT_LOCAL)],
        ),
    ],
)
def test_the_map_says_whether_somebody_has_moderated_the_file(store, tmp_path, defaults, decided):
    bring_in(store, a_file(tmp_path, GOOD), a_map(defaults=defaults))

    found = everything(store, ModerationDecision)
    assert [(row.number, row.outcome, row.reason) for row in found] == decided
    assert {row.decided_by for row in found} <= {IMPORTER.actor}


def test_a_service_that_is_not_known_is_added_once_with_its_organisation(store, tmp_path):
    header = (*HEADER, "Team", "Trust")
    rows = [(*GOOD, "District nurses", "East")] + [
        (f"B{number}", "03/02/2026", "1", "Kind.", team, trust)
        for number, (team, trust) in enumerate(
            [("DISTRICT  NURSES", "East"), ("District nurses", "West"), ("Unknown", "West"), ("", "")]
        )
    ]
    mapping = a_map(
        columns={"service": "Team", "organisation": "Trust"},
        add_services=True,
        service_sector="community",
        service={"Unknown": ""},
        organisation={"East": "East Testford Trust"},
    )

    report = bring_in(store, a_file(tmp_path, *rows, header=header), mapping)

    assert (report.added, report.services_added) == (5, 2)
    services = {service.id: service.name for service in everything(store, Service)}
    assert sorted(services.values()) == ["District nurses", "District nurses (West)"]
    assert {body.name for body in everything(store, Organisation)} == {"East Testford Trust", "West"}
    about = [services[row.service_id] for row in everything(store, FeedbackService)]
    assert sorted(about) == ["District nurses", "District nurses", "District nurses (West)"]
    assert {service.sector for service in everything(store, Service)} == {Sector.COMMUNITY}


def test_feedback_goes_to_a_service_that_was_open_and_is_otherwise_put_aside(store, tmp_path):
    with store.writing() as session:
        ward = a_service(session, "Ward 7", valid_to=date(2026, 1, 31))
    header = (*HEADER, "Ward")
    rows = [
        ("B1", "31/01/2026", "1", "Kind.", "ward 7"),
        ("B2", "01/02/2026", "1", "Kind.", "Ward 7"),
        ("B3", "31/01/2026", "1", "Kind.", "Ward 8"),
    ]

    report = bring_in(store, a_file(tmp_path, *rows, header=header), a_map(columns={"service": "Ward"}))

    assert [row.service_id for row in everything(store, FeedbackService)] == [ward]
    assert [row[5] for row in rejected_rows(report)[1:]] == [
        "“Ward 7” was not open on 1 February 2026",
        "“Ward 8” is not one of our services: add it, or say in the map which it is",
    ]


def test_one_import_is_one_link_of_the_chain_with_counts_and_nobodys_words(store, tmp_path):
    bring_in(store, a_file(tmp_path, GOOD, ("B1", "soon", "1", "Kind.")))

    link = everything(store, AuditEvent)[-1]
    assert (link.event, link.actor) == (Event.FEEDBACK_IMPORTED, "job:import")
    assert link.detail == {
        "source": "ward survey",
        "rows": 2,
        "added": 1,
        "already_here": 0,
        "blank": 0,
        "rejected": 1,
        "services_added": 0,
    }
    with store.reading() as session:
        assert list(broken_links(session)) == []


def test_a_moderator_may_not_import(store, moderator, tmp_path):
    with pytest.raises(NotAllowed):
        import_feedback(store, a_file(tmp_path, GOOD), a_map(), by=moderator, at=NOW)


def test_another_watchdogs_rows_are_not_already_here(store, tmp_path):
    with store.writing() as session:
        open_watchdog(session, slug="east", name="East", area="East", telephone="", signposts=[], at=NOW)
    path = a_file(tmp_path, GOOD)
    bring_in(store, path)

    report = import_feedback(store, path, a_map(), by=replace(IMPORTER, watchdog_id="east"), at=NOW)

    assert report.added == 1


def test_the_shipped_map_reads_a_file_of_labelled_comments(store, tmp_path):
    mapping = read_mapping(ROOT / "example_data" / "import_maps" / "fft_labelled.toml")
    header = (
        "Comment ID", "Trust", "Date", "Service type 1", "FFT categorical answer", "FFT answer",
        "Comment sentiment", "v7: Discharge", "v7: Timeliness of care", "v7: Labelling not possible",
    )  # fmt: skip
    rows = [
        ("N 1", "NEAS", "30/09/2021", "111", "1", "Sent home quickly.", "1.0", "1", "1", "0"),
        ("N 2", "NEAS", "10/17/2021", "Unknown", "7", "Fine.", "3.0", "0", "0", "0"),
        ("N 3", "NHFT", "02/06/2021", "Forensic", "6", "Did not answer", "", "0", "0", "1"),
    ]

    report = bring_in(store, a_file(tmp_path, *rows, header=header), mapping)

    assert (report.added, report.blank, report.services_added) == (2, 1, 1)
    assert {kept.happened_on for kept in everything(store, Feedback)} == {
        date(2021, 9, 30),
        date(2021, 10, 17),
    }
    themes = [found.value for found in everything(store, TagDecision) if found.kind is TagKind.THEME]
    assert sorted(themes) == ["", "leaving_hospital_general", "waiting"]


def test_a_disk_that_fills_up_with_rejected_rows_imports_nothing(store, tmp_path, monkeypatch):
    before = state(store)

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("imports.rejects.os.fsync", full)
    with pytest.raises(FeedbackError) as refused:
        bring_in(store, a_file(tmp_path, GOOD, ("B1", "soon", "1", "Kind.")))

    assert str(refused.value) == DISK_FULL
    assert state(store) == before
    assert [path.name for path in tmp_path.glob("*.rejects.csv")] == []


@ON_SQLITE
def test_a_file_ten_times_as_long_needs_no_more_memory(store, tmp_path):
    """A shape, not a size: what is held at once is a batch, so the peak hardly grows."""

    def peak(rows: int) -> int:
        kind = [(f"{rows}-{number}", "03/02/2026", "1", f"Kind {number}. " * 10) for number in range(rows)]
        path = a_file(tmp_path, *kind)
        del kind
        tracemalloc.start()
        bring_in(store, path)
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    peak(1_500)  # what is loaded once

    assert peak(20_000) < 1.5 * peak(2_000)
