"""The programmes that ship, one file each: what is known of it and who says so, for a watchdog to copy."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from models.commitment import LONGEST_BODY, LONGEST_QUOTATION, CommitmentDraft, Direction
from models.indicator import LONGEST_DEFINITION, FigureGiven, IndicatorDraft, Unit
from models.limits import scope_of_chart
from models.programme import (
    LONGEST_ABOUT,
    LONGEST_CODE,
    LONGEST_NAME,
    LONGEST_SOURCE,
    DayGiven,
    ProgrammeDraft,
    ProgrammeKind,
)
from models.scope import Scope, from_link

SHIPPED = Path(__file__).parent / "programmes"
OF_A_PERIOD = {"since", "until"}

Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True)
class IndicatorGiven:
    """What a body publishes, with the figures that are known."""

    draft: IndicatorDraft
    figures: tuple[FigureGiven, ...] = ()


@dataclass(frozen=True)
class ProgrammeFile:
    """One programme. `draft` names no services yet: `services` are names, as a directory may have them."""

    id: str
    draft: ProgrammeDraft
    services: tuple[str, ...] = ()
    commitments: tuple[CommitmentDraft, ...] = ()
    indicators: tuple[IndicatorGiven, ...] = ()


def programme_files(folder: Path = SHIPPED) -> tuple[ProgrammeFile, ...]:
    """Every programme of a folder, by its id. Raises ValueError that names the file and the field."""
    return tuple(_read(file) for file in sorted(folder.glob("*.toml")))


class _Fields:
    """The fields of one table of a file, each taken once; `place` says in a fault where it is."""

    def __init__(self, given: Mapping[str, Any], place: str) -> None:
        self._left, self._place = dict(given), place

    def fault(self, field: str, said: str) -> ValueError:
        return ValueError(f"{self._place}{field}: {said}")

    def text(self, field: str, longest: int, *, is_needed: bool = True) -> str:
        said = " ".join(self._take(field, str, "").split())
        if is_needed and not said:
            raise self.fault(field, "is missing")
        if len(said) > longest:
            raise self.fault(field, f"has {len(said)} characters, and {longest} are the most")
        return said

    def day(self, field: str) -> date | None:
        said: date | None = self._take(field, date, None)
        return said

    def needed_day(self, field: str) -> date:
        said = self.day(field)
        if said is None:
            raise self.fault(field, "is missing")
        return said

    def one_of(self, field: str, kind: type[Word]) -> Word | None:
        said = self._take(field, str, "")
        if said and said not in set(kind):
            raise self.fault(field, f"{said!r} is not one of {', '.join(kind)}")
        return kind(said) if said else None

    def needed_one_of(self, field: str, kind: type[Word]) -> Word:
        said = self.one_of(field, kind)
        if said is None:
            raise self.fault(field, "is missing")
        return said

    def is_so(self, field: str) -> bool:
        return bool(self._take(field, bool, False))

    def number(self, field: str) -> float:
        said = self._left.pop(field, None)
        if type(said) not in (int, float):
            raise self.fault(field, "is not a number")
        return float(said)

    def lines(self, field: str, longest: int) -> tuple[str, ...]:
        said = self._take(field, list, [])
        if any(not isinstance(one, str) or not one.strip() or len(one) > longest for one in said):
            raise self.fault(field, f"is not a list of names of up to {longest} characters")
        return tuple(said)

    def tables(self, field: str) -> "list[_Fields]":
        said = self._take(field, list, [])
        if any(not isinstance(one, dict) for one in said):
            raise self.fault(field, "is not a list of tables")
        return [_Fields(one, f"{self._place}{field} {number}, ") for number, one in enumerate(said, start=1)]

    def scope(self, measure: str) -> str:
        """A scope without a period, as `models.limits.scope_of_chart` names it."""
        said = {name: str(value) for name, value in self._take("scope", dict, {}).items()}
        scope, unread = from_link(said)
        wrong = [*unread, *(said.keys() & OF_A_PERIOD), *(said.keys() - set(Scope.__dataclass_fields__))]
        if wrong:
            raise self.fault(
                "scope", f"{wrong[0]!r} can't be read, or is no part of a scope without a period"
            )
        return scope_of_chart(scope, measure)

    def end(self) -> None:
        """Raises ValueError for a field that nothing reads."""
        for field in self._left:
            raise self.fault(field, "is no field of this")

    def _take(self, field: str, kind: type, default: Any) -> Any:
        said = self._left.pop(field, default)
        if said is not default and type(said) is not kind:
            raise self.fault(field, f"{said!r} is not what belongs here ({kind.__name__})")
        return said


def _read(file: Path) -> ProgrammeFile:
    try:
        fields = _Fields(tomllib.loads(file.read_text(encoding="utf-8")), f"{file}: ")
    except tomllib.TOMLDecodeError as fault:
        raise ValueError(f"{file}: {fault}") from fault
    id = fields.text("id", LONGEST_CODE)
    if id != file.stem:
        raise fields.fault("id", f"{id!r} is not the file's name")
    started_on = fields.day("started_on")
    draft = ProgrammeDraft(
        name=fields.text("name", LONGEST_NAME),
        code=id,
        kind=fields.needed_one_of("kind", ProgrammeKind),
        about=fields.text("about", LONGEST_ABOUT),
        partners=fields.lines("partners", LONGEST_NAME),
        started_on=started_on,
        source=fields.text("source", LONGEST_SOURCE),
        ended_on=fields.day("ended_on"),
        covers_all=fields.is_so("covers_all"),
        days=tuple(_day(one) for one in fields.tables("dates")),
        question_sets=fields.lines("question_sets", LONGEST_NAME),
    )
    read = ProgrammeFile(
        id,
        draft,
        services=fields.lines("services", LONGEST_NAME),
        commitments=tuple(_commitment(one) for one in fields.tables("commitments")),
        indicators=tuple(_indicator(one) for one in fields.tables("indicators")),
    )
    fields.end()
    return read


def _day(fields: _Fields) -> DayGiven:
    given = DayGiven(
        fields.text("what", LONGEST_NAME), fields.needed_day("day"), fields.text("source", LONGEST_SOURCE)
    )
    fields.end()
    return given


def _commitment(fields: _Fields) -> CommitmentDraft:
    measure = fields.text("measure", LONGEST_NAME, is_needed=False)
    given = CommitmentDraft(
        quotation=fields.text("quotation", LONGEST_QUOTATION),
        promised_by=fields.text("promised_by", LONGEST_BODY),
        source=fields.text("source", LONGEST_SOURCE),
        said_on=fields.day("said_on"),
        due_on=fields.day("due_on"),
        measure=measure,
        scope=fields.scope(measure),
        direction=fields.one_of("direction", Direction),
        baseline=fields.day("baseline"),
        look_again_on=fields.day("look_again_on"),
    )
    fields.end()
    return given


def _indicator(fields: _Fields) -> IndicatorGiven:
    measure = fields.text("measure", LONGEST_NAME, is_needed=False)
    draft = IndicatorDraft(
        name=fields.text("name", LONGEST_NAME),
        definition=fields.text("definition", LONGEST_DEFINITION),
        unit=fields.needed_one_of("unit", Unit),
        published_by=fields.text("published_by", LONGEST_BODY),
        source=fields.text("source", LONGEST_SOURCE),
        better=fields.one_of("better", Direction),
        measure=measure,
        scope=fields.scope(measure),
    )
    given = IndicatorGiven(draft, tuple(_figure(one) for one in fields.tables("figures")))
    fields.end()
    return given


def _figure(fields: _Fields) -> FigureGiven:
    since, until = fields.needed_day("since"), fields.needed_day("until")
    if until < since:
        raise fields.fault("until", "is before since")
    given = FigureGiven(
        since, until, fields.number("value"), fields.text("source", LONGEST_SOURCE, is_needed=False)
    )
    fields.end()
    return given
