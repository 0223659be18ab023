"""What the people of West Testford say: about 2,000 pieces of feedback over 24 months, from a fixed seed."""

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import NamedTuple, TypeVar

from example_data import moments, whole
from example_data.banks import WINTER, people, read
from example_data.compose import Form, Tone, matters, note, story
from example_data.facts import Facts, dated_when_open, facts, rating
from example_data.grammar import MYSELF, Person, Telling
from example_data.meetings import ExampleJoin, Meeting, between, meeting
from example_data.moments import CHANNELS, Moments
from example_data.posters import by_poster
from example_data.texture import typed
from example_data.west_testford import HUB_STARTED, LAST_DAY, MONTHS
from models.vocabulary import Channel, Journey, Outcome, Rating, Speaker, Standing, WithholdReason

T = TypeVar("T")
SEED = 20_261_031
TONES = {Tone.UNHAPPY: 62, Tone.HAPPY: 25, Tone.MIXED: 13}
JOURNEYS = {Journey.LEAVING_HOSPITAL: 45, Journey.BETWEEN_SERVICES: 40, Journey.SOMETHING_ELSE: 15}
FORMS = {Form.SHORT: 21, Form.MEDIUM: 55, Form.LONG: 21, Form.EPIC: 3}
VOICES = {"patient": 42, "family": 40, "carer": 7, "friend": 11}
FOREIGN_SHARE = 0.036
WITHHELD_SHARE = 0.03
ON_HOLD_SHARE = 0.01
MOST_AWAITING = 25
MOST_CONCERNS = 8


@dataclass(frozen=True)
class ExampleFeedback:
    """One invented piece of feedback, everything that a draft needs, and what became of it.

    `programme` is the code of the one by whose own address it came, or empty.
    """

    token: str
    moments: Moments
    channel: Channel
    journey: Journey
    language: str
    voice: str
    tone: Tone
    problems: tuple[str, ...]
    words: str
    rating: Rating | None
    facts: Facts
    joins: tuple[ExampleJoin, ...]
    services: tuple[str, ...]
    outcome: Outcome
    withheld_for: WithholdReason | None
    decided_at: datetime | None
    programme: str = ""

    @property
    def is_concern(self) -> bool:
        """Whether somebody seems to be at risk now."""
        return "concern" in self.problems


class _Slot(NamedTuple):
    number: int
    channel: Channel
    moments: Moments


