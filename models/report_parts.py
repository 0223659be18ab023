"""What a report is put together from, as it is kept while it is written."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

LONGEST_SAID = 8_000
LONGEST_HEADING = 200
MOST_PARTS = 80


class Frozen(BaseModel):
    """A value that is compared by what it says, and reads back as it was written."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class TextOfOurs(Frozen):
    """Sentences that staff wrote under a heading; an empty line parts two paragraphs."""

    kind: Literal["text"] = "text"
    heading: str = Field(default="", max_length=LONGEST_HEADING)
    said: str = Field(default="", max_length=LONGEST_SAID)


class PictureChosen(Frozen):
    """A picture of `reporting.report_pictures`, by its name, and what staff say of it."""

    kind: Literal["picture"] = "picture"
    name: str = Field(max_length=80)
    said: str = Field(default="", max_length=LONGEST_SAID)


class QuotationChosen(Frozen):
    """A part of somebody's approved words, from the character `start` up to `end`.

    `digest` is that of all of them when the part was chosen; it is filled in as the report is saved.
    `beside` is the number of the recommendation whose card it stands in, on the public page.
    """

    kind: Literal["quotation"] = "quotation"
    feedback_id: UUID
    start: int = Field(ge=0)
    end: int = Field(ge=1)
    digest: str = Field(default="", max_length=64)
    beside: int | None = Field(default=None, ge=1)


class RecommendationChosen(Frozen):
    """A recommendation, with its published answer if there is one."""

    kind: Literal["recommendation"] = "recommendation"
    recommendation_id: UUID


Part = Annotated[
    TextOfOurs | PictureChosen | QuotationChosen | RecommendationChosen, Field(discriminator="kind")
]
_PARTS = TypeAdapter(tuple[Part, ...])


def read_parts(said: Iterable[Mapping[str, Any]]) -> tuple[Part, ...]:
    """The parts as they were kept. Raises pydantic's ValidationError for what is none."""
    return _PARTS.validate_python(tuple(said))


def write_parts(parts: Iterable[Part]) -> list[dict[str, Any]]:
    """The parts as they are kept."""
    return [part.model_dump(mode="json") for part in parts]
