"""A report put together from what it is made of: the same material gives the same document, always."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID
from weakref import WeakKeyDictionary

from analysis.disclosure import Rules
from analysis.working_days import Changes, working_days_between
from content.words import words
from models.programme import ProgrammeSeen
from models.provider_response import ResponseSeen
from models.recommendation import StepKind
from models.recommendation_seen import RecommendationSeen
from models.report import DocumentKind, ReportTemplate
from models.report_parts import Part, PictureChosen, QuotationChosen, RecommendationChosen, TextOfOurs
from models.report_seen import ReportSeen
from reporting import wording
from reporting.document import Answer, Block, Document, Heading, Paragraphs, Pictured, Quotation, Recommended
from reporting.looked import Looked
from reporting.method_box import counted, method, method_of_quotations, method_without_figures, versions_said
from reporting.picture import Picture
from reporting.picture_block import paragraphs, picture_block
from reporting.report_pictures import CATALOGUE, Choice
from reporting.whose_words import whose

_COUNTED: WeakKeyDictionary[Looked, dict[tuple[Choice, ProgrammeSeen | None, Rules], Pictured]] = (
    WeakKeyDictionary()
)


@dataclass(frozen=True, eq=False)
class Material:
    """What a report is made of. `looked` are public facts alone, of what the report is about.

    `scope` is that in words. `reach` are pictures of whom we hear from, by kind, where there are enough
    people. `holidays` are the bank holidays that changed. `published_by` is empty in a draft.
    """

    report: ReportSeen
    watchdog: str
    area: str
    scope: str
    looked: Looked
    rules: Rules
    made_on: date
    version: int = 1
    reason: str = ""
    published_by: str = ""
    programme: ProgrammeSeen | None = None
    recommendations: Mapping[UUID, RecommendationSeen] = field(default_factory=dict)
    reach: Mapping[str, Picture] = field(default_factory=dict)
    holidays: Changes = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)


def compose(material: Material) -> Document:
    """The whole report. What cannot stand in it any more is left out: whoever publishes looks for that."""
    report, looked = material.report, material.looked
    parts = report.parts
    blocks = tuple(
        block
        for at, part in enumerate(parts)
        if not _is_empty(part, parts[at + 1] if at + 1 < len(parts) else None)
        for block in blocks_of(part, material)
    )
    has_figures = any(isinstance(block, Pictured) for block in blocks)
    box = method(looked, material.rules) if has_figures else method_without_figures()
    if any(isinstance(block, Quotation) for block in blocks):
        box = (*box, method_of_quotations())
    return Document(
        kind=DocumentKind.REPORT,
        template=report.template,
        number=report.number,
        version=material.version,
        title=report.title,
        watchdog=material.watchdog,
        area=material.area,
        scope=scope_said(material),
        since=looked.scope.since,
        until=looked.scope.until,
        made_on=material.made_on,
        published_by=material.published_by,
        reason=material.reason,
        blocks=blocks,
        method=(*box, versions_said(material.versions)) if has_figures else box,
        counted=counted(looked, material.rules) if has_figures else (),
        versions=dict(sorted(material.versions.items())),
    )


def blocks_of(part: Part, material: Material) -> tuple[Block, ...]:
    """What one part becomes; nothing of what is not there, or no longer may be chosen."""
    match part:
        case TextOfOurs():
            return tuple(_text(part))
        case PictureChosen():
            choice = CATALOGUE.get(part.name)
            return (pictured(choice, material, said=part.said),) if choice else ()
        case QuotationChosen():
            return (
                Quotation(
                    feedback_id=part.feedback_id,
                    digest=part.digest,
                    start=part.start,
                    end=part.end,
                    whose=whose_said(part, material),
                ),
            )
        case RecommendationChosen():
            found = material.recommendations.get(part.recommendation_id)
            return (recommended(found, material.holidays),) if found else ()


def pictured(choice: Choice, material: Material, *, said: str = "") -> Pictured:
    """One picture of the catalogue as this report publishes it."""
    if choice.reach:
        reach = material.reach.get(choice.reach)
        block = _as_published(reach) if reach else _without_numbers(choice)
    else:
        block = _counted(choice, material)
    return block.model_copy(update={"said": paragraphs(said)})


def _counted(choice: Choice, material: Material) -> Pictured:
    """A picture of what is looked at, counted once for as long as that is there."""
    looked, rules, programme = material.looked, material.rules, material.programme
    known = _COUNTED.setdefault(looked, {})
    if (block := known.get((choice, programme, rules))) is None:
        picture = choice.make(looked, programme)
        block = picture_block(picture, rules) if picture else _without_numbers(choice)
        if choice.is_of_all_time and block.rows and looked.scope.since:
            until = wording.day(looked.scope.until or looked.today)
            block = block.model_copy(update={"notes": (words("report.of_all_time", day=until), *block.notes)})
        known[choice, programme, rules] = block
    return block


def _without_numbers(choice: Choice) -> Pictured:
    """In place of a picture that there are too few people for."""
    return Pictured(
        name=choice.name, heading=choice.label, sentence=words("report.few"), columns=("",), rows=()
    )


def recommended(one: RecommendationSeen, holidays: Changes) -> Recommended:
    """A recommendation as it stands, with its published answer if there is one, and what came of that."""
    sent = one.step(StepKind.SENT)
    has_another = one.answers_now and one.answers_now != one.body
    body = words("report.body_now", body=one.body, now=one.answers_now) if has_another else one.body
    public = next((answer for answer in one.responses if answer.is_public), None)
    looked = one.looked_since(public)
    return Recommended(
        number=one.number,
        what=one.kind,
        asks=one.asks,
        details=one.details,
        finding=one.finding,
        body=body,
        copied_to=one.copied_to,
        sent_on=sent.on if sent else None,
        due_on=sent.due_on if sent else None,
        longer_on=sent.longer_due_on if sent else None,
        answer=_answer(public, sent.on, holidays) if public and sent else None,
        looked_on=looked.on if looked else None,
        found=looked.recheck if looked else None,
    )


def whose_said(part: QuotationChosen, material: Material) -> str:
    """Whose words are quoted; without the month where the report names one service or a visit."""
    is_of_one = material.report.template is ReportTemplate.VISIT or material.looked.scope.service_id
    return whose(material.looked.whole, part.feedback_id, has_month=not is_of_one)


def scope_said(material: Material) -> str:
    """What the report is about: its scope in words, or the visit."""
    report = material.report
    if report.template is ReportTemplate.VISIT and report.visited_on:
        return words("report.visit", service=report.service, day=wording.day(report.visited_on))
    return material.scope


def _text(part: TextOfOurs) -> Iterator[Block]:
    if part.heading:
        yield Heading(said=part.heading)
    if said := paragraphs(part.said):
        yield Paragraphs(said=said)


def _is_empty(part: Part, following: Part | None) -> bool:
    """Whether it is a heading with nothing under it: no words, and no picture or other part after it."""
    if not isinstance(part, TextOfOurs) or part.said.strip():
        return False
    return following is None or isinstance(following, TextOfOurs) or not part.heading


def _as_published(picture: Picture) -> Pictured:
    """One whose numbers have been through the gate before it was drawn."""
    table = picture.table
    return Pictured(
        name=picture.name,
        heading=picture.heading,
        sentence=picture.sentence,
        columns=tuple(map(str, table.columns)),
        rows=tuple(tuple(_cell(cell) for cell in row) for row in table.itertuples(index=False, name=None)),
        notes=tuple(picture.notes),
    )


def _cell(value: object) -> int | str:
    return value if isinstance(value, int) else str(value)


def _answer(one: ResponseSeen, sent_on: date, holidays: Changes) -> Answer:
    return Answer(
        body=one.body,
        received_on=one.received_on,
        days=working_days_between(sent_on, one.received_on, holidays),
        stance=one.stance,
        reason=one.reason,
        shown=one.shown,
        change=one.change,
        change_what=one.change_what,
        change_by=one.change_by,
    )
