"""How many rows a second does an import take, beside bare sqlite3 inserts?

Two references, each in one transaction, WAL and FULL. "Raw cells" is `csv.reader` and one
`executemany` into a plain table without keys. "Finished rows" is `executemany` of the rows that
our import has just made, ciphertext included, into the same tables with the same keys. Ours
checks every row, encrypts its words and gives it a reference of its own; tagging comes later.
"""

import csv
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from actions.import_feedback import import_feedback
from analysis.taxonomy import load_taxonomy
from benchmarks import NOW, WATCHDOG, Figure, figure, scratch_store, table
from imports.mapping import ImportMap, as_mapping
from models.people import job

SEED = 20
TABLES = ["watchdog", "organisation", "service", "feedback", "feedback_service", "tag_decision"]
PLAIN = ["ID", "Date", "Site", "Trust", "Question", "Rating", "Comment", "Age band", "Sent on", "Batch"]
SAID = [
    "nobody rang back",
    "they sent her home with no medicines",
    "waited for hours",
    "the nurse was kind",
    "we were told again",
    "the transport was late",
    "mum was frightened",
    "thank you",
    "everyone explained what would happen next",
    "the letter never came",
]


def measure(short: bool) -> list[Figure]:
    """Rows a second for a survey export, and for one with a column for each of people's labels."""
    rows, runs = (6_000, 3) if short else (20_000, 5)
    return [*_compared(rows, runs, is_labelled=False), *_compared(rows, runs, is_labelled=True)]


def _compared(rows: int, runs: int, *, is_labelled: bool) -> list[Figure]:
    themes = list(load_taxonomy().themes) if is_labelled else []
    ours, raw, finished = [], [], []
    for _ in range(runs):
        with scratch_store() as (store, folder):
            path = folder / "comments.csv"
            columns = write_comments(path, rows, themes)
            raw.append(rows / _raw_cells(path, folder / "raw.db", columns))
            start = perf_counter()
            report = import_feedback(store, path, _map(themes), by=job(WATCHDOG, "import"), at=NOW)
            ours.append(rows / (perf_counter() - start))
            if report.added != rows:
                raise RuntimeError(f"only {report.added} of {rows} rows were added")
            finished.append(rows / _finished_rows(folder / "feedback.db", folder / "finished.db"))
    kind = f"{'labelled by people' if is_labelled else 'survey export'}, {columns} columns"
    note = f"median of {runs} runs of {rows:,} rows"
    return [
        figure(f"import, {kind}; raw cells", median(ours), median(raw), "rows/s", note),
        figure(f"import, {kind}; finished rows", median(ours), median(finished), "rows/s", note),
    ]


def write_comments(path: Path, rows: int, themes: list[str]) -> int:
    """Write made-up comments, most of them short as real ones are; return how many columns."""
    chance = random.Random(SEED)
    header = [*PLAIN, *(["Sentiment", *themes] if themes else [])]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        for number in range(rows):
            length = min(150, max(1, round(chance.lognormvariate(0.9, 1.0))))
            day = date(2025, 1, 1) + timedelta(days=chance.randrange(600))
            cells = [
                f"TST {number:06d}",
                f"{day:%d/%m/%Y}",
                f"Ward {chance.randrange(40)}",
                f"Testford Trust {chance.randrange(3)}",
                "What could we do better?",
                str(chance.randrange(1, 7)),
                ", ".join(chance.choices(SAID, k=length)).capitalize(),
                "",
                f"{day:%Y-%m-%d}",
                "1",
            ]
            if themes:
                cells.append(str(chance.randrange(1, 6)))
                cells += [str(int(chance.random() < 1.5 / len(themes))) for _ in themes]
            writer.writerow(cells)
    return len(header)


def _map(themes: list[str]) -> ImportMap:
    words = ["very_good", "good", "neither", "poor", "very_poor", "dont_know"]
    feelings = ["very_positive", "positive", "neutral", "negative", "very_negative"]
    columns = {"id": "ID", "date": "Date", "service": "Site", "organisation": "Trust"}
    columns |= {"rating": "Rating", "words": "Comment"} | ({"sentiment": "Sentiment"} if themes else {})
    return as_mapping(
        {
            "source": "benchmark",
            "date_formats": ["%d/%m/%Y"],
            "add_services": True,
            "columns": columns,
            "rating": {str(number): word for number, word in enumerate(words, start=1)},
            "sentiment": {str(number): word for number, word in enumerate(feelings, start=1)},
            "themes": {theme: theme for theme in themes},
        }
    )


def _raw_cells(path: Path, database: Path, columns: int) -> float:
    names = ", ".join(f"c{number}" for number in range(columns))
    with _bare(database) as connection:
        connection.execute(f"CREATE TABLE bare ({names})")
        start = perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            next(rows)
            connection.executemany(f"INSERT INTO bare VALUES ({', '.join('?' * columns)})", rows)
        connection.execute("COMMIT")
        return perf_counter() - start


def _finished_rows(made: Path, database: Path) -> float:
    with closing(sqlite3.connect(made)) as source, _bare(database) as connection:
        for (statement,) in source.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall():
            connection.execute(statement)
        everything = {name: source.execute(f"SELECT * FROM {name}").fetchall() for name in TABLES}
        start = perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        for name, rows in everything.items():
            if rows:
                connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(rows[0]))})", rows)
        connection.execute("COMMIT")
        return perf_counter() - start


@contextmanager
def _bare(database: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")
        yield connection


if __name__ == "__main__":
    print(table(measure(short=False)))
