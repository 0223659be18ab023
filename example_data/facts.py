"""Who tells, on what footing, how they rate it, what they allow and how they can be reached."""

import random
from datetime import date
from typing import NamedTuple

from example_data.compose import Tone
from example_data.meetings import Meeting
from example_data.moments import Moments
from example_data.west_testford import PLACES
from models.vocabulary import Channel, Rating, Speaker, Standing

SPEAKERS = {
    "patient": Speaker.MYSELF,
    "family": Speaker.FAMILY,
    "carer": Speaker.CARER,
    "friend": Speaker.FRIEND,
    "staff": Speaker.STAFF,
    "unsaid": Speaker.PREFER_NOT_TO_SAY,
}
STANDINGS = {
    Standing.AGREED: 52,
    Standing.WITHOUT_CAPACITY: 18,
    Standing.HAS_DIED: 4,
    Standing.NOT_SAID: 26,
}
# About half of those with unhappy words still rate the service kindly, as they do in real surveys.
RATINGS: dict[Tone, dict[Rating | None, int]] = {
    Tone.UNHAPPY: {
        Rating.VERY_GOOD: 20,
        Rating.GOOD: 28,
        Rating.NEITHER: 11,
        Rating.POOR: 17,
        Rating.VERY_POOR: 14,
        Rating.DONT_KNOW: 3,
        None: 7,
    },
    Tone.MIXED: {
        Rating.VERY_GOOD: 22,
        Rating.GOOD: 40,
        Rating.NEITHER: 20,
        Rating.POOR: 10,
        Rating.VERY_POOR: 2,
        Rating.DONT_KNOW: 2,
        None: 4,
    },
    Tone.HAPPY: {
        Rating.VERY_GOOD: 64,
        Rating.GOOD: 25,
        Rating.NEITHER: 3,
        Rating.POOR: 1,
        Rating.VERY_POOR: 1,
        Rating.DONT_KNOW: 1,
        None: 5,
    },
}
FIRST_NAMES = ("Avery", "Blessing", "Casimir", "Dot", "Ezra", "Farida", "Gwil", "Hettie", "Ines", "Joss")
LAST_NAMES = ("Ashdownley", "Birtlecombe", "Crake", "Dunnockson", "Elverhythe", "Fernsby-Pell", "Gantleford")
NOT_LISTED = (
    "The physio place behind the library",
    "A private ambulance, I didn't catch the name",
    "The walking group at the church hall",
    "An agency nurse",
    "The new clinic by the bus station",
)


class Facts(NamedTuple):
    """What goes with the words, as a draft names it."""

    speaker: Speaker
    standing: Standing
    happened_on: date | None
    happened_in_month: bool
    service_not_listed: str
    consent_reports: bool
    consent_quotation: bool
    consent_pass_on: bool
    consent_contact: bool
    contact_name: str
    contact_telephone: str
    contact_email: str


def rating(rng: random.Random, tone: Tone) -> Rating | None:
    """The person's own rating, which is not tied to their words."""
    weights = RATINGS[tone]
    return rng.choices(list(weights), list(weights.values()))[0]


def facts(rng: random.Random, *, voice: str, channel: Channel, moments: Moments) -> Facts:
    """Draw what goes with a story."""
    speaker = SPEAKERS[voice] if rng.random() > 0.04 else Speaker.PREFER_NOT_TO_SAY
    standing = Standing.NOT_SAID
    if speaker in (Speaker.FAMILY, Speaker.CARER, Speaker.FRIEND):
        [standing] = rng.choices(list(STANDINGS), list(STANDINGS.values()))
    draw = rng.random()
    happened_on = moments.happened.replace(day=1) if draw < 0.68 else moments.happened
    wants_contact = channel is not Channel.EVENT and rng.random() < 0.2
    name, telephone, email = _contact(rng) if wants_contact else ("", "", "")
    return Facts(
        speaker=speaker,
        standing=standing,
        happened_on=happened_on if draw < 0.9 else None,
        happened_in_month=not 0.68 <= draw < 0.9,
        service_not_listed=rng.choice(NOT_LISTED) if rng.random() < 0.03 else "",
        consent_reports=rng.random() < 0.88,
        consent_quotation=rng.random() < 0.62,
        consent_pass_on=rng.random() < 0.45,
        consent_contact=wants_contact,
        contact_name=name,
        contact_telephone=telephone,
        contact_email=email,
    )


def dated_when_open(given: Facts, place: Meeting, moments: Moments) -> Facts:
    """A month or no date at all will not do where a service opened or closed in between."""
    counted = given.happened_on or moments.told
    named = {*place.services, *(name for join in place.joins for name in (join[0], join[2]) if name)}
    if all(each.was_open_on(counted) for each in PLACES if each.name in named):
        return given
    return given._replace(happened_on=moments.happened, happened_in_month=False)


def _contact(rng: random.Random) -> tuple[str, str, str]:
    """A name and a way to reach it, from the numbers and addresses that are kept for fiction."""
    first, last = rng.choice(FIRST_NAMES), rng.choice(LAST_NAMES)
    prefix = rng.choice(("01632 960", "07700 900"))
    telephone = f"{prefix}{rng.randint(0, 999):03}" if rng.random() < 0.7 else ""
    email = f"{first}.{last}@example.org".lower() if not telephone or rng.random() < 0.3 else ""
    return f"{first} {last}", telephone, email
