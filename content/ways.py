"""Which services do these answers speak of, and which joins between them, in what order?"""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any, NamedTuple
from uuid import UUID

from content.question_set import NOT_LISTED, Answers, Kind, Question, chosen, is_answered
from content.question_sets import OF_A_JOIN
from models.feedback_draft import HandoverDraft
from models.vocabulary import Journey, Sector
from models.words import canonical, is_blank

NOT_NAMED_HERE = "\u2026"  # stands for a place whose name is in the list, among those that were typed


class Place(NamedTuple):
    """Where somebody's care was, on a way from service to service. `question` asked for it."""

    question: Question | None
    service_id: UUID | None
    sector: Sector


NOWHERE_KNOWN = Place(None, None, Sector.UNKNOWN)


def moves(questions: tuple[Question, ...], answers: Answers) -> list[tuple[Place, Place]]:
    """Each step of the way that was told of, in order: from one place to the next.

    Whoever says that they moved between services made one move at least, even if neither is known.
    """
    asked = sorted((question for question in questions if question.place), key=lambda one: one.place)
    places = [_place(question, answers) for question in asked]
    told = [place for place in places if place]
    if len(told) < 2 and places and answers.get("journey") == Journey.BETWEEN_SERVICES:
        first, *rest = places
        told = [first or NOWHERE_KNOWN, next(filter(None, rest), NOWHERE_KNOWN)]
    return list(pairwise(told))


def services_told_of(questions: tuple[Question, ...], answers: Answers) -> dict[str, Any]:
    """The ids of the services, and the names that were typed: "Dr Ashe → … → The clinic"."""
    asked = [question for question in questions if question.kind is Kind.SERVICE]
    ids = [service_id for question in asked if (service_id := service_id_of(question, answers))]
    names = [typed_name(question, answers) for question in asked if is_answered(question, answers)]
    are_on_a_way = any(question.place for question in asked)
    if len(asked) > 1 and any(names):
        between = " \u2192 " if are_on_a_way else ", "
        names = [name or NOT_NAMED_HERE for name in names] if are_on_a_way else list(filter(None, names))
        return {"service_ids": ids, "service_not_listed": between.join(names)}
    return {"service_ids": ids, "service_not_listed": "".join(names)}


def handovers(
    questions: tuple[Question, ...], answers: Answers, *, details: Mapping[str, Any], which: str
) -> list[HandoverDraft]:
    """The joins, in order. `details` tell how the one went that `which` counts to, or the only one."""
    made = moves(questions, answers)
    told_of = "1" if len(made) == 1 else which
    return [
        HandoverDraft(
            from_service_id=start.service_id,
            from_sector=start.sector,
            to_service_id=end.service_id,
            to_sector=end.sector,
            **(details if str(number) == told_of else {}),
        )
        for number, (start, end) in enumerate(made, start=1)
    ]


def details_of_a_join(questions: tuple[Question, ...], answers: Answers) -> dict[str, Any]:
    """How a join went, by field; several questions may fill one list. Answers are sound by now."""
    details: dict[str, Any] = {}
    for question in questions:
        said = answers.get(question.id, "")
        if not question.fills.startswith(OF_A_JOIN) or is_blank(said):
            continue
        field = question.fills.removeprefix(OF_A_JOIN)
        if question.kind is Kind.TICKS:
            details[field] = [*details.get(field, ()), *chosen(said)]
        else:
            details[field] = int(said) if question.kind is Kind.NUMBER else said
    return details


def service_id_of(question: Question, answers: Answers) -> UUID | None:
    """The service chosen from the list, if one was."""
    try:
        return UUID(answers.get(question.id, "")) if question.kind is Kind.SERVICE else None
    except ValueError:
        return None


def typed_name(question: Question, answers: Answers) -> str:
    """What somebody typed for a service that isn't in the list; what was typed and left is nothing."""
    typed = answers.get(question.name_key, "") if answers.get(question.id) == NOT_LISTED else ""
    return "" if is_blank(typed) else " ".join(canonical(typed).split())


def _place(question: Question, answers: Answers) -> Place | None:
    """The place an answer tells of; None when it tells of no service there."""
    option = question.option(answers.get(question.id, ""))
    if option and option.sector:
        return Place(question, None, option.sector)
    if question.kind is not Kind.SERVICE:
        return None
    if question.sector is Sector.UNKNOWN and not is_answered(question, answers):
        return None
    return Place(question, service_id_of(question, answers), question.sector)
