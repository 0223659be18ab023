"""A store full of figures to draw: a million comments of many watchdogs, with tags, joins and answers."""

import csv
import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import numpy as np
import pandas as pd

from analysis.measures import EIGHT
from benchmarks import NOW, WATCHDOG
from benchmarks._search_store import VERSIONS, open_watchdogs
from models.vocabulary import Channel, Journey, Rating, Sentiment, Speaker
from storage.engine import Store

MONTHS, SERVICES, PIECE = 36, 24, 50_000
HOW_FAR = ("yes", "to_some_extent", "no", "not_sure", None)
SECTORS = ("gp", "hospital", "community", "social_care", "care_home", "mental_health", "urgent", "housing")
LANGUAGES = ("en", "en", "en", "en", "en", "en", "en", "pl", "ro", "ur")
Column = Any


@dataclass(frozen=True)
class Made:
    """What fills the store, as frames: one row a comment, tag, join, or service that a comment is about."""

    feedback: pd.DataFrame
    themes: pd.DataFrame
    joins: pd.DataFrame
    about: pd.DataFrame


def make(comments: int, ours: int, watchdogs: int, themes: Sequence[str], problems: Sequence[str]) -> Made:
    """`ours` comments of the watchdog that is opened, the rest dealt out among the others; always the same.

    Three tags a comment in the middle; 36 months; six in ten of them tell of a join.
    """
    dice = np.random.default_rng(9)
    others = [f"other-{number}" for number in range(1, watchdogs)] or [WATCHDOG]
    slug = np.array([WATCHDOG] * ours + [others[at % len(others)] for at in range(comments - ours)])
    place = pd.factorize(slug)[0]
    row = np.repeat(np.arange(comments), 6)[dice.random(comments * 6) < 0.5]
    named = pd.DataFrame({"row": row, "theme": _unequal(dice, list(themes), len(row))}).drop_duplicates()
    row = np.repeat(np.arange(comments), 2)[dice.random(comments * 2) < 0.3]
    start = dice.integers(0, SERVICES, len(row))
    ends = {"from": start, "to": (start + dice.integers(1, SERVICES, len(row))) % SERVICES}
    told, says = _unequal(dice, list(problems), len(row)), dice.random(len(row)) < 0.7
    joins = pd.DataFrame(
        {
            "row": row,
            "position": _nth(row),
            **{f"{end}_sector": np.array(SECTORS)[at % len(SECTORS)] for end, at in ends.items()},
            **{f"{end}_service_id": _service(place[row], at) for end, at in ends.items()},
            "problems": [json.dumps([one] * said) for one, said in zip(told, says.tolist(), strict=True)],
            "days_lost": dice.integers(0, 90, len(row)),
            "times_sent_back": dice.integers(0, 4, len(row)),
        }
    )
    alone = _service(place, dice.integers(0, SERVICES, comments))
    about = pd.DataFrame(
        {
            "row": np.concatenate([np.arange(comments), row, row]),
            "service_id": np.concatenate([alone, joins["from_service_id"], joins["to_service_id"]]),
        }
    )
    about = about.drop_duplicates().sort_values("row", kind="stable", ignore_index=True)
    return Made(_feedback(dice, slug), named, joins, about)


def _feedback(dice: np.random.Generator, slug: Column) -> pd.DataFrame:
    comments = len(slug)
    ago = dice.integers(0, MONTHS * 30, comments).astype("timedelta64[D]")
    journeys = dice.choice([one.value for one in Journey], comments, p=(0.45, 0.4, 0.15))
    said = dice.integers(0, len(HOW_FAR), (comments, len(EIGHT)))
    said[journeys != Journey.LEAVING_HOSPITAL.value] = HOW_FAR.index(None)
    return pd.DataFrame(
        {
            "watchdog_id": slug,
            "id": _ids(1, np.arange(comments)),
            "counted_on": np.datetime64(NOW.date()) - ago,
            "journey": journeys,
            "channel": dice.choice([one.value for one in Channel], comments),
            "speaker": dice.choice([one.value for one in Speaker], comments),
            "language": dice.choice(LANGUAGES, comments),
            "rating": dice.choice([one.value for one in Rating], comments),
            "sentiment": dice.choice([one.value for one in Sentiment], comments),
            "told_whom_to_contact": np.array(HOW_FAR)[said[:, EIGHT.index("told_whom_to_contact")]],
            "answers": [
                json.dumps(
                    {question: HOW_FAR[at] for question, at in zip(EIGHT, one, strict=True) if HOW_FAR[at]}
                )
                for one in said
            ],
        }
    )


