"""What West Testford's volunteer typed in: calls, sheets of paper, and what was heard at events."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from example_data.compose import Tone
from example_data.generate import ExampleFeedback
from example_data.moments import CHANNELS, LONDON, STALL_WEEKDAY
from models.entry import Interpreter
from models.vocabulary import Channel, Outcome

PER_HUNDRED = {Channel.PHONE: 8, Channel.PAPER: 4, Channel.EVENT: 4}
"""Of a hundred pieces so many were typed in by the volunteer; the others reached us in other ways."""

SPOKE_ANOTHER_LANGUAGE = 0.08
LANGUAGES = ("pl", "ro", "ur", "bn")
RANG_AGAIN_WITHIN = timedelta(days=25)
RANG_AGAIN = (
    "Rang again about the same thing. A letter came on Tuesday with a new date, in five weeks. "
    "Nobody could say why it had to begin from the start. Asked me to write it down beside the first call."
)
APPROVED = (Outcome.APPROVED, Outcome.PUBLISHABLE)


class OutreachDay(NamedTuple):
    """A day on which West Testford Voice went to listen: `on`, or so many days before its newest feedback."""

    place: str
    days_before: int
    communities: str
    who_spoke: int | None
    on: date | None = None


OUTREACH = (
    OutreachDay("Testford Library", 500, "Families with young children, people learning English", 34),
    OutreachDay("Lunch club, Mill Lane church hall", 260, "Older people who live alone", 27),
    OutreachDay("Testford market", 20, "Carers, people who work shifts", None),
)
REVIEW_DAYS = (
    OutreachDay("Testford General, staff dining room", 0, "People who work in care", 14, date(2026, 6, 10)),
    OutreachDay("Riverbank family centre", 0, "Parents of young children", 11, date(2026, 7, 15)),
    OutreachDay("Testford town hall", 0, "People with long-term conditions", 19, date(2026, 8, 12)),
)
EVENTS = (*OUTREACH, *REVIEW_DAYS)


@dataclass(frozen=True)
class Entry:
    """What goes with a piece that was typed in. `event` is the number of its day in EVENTS.

    `same_story_as` is the token of the piece in which the same person began to tell it.
    """

    event: int | None = None
    spoken_language: str = ""
    interpreter: Interpreter | None = None
    same_story_as: str = ""


def as_entries(
    told: Sequence[ExampleFeedback], *, until: date
) -> tuple[list[ExampleFeedback], dict[str, Entry]]:
    """The same pieces, and by token what goes with those that the volunteer typed in.

    What was heard at an event is told on its day, and one of the calls goes on with another's story.
    """
    pieces = {piece.token: piece for piece in told}
    entries: dict[str, Entry] = {}
    for piece in _typed_in(told):
        event = _event_of(piece, until)
        if piece.channel is Channel.EVENT:
            if event is None:
                continue
            pieces[piece.token] = _told_at(piece, day_of(event, until))
        entries[piece.token] = _entry(piece, event)
    for first, again in _two_calls(list(pieces.values()), entries):
        pieces[again.token] = _goes_on(again, first)
        entries[again.token] = replace(entries[again.token], same_story_as=first.token)
    return list(pieces.values()), entries


def day_of(event: int, until: date) -> date:
    """The day of an event: they are all on the day of the market."""
    if on := EVENTS[event].on:
        return on
    day = until - timedelta(days=EVENTS[event].days_before)
    return day - timedelta(days=(day.weekday() - STALL_WEEKDAY) % 7)


def event_on(day: date) -> int:
    """The number of the event that the review held on `day`."""
    return next(number for number, event in enumerate(EVENTS) if event.on == day)


def _typed_in(told: Iterable[ExampleFeedback]) -> Iterator[ExampleFeedback]:
    """An even share of each channel."""
    seen = dict.fromkeys(PER_HUNDRED, 0)
    for piece in told:
        if piece.channel in seen:
            share = PER_HUNDRED[piece.channel]
            if seen[piece.channel] * share % CHANNELS[piece.channel] < share:
                yield piece
            seen[piece.channel] += 1


def _event_of(piece: ExampleFeedback, until: date) -> int | None:
    """The first event after it happened, for what was heard at one and has been decided on."""
    if piece.channel is not Channel.EVENT or piece.decided_at is None:
        return None
    days = {number: day_of(number, until) for number in range(len(OUTREACH))}
    return next((number for number, day in days.items() if day >= piece.moments.happened), None)


def _told_at(piece: ExampleFeedback, day: date) -> ExampleFeedback:
    before = piece.moments.received_at
    clock: time = before.astimezone(LONDON).time()
    received_at = datetime.combine(day, clock, tzinfo=LONDON).astimezone(before.tzinfo)
    decided_at = piece.decided_at and received_at + (piece.decided_at - before)
    moments = piece.moments._replace(told=day, received_at=received_at)
    return replace(piece, moments=moments, decided_at=decided_at)


def _entry(piece: ExampleFeedback, event: int | None) -> Entry:
    rng = random.Random(f"{piece.token}:entry")
    if piece.channel is Channel.PAPER or rng.random() >= SPOKE_ANOTHER_LANGUAGE or piece.language != "en":
        return Entry(event=event)
    return Entry(event, rng.choice(LANGUAGES), rng.choice(list(Interpreter)))


def _two_calls(
    pieces: Sequence[ExampleFeedback], entries: dict[str, Entry]
) -> Iterator[tuple[ExampleFeedback, ExampleFeedback]]:
    """The newest call by somebody who left a number, and the next one soon after it; none in a small set."""
    calls = [
        piece
        for piece in pieces
        if piece.token in entries and piece.channel is Channel.PHONE and piece.outcome in APPROVED
    ]
    for first, again in reversed(list(zip(calls, calls[1:], strict=False))):
        is_soon = again.moments.received_at - first.moments.received_at < RANG_AGAIN_WITHIN
        if first.facts.contact_telephone and first.tone is Tone.UNHAPPY and is_soon:
            yield first, again
            return


def _goes_on(again: ExampleFeedback, first: ExampleFeedback) -> ExampleFeedback:
    return replace(
        first,
        token=again.token,
        moments=again.moments._replace(happened=first.moments.happened),
        words=RANG_AGAIN,
        rating=None,
        decided_at=again.decided_at,
    )
