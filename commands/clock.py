"""By when is an answer due to what was sent on a day, and which answers are late or still to come?"""

from datetime import date
from typing import Annotated

import typer

from analysis.working_days import Changes, working_days_after, working_days_between
from commands.common import now, opened, sentences
from content.thresholds import default_thresholds
from models.errors import FeedbackError
from models.setting import ThresholdKind
from models.watchdog import HERE
from storage.queries.bank_holidays import holiday_changes
from storage.queries.clocks import Clock, clocks

FIRST_YEAR, LAST_YEAR = 1978, 2099
"""England has had the bank holidays of now since the first; they are known until the year after the last."""


def clock(
    sent: Annotated[
        str,
        typer.Option(help="A day, such as 2025-12-18. Needs no store: it counts by the settings that ship."),
    ] = "",
    on: Annotated[str, typer.Option(help="A day, to see the answers as they stand on it; else today.")] = "",
) -> None:
    """When answers are due to what was --sent on a day; or which in the store are late or due --on one."""
    with sentences():
        if sent and on:
            raise FeedbackError("Give --sent or --on, not both.")
        if sent:
            for day in _due(_day("--sent", sent)):
                typer.echo(day.isoformat())
            return
        day = _day("--on", on) if on else now().astimezone(HERE).date()
    with opened() as (store, watchdog_id), store.reading() as session:
        running, changes = clocks(session, watchdog_id, day), holiday_changes(session, watchdog_id)
    for one in running:
        cells = (f"R{one.number}", one.body, one.due_on.isoformat(), _stands(one, day, changes), one.asks)
        typer.echo("\t".join(cells))
    if not running:
        typer.echo(f"No answer is late or due on {day.isoformat()}.")


def _due(sent: date) -> tuple[date, date]:
    """Until when an answer is due, by the shorter and the longer time that ship."""
    shipped = default_thresholds()
    shorter, longer = (
        shipped[ThresholdKind.ANSWER_DAYS].value,
        shipped[ThresholdKind.LONGER_ANSWER_DAYS].value,
    )
    return working_days_after(sent, shorter), working_days_after(sent, longer)


def _stands(one: Clock, on: date, changes: Changes) -> str:
    """How a clock stands on a day: late after its last day is over, though no working day came since."""
    if one.due_on < on:
        return f"late by {_working_days(working_days_between(one.due_on, on, changes))}"
    left = working_days_between(on, one.due_on, changes)
    return f"due in {_working_days(left)}" if left else "due today"


def _working_days(count: int) -> str:
    return "1 working day" if count == 1 else f"{count} working days"


def _day(option: str, typed: str) -> date:
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        raise FeedbackError(f"“{typed[:40]}” is no day: write {option} as 2025-12-18.") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise FeedbackError(
            f"Give a day from {FIRST_YEAR} to {LAST_YEAR}: bank holidays are known for those."
        )
    return day
