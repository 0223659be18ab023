"""What stands in the way of publishing a report? Each with the part that it is in, and what to do."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session

from actions.publish_recommendation import numbers_told
from actions.report_checks import GONE
from actions.report_material import material_of, seen_report
from models.facts import Facts
from models.people import Permission, Viewer, require
from models.report import ReportTemplate
from models.report_parts import (
    Part,
    PictureChosen,
    QuotationChosen,
    RecommendationChosen,
    TextOfOurs,
)
from models.watchdog import HERE
from reporting.compose import Material, compose
from reporting.document import Document
from reporting.numbers_said import not_in_tables
from reporting.publishable import publishable_rules
from reporting.report_pictures import CATALOGUE
from reporting.whose_words import is_told
from storage.queries.quoted import quotable

EMPTY = "There is nothing in this report yet. Write something in it, or add a picture"
NO_FINDING = (
    "Too few people may be counted for any picture, and nothing else is written. Choose a longer time, "
    "or write what you found in other ways"
)
NOT_OVER = "The last day of this report is still to come. Wait for it, or choose an earlier one"
NOT_QUOTABLE = (
    "The words quoted here may not be quoted any more, or they have changed since you chose them. "
    "Take the quotation out, or choose it again"
)
NOT_OF_THIS = (
    "The words quoted here are not from the time, or not about the services, that this report is about. "
    "Take the quotation out, or change what the report counts"
)
RECOMMENDATION_GONE = "That recommendation isn’t here any more. Take it out"
RECOMMENDATION_ENDED = "R{number} is no longer asked. Take it out, or make another recommendation"
NO_SUCH_PICTURE = "This picture doesn’t go with what the report is about. Take it out, or choose another"
A_NUMBER = (
    "This sentence gives a number of people that stands in no table of this report, so it went past the "
    "rules for small numbers. Take the number out, or use one from a table: “{sentence}”"
)
NOT_ROUNDED = (
    "This sentence gives a number of people that is small or not rounded, so somebody could be recognised. "
    "Take the number out or, from {base} people on, round it to the nearest {round_to}: “{sentence}”"
)


class Obstacle(NamedTuple):
    """What has to be put right first: `part` is the place of the part that it is in, None for the whole."""

    part: int | None
    said: str

    @property
    def field(self) -> str:
        return "report" if self.part is None else f"part.{self.part}"


def in_the_way(session: Session, report_id: UUID, *, by: Viewer, at: datetime) -> tuple[Obstacle, ...]:
    """What `publish_report` would refuse of a report at this moment, in the order of its parts."""
    require(by, Permission.READ_FIGURES)
    report = seen_report(session, report_id, by=by)
    today = at.astimezone(HERE).date()
    material = material_of(session, report, by=by, today=today)
    return obstacles(session, by.watchdog_id, material, compose(material))


def obstacles(session: Session, mine: str, material: Material, document: Document) -> tuple[Obstacle, ...]:
    """The same of a report that is put together already."""
    found = [*_of_the_whole(material, document, material.made_on)]
    for at, part in enumerate(material.report.parts):
        found += [Obstacle(at, said) for said in _of_part(session, mine, material, document, part)]
    return tuple(found)


def _of_the_whole(material: Material, document: Document, today: date) -> Iterator[Obstacle]:
    report, looked = material.report, material.looked
    if report.lost:
        yield Obstacle(None, GONE)
    for said in _numbers(material, document, report.title):
        yield Obstacle(None, said)
    if looked.scope.until and looked.scope.until > today:
        yield Obstacle(None, NOT_OVER)
    has_words = any(_says_something(part) for part in report.parts)
    has_pictures = any(isinstance(part, PictureChosen) for part in report.parts)
    if not has_words and not has_pictures:
        yield Obstacle(None, EMPTY)
    elif not has_words and looked.facts.people < material.rules.base:
        yield Obstacle(None, NO_FINDING)


def _says_something(part: Part) -> bool:
    """Whether there is something to read in it, whoever may be counted."""
    if isinstance(part, TextOfOurs):
        return bool(part.said.strip())
    return not isinstance(part, PictureChosen)


def _of_part(
    session: Session, mine: str, material: Material, document: Document, part: Part
) -> Iterator[str]:
    match part:
        case TextOfOurs():
            yield from _numbers(material, document, part.heading, part.said)
        case PictureChosen():
            choice = CATALOGUE.get(part.name)
            if choice is None or not choice.fits(material.looked.scope, material.programme):
                yield NO_SUCH_PICTURE
            yield from _numbers(material, document, part.said)
        case QuotationChosen():
            words = quotable(session, mine, {part.feedback_id: part.digest}).get(part.feedback_id, "")
            if not words[part.start : part.end].strip() or part.end > len(words):
                yield NOT_QUOTABLE
            elif not is_told(_may_quote(material), part.feedback_id):
                yield NOT_OF_THIS
        case RecommendationChosen():
            asked = material.recommendations.get(part.recommendation_id)
            if asked is None:
                yield RECOMMENDATION_GONE
            elif asked.ended_at is not None:
                yield RECOMMENDATION_ENDED.format(number=asked.number)
            else:
                yield from numbers_told(asked, material.rules, document)


def _may_quote(material: Material) -> Facts:
    """What was told by whom the report may quote: in that of a visit, which is of one day, at any time."""
    is_visit = material.report.template is ReportTemplate.VISIT
    return material.looked.whole if is_visit else material.looked.facts


def _numbers(material: Material, document: Document, *texts: str) -> Iterator[str]:
    rules = publishable_rules(material.rules)
    said = A_NUMBER if document.pictures else NOT_ROUNDED
    for sentence in not_in_tables(texts, document, rules):
        yield said.format(sentence=sentence, base=rules.base, round_to=rules.round_to)
