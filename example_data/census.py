"""Who lives in West Testford: numbers made up for a place that does not exist."""

from datetime import date, datetime

from sqlmodel import Session

from actions.take_in_census import CensusFile, take_in_census
from models.people import Viewer

SOURCE = "Invented for this demonstration: West Testford does not exist"
AS_OF = date(2021, 3, 21)

FIGURES = {
    "age": {
        "16_to_17": 4_000,
        "18_to_24": 19_000,
        "25_to_49": 58_000,
        "50_to_64": 33_000,
        "65_to_79": 24_000,
        "80_or_over": 9_000,
    },
    "sex": {"female": 92_000, "male": 88_000},
    "ethnic_group": {
        "white": 119_000,
        "asian": 34_000,
        "black": 15_000,
        "multiple": 7_000,
        "other": 5_000,
    },
    "disability": {"yes": 49_000, "no": 131_000},
    "area": {"WT1": 43_000, "WT2": 41_000, "WT3": 32_000, "WT4": 26_000, "WT5": 18_000, "WT6": 20_000},
}


def say_who_lives_here(session: Session, *, by: Viewer, at: datetime) -> None:
    """Take in the figures of those kinds that this watchdog asked its council for."""
    take_in_census(session, CensusFile(FIGURES), source=SOURCE, as_of=AS_OF, by=by, at=at)
