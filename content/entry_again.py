"""Which answers would make the same entry again? What was sent, as whoever typed it puts it right."""

from collections.abc import Mapping
from typing import Protocol
from uuid import UUID

from content.entry_joins import SECTOR
from content.entry_keys import (
    COLLECTED_BY,
    CONTACT,
    EVENT,
    INITIALS,
    INTERPRETER,
    PROGRAMME,
    SAME_STORY,
    SERVICES,
    SPOKEN_LANGUAGE,
    THEMES,
    asked_at_key,
    consent_key,
    in_entry,
    join_key,
)
from content.question_set import NOT_LISTED, Kind, Question, QuestionSet
from models.entry import SpokenAnswer, SpokenConsent
from models.feedback import Contact, Feedback, Handover
from models.vocabulary import Journey, Sector, Speaker, Standing

_NOTHING_SAID = (Speaker.PREFER_NOT_TO_SAY, Standing.NOT_SAID)
_OF_A_JOIN = ("times_sent_back", "who_chased", "days_lost", "is_sorted")


class Kept(Protocol):
    """What was kept of one entry. `consents` are those that count."""

    @property
    def feedback(self) -> Feedback: ...
    @property
    def services(self) -> tuple[UUID, ...]: ...
    @property
    def joins(self) -> tuple[Handover, ...]: ...
    @property
    def contact(self) -> Contact | None: ...
    @property
    def consents(self) -> tuple[SpokenConsent, ...]: ...
    @property
    def themes(self) -> tuple[str, ...]: ...


def answers_again(asked: QuestionSet, kept: Kept) -> dict[str, str]:
    """The answers that say what was kept; what is blank is left out."""
    feedback = kept.feedback
    answers = dict(feedback.answers)
    for step in in_entry(asked).steps:
        for question in step.questions:
            answers |= _of_a_field(question, feedback)
    hospital, joins = _without_the_way_home(asked, kept, answers)
    for number, join in enumerate(joins, start=1):
        answers |= _of_join(number, join)
    answers |= hospital | _services(kept, joins, hospital)
    for consent in kept.consents:
        if consent.said is not SpokenAnswer.NOT_ASKED:
            answers[consent_key(consent.use)] = consent.said.value
            answers[asked_at_key(consent.use)] = consent.asked_at.isoformat()
        answers[INITIALS] = consent.initials
    if kept.contact is not None:
        details = (kept.contact.name, kept.contact.telephone, kept.contact.email)
        answers |= dict(zip(CONTACT, details, strict=True))
    answers |= {
        THEMES: ",".join(kept.themes),
        SPOKEN_LANGUAGE: feedback.spoken_language,
        INTERPRETER: feedback.interpreter.value if feedback.interpreter else "",
        SAME_STORY: str(feedback.same_story_as or ""),
        EVENT: str(feedback.outreach_event_id or ""),
        PROGRAMME: str(feedback.programme_id or ""),
        COLLECTED_BY: feedback.collected_by,
    }
    return {key: said for key, said in answers.items() if said}


def what_changed(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str]:
    """What was said before, under each key whose answer is another now; "" where nothing was."""
    keys = sorted(before.keys() | after.keys())
    return {key: before.get(key, "") for key in keys if before.get(key, "") != after.get(key, "")}


def _of_a_field(question: Question, feedback: Feedback) -> dict[str, str]:
    if question.kind is Kind.MONTH:
        on = feedback.happened_on
        return {question.month_key: str(on.month), question.year_key: str(on.year)} if on else {}
    if question.fills in CONTACT or question.kind is Kind.SERVICE or not question.fills:
        return {}
    said = getattr(feedback, question.fills)
    return {} if not said or said in _NOTHING_SAID else {question.id: str(said)}


def _of_join(number: int, join: Handover) -> dict[str, str]:
    told = {name: getattr(join, name) for name in _OF_A_JOIN}
    return {
        join_key(number, "from"): _end(join.from_service_id, join.from_sector),
        join_key(number, "to"): _end(join.to_service_id, join.to_sector),
        join_key(number, "problems"): ",".join(join.problems),
    } | {join_key(number, name): str(said) for name, said in told.items() if said is not None}


def _end(service_id: UUID | None, sector: Sector) -> str:
    if service_id is not None:
        return str(service_id)
    return "" if sector is Sector.UNKNOWN else f"{SECTOR}{sector.value}"


def _without_the_way_home(
    asked: QuestionSet, kept: Kept, answers: dict[str, str]
) -> tuple[dict[str, str], tuple[Handover, ...]]:
    """The hospital, where the only join is the way from it to where they went; and the joins besides."""
    by_place = {question.place: question for step in in_entry(asked).steps for question in step.questions}
    is_home = kept.feedback.journey is Journey.LEAVING_HOSPITAL and len(kept.joins) == 1
    if not is_home or 2 not in by_place or by_place[2].id not in answers:
        return {}, kept.joins
    [way] = kept.joins
    if way.problems or any(getattr(way, name) is not None for name in _OF_A_JOIN):
        return {}, kept.joins
    hospital = {by_place[1].id: str(way.from_service_id)} if way.from_service_id else {}
    return hospital, ()


def _services(kept: Kept, joins: tuple[Handover, ...], hospital: Mapping[str, str]) -> dict[str, str]:
    """The services that no join names; the first is the answer to the form's own question about it."""
    of_joins = {end for join in joins for end in (join.from_service_id, join.to_service_id)}
    left = [str(one) for one in kept.services if one not in of_joins and str(one) not in hospital.values()]
    name = kept.feedback.service_not_listed
    if name:
        return {"service": NOT_LISTED, "service.name": name, SERVICES: ",".join(left)}
    if kept.feedback.journey is Journey.SOMETHING_ELSE and left:
        return {"service": left[0], SERVICES: ",".join(left[1:])}
    return {SERVICES: ",".join(left)}
