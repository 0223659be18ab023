"""How sentences become a story: a grumble, a paragraph, a long letter, or a note of a telephone call."""

import random
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from example_data.banks import Matter, opening, praises, read, troubles
from example_data.grammar import Telling, led_by
from example_data.west_testford import HUB_STARTED
from models.vocabulary import Journey


class Tone(StrEnum):
    """How a story is meant, whatever rating goes with it."""

    UNHAPPY = "unhappy"
    HAPPY = "happy"
    MIXED = "mixed"


class Form(StrEnum):
    """How much somebody says, and whether somebody else writes it down."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"
    EPIC = "epic"
    NOTE = "note"


class Matters(NamedTuple):
    """What a story is about: what went wrong, and what went well."""

    wrong: tuple[Matter, ...]
    well: tuple[Matter, ...]


HOW_MANY = {
    Form.SHORT: (1, 1),
    Form.MEDIUM: (1, 2),
    Form.LONG: (2, 3),
    Form.EPIC: (4, 5),
    Form.NOTE: (1, 2),
}


def matters(rng: random.Random, *, journey: Journey, tone: Tone, form: Form, day: date) -> Matters:
    """Draw what a story of `day` is about; no two matters share a topic."""
    count = rng.randint(*HOW_MANY[form])
    taken: set[str] = set()
    if tone is Tone.HAPPY:
        return Matters((), _draw(rng, praises(), min(count, 3), journey=journey, day=day, taken=taken))
    wrong = _draw(rng, troubles(), count, journey=journey, day=day, taken=taken)
    if tone is Tone.UNHAPPY:
        return Matters(wrong, ())
    return Matters(wrong, _draw(rng, praises(), 1, journey=journey, day=day, taken=taken))


def _draw(
    rng: random.Random,
    bank: Sequence[Matter],
    count: int,
    *,
    journey: Journey,
    day: date,
    taken: set[str],
) -> tuple[Matter, ...]:
    drawn: list[Matter] = []
    for _ in range(count):
        open_to = [
            matter
            for matter in bank
            if journey in matter.journeys
            and matter.topic not in taken
            and not (journey is Journey.SOMETHING_ELSE and _elsewhere(matter, drawn))
        ]
        if not open_to:
            break
        [matter] = rng.choices(open_to, [matter.weight_on(day) for matter in open_to])
        drawn.append(matter)
        taken.add(matter.topic)
    return tuple(drawn)


def _elsewhere(matter: Matter, drawn: Sequence[Matter]) -> bool:
    """A visit is to one place: two matters that belong to different ones do not meet in it."""
    return any(matter.to and other.to and set(matter.to).isdisjoint(other.to) for other in drawn)


def story(telling: Telling, about: Matters, *, journey: Journey, tone: Tone, form: Form, day: date) -> str:
    """Tell it in the teller's own words."""
    if form is Form.SHORT:
        return _grumble(telling, about, tone)
    rng = telling.rng
    how_many = rng.choice((0, 0, 1, 1, 1)) if form is Form.MEDIUM else rng.choice((1, 1, 2))
    parts = []
    for number in range(how_many):
        begun = opening(
            journey,
            rng,
            is_own_story=telling.is_own_story,
            is_unhappy=tone is Tone.UNHAPPY,
            is_first=number == 0,
        )
        parts.append(telling.say(begun))
    praise = [_event(telling, matter, day) for matter in about.well]
    complaints = []
    for number, matter in enumerate(about.wrong):
        told = _event(telling, matter, day)
        if number and rng.random() < 0.4:
            told = led_by(rng.choice(read("endings")["connectors"]), told)
        complaints.append(told)
        if matter.then and rng.random() < (0.5 if form is Form.MEDIUM else 0.75):
            complaints.append(telling.pick(matter.then))
    if tone is Tone.MIXED and praise and complaints:
        parts += [*praise, led_by("But", complaints[0]), *complaints[1:]]
    else:
        parts += complaints + praise
    if tone is Tone.UNHAPPY and rng.random() < 0.15:
        parts.append(rng.choice(read("endings")["kind_nugget"]))
    parts = _with_feeling(telling, parts, tone, often=0.4 if form is Form.MEDIUM else 0.8)
    if rng.random() < (0.3 if form is Form.MEDIUM else 0.75):
        parts.append(telling.pick(read("endings")[tone.value]))
    return _laid_out(parts, rng, in_paragraphs=form is Form.EPIC)


def note(telling: Telling, about: Matters, *, journey: Journey, tone: Tone, teller: str) -> str:
    """Tell it as a volunteer wrote it down during the call."""
    bank, rng = read("notes"), telling.rng
    parts = [telling.pick(bank[teller]), telling.pick(bank[journey.value])]
    if rng.random() < 0.15:
        parts.pop(0)
    for matter in (*about.wrong, *about.well):
        parts.append(telling.pick(matter.note))
    if rng.random() < 0.5:
        parts.append(telling.pick(bank["happy_feelings" if tone is Tone.HAPPY else "feelings"]))
    parts.append(telling.pick(bank["endings"]) if rng.random() < 0.6 else "")
    return ("\n" if rng.random() < 0.1 else " ").join(part for part in parts if part)


def _grumble(telling: Telling, about: Matters, tone: Tone) -> str:
    rng = telling.rng
    said = [telling.pick(matter.short) for matter in (*about.well, *about.wrong)]
    if about.well and about.wrong:
        said = [said[0], led_by("But", said[1])]
    if rng.random() < 0.62:
        bank = read("feelings") if rng.random() < 0.6 else read("endings")
        said.append(telling.pick(bank[tone.value]))
    elif rng.random() < 0.5:
        said.insert(0, telling.say(rng.choice(("{From}.", "{day}.", "{From}, {day}.", "After {nights} in."))))
    return (
        " ".join(part if part[-1] in ".!?" else f"{part}." for part in said[:-1])
        + " " * (len(said) > 1)
        + said[-1]
    )


def _event(telling: Telling, matter: Matter, day: date) -> str:
    sentences = [*matter.any, *(matter.self if telling.is_own_story else matter.other)]
    if matter.hub and day >= HUB_STARTED and telling.rng.random() < 0.6:
        sentences = list(matter.hub)
    return telling.pick(sentences)


def _with_feeling(telling: Telling, parts: list[str], tone: Tone, *, often: float) -> list[str]:
    rng = telling.rng
    if rng.random() >= often:
        return parts
    feeling = telling.pick(read("feelings")[tone.value])
    place = 0 if rng.random() < 0.12 else len(parts)
    return [*parts[:place], feeling, *parts[place:]]


def _laid_out(parts: list[str], rng: random.Random, *, in_paragraphs: bool) -> str:
    if not in_paragraphs:
        return " ".join(parts)
    text = parts[0]
    for part in parts[1:]:
        text += ("\n\n" if rng.random() < 0.25 else " ") + part
    return text
