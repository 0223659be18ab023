"""The kinds of report: what each is for, and the headings and pictures that it begins with."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from models.programme import ProgrammeKind
from models.report import ReportTemplate
from models.report_parts import Part, PictureChosen, TextOfOurs

FOLDER = Path(__file__).parent / "report_templates"
PROGRAMME_PICTURES: Mapping[ProgrammeKind, tuple[str, ...]] = {
    ProgrammeKind.SERVICE: ("programme_patients", "programme_families", "leaving_where"),
    ProgrammeKind.SCHEME: ("scheme_understood", "scheme_number", "scheme_kinds"),
    ProgrammeKind.CONSULTATION: ("review_groups", "review_areas", "review_works_now", "review_themes"),
    ProgrammeKind.STRATEGY: ("strategy_promised", "joins_problems", "strategy_apart"),
    ProgrammeKind.SEASONAL_PLAN: ("winter_where", "winter_moves", "leaving_winters"),
}
"""What a report about a programme of each kind begins with."""


class PartGiven(NamedTuple):
    """A part as a template has it: a heading with what to write under it, or a picture."""

    heading: str = ""
    guidance: str = ""
    picture: str = ""
    is_of_programme: bool = False


class TemplateGiven(NamedTuple):
    """A template. Its `title` has gaps for `period`, `programme` and `service`."""

    name: str
    what_for: str
    title: str
    parts: tuple[PartGiven, ...]

    def begin(self, kind: ProgrammeKind | None = None) -> tuple[Part, ...]:
        """The parts that a report begins with; `kind` is that of the programme that it is about."""
        return tuple(self._parts(kind))

    def guidance(self, heading: str) -> str:
        """What to write under one of its headings; empty for a heading of somebody's own."""
        return next((one.guidance for one in self.parts if one.heading and one.heading == heading), "")

    def _parts(self, kind: ProgrammeKind | None) -> Iterator[Part]:
        for one in self.parts:
            if one.is_of_programme:
                yield from (PictureChosen(name=name) for name in (PROGRAMME_PICTURES[kind] if kind else ()))
            elif one.picture:
                yield PictureChosen(name=one.picture)
            else:
                yield TextOfOurs(heading=one.heading)


@lru_cache(maxsize=8)
def report_template(which: ReportTemplate) -> TemplateGiven:
    """One of the five. Raises ValueError that names the file, where one is not as it should be."""
    return _read(tomllib.loads((FOLDER / f"{which.value}.toml").read_text("utf-8")), which.value)


def _read(said: dict[str, Any], file: str) -> TemplateGiven:
    try:
        parts = tuple(_part(**one) for one in said.pop("parts"))
        return TemplateGiven(**said, parts=parts)
    except (KeyError, TypeError) as fault:
        raise ValueError(f"{file}.toml is not a template of a report: {fault}") from fault


def _part(
    heading: str = "", guidance: str = "", picture: str = "", programme_pictures: bool = False
) -> PartGiven:
    if sum(map(bool, (heading, picture, programme_pictures))) != 1 or bool(heading) != bool(guidance):
        raise TypeError("a part is a heading with its guidance, or a picture")
    return PartGiven(heading, guidance, picture, programme_pictures)
