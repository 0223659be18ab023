"""What do these answers say, as feedback that can be stored, and what in them needs another look?"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from content.answers import Fault, as_kept, take, tells
from content.question_set import (
    COLLECTED_BY,
    Answers,
    Kind,
    Question,
    QuestionSet,
    Step,
    questions_on_path,
)
from content.question_sets import OF_A_JOIN
from content.ways import details_of_a_join, handovers, services_told_of
from content.words import said_of
from models.feedback_draft import FeedbackDraft
from models.vocabulary import Channel, Rating
from models.words import is_blank

# Where an error that concerns the whole draft is said: beside the question that fills this field.
_WHOLE = {"contact_missing": "contact_telephone", "words_missing": "words"}
# Where an error about a field that no question fills by itself is said: the first that tells us of it.
_SERVICE_FIELDS = frozenset({"service_ids", "service_not_listed", "handovers"})
_CODE_OF_A_PARTNER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")
CAME_BY = ("by", "programme", "service")
"""What the address that somebody came by may say: a partner's code, a programme's, a service's id."""


def to_draft(
    asked: QuestionSet,
    answers: Answers,
    *,
    token: str,
    told_on: date,
    channel: Channel,
    for_workers: bool = False,
    secret: str = "",
    programme_id: UUID | None = None,
) -> tuple[FeedbackDraft | None, dict[str, str]]:
    """The draft that these answers make, or None and a sentence beside each question to put right."""
    beside_them = {
        "submission_token": token,
        "told_on": told_on,
        "channel": channel,
        "secret": secret,
        "programme_id": programme_id,
        "collected_by": code_of_a_partner(answers.get(COLLECTED_BY, "")),
    }
    draft, faults = _drafted(asked, answers, beside_them, for_workers=for_workers)
    return draft, sentences(faults, asked.language)


def to_put_right(asked: QuestionSet, step: Step, answers: Answers, *, told_on: date) -> dict[str, str]:
    """What this one step needs before going on; that nothing was said yet is no fault here."""
    if asked.is_kept_apart:
        _, said = to_keep_apart(asked, answers)
    else:
        nothing_stored = {"submission_token": "-" * 16, "told_on": told_on, "channel": Channel.ONLINE}
        _, faults = _drafted(asked, answers, nothing_stored, for_workers=True)
        said = sentences([one for one in faults if one.type != "words_missing"], asked.language)
    here = {question.id for question in step.questions}
    return {question_id: sentence for question_id, sentence in said.items() if question_id in here}


def to_keep_apart(asked: QuestionSet, answers: Answers) -> tuple[dict[str, str] | None, dict[str, str]]:
    """What was answered, by question, where no field is filled; or None and what to put right."""
    given: dict[str, Any] = {"answers": {}}
    faults: list[Fault] = []
    for question in questions_on_path(asked, answers):
        faults += take(question, answers, given=given)
    return (None if faults else given["answers"]), sentences(faults, asked.language)


def code_of_a_partner(said: str) -> str:
    """The code of whoever passed a link on, or of a programme; nothing if it is none: no name, no address.

    >>> code_of_a_partner("age-uk"), code_of_a_partner("jo@example.org")
    ('age-uk', '')
    """
    return said if _CODE_OF_A_PARTNER.fullmatch(said) else ""


def beside(asked: QuestionSet, answers: Answers, field: str) -> str:
    """The id of the question, among those these answers lead through, that a draft's field comes from."""
    for question in questions_on_path(asked, answers, for_workers=True):
        if question.fills == field or (field in _SERVICE_FIELDS and question.kind is Kind.SERVICE):
            return question.id
    raise LookupError(f"no question of {asked.name} fills {field!r}")


def sentences(faults: list[Fault], language: str) -> dict[str, str]:
    """The first fault of each question, in words."""
    said: dict[str, str] = {}
    for fault in faults:
        sentence = said_of(fault.type, fallback=fault.fallback, language=language, **fault.gaps)
        said.setdefault(fault.question_id, sentence)
    return said


def _drafted(
    asked: QuestionSet, answers: Answers, beside_them: Mapping[str, Any], *, for_workers: bool
) -> tuple[FeedbackDraft | None, list[Fault]]:
    answers = {**answers, **asked.fixed}
    questions = questions_on_path(asked, answers, for_workers=for_workers)
    given: dict[str, Any] = {
        **beside_them,
        **asked.fixed,
        "language": asked.language,
        "question_set": asked.name,
        "consent_wording": asked.consent_wording,
        "answers": {},
    }
    faults: list[Fault] = []
    for question in questions:
        faults += take(question, answers, given=given)
    if not faults:
        given |= services_told_of(questions, answers) | _joins(questions, answers, given["answers"])
    try:
        draft = FeedbackDraft.model_validate(given)
    except ValidationError as refused:
        refusals = _from_validation(refused, asked=asked, answers=answers)
        return None, faults + [fault for fault in refusals if not (faults and fault.type == "words_missing")]
    if not faults and not says_something(draft, questions):
        faults.append(Fault(beside(asked, answers, "words"), "words_missing"))
    return (None, faults) if faults else (draft, [])


def _joins(questions: tuple[Question, ...], answers: Answers, others: dict[str, str]) -> dict[str, Any]:
    """The joins with what is told of one; if nobody knows of which, that goes among the other answers."""
    details = details_of_a_join(questions, answers)
    which = next((answers.get(question.id, "") for question in questions if question.kind is Kind.MOVE), "")
    joins = handovers(questions, answers, details=details, which=which)
    if details and not any(join.says_something for join in joins):
        told = (question for question in questions if question.fills.startswith(OF_A_JOIN))
        others |= {
            question.id: as_kept(question, answers[question.id])
            for question in told
            if not is_blank(answers.get(question.id, ""))
        }
    return {"handovers": joins}


def says_something(draft: FeedbackDraft, questions: tuple[Question, ...]) -> bool:
    """Whether any answer tells us about care; "I don't know" tells us nothing."""
    by_id = {question.id: question for question in questions}
    rated = draft.rating is not None and draft.rating is not Rating.DONT_KNOW
    return bool(
        draft.words
        or draft.should_happen
        or rated
        or any(join.says_something for join in draft.handovers)
        or any(tells(by_id[name], said) for name, said in draft.answers.items())
    )


def _from_validation(refused: ValidationError, *, asked: QuestionSet, answers: Answers) -> list[Fault]:
    faults: list[Fault] = []
    for error in refused.errors(include_url=False, include_input=False):
        field = str(error["loc"][0]) if error["loc"] else _WHOLE[error["type"]]
        question_id = beside(asked, answers, field)
        faults.append(Fault(question_id, error["type"], error["msg"], error.get("ctx", {})))
    return faults
