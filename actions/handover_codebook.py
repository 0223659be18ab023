"""What does each column that is handed over hold? The book that goes with the files, from the tables."""

from collections.abc import Iterator, Mapping
from enum import Enum as Enumeration
from typing import Any, NamedTuple

from sqlalchemy import JSON, Boolean, Date, DateTime, Enum, Float, Integer, TypeDecorator, Uuid

import models.tables  # noqa: F401  (every table is known by its name here)
from content.handover_plan import ColumnSaid, FileSaid, Plan
from content.question_set import Kind
from content.question_sets import question_set, question_set_names
from content.words import words
from models.base import Table
from models.entry import Interpreter
from models.vocabulary import (
    Channel,
    Journey,
    Outcome,
    Rating,
    Sector,
    Sentiment,
    Speaker,
    Standing,
    WithholdReason,
)

NAMED: Mapping[type[Enumeration], str] = {
    Channel: "channel",
    Interpreter: "interpreter",
    Journey: "journey",
    Outcome: "outcome",
    Rating: "rating",
    Sector: "sector",
    Sentiment: "sentiment",
    Speaker: "speaker",
    Standing: "standing",
    WithholdReason: "reason",
}
"""Choices that pages have words for; what the others are called says enough."""

QUESTION_COLUMNS = ("question_set", "version", "question", "kind", "asked", "answer", "called")
TYPES: tuple[tuple[type, str], ...] = (
    (Enum, "one of a list"),
    (Uuid, "id"),
    (Boolean, "true or false"),
    (DateTime, "moment, in UTC"),
    (Date, "day"),
    (Integer, "whole number"),
    (Float, "number"),
    (JSON, "list, or fields with values"),
)


class Entry(NamedTuple):
    """One column of one file. `choices` are the codes of a closed list, with what each is called."""

    file: str
    column: str
    type: str
    unit: str
    may_be_empty: bool
    choices: dict[str, str]
    means: str
    comes_from: str


def codebook(plan: Plan) -> Iterator[Entry]:
    """Every column of every file, in their order."""
    for file in plan.files:
        for name, said in file.columns.items():
            yield _of_table(file, name, said)
    for file in plan.made:
        for name, said in file.columns.items():
            yield Entry(file.name, name, said.type, said.unit, False, {}, said.means, file.comes_from)


def questions() -> Iterator[dict[str, str]]:
    """Every question that this release asks, once for each of its answers, by `QUESTION_COLUMNS`."""
    for name in question_set_names():
        asked = question_set(name)
        for step in asked.steps:
            for question in step.questions:
                about = (
                    name,
                    str(asked.version),
                    question.id,
                    question.kind.value,
                    question.title or step.title,
                )
                answers = {one.value: one.label for one in question.options} or {"": ""}
                if question.kind is Kind.TICK:
                    answers = {"yes": words("form.yes")}
                for code, called in answers.items():
                    yield dict(zip(QUESTION_COLUMNS, (*about, code, called), strict=True))


def _of_table(file: FileSaid, name: str, said: ColumnSaid) -> Entry:
    column = Table.metadata.tables[file.table].c[name]
    kept_as = column.type.impl if isinstance(column.type, TypeDecorator) else column.type
    type_ = next((called for kind, called in TYPES if isinstance(kept_as, kind)), "text")
    return Entry(
        file=file.name,
        column=name,
        type=type_,
        unit=said.unit,
        may_be_empty=bool(column.nullable) or type_ == "text",
        choices=_choices(column.type),
        means=said.means,
        comes_from=f"{file.table}.{name}",
    )


def _choices(type_: Any) -> dict[str, str]:
    vocabulary = type_.enum_class if isinstance(type_, Enum) else None
    if vocabulary is None:
        return {}
    called = NAMED.get(vocabulary)
    return {
        one.value: words(f"named.{called}.{one.value}") if called else one.value.replace("_", " ")
        for one in vocabulary
    }
