"""What do these answers say, as feedback that can be stored, and what in them needs another look?"""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from pydantic import ValidationError

from content.question_set import (
    DONT_KNOW,
    NOT_LISTED,
    YES,
    Answers,
    End,
    Kind,
    Question,
    QuestionSet,
    Step,
    questions_on_path,
)
from content.words import said_of
from models.feedback import FeedbackDraft, HandoverDraft
from models.vocabulary import Channel, Journey, Rating, Sector
from models.words import canonical, is_blank

# Where an error that concerns the whole draft is said: beside the question that fills this field.
_WHOLE = {"contact_missing": "contact_telephone", "words_missing": "words"}
# Where an error about a field that no question fills by itself is said: the first that tells us of it.
_SERVICE_FIELDS = frozenset({"service_ids", "service_not_listed", "handovers"})


class Fault(NamedTuple):
    """Something to put right, beside one question. `type` is the key into errors.toml."""

    question_id: str
    type: str
    fallback: str = ""
    gaps: Mapping[str, Any] = {}


def to_draft(
    asked: QuestionSet, answers: Answers, *, token: str, told_on: date, channel: Channel
) -> tuple[FeedbackDraft | None, dict[str, str]]:
    """The draft that these answers make, or None and a sentence beside each question to put right."""
    draft, faults = _drafted(asked, answers, token=token, told_on=told_on, channel=channel)
    return draft, _sentences(faults, asked.language)


def to_put_right(asked: QuestionSet, step: Step, answers: Answers, *, told_on: date) -> dict[str, str]:
    """What this one step needs before going on; that nothing was said yet is no fault here."""
    token = "-" * 16  # nothing is stored from here
    _, faults = _drafted(asked, answers, token=token, told_on=told_on, channel=Channel.ONLINE)
    here = {question.id for question in step.questions}
    these = [fault for fault in faults if fault.question_id in here and fault.type != "words_missing"]
    return _sentences(these, asked.language)


def beside(asked: QuestionSet, answers: Answers, field: str) -> str:
    """The id of the question, among those these answers lead through, that a draft's field comes from."""
    on_path = questions_on_path(asked, answers)
    for question in on_path:
        if question.fills == field or (field in _SERVICE_FIELDS and question.kind is Kind.SERVICE):
            return question.id
    raise LookupError(f"no question of {asked.name} fills {field!r}")


def _sentences(faults: list[Fault], language: str) -> dict[str, str]:
    """The first fault of each question, in words."""
    said: dict[str, str] = {}
    for fault in faults:
        sentence = said_of(fault.type, fallback=fault.fallback, language=language, **fault.gaps)
        said.setdefault(fault.question_id, sentence)
    return said


def _drafted(
    asked: QuestionSet, answers: Answers, *, token: str, told_on: date, channel: Channel
) -> tuple[FeedbackDraft | None, list[Fault]]:
    questions = questions_on_path(asked, answers)
    given: dict[str, Any] = {
        "submission_token": token,
        "told_on": told_on,
        "channel": channel,
        "language": asked.language,
        "question_set": asked.name,
        "consent_wording": asked.consent_wording,
        "answers": {},
    }
    faults: list[Fault] = []
    for question in questions:
        faults += _take(question, answers, given=given)
    if "journey" in given:
        given |= _services(questions, answers, journey=given["journey"])
    try:
        draft = FeedbackDraft.model_validate(given)
    except ValidationError as refused:
        return None, faults + _from_validation(refused, asked=asked, answers=answers)
    if not faults and not _says_something(draft, questions):
        faults.append(Fault(beside(asked, answers, "words"), "words_missing"))
    return (None, faults) if faults else (draft, [])