def fill_figures(store: Store, made: Made) -> None:
    """Pour it all into a store, past the models and their ciphers; every watchdog has services of its own."""
    slugs = made.feedback["watchdog_id"].to_numpy()
    known = list(dict.fromkeys(slugs))
    open_watchdogs(store, [slug for slug in known if slug != WATCHDOG])
    _directory(store, known)
    ids = made.feedback["id"].to_numpy()
    total = len(ids)
    mine: dict[str, Column] = {"watchdog_id": slugs, "id": ids}
    read = {"taxonomy_version": VERSIONS.taxonomy, "model_version": VERSIONS.model, "outcome": "tagged"}
    told = _columns(made.feedback) | {"reference": np.char.mod("%d", np.arange(total))}
    _pour(store, "feedback", total, mine | told | _BLANK)
    decided = {"number": 1, "outcome": "approved", "note": b"", "decided_by": "job:benchmark"}
    tagged = {**mine, "feedback_id": ids, "tagging_id": ids}
    of = {key: tagged[key] for key in ("watchdog_id", "id", "feedback_id")}
    _pour(store, "moderation_decision", total, {**of, **decided, "decided_at": NOW})
    _pour(store, "tagging", total, {**of, **read, "tries": 1, "tagged_at": NOW, "is_cut": False})
    felt: dict[str, Column] = {"sentiment": made.feedback["sentiment"].to_numpy()}
    felt |= {"score": 0.1, "confidence": 0.8}
    _pour(store, "sentiment_tag", total, {**tagged, **felt, "is_mixed": False})
    by_us = np.flatnonzero((slugs == WATCHDOG) & (np.arange(total) % 20 == 0))
    person = {"kind": "sentiment", "value": felt["sentiment"][by_us], "round": 1, "is_blind": False}
    signed = {"decided_by": "job:benchmark", "decided_at": NOW}
    both = {"watchdog_id": slugs[by_us], "id": ids[by_us], "feedback_id": ids[by_us]}
    _pour(store, "tag_decision", len(by_us), {**both, **person, **signed})
    _links(store, made, slugs, ids)
    if not store.is_sqlite:  # which does this by itself in time
        with store.writer.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")


def _links(store: Store, made: Made, slugs: Column, ids: Column) -> None:
    row = made.themes["row"].to_numpy()
    theme = {"tagging_id": ids[row], "theme": made.themes["theme"].to_numpy(), "spans": "[]"}
    _pour(store, "theme_tag", len(row), _of(slugs, ids, row, 2) | theme)
    row = made.about["row"].to_numpy()
    about = {"service_id": made.about["service_id"].to_numpy(), "position": _nth(row)}
    _pour(store, "feedback_service", len(row), _of(slugs, ids, row, 3) | about)
    row = made.joins["row"].to_numpy()
    told = {name: made.joins[name].to_numpy() for name in made.joins.columns.drop("row")}
    chased = {"who_chased": "the_person", "is_sorted": "no"}
    _pour(store, "handover", len(row), _of(slugs, ids, row, 4) | told | chased)


def _of(slugs: Column, ids: Column, row: Column, table: int) -> dict[str, Column]:
    return {"watchdog_id": slugs[row], "id": _ids(table, np.arange(len(row))), "feedback_id": ids[row]}


