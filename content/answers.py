"""What does one answer say, and what in it needs another look?"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from content.postcodes import first_half
from content.question_set import DONT_KNOW, NOT_LISTED, POSTCODE, YES, Answers, Kind, Question, chosen
from content.question_sets import OF_A_JOIN
from content.ways import service_id_of, typed_name
from models.feedback import LONGEST_AREA
from models.words import canonical, is_blank


class Fault(NamedTuple):
    """Something to put right, beside one question. `type` is the key into errors.toml."""

    question_id: str
    type: str
    fallback: str = ""
    gaps: Mapping[str, Any] = {}


def take(question: Question, answers: Answers, *, given: dict[str, Any]) -> list[Fault]:
    """Put one answer where the draft wants it, and return what it still needs.

    What is told of a join, or of a service, waits until all of them are known.
    """
    said = answers.get(question.id, "")
    if question.kind is Kind.MONTH:
        return _take_month(question, answers, given=given)
    if question.kind is Kind.TICK:
        given[question.fills] = said == YES
        return []
    if question.kind in (Kind.WORDS, Kind.LINE):
        return _take_typed(question, said, given=given)
    faults = _look_over(question, answers)
    waits = question.kind in (Kind.SERVICE, Kind.MOVE) or question.fills.startswith(OF_A_JOIN)
    if not faults and not waits and not is_blank(said):
        where, name = (given, question.fills) if question.fills else (given["answers"], question.id)
        where[name] = as_kept(question, said)
    return faults


def as_kept(question: Question, said: str) -> str:
    """An answer as the store keeps it: a number in plain figures, every tick once."""
    if question.kind is Kind.NUMBER:
        return str(int(said))
    return ",".join(chosen(said)) if question.kind is Kind.TICKS else said


def as_taken(question: Question, typed: str) -> str:
    """What is typed, as a door takes it: a whole postcode is cut before it is kept anywhere."""
    if question.input != POSTCODE:
        return typed
    may_be_one = any(letter.isdigit() for letter in typed)
    return first_half(typed) or (typed.strip()[:LONGEST_AREA] if may_be_one else typed)


def tells(question: Question, said: str) -> bool:
    """Whether an answer tells us anything: "I don't know" does not."""
    if question.kind is Kind.NUMBER:
        return True
    options = (question.option(value) for value in chosen(said))
    return any(option and not option.says_nothing for option in options)


def _take_typed(question: Question, said: str, *, given: dict[str, Any]) -> list[Fault]:
    if question.fills:
        given[question.fills] = said
        return []
    line = "" if is_blank(said) else " ".join(canonical(said).split())
    if line and question.input == POSTCODE:
        line = first_half(line)
        if not line:
            return [Fault(question.id, "area_unclear")]
    if len(line) > question.longest:
        return [Fault(question.id, "line_too_long", gaps={"limit": question.longest, "used": len(line)})]
    if line:
        given["answers"][question.id] = line
    return []


def _take_month(question: Question, answers: Answers, *, given: dict[str, Any]) -> list[Fault]:
    month, year = answers.get(question.month_key, ""), answers.get(question.year_key, "")
    if answers.get(question.id) == DONT_KNOW or (is_blank(month) and is_blank(year)):
        return []
    if is_blank(month) or is_blank(year):
        return [Fault(question.id, "year_alone" if is_blank(month) else "month_alone")]
    try:
        given[question.fills] = date(int(year), int(month), 1)
    except (ValueError, OverflowError):
        return [Fault(question.id, "choice_unclear")]
    return []


def _look_over(question: Question, answers: Answers) -> list[Fault]:
    """What is amiss with a choice, a number or a service."""
    said = answers.get(question.id, "")
    if question.kind is Kind.SERVICE:
        return _look_over_service(question, answers)
    if is_blank(said):
        return [Fault(question.id, "needed", question.needed)] if question.needed else []
    if question.kind is Kind.NUMBER:
        return _look_over_number(question, said)
    if question.kind is Kind.MOVE:
        is_on_offer = re.fullmatch("[1-9]", said) is not None
    else:
        values = chosen(said) if question.kind is Kind.TICKS else (said,)
        is_on_offer = bool(values) and all(question.option(value) for value in values)
    return [] if is_on_offer else [Fault(question.id, "choice_unclear")]


def _look_over_number(question: Question, said: str) -> list[Fault]:
    if not re.fullmatch(r"\s*\d{1,9}\s*", said):
        return [Fault(question.id, "number_unclear")]
    if int(said) > question.most:
        return [Fault(question.id, "number_too_big", gaps={"most": f"{question.most:,}"})]
    return []


def _look_over_service(question: Question, answers: Answers) -> list[Fault]:
    said = answers.get(question.id, "")
    is_kind = question.option(said) is not None
    is_known = (
        is_blank(said) or said in (NOT_LISTED, DONT_KNOW) or is_kind or service_id_of(question, answers)
    )
    if not is_known:
        return [Fault(question.id, "service_unclear")]
    used = len(typed_name(question, answers))
    if used > question.longest:
        return [Fault(question.id, "line_too_long", gaps={"limit": question.longest, "used": used})]
    return []