def _take(question: Question, answers: Answers, *, given: dict[str, Any]) -> list[Fault]:
    """Put one answer where the draft wants it, and say what it still needs."""
    said = answers.get(question.id, "")
    if question.kind is Kind.MONTH:
        return _take_month(question, answers, given=given)
    if question.kind is Kind.SERVICE:
        return _check_service(question, answers)
    if question.kind is Kind.TICK:
        given[question.fills] = said == YES
    elif question.kind is not Kind.CHOICE:
        given[question.fills] = said
    elif is_blank(said):
        return [Fault(question.id, "needed", question.needed)] if question.needed else []
    elif question.option(said) is None:
        return [Fault(question.id, "choice_unclear")]
    elif question.fills:
        given[question.fills] = said
    else:
        given["answers"][question.id] = said
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


def _check_service(question: Question, answers: Answers) -> list[Fault]:
    said = answers.get(question.id, "")
    is_known = is_blank(said) or said in (NOT_LISTED, DONT_KNOW) or _service_id(question, answers)
    if not is_known:
        return [Fault(question.id, "service_unclear")]
    used = len(_typed_name(question, answers))
    if used > question.longest:
        return [Fault(question.id, "line_too_long", gaps={"limit": question.longest, "used": used})]
    return []


def _services(questions: tuple[Question, ...], answers: Answers, *, journey: str) -> dict[str, Any]:
    """The services, typed names and joins that the answers speak of."""
    asked = [question for question in questions if question.kind is Kind.SERVICE]
    ids = [service_id for question in asked if (service_id := _service_id(question, answers))]
    names = {question.join: _typed_name(question, answers) for question in asked}
    ends = {question.join: question for question in questions if question.join}
    found: dict[str, Any] = {"service_ids": ids, "service_not_listed": _one_line(names)}
    if End.FROM not in ends or End.TO not in ends:
        return found
    to_sector = _sector(ends[End.TO], answers)
    if to_sector is not None or journey == Journey.BETWEEN_SERVICES:
        found["handovers"] = [
            HandoverDraft(
                from_service_id=_service_id(ends[End.FROM], answers),
                from_sector=_sector(ends[End.FROM], answers) or Sector.UNKNOWN,
                to_service_id=_service_id(ends[End.TO], answers),
                to_sector=to_sector or Sector.UNKNOWN,
            )
        ]
    return found


def _sector(question: Question, answers: Answers) -> Sector | None:
    """The kind of service at this end of a join; None when the answer tells of no service there."""
    if question.kind is Kind.SERVICE:
        return question.sector
    option = question.option(answers.get(question.id, ""))
    return option.sector if option else None


def _service_id(question: Question, answers: Answers) -> UUID | None:
    if question.kind is not Kind.SERVICE:
        return None
    try:
        return UUID(answers.get(question.id, ""))
    except ValueError:
        return None


def _typed_name(question: Question, answers: Answers) -> str:
    """What somebody typed for a service that isn't in the list; what was typed and left is nothing."""
    typed = answers.get(question.name_key, "") if answers.get(question.id) == NOT_LISTED else ""
    return "" if is_blank(typed) else " ".join(canonical(typed).split())


def _one_line(names: Mapping[End | None, str]) -> str:
    """Typed names as the store keeps them: one line, an arrow showing which end of a move each is."""
    if End.TO not in names:
        return next((name for name in names.values() if name), "")
    start, end = names.get(End.FROM, ""), names[End.TO]
    return f"{start} \u2192 {end}".strip() if start or end else ""


def _says_something(draft: FeedbackDraft, questions: tuple[Question, ...]) -> bool:
    """Whether any answer tells us about care; "I don't know" tells us nothing."""
    by_id = {question.id: question for question in questions}
    chosen = (by_id[name].option(value) for name, value in draft.answers.items())
    rated = draft.rating is not None and draft.rating is not Rating.DONT_KNOW
    return bool(draft.words) or rated or any(option and not option.says_nothing for option in chosen)


def _from_validation(refused: ValidationError, *, asked: QuestionSet, answers: Answers) -> list[Fault]:
    faults: list[Fault] = []
    for error in refused.errors(include_url=False, include_input=False):
        field = str(error["loc"][0]) if error["loc"] else _WHOLE[error["type"]]
        question_id = beside(asked, answers, field)
        faults.append(Fault(question_id, error["type"], error["msg"], error.get("ctx", {})))
    return faults
