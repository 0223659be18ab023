"""A piece that came by a programme's own address: what its poster brought in, or its own form asked."""

import hashlib
import random
from datetime import date, datetime

from example_data.compose import Tone
from example_data.facts import Facts, facts
from example_data.generate import ExampleFeedback
from example_data.meetings import ExampleJoin
from example_data.moments import LONDON, Moments, clock, decided_after, when_open
from models.vocabulary import Channel, Journey, Outcome


def token_of(programme: str, number: int) -> str:
    """The token of the piece with this number, from 0, that the form of a programme brought in."""
    return hashlib.sha256(f"west-testford:{programme}:{number}".encode()).hexdigest()


def told_on(rng: random.Random, day: date, channel: Channel) -> Moments:
    """Told on `day`, or on the next on which somebody is there to hear it; when it happened isn't asked."""
    day = day if channel in (Channel.ONLINE, Channel.EVENT) else when_open(day, on_stall_day=False)
    return Moments(day, day, clock(rng, day, channel))


def by_own_form(
    rng: random.Random,
    programme: str,
    number: int,
    *,
    moments: Moments,
    channel: Channel,
    journey: Journey,
    voice: str,
    tone: Tone,
    words: str,
    problems: tuple[str, ...] = (),
    joins: tuple[ExampleJoin, ...] = (),
) -> ExampleFeedback:
    """The piece, approved by a moderator some days later."""
    given = _without_a_day(facts(rng, voice=voice, channel=channel, moments=moments))
    return ExampleFeedback(
        token=token_of(programme, number),
        moments=moments,
        channel=channel,
        journey=journey,
        language="en",
        voice=voice,
        tone=tone,
        problems=problems,
        words=words,
        rating=None,
        facts=given,
        joins=joins,
        services=tuple(dict.fromkeys(name for join in joins for name in (join[0], join[2]) if name)),
        outcome=Outcome.PUBLISHABLE if given.consent_quotation else Outcome.APPROVED,
        withheld_for=None,
        decided_at=decided_after(rng, moments.received_at),
        programme=programme,
    )


def a_day(rng: random.Random, first: date, last: date) -> date:
    """One of the days from `first` to `last`."""
    return date.fromordinal(rng.randint(first.toordinal(), last.toordinal()))


def had_by(piece: ExampleFeedback, until: date) -> bool:
    """Whether the watchdog had it on `until`."""
    received: datetime = piece.moments.received_at
    return received.astimezone(LONDON).date() <= until


def _without_a_day(given: Facts) -> Facts:
    return given._replace(happened_on=None, happened_in_month=True, service_not_listed="")
