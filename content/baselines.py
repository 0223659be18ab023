"""What was found elsewhere about leaving hospital, of whom, and why it isn't our own question?"""

import tomllib
from functools import lru_cache
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from content.words import ENGLISH, FOLDER, words

FILE = "baselines.toml"
Words = Annotated[str, Field(min_length=1)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Finding(_Frozen):
    """What was found as it was published. `no` is a share only where it can stand beside ours as a line."""

    beside: Words
    found: Words
    differs: Words
    no: Annotated[float, Field(gt=0, lt=1)] | None = None
    mark: str = ""

    @property
    def said(self) -> str:
        return words("leaving_hospital.finding", found=self.found, differs=self.differs)


class Study(_Frozen):
    """Who asked, when and whom, and what they found."""

    year: int
    source: Words
    of: Words
    findings: tuple[Finding, ...]

    @property
    def about(self) -> str:
        return words("leaving_hospital.study", source=self.source, year=self.year, of=self.of)


@lru_cache(maxsize=1)
def studies() -> tuple[Study, ...]:
    """Every study, in the order of its file. Raises pydantic's ValidationError where a part is missing."""
    found = tomllib.loads((FOLDER / ENGLISH / FILE).read_text(encoding="utf-8"))
    return tuple(Study.model_validate(one) for one in found["studies"])


def beside(*questions: str) -> tuple[Finding, ...]:
    """The findings that stand beside these questions."""
    return tuple(one for study in studies() for one in study.findings if one.beside in questions)


def lines(*questions: str) -> tuple[Finding, ...]:
    """Those of them that can be drawn."""
    return tuple(one for one in beside(*questions) if one.no is not None)


def notes(*findings: Finding) -> tuple[str, ...]:
    """For each study that these are of: its source, of whom, what was found and how it differs from ours."""
    told = ((study, [one.said for one in study.findings if one in findings]) for study in studies())
    return tuple(f"{study.about}. {' '.join(said)}" for study, said in told if said)
