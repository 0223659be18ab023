"""What is still unasked, and how is an entry read back to whoever told it, before it is sent?"""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from content.entry import asked_aloud, journey_of
from content.entry_aloud import (
    callback_wanted,
    consents_heard,
    keeps_contact_for_nothing,
    number_to_stop,
)
from content.entry_joins import End, joins_in
from content.entry_keys import (
    CALLBACK_DATE,
    CONTACT,
    DO_NOT_CALL,
    INTERPRETER,
    SERVICES,
    SPOKEN_LANGUAGE,
    THEMES,
    consent_key,
    interpreters,
    join_key,
    questions_of_join,
    spoken_languages,
)
from content.question_set import YES, Answers, Kind, QuestionSet, chosen, is_answered
from content.said_back import said_back
from content.words import day_in_words, words
from models.entry import ConsentUse, SpokenAnswer
from models.vocabulary import Channel, Sector
from models.watchdog import HERE
from models.words import is_blank


class Unanswered(NamedTuple):
    """A question that nothing was said to yet: where its answer is kept, and what it is called."""

    key: str
    short: str


class Line(NamedTuple):
    """One thing to read aloud: where it is kept, what it is about, and what was said (several on lines)."""

    key: str
    short: str
    said: str


def unanswered(
    asked: QuestionSet, answers: Answers, channel: Channel = Channel.PHONE
) -> tuple[Unanswered, ...]:
    """Everything that an entry may say and does not yet, in the order of the set; consents last."""
    questions = asked_aloud(asked, answers, channel)
    services = [question for question in questions if question.kind is Kind.SERVICE]
    is_about_one = any(is_answered(question, answers) for question in services) or answers.get(SERVICES)
    left = [
        Unanswered(question.id, question.short)
        for question in questions
        if question.fills not in CONTACT
        and not is_answered(question, answers)
        and not (question in services and (is_about_one or question is not services[0]))
    ]
    if not joins_in(asked, answers)[0]:
        left.append(Unanswered(join_key(1, "from"), words("entry.read_back.joins")))
    if all(is_blank(answers.get(key, "")) for key in CONTACT):
        left.append(Unanswered(CONTACT[0], words("entry.read_back.contact")))
    uses = names_of_uses(asked)
    left += [
        Unanswered(consent_key(one.use), uses[one.use])
        for one in consents_heard(answers)
        if one.said is SpokenAnswer.NOT_ASKED
    ]
    return tuple(left)


def read_back(
    asked: QuestionSet,
    answers: Answers,
    *,
    channel: Channel,
    services: Mapping[str, str],
    themes: Mapping[str, str],
    at: datetime,
) -> tuple[Line, ...]:
    """What is read aloud before sending: all that was said, and every consent whether or not it was asked.

    `services` gives a service's name by its id, `themes` a theme's title. What was typed is untouched.
    """
    said = {**answers, "journey": journey_of(asked, answers)}
    lines = [
        Line(question.id, question.short, said_back(question, said, services=services))
        for question in asked_aloud(asked, answers, channel)
        if is_answered(question, said)
    ]
    lines += _joins(asked, answers, services, themes)
    lines += [
        Line(
            key,
            words(f"entry.read_back.{key}"),
            "\n".join(names.get(one, one) for one in chosen(answers[key])),
        )
        for key, names in ((SERVICES, services), (THEMES, themes))
        if answers.get(key)
    ]
    for key, names in ((SPOKEN_LANGUAGE, spoken_languages()), (INTERPRETER, interpreters())):
        if answers.get(key):
            lines.append(Line(key, words(f"entry.read_back.{key}"), names.get(answers[key], answers[key])))
    lines += _callback(answers, at=at)
    uses = names_of_uses(asked)
    lines += [
        Line(consent_key(one.use), uses[one.use], words(f"entry.read_back.consent_{one.said.value}"))
        for one in consents_heard(answers)
    ]
    return tuple(lines)


def notices(asked: QuestionSet, answers: Answers, *, has_reason: bool = False) -> tuple[str, ...]:
    """What whoever sends it should know before they do, and need not put right."""
    said = []
    if is_blank(answers.get("journey", "")) and "journey" not in asked.fixed:
        filed = words(f"named.journey.{journey_of(asked, answers)}")
        said.append(words("entry.notice.journey", journey=filed))
    is_to_stop = bool(number_to_stop(answers))
    if keeps_contact_for_nothing(answers, has_reason=has_reason):
        said.append(words("entry.notice.kept_to_stop" if is_to_stop else "entry.notice.contact_not_kept"))
    if answers.get(DO_NOT_CALL) == YES and not is_to_stop:
        said.append(words("entry.notice.no_number_to_stop"))
    uses = names_of_uses(asked)
    unasked = [uses[one.use] for one in consents_heard(answers) if one.said is SpokenAnswer.NOT_ASKED]
    if unasked:
        said.append(words("entry.notice.not_asked", uses="; ".join(unasked)))
    return tuple(said)


def names_of_uses(asked: QuestionSet) -> dict[ConsentUse, str]:
    """What each of the four uses is called."""
    by_field = {question.fills: question.short for step in asked.steps for question in step.questions}
    return {use: by_field[f"consent_{use.value}"] for use in ConsentUse}


def _joins(
    asked: QuestionSet, answers: Answers, services: Mapping[str, str], themes: Mapping[str, str]
) -> list[Line]:
    lines = []
    for join in joins_in(asked, answers)[0]:
        start, end = (_end(one, services) for one in (join.start, join.end))
        told = [themes.get(problem, problem) for problem in join.told.problems]
        told += [
            f"{question.short}: {said_back(question, answers, services=services)}"
            for question in questions_of_join(asked, join.number)
            if is_answered(question, answers)
        ]
        key = join_key(join.number, "from")
        lines.append(Line(key, words("entry.read_back.join", start=start, end=end), "\n".join(told)))
    return lines


def _end(end: End, services: Mapping[str, str]) -> str:
    """What an end of a join is called. A name that somebody typed is told as typed."""
    if end.service_id is not None:
        return services.get(str(end.service_id), words("entry.read_back.unknown"))
    if end.name:
        return end.name
    if end.sector is not Sector.UNKNOWN:
        return words(f"named.sector.{end.sector.value}")
    return words("entry.read_back.unknown")


def _callback(answers: Answers, *, at: datetime) -> list[Line]:
    lines = []
    wanted, _ = callback_wanted(answers, at=at)
    if wanted is not None:
        due = wanted.due_at.astimezone(HERE)
        when = words("entry.read_back.when", day=day_in_words(due.date()), time=f"{due.hour}:{due:%M}")
        lines.append(Line(CALLBACK_DATE, words("entry.read_back.callback"), when))
    if answers.get(DO_NOT_CALL) == YES:
        lines.append(Line(DO_NOT_CALL, words("entry.read_back.do_not_call"), words("form.yes")))
    return lines
