"""What patients and people who work in care answer to the Testford Healthcare Review, in four months."""

import random
from datetime import date

from example_data.banks import read
from example_data.compose import Tone
from example_data.entries import REVIEW_DAYS, Entry, event_on
from example_data.generate import ExampleFeedback
from example_data.grammar import MYSELF, Telling
from example_data.own_form import a_day, by_own_form, had_by, token_of, told_on
from models.vocabulary import Channel, Journey

CODE = "healthcare-review"
QUESTION_SET = "healthcare_review/1"
ANSWERS = 142
"""Beside 2,000 others."""

FIRST, LAST = date(2026, 5, 11), date(2026, 9, 11)
VOICES = {"patient": 62, "staff": 46, "family": 26, "carer": 8}
GROUPS = {"staff": "staff", "patient": "people", "family": "people", "carer": "people"}
CHANNELS = {Channel.ONLINE: 68, Channel.EVENT: 22, Channel.PHONE: 6, Channel.PAPER: 4}
AREAS = {
    "staff": {"planned": 34, "urgent": 36, "long_term": 30, "children_maternity": 14},
    "people": {"planned": 42, "urgent": 34, "long_term": 30, "children_maternity": 16},
}
HOW_MANY = (1, 1, 2, 2, 3)
WELL = {  # of a hundred who are sure, so many say that it works very or quite well
    "staff": {"planned": 24, "urgent": 16, "long_term": 60, "children_maternity": 34},
    "people": {"planned": 38, "urgent": 52, "long_term": 34, "children_maternity": 62},
}
WOULD_HELP = {
    "staff": {
        "joined_up": 62,
        "closer": 14,
        "sooner": 20,
        "one_record": 74,
        "staff": 60,
        "information": 10,
        "something_else": 6,
    },
    "people": {
        "joined_up": 34,
        "closer": 28,
        "sooner": 72,
        "one_record": 22,
        "staff": 34,
        "information": 44,
        "something_else": 9,
    },
}
TONES = {"staff": (70, 10, 20), "people": (52, 22, 26)}
SURE, CHOOSES, SAYS_WHAT_FIRST = 0.92, 0.9, 0.45


def review(*, until: date, beside: int) -> tuple[list[ExampleFeedback], dict[str, Entry]]:
    """The answers that were there on `until`, oldest first, in step with `beside` other pieces.

    And by token what goes with those that the volunteer wrote down at an event.
    """
    told = [_piece(number) for number in range(round(ANSWERS * beside / 2_000))]
    told = sorted((piece for piece in told if had_by(piece, until)), key=lambda one: one.moments.received_at)
    at_events = (piece for piece in told if piece.channel is Channel.EVENT)
    return told, {piece.token: Entry(event=event_on(piece.moments.told)) for piece in at_events}


def review_answers(piece: ExampleFeedback) -> dict[str, str]:
    """What its teller answered, by question; the same every time."""
    rng, group = random.Random(f"{piece.token}:review"), GROUPS[piece.voice]
    areas = _areas(piece.token, piece.voice)
    told = {"care_areas": ",".join(areas)}
    for area in areas:
        is_well = rng.random() * 100 < WELL[group][area]
        said = rng.choice(("very_well", "well", "well") if is_well else ("not_well", "not_well", "badly"))
        told[f"{area}_now"] = said if rng.random() < SURE else "not_sure"
        helps = [name for name, share in WOULD_HELP[group].items() if rng.random() * 100 < share]
        if helps and rng.random() < CHOOSES:
            told[f"{area}_change"] = ",".join(helps)
    return told


def what_first(piece: ExampleFeedback) -> str:
    """What should change first, of those who say so."""
    rng = random.Random(f"{piece.token}:first")
    said: str = rng.choice(read("review")[GROUPS[piece.voice]]["first"])
    return said if rng.random() < SAYS_WHAT_FIRST else ""


def _piece(number: int) -> ExampleFeedback:
    token = token_of(CODE, number)
    rng = random.Random(token)
    [voice] = rng.choices(list(VOICES), list(VOICES.values()))
    [channel] = rng.choices(list(CHANNELS), list(CHANNELS.values()))
    held_on = rng.choice(REVIEW_DAYS).on
    day = held_on if channel is Channel.EVENT and held_on else a_day(rng, FIRST, LAST)
    [tone] = rng.choices(list(Tone), TONES[GROUPS[voice]])
    return by_own_form(
        rng,
        CODE,
        number,
        moments=told_on(rng, day, channel),
        channel=channel,
        journey=Journey.SOMETHING_ELSE,
        voice=voice,
        tone=tone,
        words=_words(rng, token, voice),
    )


def _words(rng: random.Random, token: str, voice: str) -> str:
    """A sentence or two of each area that they chose, or more where there is only one."""
    bank, telling = read("review")[GROUPS[voice]], Telling(rng, read("slots"), read("synonyms"), MYSELF, {})
    areas = _areas(token, voice)
    chosen = [rng.sample(bank[area], rng.choice((1, 2)) + (len(areas) == 1)) for area in areas]
    return " ".join(telling.say(sentence) for sentences in chosen for sentence in sentences)


def _areas(token: str, voice: str) -> list[str]:
    """What they tick, in the order of the form."""
    rng, weights = random.Random(f"{token}:areas"), AREAS[GROUPS[voice]]
    drawn = rng.choices(list(weights), list(weights.values()), k=rng.choice(HOW_MANY))
    return [area for area in weights if area in drawn]
