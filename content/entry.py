"""What does an entry say, as feedback that can be stored, and what in it needs another look?"""

from datetime import datetime
from typing import Any, NamedTuple

from pydantic import ValidationError

from content.answers import Fault, take
from content.entry_aloud import (
    CallbackWanted,
    ConsentHeard,
    callback_wanted,
    consents_heard,
    fault,
    look_over,
    number_to_stop,
)
from content.entry_joins import as_id, joins_in, services_in
from content.entry_keys import (
    COLLECTED_BY,
    CONTACT,
    EVENT,
    INTERPRETER,
    PROGRAMME,
    SAME_STORY,
    SERVICES,
    SPOKEN,
    SPOKEN_LANGUAGE,
    THEMES,
    consent_key,
    in_entry,
)
from content.question_set import (
    Answers,
    Kind,
    Question,
    QuestionSet,
    chosen,
    is_answered,
    questions_on_path,
)
from content.questions import says_something, sentences
from content.ways import handovers
from content.words import words
from models.entry import ConsentUse, Interpreter, SpokenAnswer
from models.feedback_draft import LONGEST_WORDS, THEME_ID, FeedbackDraft
from models.vocabulary import Channel, Journey
from models.watchdog import HERE
from models.words import canonical, is_blank


class Entry(NamedTuple):
    """An entry that may be sent. `do_not_call` is the number that nobody is to ring; "" for none."""

    draft: FeedbackDraft
    consents: tuple[ConsentHeard, ...]
    themes: tuple[str, ...]
    callback: CallbackWanted | None
    do_not_call: str


def to_entry(
    asked: QuestionSet,
    answers: Answers,
    *,
    token: str,
    channel: Channel,
    at: datetime,
    has_reason: bool = False,
    is_sent_in_danger: bool = False,
) -> tuple[Entry | None, dict[str, str]]:
    """What these answers make; or None and a sentence beside each key that is to be put right.

    How to reach somebody is kept only for a reason: they agreed to be passed on with their name, asked to
    be rung, or there is another (`has_reason`): somebody may be in danger, or a callback waits already.
    """
    answers = {**answers, **asked.fixed}
    questions = asked_aloud(asked, answers, channel)
    joins, faults = joins_in(asked, answers)
    given: dict[str, Any] = {
        "submission_token": token,
        "told_on": at.astimezone(HERE).date(),
        "channel": channel,
        "language": asked.language,
        "question_set": asked.name,
        "consent_wording": asked.consent_wording
        if channel is Channel.PAPER
        else words("phone.consent.wording"),
        "is_sent_in_danger": is_sent_in_danger,
        "answers": {},
        **asked.fixed,
    }
    said = {**answers, "journey": journey_of(asked, answers)}
    for question in questions:
        faults += take(question, said, given=given)
    callback, of_callback = callback_wanted(answers, at=at)
    faults += of_callback + look_over(answers)
    consents = consents_heard(answers)
    given |= {f"consent_{one.use.value}": one.said is SpokenAnswer.YES for one in consents}
    keeps_contact = given["consent_contact"] or callback is not None or has_reason
    given |= {key: answers.get(key, "") if keeps_contact else "" for key in CONTACT}
    given["collected_by"] = answers.get(COLLECTED_BY, "")
    given["service_ids"], given["service_not_listed"] = services_in(questions, joins, answers)
    of_the_set = handovers(questions, said, details={}, which="")
    given["handovers"] = [join.told for join in joins] or of_the_set
    given |= _from_the_list(answers)
    draft, refused = _validated(given, questions)
    faults += refused
    if faults or draft is None:
        return None, sentences(faults, asked.language)
    return Entry(draft, consents, themes_heard(answers), callback, number_to_stop(answers)), {}


def as_far_as_it_goes(
    asked: QuestionSet, answers: Answers, *, token: str, channel: Channel, at: datetime
) -> Entry:
    """What can be kept at once of these answers, where somebody may be in danger: never too little to keep.

    What would need another look is left out, and words that are too long are cut; the draft keeps it all.
    """
    so_far = {key: said for key, said in answers.items() if not key.startswith("callback.")}
    while True:
        entry, to_put_right = to_entry(
            asked, so_far, token=token, channel=channel, at=at, has_reason=True, is_sent_in_danger=True
        )
        if entry is not None:
            return entry
        left = _without(so_far, set(to_put_right))
        so_far = left if left != so_far else {"words": _cut(answers.get("words", ""))}