def generate(*, seed: int = SEED, until: date = LAST_DAY, pieces: int = 2_000) -> Iterator[ExampleFeedback]:
    """Yield `pieces` pieces, oldest first by the moment received; the same seed gives the same words."""
    rng = random.Random(seed)
    first = moments.first_day(until, MONTHS)
    drawn = []
    for _ in range(pieces):
        channel = rng.choices(list(CHANNELS), list(CHANNELS.values()))[0]
        drawn.append((channel, moments.draw(rng, channel, first=first, last=until)))
    drawn.sort(key=lambda pair: pair[1].received_at)
    slots = [_Slot(number, *pair) for number, pair in enumerate(drawn)]
    awaiting = pieces - min(MOST_AWAITING, max(3, pieces // 20))
    concerns = dict(zip(_concern_slots(rng, awaiting, pieces), whole.concerns(), strict=False))
    stories = _stories_by_slot(rng, slots[:awaiting])
    told: list[ExampleFeedback] = []
    for slot in slots:
        own = random.Random(f"{seed}:{slot.number}")
        given = concerns.get(slot.number) or stories.get(slot.number)
        piece = _whole(own, slot, given, seed) if given else _piece(own, slot, seed)
        if slot.number < awaiting:
            piece = _decided(own, piece, told)
        told.append(piece)
        yield piece


def _concern_slots(rng: random.Random, awaiting: int, pieces: int) -> list[int]:
    newest = range(max(awaiting, 0), pieces)
    return sorted(rng.sample(newest, min(MOST_CONCERNS, max(1, len(newest) // 3), len(newest))))


def _stories_by_slot(rng: random.Random, slots: list[_Slot]) -> dict[int, whole.Whole]:
    """Each long story is told once, on a day that it fits; in a small set only some are told."""
    placed: dict[int, whole.Whole] = {}
    for given in whole.stories()[: len(slots) // 20]:
        fitting = [
            slot.number
            for slot in slots
            if slot.number not in placed
            and given.fits(slot.moments.happened)
            and slot.channel in (Channel.ONLINE, Channel.EMAIL)
        ]
        if fitting:
            placed[rng.choice(fitting)] = given
    return placed


def _person(rng: random.Random, voice: str) -> Person:
    if voice not in VOICES or voice == "patient":
        return MYSELF
    known = people(voice)
    return rng.choices(known, [person.weight for person in known])[0]


def _telling(rng: random.Random, person: Person, place: Meeting) -> Telling:
    referral = rng.choice(read("slots")["referrals"][place.end.sector.value])
    kept = {"from": place.begin.spoken, "to": place.end.spoken, "referral": referral}
    return Telling(rng, read("slots"), read("synonyms"), person, kept)


def _piece(rng: random.Random, slot: _Slot, seed: int) -> ExampleFeedback:
    day = slot.moments.happened
    journey = _drawn(rng, JOURNEYS)
    tone = _drawn(rng, _tones(journey, day))
    voice, form = _drawn(rng, VOICES), _drawn(rng, FORMS)
    is_foreign = journey is not Journey.SOMETHING_ELSE and rng.random() < FOREIGN_SHARE * 1.2
    if slot.channel is Channel.PHONE and rng.random() < 0.5:
        form = Form.NOTE
    about = matters(rng, journey=journey, tone=tone, form=form, day=day)
    place = meeting(rng, journey=journey, about=[*about.wrong, *about.well], day=day)
    telling = _telling(rng, _person(rng, voice), place)
    language, problems = "en", tuple(matter.name for matter in (*about.wrong, *about.well))
    if is_foreign:
        language, words = whole.foreign(rng, journey, tone)
        problems, voice = (), "unsaid"
    elif form is Form.NOTE:
        teller = "myself" if voice == "patient" else voice
        words = note(telling, about, journey=journey, tone=tone, teller=teller)
    else:
        words = story(telling, about, journey=journey, tone=tone, form=form, day=day)
    own_facts = facts(rng, voice=voice, channel=slot.channel, moments=slot.moments)
    if own_facts.standing is Standing.HAS_DIED and form is not Form.NOTE and not is_foreign:
        words = f"{words} {telling.pick(read('endings')['died'])}"
    elif not is_foreign:
        in_a_hurry = slot.channel is Channel.ONLINE and form is not Form.EPIC
        words = typed(words, rng, happy=tone is Tone.HAPPY, in_a_hurry=in_a_hurry)
    return _example(
        rng, slot, seed, place=place, journey=journey, language=language, voice=voice, tone=tone,
        problems=problems, words=words, facts=own_facts,
    )  # fmt: skip


def _tones(journey: Journey, day: date) -> dict[Tone, int]:
    """Winters are harder to leave hospital in, and since the hub opened more has gone well."""
    if journey is not Journey.LEAVING_HOSPITAL:
        return TONES
    worse = 10 if day.month in WINTER else 0
    better = 12 if day >= HUB_STARTED else 0
    return {**TONES, Tone.UNHAPPY: TONES[Tone.UNHAPPY] + worse, Tone.HAPPY: TONES[Tone.HAPPY] + better}


def _whole(rng: random.Random, slot: _Slot, given: whole.Whole, seed: int) -> ExampleFeedback:
    if "concern" in given.problems:
        yesterday = max(slot.moments.happened, slot.moments.told - timedelta(days=1))
        slot = slot._replace(moments=slot.moments._replace(happened=yesterday))
    place = (
        between(given.begin, given.end)
        if given.begin
        else meeting(rng, journey=given.journey, about=(), day=slot.moments.happened)
    )
    own_facts = facts(rng, voice=given.voice, channel=slot.channel, moments=slot.moments)
    words = _telling(rng, _person(rng, given.voice), place).say(given.text)
    return _example(
        rng, slot, seed, place=place, journey=given.journey, language="en", voice=given.voice,
        tone=given.tone, problems=given.problems, words=words,
        facts=own_facts._replace(standing=Standing.NOT_SAID),
    )  # fmt: skip


def _example(
    rng: random.Random,
    slot: _Slot,
    seed: int,
    *,
    place: Meeting,
    journey: Journey,
    language: str,
    voice: str,
    tone: Tone,
    problems: tuple[str, ...],
    words: str,
    facts: Facts,
) -> ExampleFeedback:
    token = hashlib.sha256(f"west-testford:{seed}:{slot.number}".encode()).hexdigest()
    return ExampleFeedback(
        token=token,
        moments=slot.moments,
        channel=slot.channel,
        journey=journey,
        language=language,
        voice=voice,
        tone=tone,
        problems=problems,
        words=words,
        rating=None if "concern" in problems else rating(rng, tone),
        facts=dated_when_open(facts, place, slot.moments),
        joins=place.joins,
        services=place.services,
        outcome=Outcome.AWAITING,
        withheld_for=None,
        decided_at=None,
        programme=by_poster(token, journey, slot.channel, slot.moments.happened),
    )


def _decided(rng: random.Random, piece: ExampleFeedback, told: list[ExampleFeedback]) -> ExampleFeedback:
    decided_at = moments.decided_after(rng, piece.moments.received_at)
    if piece.language != "en" or rng.random() >= WITHHELD_SHARE:
        approved = Outcome.PUBLISHABLE if piece.facts.consent_quotation else Outcome.APPROVED
        outcome = Outcome.ON_HOLD if rng.random() < ON_HOLD_SHARE else approved
        return replace(piece, outcome=outcome, decided_at=decided_at)
    withheld = replace(piece, outcome=Outcome.WITHHELD, decided_at=decided_at)
    earlier = rng.choice(told[-12:]) if told else piece
    if earlier is not piece and rng.random() < 0.2 and earlier.moments.happened <= piece.moments.told:
        return replace(
            earlier,
            token=piece.token,
            moments=piece.moments._replace(happened=earlier.moments.happened),
            channel=piece.channel,
            outcome=Outcome.WITHHELD,
            withheld_for=WithholdReason.SAME_EPISODE_TWICE,
            decided_at=decided_at,
        )
    place = meeting(rng, journey=Journey.LEAVING_HOSPITAL, about=(), day=piece.moments.happened)
    reason, words = whole.to_be_withheld(_telling(rng, rng.choice(people("family")), place))
    unsaid = piece.facts._replace(speaker=Speaker.PREFER_NOT_TO_SAY, standing=Standing.NOT_SAID)
    return replace(withheld, words=words, problems=(), voice="unsaid", facts=unsaid, withheld_for=reason)


def _drawn(rng: random.Random, weights: dict[T, int]) -> T:
    return rng.choices(list(weights), list(weights.values()))[0]
