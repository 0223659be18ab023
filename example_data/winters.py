"""What people tell the Testford winter teams of going to a care home or a community bed, two winters long."""

import random
from datetime import date

from example_data.banks import people, read
from example_data.compose import Tone
from example_data.generate import ExampleFeedback
from example_data.grammar import MYSELF, Telling
from example_data.meetings import ExampleJoin
from example_data.own_form import a_day, by_own_form, had_by, token_of, told_on
from example_data.west_testford import PLACES, WARD_7, WARD_12
from models.vocabulary import Channel, Journey, Sector

CODE = "winter-teams"
EACH = {Journey.LEAVING_HOSPITAL: 11, Journey.BETWEEN_SERVICES: 12}
"""Of one winter and one kind of place, beside 2,000 others."""

WINTERS = {(date(2024, 12, 3), date(2025, 2, 27)): 0.28, (date(2025, 12, 2), date(2026, 2, 26)): 0.58}
"""First and last day, and for how many it goes well."""

PLACES_FIRST = {"care_home": Sector.CARE_HOME, "short_stay": Sector.INTERMEDIATE}
VOICES = {"patient": 45, "family": 55}
CHANNELS = {Channel.ONLINE: 60, Channel.PHONE: 40}
PROBLEMS = ("told_again", "conflicting", "gap", "nobodys_job")
WENT_WELL = ("joined_up",)


def winters(*, until: date, beside: int) -> list[ExampleFeedback]:
    """What had been told by `until`, oldest first, in step with `beside` other pieces."""
    every = [
        (journey, place, days)
        for journey, each in EACH.items()
        for _ in range(round(each * beside / 2_000))
        for place in PLACES_FIRST
        for days in WINTERS
    ]
    told = (_piece(number, *given) for number, given in enumerate(every))
    return sorted((one for one in told if had_by(one, until)), key=lambda one: one.moments.received_at)


def _piece(number: int, journey: Journey, place: str, days: tuple[date, date]) -> ExampleFeedback:
    rng = random.Random(token_of(CODE, number))
    [voice] = rng.choices(list(VOICES), list(VOICES.values()))
    [channel] = rng.choices(list(CHANNELS), list(CHANNELS.values()))
    is_well = rng.random() < WINTERS[days]
    sector = PLACES_FIRST[place]
    homes = [one.name for one in PLACES if one.sector is sector and sector is Sector.CARE_HOME]
    join = ExampleJoin(
        rng.choice((WARD_7, WARD_12)), Sector.HOSPITAL, rng.choice(homes) if homes else None, sector
    )
    return by_own_form(
        rng,
        CODE,
        number,
        moments=told_on(rng, a_day(rng, *days), channel),
        channel=channel,
        journey=journey,
        voice=voice,
        tone=Tone.HAPPY if is_well else Tone.UNHAPPY,
        words=_words(rng, voice, place, is_well=is_well),
        problems=WENT_WELL if is_well else (rng.choice(PROBLEMS),),
        joins=(join,),
    )


def _words(rng: random.Random, voice: str, place: str, *, is_well: bool) -> str:
    bank = read("winters")
    person = MYSELF if voice == "patient" else rng.choice(people(voice))
    telling = Telling(rng, read("slots"), read("synonyms"), person, {"place": bank["place"][place]})
    said = [rng.choice(bank["begin"]), *rng.sample(bank["well" if is_well else "wrong"], rng.choice((1, 2)))]
    return " ".join(telling.say(sentence) for sentence in said)
