"""What a recommendation needs before it is kept, and what has to be put right in it, by field."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlmodel import Session, select

from actions.needed_texts import on_one_line, problems_in
from actions.what_is_measured import what_is_measured
from analysis.personal_details import details_in
from models.commitment import LONGEST_BODY, looking_of
from models.errors import Problems
from models.limits import LONGEST_SCOPE
from models.organisation import Organisation
from models.programme import Programme
from models.recommendation import (
    LONGEST_ASKED,
    LONGEST_DETAILS,
    LONGEST_FINDING,
    LONGEST_POST,
    MOST_COPIES,
    RecommendationDraft,
)
from models.vocabulary import DetailKind
from models.words import canonical
from storage.queries.powers import powers
from storage.queries.scopes_kept import standing
from storage.queries.scopes_with_period import scope_with_page

MISSING = {
    "asks": "Say what you ask for, in a sentence",
    "finding": "Say what people told you that makes you ask",
    "details": "",
    "addressed_to": "",
}
LONGEST = {
    "asks": LONGEST_ASKED,
    "finding": LONGEST_FINDING,
    "details": LONGEST_DETAILS,
    "addressed_to": LONGEST_POST,
}
NO_BODY = "That organisation isn't here. Choose one from the list"
A_PERSON = (
    "“{said}” looks like a person’s name, or a way to reach somebody, and anybody may read it. {instead}"
)
WRITE_THE_POST = "Write the post instead, such as “the Chief Nurse”"
WRITE_THE_BODY = "Write the body or the post instead. If a body is called so, add it to the directory first"
_REACHES_SOMEBODY = {DetailKind.EMAIL, DetailKind.PHONE, DetailKind.HANDLE}


def checked(session: Session, mine: str, draft: RecommendationDraft) -> dict[str, Any]:
    """What is to be stored of a draft, by field. Raises Problems, by field.

    A body that was merged becomes what stands for it, and `body` is what it is called today.
    """
    draft = _tidied(draft)
    problems = problems_in({field: getattr(draft, field) for field in LONGEST}, MISSING, LONGEST)
    if not problems["addressed_to"] and _has_a_person(draft.addressed_to):
        problems["addressed_to"] = A_PERSON.format(said=draft.addressed_to, instead=WRITE_THE_POST)
    problems["copied_to"] = _copies_problem(session, mine, draft.copied_to)
    body, problems["organisation_id"] = _body(session, mine, draft)
    if draft.programme_id and session.get(Programme, (mine, draft.programme_id)) is None:
        problems["programme_id"] = "That programme isn't here. Choose one from the list"
    scope, lost = scope_with_page(draft.scope, draft.measure, standing(session, mine))
    problems["measure"] = what_is_measured(session, mine, draft.measure, "").problems.get("measure", "")
    problems["scope"] = _scope_problem(scope, lost)
    if found := {field: said for field, said in problems.items() if said}:
        raise Problems(found)
    values = {**asdict(replace(draft, scope=scope)), "copied_to": list(draft.copied_to)}
    return {**values, "organisation_id": body.id, "body": body.name} if body else values


def stands_today(session: Session, body: Organisation) -> Organisation:
    """The body itself, or the one it was merged into."""
    if body.merged_into_id is None:
        return body
    return session.get_one(Organisation, (body.watchdog_id, body.merged_into_id))


def _tidied(draft: RecommendationDraft) -> RecommendationDraft:
    copies = (" ".join(canonical(one).split()) for one in draft.copied_to)
    return replace(
        draft,
        **on_one_line(draft, ("asks", "addressed_to")),
        finding=canonical(draft.finding).strip(),
        details=canonical(draft.details).strip(),
        measure=draft.measure.strip(),
        copied_to=tuple(dict.fromkeys(filter(None, copies))),
    )


def _copies_problem(session: Session, mine: str, copies: Sequence[str]) -> str:
    if len(copies) > MOST_COPIES:
        return f"Name {MOST_COPIES} or fewer who get a copy. You have named {len(copies)}"
    if any(len(one) > LONGEST_BODY for one in copies):
        return f"Use {LONGEST_BODY} characters or fewer for each line"
    bodies = _names_of_bodies(session, mine)
    found = [one for one in copies if _has_a_person(one, is_a_body=one.casefold() in bodies)]
    return A_PERSON.format(said=found[0], instead=WRITE_THE_BODY) if found else ""


def _names_of_bodies(session: Session, mine: str) -> set[str]:
    """Of those in the directory, and of those that get a copy of everything."""
    names = session.exec(select(Organisation.name).where(Organisation.watchdog_id == mine)).all()
    return {name.casefold() for name in (*names, *powers(session, mine).copies_to)}


def _has_a_person(said: str, *, is_a_body: bool = False) -> bool:
    """Whether somebody's name or a way to reach somebody is in it. A body may be called like a person."""
    looked_for = _REACHES_SOMEBODY if is_a_body else _REACHES_SOMEBODY | {DetailKind.NAME}
    return any(found.kind in looked_for for found in details_in(said))


def _body(session: Session, mine: str, draft: RecommendationDraft) -> tuple[Organisation | None, str]:
    if draft.organisation_id is None:
        return None, "Choose the body that you ask"
    body = session.get(Organisation, (mine, draft.organisation_id))
    return (stands_today(session, body), "") if body else (None, NO_BODY)


def _scope_problem(scope: str, lost: Sequence[str]) -> str:
    if lost:
        return f"Open the picture again and begin from there. We can't find: {', '.join(lost)}"
    if len(scope) > LONGEST_SCOPE:
        return "Choose less to look at"
    days = looking_of(scope)[0].scope
    if days.since and days.until and days.until < days.since:
        return "Choose a last day that isn't before the first"
    return ""
