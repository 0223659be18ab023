"""What a body typed into the page of its link: read, said back, and put right in words for the body."""

import re
from datetime import date

from content.words import words
from models.errors import Problems
from models.provider_response import LONGEST_RESPONSE, ChangeState, ResponseDraft, Stance
from models.recommendation import RecommendationKind
from models.words import is_blank

FIELDS = ("from_whom", "stance", "reason", "change", "change_what", "change_by", "words")
"""What can be typed or chosen, in the order of the page."""

CHOICES = {"stance": tuple(one.value for one in Stance), "change": tuple(one.value for one in ChangeState)}
_DAY = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})")

Typed = dict[str, str]


def draft_of(typed: Typed, kind: RecommendationKind) -> ResponseDraft:
    """The answer that was typed; to a request for information nobody says yes or no.

    Raises Problems for a day that nobody can read.
    """
    stance, change = typed.get("stance", ""), typed.get("change", "")
    is_recommended = kind is RecommendationKind.RECOMMENDATION
    try:
        change_by = _day(typed.get("change_by", ""))
    except ValueError:
        raise Problems({"change_by": words("answer.wrong.change_by")}) from None
    return ResponseDraft(
        words=typed.get("words", ""),
        dated_on=None,
        received_on=None,
        came_by=None,
        stance=Stance(stance) if is_recommended and stance in CHOICES["stance"] else None,
        reason=typed.get("reason", "") if is_recommended else "",
        change=ChangeState(change) if change in CHOICES["change"] else None,
        change_what=typed.get("change_what", ""),
        change_by=change_by,
        from_whom=typed.get("from_whom", ""),
    )


def put_right(problems: dict[str, str], draft: ResponseDraft) -> dict[str, str]:
    """The problems in the order of the page, as they are said to a body and not about one."""
    if draft.change is None:
        problems = {field: said for field, said in problems.items() if field != "change_by"}
    found = {field: _said_of(field, problems[field], draft) for field in FIELDS if field in problems}
    others = " ".join(said for field, said in problems.items() if field not in FIELDS)
    return found | ({"": others} if others else {})


def _said_of(field: str, problem: str, draft: ResponseDraft) -> str:
    typed = getattr(draft, field)
    if typed is None or (isinstance(typed, str) and is_blank(typed)):
        return words(f"answer.missing.{field}")
    if field == "words" and len(draft.words.strip()) <= LONGEST_RESPONSE:
        return words("answer.wrong.kept_words")
    if field == "change_by" and draft.change is ChangeState.PLANNED:
        return words("answer.wrong.too_early")
    return problem


def back_in_fields(typed: Typed) -> Typed:
    """What goes back into the fields: a day that can be read as browsers write it, else as it was typed."""
    shown = {name: typed.get(name, "") for name in FIELDS}
    try:
        day = _day(shown["change_by"])
    except ValueError:
        return shown | {"change_by_type": "text"}
    return shown | {"change_by": day.isoformat() if day else "", "change_by_type": "date"}


def to_be_copied(typed: Typed) -> Typed:
    """What was typed, and the words of what was chosen, by field."""
    return {name: _in_words(name, typed[name]) for name in FIELDS if typed.get(name)}


def _in_words(name: str, said: str) -> str:
    return words(f"answer.{name}.{said}") if said in CHOICES.get(name, ()) else said


def _day(said: str) -> date | None:
    """The day that somebody typed, as their browser writes it or as people do. Raises ValueError."""
    if not (said := said.strip()):
        return None
    if as_people_do := _DAY.fullmatch(said):
        day, month, year = (int(part) for part in as_people_do.groups())
        return date(year, month, day)
    return date.fromisoformat(said)
