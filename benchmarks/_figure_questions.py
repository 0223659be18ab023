"""One question of each page of figures, asked in four ways: ours, pandas, SQL, and DuckDB on parquet.

Each answer is a set of counts by name, so that the four can be compared before they are timed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
from sqlalchemy import text

from analysis.narrow import narrow
from benchmarks import WATCHDOG
from benchmarks._figure_store import Made
from models.facts import Facts
from models.scope import Scope
from models.vocabulary import Journey
from storage.engine import Store

Counts = dict[tuple[str, ...], int]
Ask = Callable[[Scope], Counts]


@dataclass(frozen=True)
class Question:
    """`sql` has gaps for the condition of a scope; it runs on the store and, less its schema, on parquet."""

    name: str
    ours: Callable[[Facts], Counts]
    pandas: Callable[[Made, pd.Series], Counts]
    sql: str


def _counts(grouped: "pd.Series[Any]") -> Counts:
    found = grouped[grouped > 0]
    return {(key if isinstance(key, tuple) else (key,)): int(count) for key, count in found.items()}


def _themes(facts: Facts) -> Counts:
    read = facts.themes.join(facts.feedback["machine_sentiment"], on="row")
    return _counts(read.groupby(["theme", "machine_sentiment"], observed=True).size())


def _themes_in_pandas(made: Made, kept: pd.Series) -> Counts:
    read = made.themes[made.themes["row"].map(kept)].join(made.feedback["sentiment"], on="row")
    return _counts(read.groupby(["theme", "sentiment"]).size())


def _joins(facts: Facts) -> Counts:
    once = facts.joins[["row", "from_sector", "to_sector"]].drop_duplicates()
    return _counts(once.groupby(["from_sector", "to_sector"], observed=True).size())


def _joins_in_pandas(made: Made, kept: pd.Series) -> Counts:
    once = made.joins[made.joins["row"].map(kept)][["row", "from_sector", "to_sector"]].drop_duplicates()
    return _counts(once.groupby(["from_sector", "to_sector"]).size())


def _answers(facts: Facts) -> Counts:
    left = facts.feedback["journey"] == Journey.LEAVING_HOSPITAL.value
    return _counts(facts.answers[left]["told_whom_to_contact"].value_counts())


def _answers_in_pandas(made: Made, kept: pd.Series) -> Counts:
    left = made.feedback[kept & (made.feedback["journey"] == Journey.LEAVING_HOSPITAL.value)]
    return _counts(left["told_whom_to_contact"].value_counts())


def _services(facts: Facts) -> Counts:
    named = facts.services["service"].map(lambda one: one.hex)
    return _counts(named.value_counts())


def _services_in_pandas(made: Made, kept: pd.Series) -> Counts:
    return _counts(made.about[made.about["row"].map(kept)]["service_id"].value_counts())


COUNTED = """f.watchdog_id = :mine AND f.id NOT IN (SELECT feedback_id FROM {bare}moderation_decision
WHERE watchdog_id = :mine AND outcome IN ('withheld', 'withdrawn'))"""
THEMES = """SELECT t.theme, s.sentiment, count(*) FROM {bare}feedback f
JOIN {bare}theme_tag t ON t.watchdog_id = f.watchdog_id AND t.feedback_id = f.id
JOIN {bare}sentiment_tag s ON s.watchdog_id = f.watchdog_id AND s.feedback_id = f.id
WHERE {counted} {scope} GROUP BY t.theme, s.sentiment"""
JOINS = """SELECT h.from_sector, h.to_sector, count(DISTINCT f.id) FROM {bare}feedback f
JOIN {bare}handover h ON h.watchdog_id = f.watchdog_id AND h.feedback_id = f.id
WHERE {counted} {scope} GROUP BY h.from_sector, h.to_sector"""
ANSWERS = """SELECT {answer} AS said, count(*) FROM {bare}feedback f
WHERE {counted} {scope} AND f.journey = 'leaving_hospital' AND {answer} IS NOT NULL GROUP BY {answer}"""
SERVICES = """SELECT a.service_id, count(*) FROM {bare}feedback f
JOIN {bare}feedback_service a ON a.watchdog_id = f.watchdog_id AND a.feedback_id = f.id
WHERE {counted} {scope} GROUP BY a.service_id"""
BARE = {
    "feedback": "watchdog_id, id, counted_on, journey, answers",
    "theme_tag": "watchdog_id, feedback_id, theme",
    "sentiment_tag": "watchdog_id, feedback_id, sentiment",
    "handover": "watchdog_id, feedback_id, from_sector, to_sector",
    "feedback_service": "watchdog_id, feedback_id, service_id",
    "moderation_decision": "watchdog_id, feedback_id, outcome",
}
"""What the questions read, as tables without any index."""

QUESTIONS = (
    Question("overview: themes and how they read", _themes, _themes_in_pandas, THEMES),
    Question("joins: from and to", _joins, _joins_in_pandas, JOINS),
    Question("leaving hospital: told who to contact", _answers, _answers_in_pandas, ANSWERS),
    Question("one service: how many spoke of each", _services, _services_in_pandas, SERVICES),
)


def scope_in_sql(scope: Scope) -> tuple[str, dict[str, str]]:
    """The condition of a scope that has a period and a journey at most."""
    said = {"mine": WATCHDOG}
    parts = []
    if scope.since:
        parts.append("AND f.counted_on >= :since")
        said["since"] = scope.since.isoformat()
    if scope.journey:
        parts.append("AND f.journey = :journey")
        said["journey"] = scope.journey.value
    return " ".join(parts), said


def ours(question: Question, facts: Facts) -> Ask:
    """From the facts in memory, narrowed anew to each scope."""
    return lambda scope: question.ours(narrow(facts, scope))


def in_pandas(question: Question, made: Made) -> Ask:
    """From frames of everybody's comments in memory."""

    def ask(scope: Scope) -> Counts:
        kept = made.feedback["watchdog_id"] == WATCHDOG
        if scope.since:
            kept &= made.feedback["counted_on"] >= pd.Timestamp(scope.since)
        if scope.journey:
            kept &= made.feedback["journey"] == scope.journey.value
        return question.pandas(made, kept)

    return ask


