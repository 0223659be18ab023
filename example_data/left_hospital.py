"""What people answer about leaving hospital: how far it went well, when they left, and what wasn't ready."""

import random
from datetime import date

from analysis.measures import EIGHT
from example_data.compose import Tone
from example_data.generate import ExampleFeedback
from example_data.west_testford import HUB_STARTED, LAST_DAY
from models.vocabulary import Journey, Sector

HOW_FAR = ("yes", "to_some_extent", "no", "not_sure", "does_not_apply")
HOW_IT_WENT = {
    Tone.UNHAPPY: (14, 26, 48, 8, 4),
    Tone.MIXED: (34, 36, 20, 6, 4),
    Tone.HAPPY: (70, 18, 6, 3, 3),
}
PATIENTS, OTHERS = True, False
TOLD_BEFORE = {PATIENTS: 0.51, OTHERS: 0.17}
SINCE_THE_HUB = {
    "told_whom_to_contact": {PATIENTS: 0.95, OTHERS: 0.4},
    "housing_asked": {PATIENTS: 0.55, OTHERS: 0.4},
    "community_group": {PATIENTS: 0.6, OTHERS: 0.45},
    "one_person": {PATIENTS: 0.5, OTHERS: 0.4},
}
"""Of those to whom something would not have happened, it happens to so many since the hub opened."""

FIRST_WINTER = (date(LAST_DAY.year - 2, 12, 1), date(LAST_DAY.year - 1, 3, 1))
"""The first of two winters, in which least was ready and fewest went straight home."""

AFTER_THE_SECOND = date(LAST_DAY.year, 3, 1)
"""Since then no more is ready than before the hub opened, whatever it publishes."""

DESTINATIONS = {
    "home_without_help": 34,
    "home_with_help": 32,
    "short_stay": 11,
    "care_home": 9,
    "family_or_friend": 6,
    "another_hospital": 3,
    "hospice": 1,
    "hostel": 1,
    "somewhere_else": 2,
}
IN_THE_FIRST_WINTER = DESTINATIONS | {
    "home_without_help": 24,
    "home_with_help": 22,
    "short_stay": 24,
    "care_home": 18,
}
WINTER_TEAMS = "winter-teams"
LED_TO = {Sector.CARE_HOME: "care_home", Sector.INTERMEDIATE: "short_stay"}
"""Where somebody went whose move the winter teams arranged."""

SUPPORT = {
    "care_workers": 26,
    "reablement": 18,
    "nurse": 30,
    "therapist": 22,
    "hospital_at_home": 6,
    "equipment": 24,
    "charity": 8,
    "family": 45,
    "did_not_come": 9,
}
TIMES_OF_DAY = {"morning": 25, "afternoon": 46, "evening": 22, "night": 2, "not_sure": 4}
NOT_READY = {
    "medicines": 22,
    "transport": 12,
    "equipment": 14,
    "care": 20,
    "home": 12,
    "papers": 16,
    "nobody_there": 9,
}
AT_NIGHT = {"transport": 62, "home": 30, "nobody_there": 30}
TELLS_OF = {  # what a story tells of, and what its teller would tick as not ready
    "medicines": "medicines",
    "transport": "transport",
    "equipment": "equipment",
    "care_not_started": "care",
    "home_not_ready": "home",
    "paperwork": "papers",
}
FIRST_CONTACT = ("within_2_days", "within_a_week", "later", "not_sure")
FIRST_CONTACT_BEFORE, FIRST_CONTACT_SINCE = (14, 24, 54, 8), (36, 34, 22, 8)


def left_hospital(rng: random.Random, piece: ExampleFeedback) -> dict[str, str]:
    """The answers to the questions about leaving hospital, by question; nearly everybody leaves some out."""
    places = IN_THE_FIRST_WINTER if _in_the_first_winter(piece) else DESTINATIONS
    told = {"destination": rng.choices(list(places), list(places.values()))[0]}
    if piece.programme == WINTER_TEAMS:
        told["destination"] = LED_TO.get(piece.joins[-1].to_sector, told["destination"])
    got = [name for name, share in SUPPORT.items() if rng.random() * 100 < share]
    told["support"] = ",".join(got or ["none"])
    told |= {name: how_far(rng, name, piece) for name in EIGHT if rng.random() < 0.9}
    if rng.random() < 0.9:
        told["time_of_day"] = _time_of_day(rng, piece)
    if told.get("all_ready") in ("to_some_extent", "no"):
        missing = _not_ready(rng, piece, is_at_night=told.get("time_of_day") == "night")
        told |= {"not_ready": ",".join(missing)} if missing else {}
    if told.get("got_in_touch") in ("yes", "to_some_extent"):
        since_the_hub = piece.moments.happened >= HUB_STARTED
        weights = FIRST_CONTACT_SINCE if since_the_hub else FIRST_CONTACT_BEFORE
        told["contact_when"] = rng.choices(FIRST_CONTACT, weights)[0]
    return told


def how_far(rng: random.Random, question: str, piece: ExampleFeedback) -> str:
    """One answer of "Yes" to "Doesn't apply", as the story's tone, its day and its teller would have it."""
    yes, some, no, *rest = HOW_IT_WENT[piece.tone]
    moved = 0
    is_patient, left = piece.voice == "patient", piece.journey is Journey.LEAVING_HOSPITAL
    if question == "all_ready" and _in_the_first_winter(piece):
        moved = -round(yes * 0.5)
    elif question == "all_ready" and piece.moments.happened >= AFTER_THE_SECOND:
        moved = -round(yes * 0.25)
    elif question in SINCE_THE_HUB and left and piece.moments.happened >= HUB_STARTED:
        moved = round(no * SINCE_THE_HUB[question][is_patient])
    elif question == "told_whom_to_contact":
        moved = round(no * TOLD_BEFORE[is_patient])
    return rng.choices(HOW_FAR, (yes + moved, some, no - moved, *rest))[0]


def _in_the_first_winter(piece: ExampleFeedback) -> bool:
    return FIRST_WINTER[0] <= piece.moments.happened < FIRST_WINTER[1]


def _time_of_day(rng: random.Random, piece: ExampleFeedback) -> str:
    if "night" in piece.problems:
        return "night"
    return rng.choices(list(TIMES_OF_DAY), list(TIMES_OF_DAY.values()))[0]


def _not_ready(rng: random.Random, piece: ExampleFeedback, *, is_at_night: bool) -> list[str]:
    """What the story tells of, and now and then what it doesn't."""
    told = {TELLS_OF[name] for name in piece.problems if name in TELLS_OF}
    likely = NOT_READY | (AT_NIGHT if is_at_night else {})
    return [name for name, share in likely.items() if name in told or rng.random() * 100 < share]
