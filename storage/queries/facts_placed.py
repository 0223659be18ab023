"""How rows of the store become columns: ids as text, row numbers, and categories."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, String, cast
from sqlmodel import Session, col

AT_ONCE = 5_000
"""Rows that are in memory as rows; of all of them there are only columns."""

Codes = NDArray[np.int32]
"""For each row the number of its value."""

Places = Mapping[str, int]
"""The number of each piece of feedback that counts, by its id."""


class Column(NamedTuple):
    """One column as it was read: each value once, and for each row the number of its value."""

    values: Sequence[Any]
    codes: Codes

    def turned(self, by: Callable[[Sequence[Any]], Any]) -> Any:
        """What `by` makes of the values (an array), for each row."""
        return by(self.values).take(self.codes)

    def category(self, called: Callable[[Any], Any] = lambda one: one or None) -> pd.Categorical:
        """Each row's choice by what `called` calls it, None where there is none."""
        chosen: pd.Categorical = self.turned(lambda values: category([called(one) for one in values]))
        return chosen

    def flag(self) -> NDArray[np.bool_]:
        """Whether it is so, in each row."""
        told: NDArray[np.bool_] = self.turned(lambda values: np.array(values, dtype=bool))
        return told

    def plain(self) -> NDArray[np.object_]:
        """Each row's value as it was read."""
        every = np.empty(len(self.values), dtype=object)
        every[:] = self.values
        read: NDArray[np.object_] = every.take(self.codes)
        return read

    def places(self, known: Places) -> NDArray[np.int64]:
        """The row number of each id, -1 for feedback that doesn't count."""
        found: NDArray[np.int64] = self.turned(
            lambda ids: np.array([known.get(one, -1) for one in ids], dtype=np.int64)
        )
        return found


def category(values: Sequence[Any]) -> pd.Categorical:
    """A column of choices, None where there is none."""
    return pd.Categorical(values)


def placed(ids: Column, known: Places, **columns: Any) -> pd.DataFrame:
    """Columns beside the number of the feedback that each is about, in `row`; less what doesn't count."""
    places = ids.places(known)
    frame = pd.DataFrame({"row": places, **columns})
    return frame[places >= 0].reset_index(drop=True)


def text(column: Any) -> ColumnElement[str]:
    """An id as text: a million of them are read in half the time that ids would take."""
    return cast(col(column), String)


class Numbers(dict[Any, int]):
    """A number for each value, in the order in which they are asked for."""

    def __missing__(self, value: Any) -> int:
        self[value] = number = len(self)
        return number


def columns_of(session: Session, asked: Any) -> list[Column]:
    """What is asked for, column by column, past the session's own loading of objects.

    A choice that a hundred thousand rows share is held once, and its rows are never held all together:
    reading takes little more memory than what is made of it.
    """
    result = session.connection().execute(asked, execution_options={"yield_per": AT_ONCE})
    known = [Numbers() for _ in asked.selected_columns]
    codes = [array("i") for _ in known]
    for rows in result.partitions():
        for numbers, told, values in zip(known, codes, zip(*rows, strict=True), strict=True):
            told.extend(map(numbers.__getitem__, values))
    return [
        Column(list(numbers), np.array(told, dtype=np.int32))
        for numbers, told in zip(known, codes, strict=True)
    ]