def _directory(store: Store, slugs: Sequence[str]) -> None:
    count = len(slugs)
    bodies = _ids(5, np.arange(count))
    blank = {"ods_code": "", "sector": "hospital"}
    organisation = {"watchdog_id": np.array(slugs), "id": bodies, "name": np.array(slugs), **blank}
    _pour(store, "organisation", count, organisation)
    number = np.tile(np.arange(SERVICES), count)
    of = np.repeat(np.arange(count), SERVICES)
    services = {
        "watchdog_id": np.array(slugs)[of],
        "id": _service(of, number),
        "organisation_id": bodies[of],
        "name": np.array([f"Service {one}" for one in number]),
        "sector": np.array(SECTORS)[number % len(SECTORS)],
        "ods_code": "",
    }
    _pour(store, "service", len(of), services)


def _service(watchdog: Column, number: Column) -> Column:
    return _ids(6, watchdog * SERVICES + number)


def service_of_ours(number: int) -> str:
    """The id of one of our services, as text."""
    return str(_service(np.array([0]), np.array([number]))[0])


def _ids(table: int, numbers: Column) -> Column:
    """Ids in their order, as those of the product come."""
    return np.array([f"019b{table:04x}{number:024x}" for number in numbers])


def _nth(row: Column) -> Column:
    """Of rows in order: the first of its kind is 1, the second 2."""
    return pd.Series(row).groupby(row).cumcount().to_numpy() + 1


def _unequal(dice: np.random.Generator, names: list[str], count: int) -> Column:
    weights = 1 / (np.arange(len(names)) + 3)
    return dice.choice(names, count, p=weights / weights.sum())


def _columns(feedback: pd.DataFrame) -> dict[str, Column]:
    names = ("journey", "channel", "speaker", "language", "rating", "answers")
    return {name: feedback[name].to_numpy() for name in names} | {
        "counted_on": feedback["counted_on"].dt.strftime("%Y-%m-%d").to_numpy(),
        "submission_token": feedback["id"].to_numpy(),
    }


_BLANK: dict[str, Column] = {
    **dict.fromkeys(("words", "should_happen", "service_not_listed"), b""),
    **dict.fromkeys((f"consent_{use}" for use in ("reports", "quotation", "pass_on", "contact")), False),
    **dict.fromkeys(("question_set", "collected_by", "consent_wording", "secret_digest", "words_digest"), ""),
    **dict.fromkeys(("caller_digest", "spoken_language"), ""),
    "received_at": NOW,
    "happened_in_month": True,
    "standing": "not_said",
}


def _pour(store: Store, into: str, count: int, columns: dict[str, Column]) -> None:
    """Columns straight into a table, a piece at a time; what is no column is the same in every row."""
    names = ", ".join(columns)
    raw = store.writer.raw_connection()
    try:
        if store.is_sqlite:
            raw.execute("PRAGMA foreign_keys=OFF")
            raw.execute("BEGIN IMMEDIATE")
            sql = f"INSERT INTO {into} ({names}) VALUES ({', '.join('?' * len(columns))})"
            raw.executemany(
                sql, zip(*(_for_sqlite(column, count) for column in columns.values()), strict=True)
            )
        else:
            raw.execute("SET session_replication_role = replica")  # what is poured points at what is there
            with raw.cursor().copy(f"COPY {into} ({names}) FROM STDIN (FORMAT csv)") as copy:
                for start in range(0, count, PIECE):
                    piece = {name: _for_copy(column, start) for name, column in columns.items()}
                    frame = pd.DataFrame(piece, index=range(start, min(count, start + PIECE)))
                    copy.write(frame.to_csv(header=False, index=False, quoting=csv.QUOTE_ALL))
        raw.commit()
        raw.execute("PRAGMA foreign_keys=ON" if store.is_sqlite else "SET session_replication_role = origin")
        raw.commit()
    finally:
        raw.close()


def _for_sqlite(column: Column, count: int) -> Any:
    if isinstance(column, np.ndarray):
        return column.tolist()
    return repeat(f"{column:%Y-%m-%d %H:%M:%S.%f}" if column is NOW else column, count)


def _for_copy(column: Column, start: int) -> Any:
    if isinstance(column, np.ndarray):
        return column[start : start + PIECE]
    return "\\x" if column == b"" else column
