"""Which joins do figures count, and what went wrong or well at each?"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import pandas as pd
from sqlalchemy import Uuid, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from models.feedback import Handover
from models.tag import ReviewedJoin
from storage.queries.facts_placed import all_rows, category, placed, text

_JOIN = (
    "from_service_id",
    "from_sector",
    "to_service_id",
    "to_sector",
    "problems",
)
_SAID = ("times_sent_back", "who_chased", "days_lost", "is_sorted")


def facts_of_joins(
    session: Session, mine: str, rows: "pd.Series[int]", standing: Mapping[str, UUID]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Joins as a person confirmed them, else as the form has them; and what went wrong or well at each.

    What was said of a join in the form goes with the confirmed one of the same ends.
    """
    ends = _JOIN[:4]
    chosen = _frame(
        session,
        select(*_columns(Handover, (*_JOIN, *_SAID))).where(col(Handover.watchdog_id) == mine),
        (*_JOIN, *_SAID),
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
    )
    is_looked_at = chosen["row"].isin(reviewed["row"])
    said = chosen[is_looked_at].drop_duplicates(["row", *ends])[["row", *ends, *_SAID]]
    reviewed = reviewed[reviewed["position"] > 0].merge(said, on=["row", *ends], how="left")
    # Of two joins of the same ends, the first is the one that the form tells of.
    reviewed.loc[reviewed.duplicated(["row", *ends]), list(_SAID)] = None
    both = pd.concat([reviewed.assign(is_reviewed=True), chosen[~is_looked_at].assign(is_reviewed=False)])
    for end in ("from", "to"):
        stands = [standing.get(one) for one in both[f"{end}_service_id"]]
        both[f"{end}_service"] = pd.Series(stands, index=both.index, dtype=object)
    both = placed(both.drop(columns=[f"{end}_service_id" for end in ("from", "to")]), rows)
    both = both.sort_values(["row", "position"], ignore_index=True)
    for name in ("from_sector", "to_sector", "who_chased", "is_sorted"):
        both[name] = category([None if pd.isna(one) else str(one) for one in both[name]])
    for name in ("times_sent_back", "days_lost"):
        both[name] = pd.to_numeric(both[name])
    both = both.astype({"is_reviewed": bool, "position": int})
    told = [(join, row, one) for join, row, all_ in both[["row", "problems"]].itertuples() for one in all_]
    problems = pd.DataFrame(told, columns=["join", "row", "theme"])
    problems["theme"] = category(list(problems["theme"]))
    return both.drop(columns="problems"), problems.astype({"join": int, "row": int})


def _frame(session: Session, asked: Any, names: Sequence[str]) -> pd.DataFrame:
    rows = [tuple(one) for one in all_rows(session, asked)]
    frame = pd.DataFrame(rows, columns=["row", "position", *names], dtype=object)
    return frame.sort_values(["row", "position"], ignore_index=True)


def _columns(table: type[Handover] | type[ReviewedJoin], names: Sequence[str]) -> list[Any]:
    return [text(table.feedback_id), col(table.position), *(_plain(getattr(table, name)) for name in names)]


def _plain(column: Any) -> Any:
    return text(column) if isinstance(column.type, Uuid) else col(column)
