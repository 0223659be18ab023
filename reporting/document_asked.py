"""What is known of a recommendation in a document: what was heard, who was asked, and what came of it."""

from collections.abc import Iterator
from typing import NamedTuple

from content.words import ENGLISH, day_in_words, words
from models.provider_response import ChangeState
from reporting.document import Answer, Recommended
from reporting.document_words import said


class Fact(NamedTuple):
    """One thing that is known of a recommendation. `quoted` are the body's own words."""

    name: str
    lines: tuple[str, ...]
    quoted: tuple[str, ...] = ()


def recommended_facts(block: Recommended) -> tuple[Fact, ...]:
    """What was heard, who was asked, by when, what they answered, and what we found when we looked again."""
    body = block.body
    facts = [
        Fact("finding", _paragraphs(block.finding)),
        Fact("details", _paragraphs(block.details)),
        Fact("whom", (body,)),
        Fact("copied_to", block.copied_to),
        Fact("sent", (day_in_words(block.sent_on) if block.sent_on else _of("not_sent"),)),
    ]
    if block.due_on:
        due = day_in_words(block.due_on)
        if block.longer_on and block.longer_on != block.due_on:
            due = _of("due_longer", due=due, longer=day_in_words(block.longer_on))
        facts.append(Fact("due", (due,)))
    if block.answer:
        facts += _answered(block.answer)
    elif block.sent_on:
        facts.append(Fact("answer", (_of("no_answer"),)))
    if block.looked_on and block.found:
        day = day_in_words(block.looked_on)
        found = words(f"what_people_say.looked.{block.found.value}", language=ENGLISH, day=day)
        facts.append(Fact("looked", (found,)))
    return tuple(fact._replace(name=_of(fact.name)) for fact in facts if any(fact.lines))


def _answered(answer: Answer) -> Iterator[Fact]:
    if answer.is_gone:
        yield Fact("answer", (_when(answer), _of("answer_gone")))
        return
    lines = [_when(answer)]
    if answer.stance:
        lines.append(words(f"what_people_say.stance.{answer.stance.value}", language=ENGLISH))
    if answer.reason:
        lines.append(_of("reason", reason=answer.reason))
    if answer.shown.strip():
        lines.append(_of("said"))
    yield Fact("answer", tuple(lines), _paragraphs(answer.shown))
    if answer.change is not ChangeState.NONE:
        yield Fact("change", (_change(answer),))


def _when(answer: Answer) -> str:
    gaps = {"body": answer.body, "day": day_in_words(answer.received_on)}
    if answer.days < 1:
        return _of("same_day", **gaps)
    return _of("answered", **gaps, days=_of("day_one") if answer.days == 1 else _of("days", days=answer.days))


def _change(answer: Answer) -> str:
    if answer.change is ChangeState.PLANNED and answer.change_by:
        return said("change.planned_by", day=day_in_words(answer.change_by), what=answer.change_what)
    return said(f"change.{answer.change.value}", what=answer.change_what)


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line for part in text.splitlines() if (line := part.strip()))


def _of(key: str, **gaps: str | int) -> str:
    return said(f"recommended.{key}", **gaps)
