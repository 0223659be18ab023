"""What the people of West Testford say about themselves once they have sent the rest."""

import random
from datetime import datetime

from sqlmodel import Session

from actions.keep_about_you import keep_about_you
from content.question_sets import ABOUT_YOU
from example_data.generate import ExampleFeedback
from models.people import Viewer
from models.vocabulary import Channel

ANSWERS = {Channel.ONLINE: 0.6, Channel.PHONE: 0.32, Channel.EVENT: 0.32}
"""How many answer, of those who are asked: a letter or a sheet of paper asks nobody."""

SAYS_EACH = 0.85
AREAS = {"WT1": 34, "WT2": 24, "WT3": 17, "WT4": 12, "WT5": 9, "WT6": 4}
"""The first halves of West Testford's postcodes. No real one begins with WT."""

CHOSEN = {
    "age": {
        "16_to_17": 1,
        "18_to_24": 4,
        "25_to_49": 24,
        "50_to_64": 27,
        "65_to_79": 29,
        "80_or_over": 13,
        "prefer_not_to_say": 2,
    },
    "sex": {"female": 60, "male": 37, "prefer_not_to_say": 3},
    "gender": {"yes": 95, "no": 1, "prefer_not_to_say": 4},
    "sexual_orientation": {
        "heterosexual": 86,
        "gay_lesbian": 3,
        "bisexual": 3,
        "other": 1,
        "prefer_not_to_say": 7,
    },
    "ethnic_group": {"white": 79, "asian": 10, "black": 5, "multiple": 3, "other": 1, "prefer_not_to_say": 2},
    "disability": {"yes": 46, "no": 49, "prefer_not_to_say": 5},
    "religion": {
        "none": 37,
        "christian": 44,
        "muslim": 7,
        "hindu": 3,
        "sikh": 2,
        "buddhist": 1,
        "jewish": 1,
        "prefer_not_to_say": 5,
    },
    "area": AREAS,
}


def about_them(piece: ExampleFeedback) -> dict[str, str]:
    """What the teller of a piece said about themselves, by question; nothing where they were not asked."""
    rng = random.Random(f"{piece.token}:about")
    if piece.is_concern or rng.random() > ANSWERS.get(piece.channel, 0):
        return {}
    return {
        name: rng.choices(list(weights), list(weights.values()))[0]
        for name, weights in CHOSEN.items()
        if rng.random() < SAYS_EACH
    }


def tell_about_them(session: Session, piece: ExampleFeedback, *, by: Viewer, at: datetime) -> None:
    """Keep what the teller of a piece said about themselves, if anything."""
    if answers := about_them(piece):
        keep_about_you(session, piece.token, answers, question_set=ABOUT_YOU, by=by, at=at)
