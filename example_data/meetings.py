"""Which services a story is about, and the joins between them, on the day it happened."""

import random
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from example_data.banks import Matter
from example_data.west_testford import (
    EMERGENCY,
    HUB,
    HUB_STARTED,
    MATERNITY,
    OUTPATIENTS,
    PLACES,
    REHABILITATION,
    STROKE_WARD,
    WARD_7,
    WARD_12,
    Place,
)
from models.vocabulary import Journey, Sector

WARDS = {WARD_7: 9, WARD_12: 7, STROKE_WARD: 4, MATERNITY: 1, REHABILITATION: 3}
HOME_TO = (Sector.GP, Sector.COMMUNITY, Sector.HOME_CARE, Sector.CARE_HOME)
S = Sector
BETWEEN = (
    (S.GP, S.HOSPITAL, 10), (S.GP, S.MENTAL_HEALTH, 7), (S.GP, S.COMMUNITY, 4), (S.HOSPITAL, S.GP, 7),
    (S.URGENT, S.GP, 4), (S.URGENT, S.MENTAL_HEALTH, 3), (S.MENTAL_HEALTH, S.GP, 3), (S.GP, S.PHARMACY, 3),
    (S.HOSPITAL, S.SOCIAL_CARE, 4), (S.COMMUNITY, S.SOCIAL_CARE, 3), (S.SOCIAL_CARE, S.HOUSING, 2),
    (S.HOSPITAL, S.COMMUNITY, 4), (S.GP, S.LEARNING_DISABILITY, 1), (S.CARE_HOME, S.GP, 1),
    (S.LEARNING_DISABILITY, S.MENTAL_HEALTH, 2), (S.HOSPITAL, S.HOSPICE, 1), (S.AMBULANCE, S.URGENT, 1),
    (S.SOCIAL_CARE, S.COMMISSIONER, 1), (S.MENTAL_HEALTH, S.HOUSING, 1), (S.GP, S.SOCIAL_CARE, 2),
)  # fmt: skip
MOST_SENT_BACK = (S.GP, S.HOSPITAL)
ELSEWHERE = {
    Sector.GP: 8,
    Sector.URGENT: 6,
    Sector.DENTIST: 4,
    Sector.PHARMACY: 3,
    Sector.HOSPITAL: 5,
    Sector.MENTAL_HEALTH: 2,
    Sector.VOLUNTARY: 1,
}


class ExampleJoin(NamedTuple):
    """One join. A service that the person could not name is None, with its sector if they knew that."""

    from_service: str | None
    from_sector: Sector
    to_service: str | None
    to_sector: Sector


class Meeting(NamedTuple):
    """The places of one story: `begin` and `end` are what its sentences speak of."""

    begin: Place
    end: Place
    joins: tuple[ExampleJoin, ...]
    services: tuple[str, ...]


def meeting(rng: random.Random, *, journey: Journey, about: Sequence[Matter], day: date) -> Meeting:
    """Draw the places of a story, all of them open on `day`."""
    if journey is Journey.SOMETHING_ELSE:
        [sector] = rng.choices(list(ELSEWHERE), list(ELSEWHERE.values()))
        sector = rng.choice(next((matter.to for matter in about if matter.to), (sector,)))
        place = _one_of(rng, sector, day)
        return Meeting(place, place, (), (place.name,) if rng.random() < 0.85 else ())
    if journey is Journey.LEAVING_HOSPITAL:
        begin = _a_ward(rng, day)
        end = _one_of(rng, rng.choice(next((matter.to for matter in about if matter.to), HOME_TO)), day)
    else:
        is_sent_back = any(matter.name == "back_and_forth" for matter in about)
        often = [pair[2] * (2.5 if is_sent_back and pair[:2] == MOST_SENT_BACK else 1) for pair in BETWEEN]
        [(out, into)] = rng.choices([pair[:2] for pair in BETWEEN], often)
        begin, end = _one_of(rng, out, day), _one_of(rng, into, day)
    path = _path(rng, begin, end, about, journey, day)
    joins = tuple(_as_told(rng, a, b) for a, b in zip(path, path[1:], strict=False))
    named = dict.fromkeys(place.name for place in path)
    kept = [name for name in named if rng.random() < 0.9]
    return Meeting(begin, end, joins, tuple(kept) if rng.random() < 0.95 else ())


def between(begin: str, end: str) -> Meeting:
    """The meeting of two services, by what people call them."""
    first, last = (next(place for place in PLACES if place.spoken == said) for said in (begin, end))
    join = ExampleJoin(first.name, first.sector, last.name, last.sector)
    return Meeting(first, last, (join,), (first.name, last.name))


def _path(
    rng: random.Random, begin: Place, end: Place, about: Sequence[Matter], journey: Journey, day: date
) -> list[Place]:
    path = [begin, end]
    if any(matter.name == "back_and_forth" for matter in about):
        return path + [begin, end][: rng.choice((1, 2, 2))]
    if journey is Journey.LEAVING_HOSPITAL and day >= HUB_STARTED and rng.random() < 0.35:
        return [begin, _named(HUB), end]
    if journey is Journey.LEAVING_HOSPITAL and rng.random() < 0.08:
        return [_named(EMERGENCY), begin, end]
    return path


def _as_told(rng: random.Random, begin: Place, end: Place) -> ExampleJoin:
    """People know where they were better than where they were sent."""
    return ExampleJoin(*_one_end(rng, begin, unsure=0.06), *_one_end(rng, end, unsure=0.18))


def _one_end(rng: random.Random, place: Place, *, unsure: float) -> tuple[str | None, Sector]:
    draw = rng.random()
    if draw < unsure / 2:
        return None, Sector.UNKNOWN
    return (None, place.sector) if draw < unsure else (place.name, place.sector)


def _named(name: str) -> Place:
    return next(place for place in PLACES if place.name == name)


def _a_ward(rng: random.Random, day: date) -> Place:
    wards = [place for place in PLACES if place.name in WARDS and place.was_open_on(day)]
    return rng.choices(wards, [WARDS[place.name] for place in wards])[0]


def _one_of(rng: random.Random, sector: Sector, day: date) -> Place:
    """A service of this sector; for a hospital it is outpatients, as wards are left, not visited."""
    if sector is Sector.HOSPITAL:
        return _named(OUTPATIENTS)
    open_then = [
        place for place in PLACES if place.sector is sector and place.was_open_on(day) and place.name != HUB
    ]
    return rng.choice(open_then) if open_then else _one_of(rng, Sector.COMMUNITY, day)
