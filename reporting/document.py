"""A report or the public page as it was published: everything it says, and nothing that could change.

Every number of people in it came out of `analysis.disclosure`; drawings are made from these numbers alone.
Nobody's words are in it, only whose (`Quotation`): they are handed in when it is drawn, while they may be.
"""

import hashlib
from collections.abc import Collection, Mapping
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from models.provider_response import ChangeState, Stance
from models.recommendation import Recheck, RecommendationKind
from models.report import DocumentKind, ReportTemplate
from models.report_parts import Frozen

Cell = int | str
NOBODY = UUID(int=0)
Quotable = Mapping[UUID, str]
"""Of whom may be quoted now: all of their approved words."""
SHAPE = 1
"""Of the documents of this release, which later ones have to go on reading."""
Said = tuple[str, str, str]
"""What an answer says in the body's words: as checked, why it refuses, and what changes."""


class NotAsPublished(Exception):
    """What was published is not what is kept now: something changed it, which no act of ours does."""


class Heading(Frozen):
    """A heading of a section."""

    kind: Literal["heading"] = "heading"
    said: str


class Paragraphs(Frozen):
    """What staff wrote."""

    kind: Literal["paragraphs"] = "paragraphs"
    said: tuple[str, ...]


class Pictured(Frozen):
    """One picture's numbers as anybody may see them; "[c]" stands for one that is hidden.

    The first column is what each row is called. `bars` are the columns that are drawn, one bar or one part
    of a bar each; with `in_hundred` they are percents. Empty `bars`: a table alone. A last row called
    "Everybody" has totals, which are not drawn. `sentence` says the finding from these numbers, and is the
    text for who cannot see the drawing.
    """

    kind: Literal["picture"] = "picture"
    name: str
    heading: str
    sentence: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    bars: tuple[str, ...] = ()
    in_hundred: bool = False
    notes: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


class Quotation(Frozen):
    """Somebody's words from `start` up to `end`, while their approved words have this `digest`.

    `beside` is the number of the recommendation whose card they stand in, on the public page.
    """

    kind: Literal["quotation"] = "quotation"
    feedback_id: UUID
    digest: str
    start: int
    end: int
    whose: str
    beside: int | None = None

    def words(self, quotable: Quotable) -> str:
        """What is quoted; empty where it may not be shown any more."""
        return quotable.get(self.feedback_id, "")[self.start : self.end]


class Answer(Frozen):
    """What a body answered, as it was published. `days` are working days from when it was sent until it came.

    `is_gone`: nobody may read it as it was any more, so that nothing is left of what it said.
    """

    body: str
    received_on: date
    days: int
    stance: Stance | None
    reason: str = ""
    shown: str = ""
    change: ChangeState = ChangeState.NONE
    change_what: str = ""
    change_by: date | None = None
    is_gone: bool = False

    @property
    def said(self) -> Said:
        return self.shown, self.reason, self.change_what


class Recommended(Frozen):
    """A recommendation as it stood. The days are None while it is not sent.

    `looked_on` is when we looked again at what became of it, and `found` what we found.
    """

    kind: Literal["recommendation"] = "recommendation"
    number: int
    what: RecommendationKind
    asks: str
    details: str = ""
    finding: str = ""
    body: str
    copied_to: tuple[str, ...] = ()
    sent_on: date | None = None
    due_on: date | None = None
    longer_on: date | None = None
    answer: Answer | None = None
    looked_on: date | None = None
    found: Recheck | None = None


Block = Annotated[Heading | Paragraphs | Pictured | Quotation | Recommended, Field(discriminator="kind")]


class Document(Frozen):
    """All of it. `method` are the sentences of the box on method and limits, written from the data.

    `counted` are the numbers of people in that box, as published. `versions` say what read the comments and
    by which taxonomy: "taxonomy", "model" and "product".
    `published_by` is the name of who signed it; empty in a draft.
    """

    kind: DocumentKind
    shape: int = SHAPE
    template: ReportTemplate | None = None
    number: int | None = None
    version: int = 1
    title: str
    watchdog: str
    area: str
    scope: str
    since: date | None = None
    until: date | None = None
    made_on: date
    published_by: str = ""
    reason: str = ""
    blocks: tuple[Block, ...] = ()
    method: tuple[str, ...] = ()
    counted: tuple[int, ...] = ()
    versions: dict[str, str] = Field(default_factory=dict)

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Quotation))

    @property
    def digests(self) -> dict[UUID, str]:
        """Whose words stand in it, and the digest that their approved words had."""
        return {one.feedback_id: one.digest for one in self.quotations}

    @property
    def pictures(self) -> tuple[Pictured, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Pictured))


def with_answers_that_stand(document: Document, public: Mapping[int, Collection[Said]]) -> Document:
    """The document without what an answer said that was changed or taken back since.

    `public` is what answers say that anybody may read now, by the number of their recommendation.
    """
    blocks = tuple(
        block.model_copy(update={"answer": _gone(block.answer)})
        if isinstance(block, Recommended)
        and block.answer
        and block.answer.said not in public.get(block.number, ())
        else block
        for block in document.blocks
    )
    return document.model_copy(update={"blocks": blocks})


def _gone(answer: Answer) -> Answer:
    return Answer(
        body=answer.body, received_on=answer.received_on, days=answer.days, stance=None, is_gone=True
    )


def with_quotations_that_stand(document: Document, quotable: Quotable) -> Document:
    """The document without whose words they were, and their digest, where they may not be shown any more."""
    blocks = tuple(
        Quotation(feedback_id=NOBODY, digest="", start=0, end=0, whose="")
        if isinstance(block, Quotation) and block.feedback_id not in quotable
        else block
        for block in document.blocks
    )
    return document.model_copy(update={"blocks": blocks})


def written(document: Document) -> str:
    """The document as it is kept: the same text for the same document, always."""
    return document.model_dump_json()


def read(said: str) -> Document:
    """A document from how it was kept. Raises pydantic's ValidationError for what is none."""
    return Document.model_validate_json(said)


def fingerprint(said: str) -> str:
    """What a kept document is known again by: its SHA-256, in hex."""
    return hashlib.sha256(said.encode()).hexdigest()


def read_kept(said: str, kept_as: str) -> Document:
    """A document that was published. Raises NotAsPublished where it isn't what was kept under `kept_as`."""
    if fingerprint(said) != kept_as:
        raise NotAsPublished
    return read(said)
