"""A scope goes into an address and comes out of it the same; the periods that have names."""

import random
from datetime import date
from uuid import UUID

import pytest

from models.period import Days, Period, days_of, is_possible, period_of
from models.scope import IN_A_LINK, Looking, Scope, Who, looking_from_link, looking_to_link
from models.vocabulary import Channel, Journey, Sector

TODAY = date(2026, 11, 20)
POOL = {
    "since": date(2025, 12, 1),
    "until": date(2026, 2, 28),
    "journey": Journey.BETWEEN_SERVICES,
    "service_id": UUID(int=5),
    "organisation_id": UUID(int=6),
    "sector": Sector.GP,
    "theme": "had_to_chase",
    "who": Who.PATIENTS,
    "channel": Channel.PHONE,
    "language": "en-GB",
    "programme": "discharge-hub",
    "area": "MK9",
}


def test_whatever_is_looked_at_comes_out_of_its_link_the_same():
    chance = random.Random(3)

    def scope() -> Scope:
        return Scope(**{name: POOL[name] for name in chance.sample(list(POOL), chance.randrange(len(POOL)))})

    for _ in range(60):
        looking = Looking(scope(), chance.choice([None, scope()]), chance.random() < 0.5)
        link = looking_to_link(looking)
        assert looking_from_link({**link, "embed": "true"}) == (looking, ())
        assert set(link) <= IN_A_LINK


def test_what_cannot_be_read_in_a_link_is_named_once_and_left_open():
    said = {"since": "soon", "who": "families", "beside": "yes", "beside.since": "never", "beside.who": "x"}
    assert looking_from_link(said) == (Looking(Scope(who=Who.FAMILIES), Scope()), ("since", "who"))
    assert looking_from_link({"beside": "no", "beside.who": "families"}) == (Looking(), ())


@pytest.mark.parametrize(
    ("today", "since", "until"),
    [
        (date(2026, 11, 30), date(2025, 12, 1), date(2026, 2, 28)),
        (date(2026, 12, 1), date(2026, 12, 1), date(2027, 2, 28)),
        (date(2028, 2, 29), date(2027, 12, 1), date(2028, 2, 29)),
        (date(2028, 3, 1), date(2027, 12, 1), date(2028, 2, 29)),
    ],
)
def test_a_winter_is_the_newest_that_has_begun(today, since, until):
    assert days_of(Period.WINTER, today) == (since, until)
    before = days_of(Period.WINTER_BEFORE, today)
    assert (before.since, before.until.month) == (since.replace(year=since.year - 1), 2)


def test_days_that_have_a_name_are_known_by_it_and_others_are_ones_own():
    for period in set(Period) - {Period.OWN}:
        assert period_of(days_of(period, TODAY), TODAY) is period
    assert days_of(Period.LAST_12, TODAY) == (date(2025, 12, 1), None)
    assert period_of(Days(date(2025, 12, 2)), TODAY) is Period.OWN


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, True),
        (TODAY, TODAY, True),
        (date(2026, 11, 21), None, False),
        (date(2026, 11, 19), date(2026, 11, 18), False),
        (date(2026, 1, 1), date(2027, 2, 28), True),
        (date(1, 1, 1), None, False),
        (None, date(9999, 1, 1), False),
    ],
)
def test_a_period_is_possible_when_it_has_begun_and_ends_after_that(since, until, expected):
    assert is_possible(Days(since, until), TODAY) is expected
