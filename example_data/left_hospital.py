"""What people answer about leaving hospital: how far it went well, when they left, and what wasn't ready."""

import random
from datetime import date

from analysis.measures import EIGHT
from example_data.compose import Tone
from example_data.generate import ExampleFeedback
from example_data.west_testford import HUB_STARTED, LAST_DAY

HOW_FAR = ("yes", "to_some_extent", "no", "not_sure", "does_not_apply")
HOW_IT_WENT = {
    Tone.UNHAPPY: (14, 26, 48, 8, 4),
    Tone.MIXED: (34, 36, 20, 6, 4),
    Tone.HAPPY: (70, 18, 6, 3, 3),
}
TOLD_BEFORE, TOLD_SINCE = 0.34, 0.68
"""Of those who would not have been told whom to contact, so many were, before the hub opened and since."""

PATIENTS_MORE, FAMILIES_LESS = 0.17, -0.17
LAST_WINTER = (date(LAST_DAY.year - 1, 12, 1), date(LAST_DAY.year, 3, 1))
DESTINATIONS = {
    "home_without_help": 34,
    "home_with_help": 30,
    "short_stay": 12,
    "care_home": 10,
    "family_or_friend": 6,
    "another_hospital": 3,
    "hospice": 1,
    "hostel": 1,
    "somewhere_else": 2,
}
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
    told = {"destination": rng.choices(list(DESTINATIONS), list(DESTINATIONS.values()))[0]}
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
    if question == "told_whom_to_contact":
        share = TOLD_SINCE if piece.moments.happened >= HUB_STARTED else TOLD_BEFORE
        share += PATIENTS_MORE if piece.voice == "patient" else FAMILIES_LESS
        moved = round(no * share)
    elif question == "all_ready" and LAST_WINTER[0] <= piece.moments.happened < LAST_WINTER[1]:
        moved = -round(yes * 0.5)
    return rng.choices(HOW_FAR, (yes + moved, some, no - moved, *rest))[0]


def _time_of_day(rng: random.Random, piece: ExampleFeedback) -> str:
    if "night" in piece.problems:
        return "night"
    return rng.choices(list(TIMES_OF_DAY), list(TIMES_OF_DAY.values()))[0]


def _not_ready(rng: random.Random, piece: ExampleFeedback, *, is_at_night: bool) -> list[str]:
    """What the story tells of, and now and then what it doesn't."""
    told = {TELLS_OF[name] for name in piece.problems if name in TELLS_OF}
    likely = NOT_READY | (AT_NIGHT if is_at_night else {})
    return [name for name, share in likely.items() if name in told or rng.random() * 100 < share]