def copy_bare(store: Store) -> None:
    """The same rows once more, in tables that have no index."""
    with store.connection() as connection:
        for table, columns in BARE.items():
            connection.exec_driver_sql(f"CREATE TABLE bare_{table} AS SELECT {columns} FROM {table}")


def in_sql(question: Question, store: Store, *, bare: str = "") -> Ask:
    """From the store, with its indexes, or from the `bare_` tables beside it."""
    answer = "f.answers->>'told_whom_to_contact'"

    def ask(scope: Scope) -> Counts:
        condition, said = scope_in_sql(scope)
        counted = COUNTED.format(bare=bare)
        asked = question.sql.format(counted=counted, scope=condition, answer=answer, bare=bare)
        with store.reader.connect() as connection:
            rows = connection.execute(text(asked), said).all()
        return {tuple(str(one).replace("-", "") for one in row[:-1]): row[-1] for row in rows}

    return ask


def in_duckdb(question: Question, folder: Path) -> Ask:
    """From parquet files of everybody's comments."""
    database = duckdb.connect()
    for table in BARE:
        database.execute(f"CREATE VIEW {table} AS SELECT * FROM '{folder / table}.parquet'")

    def ask(scope: Scope) -> Counts:
        condition, said = scope_in_sql(scope)
        counted = COUNTED.format(bare="")
        answer = "f.told_whom_to_contact"
        asked = question.sql.format(counted=counted, scope=condition, answer=answer, bare="")
        for name in said:
            asked = asked.replace(f":{name}", f"${name}")
        rows = database.execute(asked, said).fetchall()
        return {tuple(map(str, row[:-1])): row[-1] for row in rows}

    return ask


def write_parquet(made: Made, folder: Path) -> None:
    """The same rows as the store's, as far as the questions need them."""
    told = made.feedback
    of = {"watchdog_id": told["watchdog_id"], "id": told["id"]}
    feedback = told[["watchdog_id", "id", "counted_on", "journey", "told_whom_to_contact"]]
    feedback.assign(counted_on=feedback["counted_on"].dt.date).to_parquet(folder / "feedback.parquet")
    each = pd.DataFrame({"watchdog_id": of["watchdog_id"], "feedback_id": of["id"]})
    each.assign(sentiment=told["sentiment"]).to_parquet(folder / "sentiment_tag.parquet")
    each.assign(outcome="approved").to_parquet(folder / "moderation_decision.parquet")
    for name, frame, columns in (
        ("theme_tag", made.themes, ["theme"]),
        ("handover", made.joins, ["from_sector", "to_sector"]),
        ("feedback_service", made.about, ["service_id"]),
    ):
        rows = frame["row"].to_numpy()
        linked = each.iloc[rows].reset_index(drop=True)
        linked.join(frame[columns].reset_index(drop=True)).to_parquet(folder / f"{name}.parquet")
