"""What a report needs before it is kept, and what has to be put right in it, by field."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import ValidationError
from sqlmodel import Session

from models.commitment import looking_of
from models.errors import Problems
from models.limits import LONGEST_SCOPE
from models.organisation import Service
from models.people import Viewer
from models.programme import Programme
from models.recommendation import Recommendation
from models.report import LONGEST_TITLE, ReportDraft, ReportTemplate
from models.report_parts import (
    LONGEST_HEADING,
    LONGEST_SAID,
    MOST_PARTS,
    Part,
    PictureChosen,
    QuotationChosen,
    RecommendationChosen,
    read_parts,
    write_parts,
)
from models.scope import Scope, looking_to_link
from models.words import canonical
from reporting.report_pictures import CATALOGUE
from storage.queries.quotations import A_PAGE, quotations
from storage.queries.quoted import digest_of

YEAR_ENDS = (3, 31)
GONE = "Part of what this report is about isn’t there any more. Choose again what it is about"
TOO_LONG = f"Use {LONGEST_SAID:,} characters or fewer here, and {LONGEST_HEADING} in a heading"
NOT_READ = "This part can’t be kept. Take it out, and add it again"


def checked(session: Session, by: Viewer, draft: ReportDraft, *, today: date) -> dict[str, Any]:
    """What is to be stored of a draft, by field. Raises Problems, by field; a part is "part.0"."""
    mine = by.watchdog_id
    title = " ".join(canonical(draft.title).split())
    problems = {"title": _title_problem(title)}
    programme = session.get(Programme, (mine, draft.programme_id)) if draft.programme_id else None
    if draft.programme_id and programme is None:
        problems["programme_id"] = "That programme isn’t here. Choose one from the list"
    service_id, problems["service_id"] = _service(session, mine, draft)
    problems |= _day_problems(draft, today)
    scope, problems["scope"] = _scope(draft, programme, service_id)
    parts: Sequence[Part] = ()
    try:
        parts = _with_digests(session, by, _read(draft.parts))
        _check_choices(session, mine, parts)
    except Problems as found:
        problems |= found.by_question
    if left := {field: said for field, said in problems.items() if said}:
        raise Problems(left)
    return {
        "title": title,
        "scope": scope,
        "programme_id": draft.programme_id,
        "service_id": service_id,
        "visited_on": draft.visited_on,
        "year_ended": draft.year_ended,
        "parts": write_parts(parts),
    }


def year_of(year_ended: date) -> tuple[date, date]:
    """The first and the last day of the year that an annual report is about.

    >>> year_of(date(2026, 3, 31))
    (datetime.date(2025, 4, 1), datetime.date(2026, 3, 31))
    """
    month, day = YEAR_ENDS
    return date(year_ended.year - 1, month + 1, 1), date(year_ended.year, month, day)


def _title_problem(title: str) -> str:
    if not title:
        return "Give the report a title"
    if len(title) > LONGEST_TITLE:
        return f"Use {LONGEST_TITLE} characters or fewer. You have used {len(title):,}"
    return ""


def _service(session: Session, mine: str, draft: ReportDraft) -> tuple[UUID | None, str]:
    """What stands for the service that was visited."""
    if draft.template is not ReportTemplate.VISIT:
        return None, ""
    found = session.get(Service, (mine, draft.service_id)) if draft.service_id else None
    if found is None:
        return None, "Choose the service that you visited"
    return found.merged_into_id or found.id, ""


def _day_problems(draft: ReportDraft, today: date) -> dict[str, str]:
    problems = {}
    if draft.template is ReportTemplate.VISIT:
        if draft.visited_on is None:
            problems["visited_on"] = "Choose the day of the visit"
        elif draft.visited_on > today:
            problems["visited_on"] = "Choose a day that has come"
    if draft.template is ReportTemplate.ANNUAL:
        ended = draft.year_ended
        if ended is None or (ended.month, ended.day) != YEAR_ENDS:
            problems["year_ended"] = "Choose the year: it ends on 31 March"
        elif ended > today:
            problems["year_ended"] = "Choose a year that is over. You can begin this report after 31 March"
    return problems


def _scope(draft: ReportDraft, programme: Programme | None, service_id: UUID | None) -> tuple[str, str]:
    """The scope as it is stored: of a year, a programme or a service where nothing else was chosen."""
    looking, unread = looking_of(draft.scope)
    if unread or looking.beside is not None:
        return draft.scope, GONE
    scope = looking.scope
    if draft.template is ReportTemplate.ANNUAL and draft.year_ended:
        since, until = year_of(draft.year_ended)
        scope = replace(scope, since=since, until=until)
    if replace(scope, since=None, until=None) == Scope():
        code = programme.code if programme else None
        scope = replace(scope, programme=code, service_id=None if code else service_id)
    if scope.since and scope.until and scope.since > scope.until:
        return draft.scope, "Choose a last day that isn’t before the first"
    link = looking_to_link(replace(looking, scope=scope))
    said = "&".join(f"{name}={value}" for name, value in link.items())
    return said, "" if len(said) <= LONGEST_SCOPE else "Choose fewer things that the report is about"


def _read(said: Sequence[Mapping[str, Any]]) -> tuple[Part, ...]:
    if len(said) > MOST_PARTS:
        raise Problems({"parts": f"A report has {MOST_PARTS} parts at most. Put some of them together"})
    try:
        return read_parts(_tidied(part) for part in said)
    except ValidationError as fault:
        found = {
            f"part.{one['loc'][0]}": TOO_LONG if one["type"] == "string_too_long" else NOT_READ
            for one in fault.errors(include_input=False)
        }
        raise Problems(found) from None


def _tidied(part: Mapping[str, Any]) -> dict[str, Any]:
    tidied = {name: canonical(value) if isinstance(value, str) else value for name, value in part.items()}
    if isinstance(heading := tidied.get("heading"), str):
        tidied["heading"] = " ".join(heading.split())
    return tidied


def _with_digests(session: Session, by: Viewer, parts: Sequence[Part]) -> list[Part]:
    """The parts, where each new quotation knows again the words that it was chosen from."""
    new = {part.feedback_id for part in parts if isinstance(part, QuotationChosen) and not part.digest}
    ids, words = sorted(new), dict[UUID, str]()
    for start in range(0, len(ids), A_PAGE):
        some = quotations(session, by, ids[start : start + A_PAGE])
        words |= {one.feedback_id: one.words for one in some.shown}
    kept, problems = list[Part](), {}
    for at, part in enumerate(parts):
        if isinstance(part, QuotationChosen) and not part.digest:
            whole = words.get(part.feedback_id, "")
            if not whole:
                problems[f"part.{at}"] = "These words may not be quoted. Choose others"
            elif not whole[part.start : part.end].strip() or part.end > len(whole):
                problems[f"part.{at}"] = "Choose which of the words to quote"
            part = part.model_copy(update={"digest": digest_of(whole)})
        kept.append(part)
    if problems:
        raise Problems(problems)
    return kept


def _check_choices(session: Session, mine: str, parts: Sequence[Part]) -> None:
    problems = {}
    for at, part in enumerate(parts):
        if isinstance(part, PictureChosen) and part.name not in CATALOGUE:
            problems[f"part.{at}"] = "There is no such picture. Choose one from the list"
        if isinstance(part, RecommendationChosen) and not _is_here(session, mine, part):
            problems[f"part.{at}"] = "That recommendation isn’t here. Choose one from the list"
    if problems:
        raise Problems(problems)


def _is_here(session: Session, mine: str, part: RecommendationChosen) -> bool:
    return session.get(Recommendation, (mine, part.recommendation_id)) is not None
