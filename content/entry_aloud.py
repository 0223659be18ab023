"""What was agreed to aloud, who is to be rung, and what else only an entry is asked?"""

from datetime import UTC, date, datetime, time
from typing import NamedTuple

from content.answers import Fault
from content.entry_keys import (
    CALLBACK_DATE,
    CALLBACK_TIME,
    CALLBACK_WHY,
    CONTACT,
    DO_NOT_CALL,
    INITIALS,
    INTERPRETER,
    SPOKEN,
    SPOKEN_LANGUAGE,
    are_initials,
    asked_at_key,
    consent_key,
)
from content.question_set import YES, Answers
from content.words import words
from models.entry import ConsentUse, Interpreter, SpokenAnswer
from models.feedback_draft import LONGEST_LINE
from models.telephone import numbers_in
from models.watchdog import HERE
from models.words import canonical, is_blank


class ConsentHeard(NamedTuple):
    """What somebody said to one use. `asked_at` is None where they were not asked."""

    use: ConsentUse
    said: SpokenAnswer
    initials: str
    asked_at: datetime | None


class CallbackWanted(NamedTuple):
    """They asked to be rung."""

    telephone: str
    name: str
    why: str
    due_at: datetime


def consents_heard(answers: Answers) -> tuple[ConsentHeard, ...]:
    """What was said to each of the four uses; only "yes" is agreement."""
    return tuple(_heard(use, answers) for use in ConsentUse)


def keeps_contact_for_nothing(answers: Answers, *, has_reason: bool = False) -> bool:
    """Whether how to reach them was typed, and there is no reason for which we may keep it."""
    is_typed = any(not is_blank(answers.get(key, "")) for key in CONTACT)
    is_agreed = answers.get(consent_key(ConsentUse.CONTACT)) == YES
    is_to_be_rung = not is_blank(answers.get(CALLBACK_DATE, ""))
    return is_typed and not (is_agreed or is_to_be_rung or has_reason)


def number_to_stop(answers: Answers) -> str:
    """The number that is not to be rung again; empty where none is asked for, or what was typed is none."""
    typed = answers.get("contact_telephone", "").strip() if answers.get(DO_NOT_CALL) == YES else ""
    return typed if numbers_in(typed) else ""


def callback_wanted(answers: Answers, *, at: datetime) -> tuple[CallbackWanted | None, list[Fault]]:
    """When to ring them, if they asked for that, and what in it needs another look."""
    on, clock = answers.get(CALLBACK_DATE, ""), answers.get(CALLBACK_TIME, "")
    if is_blank(on):
        return None, []
    telephone = answers.get("contact_telephone", "")
    why = " ".join(canonical(answers.get(CALLBACK_WHY, "")).split())
    faults = []
    if is_blank(telephone):
        faults.append(fault("contact_telephone", "callback_number"))
    if answers.get(DO_NOT_CALL) == YES:
        faults.append(fault(DO_NOT_CALL, "callback_and_stop"))
    if len(why) > LONGEST_LINE:
        gaps = {"limit": LONGEST_LINE, "used": len(why)}
        faults.append(Fault(CALLBACK_WHY, "line_too_long", gaps=gaps))
    try:
        due_at = datetime.combine(date.fromisoformat(on), time.fromisoformat(clock), tzinfo=HERE)
    except ValueError:
        return None, [*faults, fault(CALLBACK_TIME, "callback_time")]
    if due_at <= at:
        faults.append(fault(CALLBACK_DATE, "callback_past"))
    name = answers.get("contact_name", "")
    return CallbackWanted(telephone, name, why, due_at.astimezone(UTC)), faults


def look_over(answers: Answers) -> list[Fault]:
    """What is amiss with the answers that only an entry has."""
    faults = []
    is_asked = any(answers.get(consent_key(use), "") for use in ConsentUse)
    initials = answers.get(INITIALS, "").strip()
    if (is_asked or initials) and not are_initials(initials):
        faults.append(fault(INITIALS, "initials"))
    if answers.get(SPOKEN_LANGUAGE, "") not in ("", *SPOKEN):
        faults.append(fault(SPOKEN_LANGUAGE, "spoken_language"))
    if answers.get(INTERPRETER, "") not in ("", *Interpreter):
        faults.append(fault(INTERPRETER, "interpreter"))
    return faults


def fault(key: str, name: str) -> Fault:
    """Something to put right beside one key, in the words filed under "entry.fault"."""
    return Fault(key, f"entry_{name}", words(f"entry.fault.{name}"))


def _heard(use: ConsentUse, answers: Answers) -> ConsentHeard:
    said = answers.get(consent_key(use), "")
    if said not in (SpokenAnswer.YES, SpokenAnswer.NO):
        return ConsentHeard(use, SpokenAnswer.NOT_ASKED, answers.get(INITIALS, ""), None)
    asked_at = answers.get(asked_at_key(use), "")
    when = datetime.fromisoformat(asked_at) if asked_at else None
    return ConsentHeard(use, SpokenAnswer(said), answers.get(INITIALS, ""), when)
