"""Which joins do figures count, and what went wrong or well at each?"""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import pandas as pd
from sqlalchemy import JSON, Uuid, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from models.feedback import Handover
from models.tag import ReviewedJoin
from storage.queries.facts_placed import Places, category, columns_of, placed, text

_JOIN = (
    "from_service_id",
    "from_sector",
    "to_service_id",
    "to_sector",
    "problems",
)
_SAID = ("times_sent_back", "who_chased", "days_lost", "is_sorted")


def facts_of_joins(
    session: Session, mine: str, places: Places, standing: Mapping[str, UUID]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Joins as a person confirmed them, else as the form has them; and what went wrong or well at each.

    What was said of a join in the form goes with the confirmed one of the same ends.
    """
    ends = _JOIN[:4]
    chosen = _frame(
        session,
        select(*_columns(Handover, (*_JOIN, *_SAID))).where(col(Handover.watchdog_id) == mine),
        (*_JOIN, *_SAID),
        places,
    )
    newer = aliased(ReviewedJoin)
    newest = (
        select(func.max(col(newer.round)))
        .where(
            col(newer.watchdog_id) == ReviewedJoin.watchdog_id,
            col(newer.feedback_id) == ReviewedJoin.feedback_id,
        )
        .scalar_subquery()
    )
    reviewed = _frame(
        session,
        select(*_columns(ReviewedJoin, _JOIN)).where(
            col(ReviewedJoin.watchdog_id) == mine, col(ReviewedJoin.round) == newest
        ),
        _JOIN,
        places,
    )
    is_looked_at = chosen["row"].isin(reviewed["row"])
    said = chosen[is_looked_at].drop_duplicates(["row", *ends])[["row", *ends, *_SAID]]
    reviewed = reviewed[reviewed["position"] > 0].merge(said, on=["row", *ends], how="left")
    # Of two joins of the same ends, the first is the one that the form tells of.
    reviewed.loc[reviewed.duplicated(["row", *ends]), list(_SAID)] = None
    both = pd.concat([reviewed.assign(is_reviewed=True), chosen[~is_looked_at].assign(is_reviewed=False)])
    both = both.sort_values(["row", "position"], ignore_index=True)
    for end in ("from", "to"):
        stands = [standing.get(one) for one in both.pop(f"{end}_service_id")]
        both[f"{end}_service"] = pd.Series(stands, dtype=object)
    for name in ("from_sector", "to_sector", "who_chased", "is_sorted"):
        both[name] = category([None if pd.isna(one) else str(one) for one in both[name]])
    for name in ("times_sent_back", "days_lost"):
        both[name] = pd.to_numeric(both[name])
    both = both.astype({"is_reviewed": bool, "position": int})
    problems = _problems(both["row"], both.pop("problems"))
    return both, problems


def _problems(rows: "pd.Series[int]", told: "pd.Series[str]") -> pd.DataFrame:
    """One row for each theme that was told of a join."""
    known = {one: json.loads(one) for one in told.unique()}
    each = pd.DataFrame({"row": rows, "theme": told.map(known)}).explode("theme").dropna()
    return each.assign(theme=category(list(each["theme"]))).reset_index(names="join")


def _frame(session: Session, asked: Any, names: Sequence[str], places: Places) -> pd.DataFrame:
    ids, position, *columns = columns_of(session, asked)
    said = {name: column.plain() for name, column in zip(names, columns, strict=True)}
    frame = placed(ids, places, position=position.plain(), **said)
    return frame.sort_values(["row", "position"], ignore_index=True)


def _columns(table: type[Handover] | type[ReviewedJoin], names: Sequence[str]) -> list[Any]:
    return [text(table.feedback_id), col(table.position), *(_plain(getattr(table, name)) for name in names)]


def _plain(column: Any) -> Any:
    return text(column) if isinstance(column.type, Uuid | JSON) else col(column)
