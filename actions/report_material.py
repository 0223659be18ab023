"""Everything that a report is made of; and the report as it would be, before it is published."""

import tomllib
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlmodel import Session

from actions.publishing_rules import rules_of
from actions.reports import NOT_HERE
from actions.trust_in_themes import marks_of, trust_in_themes
from analysis.disclosure import Rules
from analysis.narrow import narrow
from analysis.public import only_public
from models.commitment import looking_of
from models.errors import FeedbackError
from models.facts import Facts
from models.people import Permission, Viewer, require
from models.period import Period
from models.report_parts import PictureChosen
from models.report_seen import ReportSeen
from models.watchdog import HERE, Watchdog
from reporting.compose import Material, compose
from reporting.document import Document
from reporting.looked import Looked
from reporting.method_box import MODEL, PRODUCT, TAXONOMY
from reporting.picture import Picture
from reporting.pictures_of_reach import reach, whole_months
from reporting.report_pictures import CATALOGUE
from reporting.scope_words import choices_of, scope_in_words
from storage.queries.about_you import about_you
from storage.queries.bank_holidays import holiday_changes
from storage.queries.census_figures import census_figures
from storage.queries.facts import read_facts
from storage.queries.programmes import programmes
from storage.queries.recommendations import recommendations
from storage.queries.reports import reports
from storage.queries.tags_in_use import versions_in_use

PROJECT = Path(__file__).parent.parent / "pyproject.toml"


def draft_document(session: Session, report_id: UUID, *, by: Viewer, at: datetime) -> Document:
    """The report as it would be published now, unsigned. Raises FeedbackError where there is none."""
    require(by, Permission.READ_FIGURES)
    report = seen_report(session, report_id, by=by)
    return compose(material_of(session, report, by=by, today=at.astimezone(HERE).date()))


def seen_report(session: Session, report_id: UUID, *, by: Viewer) -> ReportSeen:
    """One report. Raises FeedbackError where there is none of that id."""
    found = next((one for one in reports(session, by) if one.id == report_id), None)
    if found is None:
        raise FeedbackError(NOT_HERE)
    return found


def material_of(
    session: Session,
    report: ReportSeen,
    *,
    by: Viewer,
    today: date,
    facts: Facts | None = None,
) -> Material:
    """What the report is made of at this moment: figures of those alone who may be counted in public.

    `facts` are all of the watchdog's, where they are kept: what follows from them is kept with them.
    """
    everything = read_facts(session, by, versions_in_use(session, by)) if facts is None else facts
    look = _looked if facts is None else _kept_looked
    beside = _beside(session, report, by=by, today=today)
    rules: Rules = beside["rules"]
    marks = marks_of(trust_in_themes(session, by)[0])
    looked = look(everything, report.scope, today, rules.base, tuple(sorted(marks.items())))
    return Material(
        **beside,
        scope=scope_in_words(looked.scope, choices_of(everything).names),
        looked=looked,
        made_on=today,
        reach=_reach(session, report, rules, by=by, before=_day_after(looked.scope.until) or today),
    )


def as_it_is_now(session: Session, material: Material, *, by: Viewer) -> Material:
    """The same with everything read again but its figures, which takes no time."""
    report = seen_report(session, material.report.id, by=by)
    return replace(material, **_beside(session, report, by=by, today=material.made_on))


@lru_cache(maxsize=1)
def product_version() -> str:
    """Which version of this software it is."""
    said: str = tomllib.loads(PROJECT.read_text("utf-8"))["project"]["version"]
    return said


def _beside(session: Session, report: ReportSeen, *, by: Viewer, today: date) -> dict[str, Any]:
    """What a report is made of beside its figures, by its name in `Material`."""
    watchdog, tags = session.get_one(Watchdog, by.watchdog_id), versions_in_use(session, by)
    return {
        "report": report,
        "watchdog": watchdog.name,
        "area": watchdog.area,
        "rules": rules_of(session, by),
        "version": report.next_version,
        "programme": next((one for one in programmes(session, by) if one.id == report.programme_id), None),
        "recommendations": {one.id: one for one in recommendations(session, by, today=today)},
        "holidays": holiday_changes(session, by.watchdog_id),
        "versions": {TAXONOMY: tags.taxonomy, MODEL: tags.model, PRODUCT: product_version()},
    }


def _looked(
    everything: Facts, about: str, today: date, smallest: int, marks: tuple[tuple[str, str], ...]
) -> Looked:
    """The public facts of a scope, which is a link."""
    looking, _ = looking_of(about)
    scope, is_people_only = looking.scope, looking.is_people_only
    public = only_public(everything)
    facts = narrow(public, scope, is_people_only=is_people_only)
    whole = narrow(public, replace(scope, since=None), is_people_only=is_people_only)
    return Looked(facts, whole, scope, today, smallest, is_people_only, dict(marks))


_kept_looked = lru_cache(maxsize=2)(_looked)


def _reach(
    session: Session, report: ReportSeen, rules: Rules, *, by: Viewer, before: date
) -> dict[str, Picture]:
    """Whom we hear from in the twelve whole months before a day, of the kinds that it shows."""
    chosen = [CATALOGUE[part.name].reach for part in report.parts if isinstance(part, PictureChosen)]
    kinds = dict.fromkeys(kind for kind in chosen if kind)
    if not kinds:
        return {}
    days, census = whole_months(Period.LAST_12, before), census_figures(session, by)
    told = about_you(session, by, days, is_public_only=True)
    drawn = {kind: reach(kind, census[kind], told, rules, days) for kind in kinds if kind in census}
    return {kind: picture for kind, picture in drawn.items() if picture}


def _day_after(day: date | None) -> date | None:
    return day + timedelta(days=1) if day else None
