"""What the people of the Testford High Intensity User Scheme tell, and what its partners count: 22 people."""

import random
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlmodel import Session

from actions.scheme_contacts import contacts_in, take_in_contacts
from example_data.banks import people, read
from example_data.compose import Tone
from example_data.generate import ExampleFeedback
from example_data.grammar import MYSELF, Telling
from example_data.meetings import ExampleJoin
from example_data.own_form import a_day, by_own_form, had_by, token_of, told_on
from example_data.west_testford import PLACES
from models.people import Viewer
from models.scheme import SharingDraft
from models.vocabulary import Channel, Journey, Sector

CODE = "high-intensity-user-scheme"
QUESTION_SET = "high_intensity_user_scheme/1"
ANSWERS = 38
"""Beside 2,000 others: some of the 22 tell more than once, and so do those close to them."""

FIRST, LAST = date(2025, 6, 16), date(2026, 10, 20)
VOICES = {"patient": 60, "family": 28, "carer": 6, "friend": 6}
CHANNELS = {Channel.PHONE: 50, Channel.ONLINE: 40, Channel.PAPER: 10}
TONES = {Tone.HAPPY: 48, Tone.MIXED: 36, Tone.UNHAPPY: 16}
NAMED = 0.6
S = Sector
CHAINS = {
    (S.AMBULANCE, S.URGENT, S.MENTAL_HEALTH, S.POLICE, S.URGENT): 12,
    (S.POLICE, S.AMBULANCE, S.URGENT, S.MENTAL_HEALTH, S.HOUSING): 11,
    (S.GP, S.MENTAL_HEALTH, S.URGENT): 11,
    (S.AMBULANCE, S.URGENT, S.HOSPITAL, S.SOCIAL_CARE, S.HOUSING, S.VOLUNTARY): 2,
    (S.HOUSING, S.SOCIAL_CARE, S.VOLUNTARY, S.MENTAL_HEALTH): 2,
}
EACH_WAY = [chain for chain, people in CHAINS.items() for _ in range(people)]
UNDERSTOOD = {Tone.HAPPY: (86, 11, 3), Tone.MIXED: (58, 30, 12), Tone.UNHAPPY: (18, 30, 52)}
PROBLEMS = {
    Tone.HAPPY: ("one_person", "who_to_call"),
    Tone.MIXED: ("one_person", "told_again", "back_and_forth"),
    Tone.UNHAPPY: ("told_again", "back_and_forth", "nobodys_job"),
}
SHARING = (
    "Agreement of the partners of 19 May 2025, section 4: counts by code, invented for this demonstration",
    "Testford General Hospital, Testford Ambulance Service and Testford Police",
)
KEPT_FOR = timedelta(days=365)


def scheme(*, until: date, beside: int) -> list[ExampleFeedback]:
    """What had been told by `until`, oldest first, in step with `beside` other pieces."""
    told = (_piece(number) for number in range(round(ANSWERS * beside / 2_000)))
    return sorted((one for one in told if had_by(one, until)), key=lambda one: one.moments.received_at)


def scheme_answers(piece: ExampleFeedback) -> dict[str, str]:
    """Whether one person understood their needs, and was there for all of it."""
    rng = random.Random(f"{piece.token}:scheme")
    how_far = [rng.choices(("yes", "to_some_extent", "no"), UNDERSTOOD[piece.tone])[0] for _ in range(2)]
    return dict(zip(("understood_needs", "one_person"), how_far, strict=True))


def take_in_what_partners_count(session: Session, programme_id: UUID, *, by: Viewer, at: datetime) -> None:
    """Keep the contacts of the 22, before and since, for a year."""
    path = Path(__file__).with_name("scheme_contacts.csv")
    sharing = SharingDraft(*SHARING, expires_on=(at + KEPT_FOR).date())
    rows = contacts_in(path.read_bytes(), path.name).rows
    take_in_contacts(session, programme_id, sharing, rows, by=by, at=at)


def _piece(number: int) -> ExampleFeedback:
    rng = random.Random(token_of(CODE, number))
    [voice] = rng.choices(list(VOICES), list(VOICES.values()))
    [channel] = rng.choices(list(CHANNELS), list(CHANNELS.values()))
    [tone] = rng.choices(list(TONES), list(TONES.values()))
    return by_own_form(
        rng,
        CODE,
        number,
        moments=told_on(rng, a_day(rng, FIRST, LAST), channel),
        channel=channel,
        journey=Journey.BETWEEN_SERVICES,
        voice=voice,
        tone=tone,
        words=_words(rng, voice, tone),
        problems=PROBLEMS[tone],
        joins=_joins(rng, EACH_WAY[number % len(EACH_WAY)]),
    )


def _words(rng: random.Random, voice: str, tone: Tone) -> str:
    bank = read("scheme")
    person = MYSELF if voice == "patient" else rng.choice(people(voice))
    telling = Telling(rng, read("slots"), read("synonyms"), person, {})
    said = rng.sample(bank["before"], 1)
    if tone is not Tone.UNHAPPY:
        said += rng.sample(bank["well"], rng.choice((1, 2)))
    if tone is not Tone.HAPPY:
        said += rng.sample(bank["wrong"], rng.choice((1, 2)))
    return " ".join(telling.say(sentence) for sentence in said)


def _joins(rng: random.Random, chain: tuple[Sector, ...]) -> tuple[ExampleJoin, ...]:
    """Each kind of service as one that people name or as "the police", the same each time."""
    named: dict[Sector, str | None] = {sector: _named(rng, sector) for sector in dict.fromkeys(chain)}
    return tuple(ExampleJoin(named[a], a, named[b], b) for a, b in zip(chain, chain[1:], strict=False))


def _named(rng: random.Random, sector: Sector) -> str | None:
    known = [place.name for place in PLACES if place.sector is sector and place.valid_from is None]
    return rng.choice(known) if known and rng.random() < NAMED else None
