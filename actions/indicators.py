"""Follow what a body publishes: say what it is, keep its figures, and take one back. All stays on record."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session

from actions.indicator_checks import checked
from actions.put_setting import put_setting
from imports.figure_rules import faults_in, overlapping, overlaps_with_kept
from imports.indicator_csv import FiguresFile as FiguresFile
from imports.indicator_csv import empty_file as empty_file
from imports.indicator_csv import figures_in as figures_in
from imports.indicator_csv import value_in as value_in
from models.errors import FeedbackError, Problems
from models.events import Event
from models.indicator import (
    FigureGiven,
    FigureSeen,
    Indicator,
    IndicatorDraft,
    IndicatorFigure,
    that_hold,
)
from models.people import Permission, Viewer, require
from models.programme import Programme
from models.setting import SettingKind
from models.watchdog import HERE
from models.words import canonical
from storage import audit
from storage.queries.indicators import figures_entered


def add_indicator(
    session: Session, programme_id: UUID, draft: IndicatorDraft, *, by: Viewer, at: datetime
) -> UUID:
    """Follow what a body publishes, and return its id. Raises Problems, by field."""
    require(by, Permission.FOLLOW_PROMISES)
    audit.lock(session, by.watchdog_id)
    if session.get(Programme, (by.watchdog_id, programme_id)) is None:
        raise FeedbackError("That programme isn't here. Choose one from the list")
    row = Indicator(
        **checked(session, by.watchdog_id, programme_id, draft),
        watchdog_id=by.watchdog_id,
        programme_id=programme_id,
        added_by=by.actor,
        added_at=at,
    )
    session.add(row)
    session.flush()
    audit.record(session, Event.INDICATOR_ADDED, by=by, at=at, subject=row.id, detail=_detail(row))
    return row.id


def change_indicator(
    session: Session, indicator_id: UUID, draft: IndicatorDraft, *, after: int, by: Viewer, at: datetime
) -> None:
    """Put the draft in place of what was; nothing is written where it says nothing new.

    `after` is the number of the last change that the editor saw. Raises Problems, by field, and
    SomebodyElseDecided when there has been another change since.
    """
    require(by, Permission.FOLLOW_PROMISES)
    audit.lock(session, by.watchdog_id)
    row = _indicator(session, indicator_id, by)
    held = [one.value for one in _held(session, row) if one.value is not None]
    values = checked(session, by.watchdog_id, row.programme_id, draft, before=row, held=held)
    about = (SettingKind.INDICATOR, str(row.id))
    changed = Event.INDICATOR_CHANGED
    put_setting(session, row, values, changed, about=about, detail=_detail(row), after=after, by=by, at=at)


def keep_figures(
    session: Session, indicator_id: UUID, given: Sequence[FigureGiven], *, by: Viewer, at: datetime
) -> int:
    """Keep figures, all or none, and return how many said something new: those hold from now on.

    Raises Problems by the figure's place, from 0, and field: "0.value".
    """
    require(by, Permission.FOLLOW_PROMISES)
    audit.lock(session, by.watchdog_id)
    row = _indicator(session, indicator_id, by)
    given = [replace(one, source=" ".join(canonical(one.source).split())) for one in given]
    held = _held(session, row)
    if problems := _problems(given, row, held, at.astimezone(HERE).date()):
        raise Problems(problems)
    there = {(one.since, one.until, one.value, one.source) for one in held}
    new = [one for one in given if (one.since, one.until, one.value, one.source) not in there]
    if new:
        session.add_all(_as_row(row, one.since, one.until, one.value, one.source, by, at) for one in new)
        session.flush()
        many: dict[str, str | int] = {"figures": len(new)}
        audit.record(session, Event.INDICATOR_FIGURES_KEPT, by=by, at=at, subject=row.id, detail=many)
    return len(new)


def take_back_figure(
    session: Session, indicator_id: UUID, since: date, until: date, *, by: Viewer, at: datetime
) -> None:
    """From now on no figure of these days holds; what was entered stays on record."""
    require(by, Permission.FOLLOW_PROMISES)
    audit.lock(session, by.watchdog_id)
    row = _indicator(session, indicator_id, by)
    if (since, until) not in {one.days for one in _held(session, row)}:
        raise FeedbackError("That figure isn't there any more. Look at the list again")
    session.add(_as_row(row, since, until, None, "", by, at))
    session.flush()
    audit.record(session, Event.INDICATOR_FIGURE_TAKEN_BACK, by=by, at=at, subject=row.id)


def _indicator(session: Session, indicator_id: UUID, by: Viewer) -> Indicator:
    row = session.get(Indicator, (by.watchdog_id, indicator_id))
    if row is None:
        raise FeedbackError("That figure isn't followed here. Look at the list again")
    return row


def _held(session: Session, row: Indicator) -> tuple[FigureSeen, ...]:
    """The figures that hold."""
    entered = figures_entered(session, row.watchdog_id, [row.id])[row.id]
    return that_hold(FigureSeen(one.since, one.until, one.value, one.source) for one in entered)


def _problems(
    given: Sequence[FigureGiven], row: Indicator, held: Sequence[FigureSeen], today: date
) -> dict[str, str]:
    found = {} if given else {"0.value": "Give a figure first"}
    for place, one in enumerate(given):
        faults = faults_in(one, row.unit, today)
        earlier = given[:place]
        if not faults and (said := overlaps_with_kept(one, held)):
            faults["until"] = said
        if not faults and (overlapping(one, earlier) or _is_of_the_same_days(one, earlier)):
            faults["until"] = "Two of these figures share some of their days"
        found |= {f"{place}.{field}": said for field, said in faults.items()}
    return found


def _is_of_the_same_days(one: FigureGiven, others: Sequence[FigureGiven]) -> bool:
    return any((one.since, one.until) == (other.since, other.until) for other in others)


def _as_row(
    row: Indicator, since: date, until: date, value: float | None, source: str, by: Viewer, at: datetime
) -> IndicatorFigure:
    return IndicatorFigure(
        watchdog_id=row.watchdog_id,
        indicator_id=row.id,
        since=since,
        until=until,
        value=value,
        source=source,
        entered_by=by.actor,
        entered_at=at,
    )


def _detail(row: Indicator) -> dict[str, str | int]:
    """Choices alone: what its numbers are of, and what is shown beside them."""
    beside = {"measure": row.measure} if row.measure else {}
    return {"unit": row.unit.value, **beside}
