"""What did an entry say before it was put right, in words for those who read it?"""

from collections.abc import Mapping

from content.entry_keys import (
    CONTACT,
    EVENT,
    PROGRAMME,
    SAME_STORY,
    SERVICES,
    THEMES,
    asked_in_entries,
    consent_key,
    in_entry,
)
from content.question_set import Kind, Question
from content.said_back import said_back
from content.words import words
from models.entry import ConsentUse
from models.words import is_blank

_GROUPS = {"join_": "joins", "callback.": "callback", SERVICES: "services", THEMES: "themes"} | dict.fromkeys(
    CONTACT, "contact"
)
_NOT_NAMED = ("consent.", "initials")
"""Beside a consent: when it was asked, and by whom."""


def as_it_was(before: Mapping[str, str]) -> list[tuple[str, str]]:
    """Each answer that was another one before, by its short name; "" where only that it changed is said.

    How to reach somebody, the services and what belongs to a join are named and not told.
    """
    said: list[tuple[str, str]] = []
    told: set[str] = set()
    for question in _told():
        keys = before.keys() & set(question.keys)
        if keys:
            told |= keys
            is_empty = all(is_blank(before[key]) for key in keys)
            empty = words("entry.seen.was_empty")
            said.append((question.short, empty if is_empty else said_back(question, before, services={})))
    for use in ConsentUse:
        if (key := consent_key(use)) in before:
            told.add(key)
            said.append((words(f"facts.uses_{use.value}"), _consent(before[key])))
    rest = dict.fromkeys(_group(key) for key in before if key not in told and not key.startswith(_NOT_NAMED))
    return said + [(words(f"entry.seen.was_{group}"), "") for group in rest]


def _told() -> list[Question]:
    """The questions of every set, the usual ones first: an entry may have become one of a programme."""
    steps = (step for asked in asked_in_entries() for step in in_entry(asked).steps)
    by_id: dict[str, Question] = {}
    for question in (question for step in steps for question in step.questions):
        if question.kind is not Kind.SERVICE and question.id not in CONTACT:
            by_id.setdefault(question.id, question)
    return list(by_id.values())


def _consent(said: str) -> str:
    return words(f"entry.seen.said_{said}" if said in ("yes", "no") else "entry.seen.was_not_asked")


def _group(key: str) -> str:
    if key in (EVENT, PROGRAMME, SAME_STORY):
        return key
    return next((group for begins, group in _GROUPS.items() if key.startswith(begins)), "rest")
