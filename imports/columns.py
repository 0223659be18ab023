"""Where in this file is each column that the map names?"""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from imports.mapping import ImportMap
from models.errors import FeedbackError

MOST_NAMED = 12


class Places(NamedTuple):
    """The position of each column from 0, or None when the map names none."""

    words: int | None
    id: int | None
    date: int | None
    rating: int | None
    service: int | None
    organisation: int | None
    sentiment: int | None
    not_labelled: int | None
    themes: tuple[tuple[int, str], ...]


class ThemesKnown(NamedTuple):
    """The ids of our themes, and the one general theme for each national name."""

    ids: Collection[str]
    by_qdc: Mapping[str, str]


def find_columns(mapping: ImportMap, header: Sequence[str], themes: ThemesKnown) -> Places:
    """Find every column the map names. Raises FeedbackError for one that is missing or there twice."""
    by_column = mapping.themes.by_column
    for column, theme in by_column.items():
        if theme not in themes.ids:
            raise FeedbackError(
                f"The map says “{column}” is the theme “{theme}”, which is not one of ours: "
                "take the id from a file in taxonomy/."
            )
    if mapping.themes.from_qdc:
        national = {name: themes.by_qdc[name] for name in header if name in themes.by_qdc}
        if not national:
            raise FeedbackError(
                "The map says that columns carry national theme names (from_qdc), but none here does: "
                "name the columns under [themes], or take from_qdc out."
            )
        by_column = national | by_column
    named = mapping.columns.model_dump() | {"not_labelled": mapping.themes.not_labelled}
    wanted = [column for column in named.values() if column] + list(by_column)
    _check(wanted, header)
    place = {column: header.index(column) for column in wanted}
    return Places(
        **{role: place[column] if column else None for role, column in named.items()},
        themes=tuple((place[column], theme) for column, theme in by_column.items()),
    )


def _check(wanted: Sequence[str], header: Sequence[str]) -> None:
    missing = [column for column in dict.fromkeys(wanted) if column not in header]
    if missing:
        there = ", ".join(f"“{name}”" for name in header[:MOST_NAMED] if name)
        more = " and others" if len(header) > MOST_NAMED else ""
        raise FeedbackError(
            f"The file has no column called {_listed(missing)}. Its columns are {there}{more}: "
            "change the names in the map."
        )
    twice = [column for column in dict.fromkeys(wanted) if list(header).count(column) > 1]
    if twice:
        raise FeedbackError(
            f"The file has more than one column called {_listed(twice)}: give each its own name in row 1."
        )


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
