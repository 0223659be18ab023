"""How rows of the store become columns: ids as text, row numbers, and categories."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Row, String, cast
from sqlmodel import Session, col


def placed(frame: pd.DataFrame, rows: "pd.Series[int]", name: str = "") -> pd.DataFrame:
    """The same with the number of its feedback in `row`, less what is about feedback that doesn't count."""
    places = rows.index.get_indexer(pd.Index(frame["row"]))
    found: pd.DataFrame = frame.assign(row=places)[places >= 0].reset_index(drop=True)
    return found.assign(**{name: found[name].astype("category")}) if name else found


def category(values: Sequence[Any]) -> pd.Categorical:
    """A column of choices, None where there is none."""
    return pd.Categorical(values)


def text(column: Any) -> ColumnElement[str]:
    """An id as text: a million of them are read in half the time that ids would take."""
    return cast(col(column), String)


def all_rows(session: Session, asked: Any) -> Sequence[Row[Any]]:
    """Rows past the session's own loading of objects, which takes as long again as the database does."""
    return session.connection().execute(asked).fetchall()
