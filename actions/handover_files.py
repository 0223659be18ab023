"""Which files are handed over? The tables, the book that explains them, questions, themes, documents."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Any

from sqlmodel import Session

from actions.handover_codebook import QUESTION_COLUMNS, Entry, codebook, questions
from actions.handover_stays import what_stays
from analysis.disclosure import Rules, publish_row
from analysis.taxonomy import FOLDER as TAXONOMY
from content.handover_plan import FileSaid, handover_plan, handover_text
from content.kinds_of_people import group_called, is_group, kinds_of_people
from content.look.tokens import tokens
from content.words import FOLDER as CONTENT
from imports.handover_zip import FORMAT
from models.people import Viewer
from models.period import Days, Period
from models.report import DocumentKind, PublishedDocument
from models.setting import ThresholdKind
from models.watchdog import HERE, Watchdog
from reporting.document import (
    Document,
    Quotable,
    read,
    with_answers_that_stand,
    with_quotations_that_stand,
    written,
)
from reporting.document_html import document_html, report_css
from reporting.handover_readme import readme
from reporting.handover_rows import kind_of_actor, plain, write_rows
from reporting.pictures_of_reach import whole_months
from reporting.publishable import HIDDEN, publishable_rules
from reporting.wording import SHOW_FROM
from storage.queries.about_you import about_you
from storage.queries.handed_over import documents_that_go, rows_of
from storage.queries.quoted import quotable, still_quoted
from storage.queries.responses_published import answers_in_public
from storage.queries.thresholds import thresholds

Rows = Iterable[Mapping[str, Any]]
QUOTED = "quoted"
"""The file that says whose words stand where."""


def write_everything(session: Session, folder: Path, *, by: Viewer, at: datetime) -> dict[str, int]:
    """Write all files but the manifest, and return how many rows each table has in them."""
    plan, mine = handover_plan(), by.watchdog_id
    (folder / "data").mkdir()
    asked: Counter[str] = Counter()
    rows = {file.name: _write(folder, file, _rows(session, mine, file, asked)) for file in plan.files}
    made: Mapping[str, Callable[[], Rows]] = {
        "answers": lambda: _answers(session, mine),
        "about_them": lambda: _about_them(
            session, by, whole_months(Period.ALL_TIME, at.astimezone(HERE).date())
        ),
        "what_stays": lambda: what_stays(session, mine, plan, rows),
    }
    rows |= {file.name: _write(folder, file, made[file.name]()) for file in plan.made}
    _write_codebook(folder)
    _write_documents(session, mine, folder / "documents")
    _copy(CONTENT, folder / "question_sets", "*/questions/*.toml")
    _copy(TAXONOMY, folder / "taxonomy", "*")
    watchdog = session.get_one(Watchdog, mine)
    said = readme(
        plan,
        watchdog=watchdog.name,
        area=watchdog.area,
        made_at=at,
        made_as=FORMAT,
        rows=rows,
        stays=what_stays(session, mine, plan, rows),
        asked=asked,
    )
    (folder / "README.txt").write_text(said, encoding="utf-8")
    return rows


def _rows(session: Session, mine: str, file: FileSaid, asked: Counter[str]) -> Iterator[dict[str, Any]]:
    who = {name for name, said in file.columns.items() if said.is_who}
    stands = still_quoted(session, mine) if file.name == QUOTED else set()
    for row in rows_of(session, mine, file.table, list(file.columns)):
        if file.name == QUOTED and (row["document_id"], row["feedback_id"]) not in stands:
            continue
        if file.name == "feedback":
            asked[row["question_set"]] += 1
        yield {name: kind_of_actor(value) if name in who else plain(value) for name, value in row.items()}


def _answers(session: Session, mine: str) -> Iterator[dict[str, Any]]:
    for row in rows_of(session, mine, "feedback", ["id", "answers"]):
        for question, answer in row["answers"].items():
            yield {"feedback_id": str(row["id"]), "question": question, "answer": answer}


def _about_them(session: Session, by: Viewer, days: Days) -> Iterator[dict[str, Any]]:
    """Each kind of people as one row of the gate: what the page about them shows says nothing more."""
    chosen, told = thresholds(session, by), about_you(session, by, days)
    rules = publishable_rules(
        Rules(
            base=max(chosen[ThresholdKind.SMALLEST_BASE], SHOW_FROM),
            cell=chosen[ThresholdKind.SMALLEST_CELL],
            round_to=chosen[ThresholdKind.ROUND_TO],
        )
    )
    for kind in kinds_of_people():
        counts = {
            answer: people
            for (question, answer), people in told.answers.items()
            if question == kind and is_group(kind, answer)
        }
        if counts:
            shares = publish_row(list(counts.values()), rules)
            for answer, share in zip(counts, shares, strict=True):
                people = HIDDEN if share.part.shown is None else share.part.shown
                called = group_called(kind, answer)
                yield {"question": kind, "answer": answer, "called": called, "people": people}


def _write(folder: Path, file: FileSaid, rows: Rows) -> int:
    return _two_files(folder / "data" / file.name, list(file.columns), rows)


def _two_files(place: Path, columns: Sequence[str], rows: Rows) -> int:
    with (
        place.with_suffix(".csv").open("x", encoding="utf-8", newline="") as as_csv,
        place.with_suffix(".json").open("x", encoding="utf-8", newline="") as as_json,
    ):
        return write_rows(rows, columns, as_csv, as_json)


def _write_codebook(folder: Path) -> None:
    _two_files(folder / "codebook", Entry._fields, (entry._asdict() for entry in codebook(handover_plan())))
    _two_files(folder / "codebook_questions", QUESTION_COLUMNS, questions())


def _write_documents(session: Session, mine: str, folder: Path) -> None:
    """What was published and is not taken down, less what may not be shown any more: also as a page."""
    folder.mkdir()
    for published, number in documents_that_go(session, mine):
        what = f"report-{number}" if published.kind is DocumentKind.REPORT else "what-people-say"
        document = with_answers_that_stand(read(published.document), answers_in_public(session, mine))
        words = quotable(session, mine, document.digests)
        document = with_quotations_that_stand(document, words)
        place = folder / f"{what}-v{published.version}"
        place.with_suffix(".json").write_text(written(document), encoding="utf-8", newline="")
        place.with_suffix(".html").write_text(_page(document, words, published), encoding="utf-8", newline="")


def _page(document: Document, words: Quotable, published: PublishedDocument) -> str:
    """A document as a page that needs nothing beside it."""
    return handover_text(
        "page.html",
        title=escape(document.title),
        colours=";".join(f"--{name}:{value}" for name, value in dict(tokens().light).items()),
        css=report_css(),
        article=document_html(document, words, kept_as=published.fingerprint),
    )


def _copy(source: Path, to: Path, pattern: str) -> None:
    for file in sorted(one for one in source.glob(pattern) if one.is_file()):
        target = to / file.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
