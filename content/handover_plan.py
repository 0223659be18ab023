"""What is handed over to a successor, column by column, and what stays, with its reason?"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from content.words import ENGLISH, FOLDER

PLACE = FOLDER / ENGLISH / "handover"


@dataclass(frozen=True)
class ColumnSaid:
    """What one column means, and what a number in it is a number of; `is_who`: only the kind of actor.

    `type` is that of a column which no table has.
    """

    means: str
    unit: str = ""
    is_who: bool = False
    type: str = "text"


@dataclass(frozen=True)
class FileSaid:
    """One file of rows, and the table they come from; `table` is empty where `comes_from` says it in words.

    `elsewhere` are columns that are handed over in another place, by that place; `stays` columns that are
    not, by the code of the reason.
    """

    name: str
    about: str
    columns: Mapping[str, ColumnSaid]
    table: str = ""
    comes_from: str = ""
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    stays: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Reason:
    """Why something stays, and what a successor would need to have it all the same; empty: it is no use."""

    title: str
    why: str
    needs: str


@dataclass(frozen=True)
class Plan:
    """`stays` are tables of which nothing is handed over, by the code of the reason.

    `said` are sentences about what stays of tables that are handed over in part, by part and code.
    """

    files: tuple[FileSaid, ...]
    made: tuple[FileSaid, ...]
    stays: Mapping[str, str]
    reasons: Mapping[str, Reason]
    said: Mapping[str, Mapping[str, str]]


@lru_cache(maxsize=1)
def handover_plan() -> Plan:
    """The plan as the release has it. Raises ValueError for a reason that is not explained."""
    given = tomllib.loads((PLACE / "tables.toml").read_text(encoding="utf-8"))
    plan = Plan(
        files=tuple(_file(one, given) for one in given["files"]),
        made=tuple(_made(one) for one in given["made"]),
        stays=given["stays"],
        reasons={code: Reason(**reason) for code, reason in given["reasons"].items()},
        said={part: given[part] for part in ("feedback_stays", "words_stay", "rows_stay")},
    )
    used = {*plan.stays.values(), *(code for file in plan.files for code in file.stays.values())}
    if unexplained := used - plan.reasons.keys():
        raise ValueError(f"{PLACE / 'tables.toml'}: no reason is called {sorted(unexplained)}")
    return plan


def handover_text(name: str, **gaps: str | int) -> str:
    """A text that goes with the files, with its gaps filled."""
    return (PLACE / name).read_text(encoding="utf-8").format(**gaps)


def _file(given: Mapping[str, Any], said: Mapping[str, Any]) -> FileSaid:
    is_watchdog = given["name"] == "watchdog"
    columns = {name: _column(means) for name, means in given["columns"].items()}
    who = {name: ColumnSaid(said["who_means"], is_who=True) for name in given.get("who", ())}
    return FileSaid(
        name=given["name"],
        about=given["about"],
        columns=({} if is_watchdog else {"id": ColumnSaid(said["id_means"])}) | columns | who,
        table=given.get("table", given["name"]),
        elsewhere=given.get("elsewhere", {}),
        stays=given.get("stays", {}) | ({} if is_watchdog else {"watchdog_id": "one"}),
    )


def _made(given: Mapping[str, Any]) -> FileSaid:
    columns = {name: _column(means) for name, means in given["columns"].items()}
    return FileSaid(**(dict(given) | {"columns": columns}))


def _column(given: str | dict[str, Any]) -> ColumnSaid:
    return ColumnSaid(given) if isinstance(given, str) else ColumnSaid(**given)