def asked_aloud(asked: QuestionSet, answers: Answers, channel: Channel) -> tuple[Question, ...]:
    """The questions that an entry answers: those that its answers lead to, and what was said unasked.

    Where it is said what it is about, answers that belong to something else are left out, as in the form;
    a service that was named stays.
    """
    aloud, answers = in_entry(asked), {**answers, **asked.fixed}
    is_open = not answers.get("journey", "")
    on_path = questions_on_path(aloud, {**answers, "channel": channel.value}, for_workers=True)
    return tuple(
        question
        for step in aloud.steps
        for question in step.questions
        if question in on_path
        or (is_answered(question, answers) and (is_open or question.kind is Kind.SERVICE))
    )


def journey_of(asked: QuestionSet, answers: Answers) -> str:
    """What it is about: as the set or they say, else a move between services where there is a join."""
    said = asked.fixed.get("journey") or answers.get("journey", "")
    if not is_blank(said):
        return said
    joins, _ = joins_in(asked, answers)
    return (Journey.BETWEEN_SERVICES if joins else Journey.SOMETHING_ELSE).value


def themes_heard(answers: Answers) -> tuple[str, ...]:
    """The themes that were confirmed while somebody listened."""
    return tuple(theme for theme in chosen(answers.get(THEMES, "")) if THEME_ID.fullmatch(theme))


def _from_the_list(answers: Answers) -> dict[str, Any]:
    interpreter, language = answers.get(INTERPRETER, ""), answers.get(SPOKEN_LANGUAGE, "")
    return {
        "spoken_language": language if language in SPOKEN else "",
        "interpreter": interpreter if interpreter in set(Interpreter) else None,
        "same_story_as": as_id(answers.get(SAME_STORY, "")),
        "outreach_event_id": as_id(answers.get(EVENT, "")),
        "programme_id": as_id(answers.get(PROGRAMME, "")),
    }


def _validated(
    given: dict[str, Any], questions: tuple[Question, ...]
) -> tuple[FeedbackDraft | None, list[Fault]]:
    try:
        draft = FeedbackDraft.model_validate(given)
    except ValidationError as refused:
        errors = refused.errors(include_url=False, include_input=False)
        return None, [_refusal(error, questions) for error in errors]
    if not draft.is_sent_in_danger and not says_something(draft, questions):
        return None, [Fault("words", "words_missing")]
    return draft, []


def _refusal(error: Any, questions: tuple[Question, ...]) -> Fault:
    """One refusal, beside the key whose answer it is about."""
    if error["type"] == "contact_missing":
        return fault("contact_telephone", "contact_missing")
    field = str(error["loc"][0]) if error["loc"] else "words"
    if field in ("service_ids", "service_not_listed") and error["type"] == "too_long":
        return fault(SERVICES, "too_many_services")
    of_the_set = (question.id for question in questions if question.fills == field)
    beside = {"service_ids": SERVICES, "service_not_listed": SERVICES, "handovers": SERVICES}
    key = next(of_the_set, beside.get(field, field))
    return Fault(key, error["type"], error["msg"], error.get("ctx", {}))


def _without(answers: Answers, keys: set[str]) -> dict[str, str]:
    """The answers less those under some keys; what is said of whole answers goes with what made it so."""
    cut = keys & {"words", "should_happen"}
    if "initials" in keys:  # nobody signed for what was agreed to
        keys = keys | {consent_key(use) for use in ConsentUse}
    if "contact_telephone" in keys:
        keys = keys | {consent_key(ConsentUse.CONTACT)}
    left = {
        key: said
        for key, said in answers.items()
        if not any(key == one or key.startswith(f"{one}.") for one in keys - cut)
    }
    return left | {key: _cut(answers[key]) for key in cut if key in answers}


def _cut(words: str) -> str:
    return canonical(words)[:LONGEST_WORDS]
