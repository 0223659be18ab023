"""An edition of the public page: what people said in the last four whole quarters, frozen.

Nobody chooses what it counts: the days follow from the calendar, the cells are always the same. Between two
editions only whole quarters come and go, and whoever was approved or took something back since: each of that
is less than the rounding of a number shows.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from analysis.disclosure import Rules
from analysis.narrow import narrow
from analysis.public import only_public
from content.words import words
from models.facts import Facts
from models.period import Days
from models.report import DocumentKind
from models.scope import Scope
from reporting import wording
from reporting.document import Document, Pictured, Quotation
from reporting.looked import Looked
from reporting.picture_block import picture_block
from reporting.public_pictures import TOLD, public_pictures
from reporting.publishable import HIDDEN, publishable_rules

MOST_QUOTED = 3
QUARTER = 3
"""Months."""


@dataclass(frozen=True, eq=False)
class Material:
    """What an edition is made of. `facts` are all of the watchdog's; `theme_marks` as in a `Looked`.

    `published_by` is the name of who signs it; empty in a preview. `versions` as in a `Document`.
    """

    watchdog: str
    area: str
    facts: Facts
    rules: Rules
    made_on: date
    version: int = 1
    published_by: str = ""
    versions: Mapping[str, str] = field(default_factory=dict)
    theme_marks: Mapping[str, str] = field(default_factory=dict)
    quotations: tuple[Quotation, ...] = ()


def public_edition(material: Material) -> Document:
    """The edition of a day. Only whoever agreed to reports and was approved by a person is counted."""
    days = last_four_quarters(material.made_on)
    scope, rules = Scope(since=days.since, until=days.until), publishable_rules(material.rules)
    whole = only_public(material.facts)
    looked = Looked(
        narrow(whole, scope), whole, scope, material.made_on, rules.base, theme_marks=material.theme_marks
    )
    pictures = public_pictures(looked) if looked.facts.people else ()
    return Document(
        kind=DocumentKind.PAGE,
        version=material.version,
        title=words("what_people_say.title"),
        watchdog=material.watchdog,
        area=material.area,
        scope=words("public_page.scope"),
        since=days.since,
        until=days.until,
        made_on=material.made_on,
        published_by=material.published_by,
        blocks=(*(picture_block(one, rules) for one in pictures), *material.quotations),
        method=_method(rules),
        versions=dict(material.versions),
    )


def last_four_quarters(today: date) -> Days:
    """The last four quarters of the calendar that are over.

    >>> last_four_quarters(date(2026, 11, 20))
    Days(since=datetime.date(2025, 10, 1), until=datetime.date(2026, 9, 30))
    """
    begins = date(today.year, (today.month - 1) // QUARTER * QUARTER + 1, 1)
    return Days(begins.replace(year=begins.year - 1), begins - timedelta(days=1))


def people_told(edition: Document) -> int | None:
    """How many people are counted in it, as published; None where too few are."""
    found = next((block for block in edition.pictures if block.name == TOLD), None)
    whole = found.rows[-1][-1] if found and found.rows else HIDDEN
    return whole if isinstance(whole, int) and whole else None


def picture(edition: Document, name: str) -> Pictured | None:
    """One of its pictures; None where it has nothing of that."""
    return next((block for block in edition.pictures if block.name == name and block.rows), None)


def _method(rules: Rules) -> tuple[str, ...]:
    gaps = rules._asdict()
    return tuple(words(f"public_page.method.{name}", **gaps) for name in ("who", "few", "tags", "choose"))


def heard_in(month: date) -> str:
    """When somebody's words were heard."""
    return words("public_page.heard", month=wording.month_name(month))


def whose_said(month: date, beside: int | None) -> str:
    """All that is said of whose words they are; no month in the card of a recommendation, which has names."""
    return heard_in(month) if beside is None else words("report.whose.unknown")
