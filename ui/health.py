"""What is looked at, how it stands, and whether it needs somebody."""

from datetime import datetime, timedelta
from typing import NamedTuple

from content.words import words
from models.people import Viewer
from storage.queries.health import STALE, Health, health
from ui import access

WAITED_LONG = timedelta(hours=1)
LITTLE = 0.1
UNITS = ("bytes", "KB", "MB", "GB", "TB")


class Line(NamedTuple):
    """One thing: its name, how it stands, and what to do where it needs somebody."""

    name: str
    value: str
    to_do: str


def read(viewer: Viewer) -> list[Line]:
    """Everything that is looked at, what needs somebody first."""
    lines = _lines(health(access.store(), viewer), now=access.now())
    return sorted(lines, key=lambda line: not line.to_do)


def _lines(found: Health, *, now: datetime) -> list[Line]:
    waited = found.waiting_since is not None and now - found.waiting_since > WAITED_LONG
    mail = found.mail_waiting + found.mail_failing + found.mail_given_up
    return [
        _line("backup", _moment(found.last_backup), _is_stale(found.last_backup, now)),
        _line("daily", _moment(found.last_daily), _is_stale(found.last_daily, now)),
        _line("waiting", f"{found.waiting:,}", waited),
        _line("untaggable", f"{found.untaggable:,}", found.untaggable > 0),
        _line("mail", f"{mail:,}", found.mail_failing + found.mail_given_up > 0),
        _line("key", _yes(found.key_opens), not found.key_opens),
        _line("trail", _yes(found.trail_is_guarded), not found.trail_is_guarded),
        _line("disk", _disk(found), _is_nearly_full(found)),
        _line("size", _size(found.store_size), False),
    ]


def _line(name: str, value: str, needs_somebody: bool) -> Line:
    return Line(words(f"health.{name}.name"), value, words(f"health.{name}.why") if needs_somebody else "")


def _is_stale(last: datetime | None, now: datetime) -> bool:
    return last is None or now - last > STALE


def _is_nearly_full(found: Health) -> bool:
    return (
        found.disk_free is not None
        and bool(found.disk_size)
        and found.disk_free < LITTLE * (found.disk_size or 1)
    )


def _moment(last: datetime | None) -> str:
    if last is None:
        return words("health.never")
    here = last.astimezone(access.HERE)
    return words("health.day", day=f"{here.day} {here:%B %Y}", time=f"{here:%H:%M}")


def _yes(is_so: bool) -> str:
    return words("health.yes" if is_so else "health.no")


def _disk(found: Health) -> str:
    if found.disk_free is None:
        return words("health.server")
    return words("health.of", free=_size(found.disk_free), size=_size(found.disk_size))


def _size(size: int | None) -> str:
    """A size in the largest unit that leaves a number of at least one: "3.4 GB"."""
    if size is None:
        return words("health.server")
    shown, unit = float(size), 0
    while shown >= 1000 and unit < len(UNITS) - 1:
        shown, unit = shown / 1000, unit + 1
    return f"{shown:,.0f} {UNITS[unit]}" if unit == 0 or shown >= 100 else f"{shown:,.1f} {UNITS[unit]}"
