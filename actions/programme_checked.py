"""Will what staff say about a programme do? Each field is checked, and says by itself what to put right."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from content.question_sets import question_set, question_set_names
from models.errors import FeedbackError, Problems
from models.organisation import Service
from models.people import Viewer
from models.programme import (
    LONGEST_ABOUT,
    LONGEST_CODE,
    LONGEST_NAME,
    LONGEST_SOURCE,
    Programme,
    ProgrammeDraft,
    ProgrammeKind,
)
from models.words import canonical
from storage.queries.stands_for import stands_for

MOST_PARTNERS = 40
MOST_DAYS = 30
OF_NO_CONSULTATION = {
    "services": "Choose no services for a consultation: only who used its own form took part in it",
    "covers_all": "Not everything is about a consultation: only who used its own form took part in it",
}
_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def checked(
    session: Session, draft: ProgrammeDraft, *, by: Viewer, now: Programme | None = None
) -> ProgrammeDraft:
    """The draft, tidied. `now` is the programme that it changes: its code stays, which is on posters.

    Raises Problems by field; those of the third day are under "days.2.what" and "days.2.source".
    """
    problems: dict[str, str] = {}

    def tidy(field: str, check: Callable[..., Any], said: Any, *also: Any) -> Any:
        try:
            return check(said, *also)
        except FeedbackError as fault:
            problems[field] = str(fault)
            return said

    name = tidy("name", _name, draft.name, session, by, now)
    if draft.started_on and draft.ended_on and draft.ended_on < draft.started_on:
        problems["ended_on"] = "Choose a last day that isn't before the first"
    if len(draft.days) > MOST_DAYS:
        problems["days"] = f"Keep {MOST_DAYS} dates or fewer"
    if draft.kind is ProgrammeKind.CONSULTATION:
        problems |= {field: said for field, said in OF_NO_CONSULTATION.items() if getattr(draft, field)}
    days = [
        replace(
            one,
            what=tidy(f"days.{place}.what", _what, one.what),
            source=tidy(f"days.{place}.source", _source, one.source, "date"),
        )
        for place, one in enumerate(draft.days)
    ]
    given = replace(
        draft,
        name=name,
        code=now.code if now else tidy("code", _code, draft.code, name, session, by),
        about=tidy("about", _line, draft.about, "description", LONGEST_ABOUT),
        partners=tidy("partners", _partners, draft.partners),
        source=tidy("source", _source, draft.source, "start date" if draft.started_on else ""),
        days=tuple(days),
        services=tidy("services", _services, draft.services, session, by),
        question_sets=tidy("question_sets", _questions, draft.question_sets, now),
    )
    if problems:
        raise Problems(problems)
    return replace(given, days=tuple(sorted(given.days, key=lambda one: (one.day, one.what, one.source))))


def _name(said: str, session: Session, by: Viewer, now: Programme | None) -> str:
    name = _line(said, "name", LONGEST_NAME)
    if not name:
        raise FeedbackError("Give the programme's name")
    rows = session.exec(
        select(Programme.id, Programme.name).where(Programme.watchdog_id == by.watchdog_id)
    ).all()
    for other, taken in rows:
        if taken.casefold() == name.casefold() and (now is None or other != now.id):
            raise FeedbackError(f"There is a programme called {taken} already")
    return name


def _code(said: str, name: str, session: Session, by: Viewer) -> str:
    code = _line(said, "code", LONGEST_CODE) or _made_from(name)
    if not _CODE.fullmatch(code):
        raise FeedbackError(
            "Give a code of small letters and figures, with hyphens between, like winter-team"
        )
    taken = select(Programme.id).where(Programme.watchdog_id == by.watchdog_id, Programme.code == code)
    if session.exec(taken).first() is not None:
        raise FeedbackError(f"There is a programme with the code {code} already")
    return code


def _made_from(name: str) -> str:
    """A code made from the name, cut where it would be too long."""
    made = re.sub(r"[^a-z0-9]+", "-", name.lower())[:LONGEST_CODE].strip("-")
    return made or "programme"


def _what(said: str) -> str:
    what = _line(said, "date", LONGEST_NAME)
    if not what:
        raise FeedbackError("Say what happened on that day")
    return what


def _source(said: str, of: str) -> str:
    """A source, which may be empty where it is of nothing."""
    source = _line(said, "source", LONGEST_SOURCE)
    if of and not source:
        raise FeedbackError(f"Say where the {of} comes from: sources often disagree")
    return source


def _partners(said: Sequence[str]) -> tuple[str, ...]:
    names = dict.fromkeys(_line(one, "partners' names", LONGEST_NAME) for one in said)
    names.pop("", None)
    if len(names) > MOST_PARTNERS:
        raise FeedbackError(f"Name {MOST_PARTNERS} partners or fewer")
    return tuple(names)


def _services(ids: Sequence[UUID], session: Session, by: Viewer) -> tuple[UUID, ...]:
    """Each once, as what stands for it."""
    mine = col(Service.watchdog_id) == by.watchdog_id
    here = dict(session.exec(select(Service.id, stands_for(Service)).where(mine)).all())
    if any(one not in here for one in ids):
        raise FeedbackError("A service of the programme isn't in the directory")
    return tuple(dict.fromkeys(here[one] for one in ids))


def _questions(names: Sequence[str], now: Programme | None) -> tuple[str, ...]:
    """Each once. Those that it asks already may have gone since."""
    for name in set(names) - set(now.question_sets if now else ()):
        if name not in question_set_names() or question_set(name).is_kept_apart:
            raise FeedbackError(f"There are no questions called {name!r} that a programme can ask")
    return tuple(dict.fromkeys(names))


def _line(said: str, what: str, longest: int) -> str:
    line = " ".join(canonical(said).split())
    if len(line) > longest:
        raise FeedbackError(f"Use {longest:,} characters or fewer for the programme's {what}")
    return line
