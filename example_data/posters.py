"""Who comes by the poster of a programme, and so by its own address."""

import random
from datetime import date

from example_data.banks import WINTER
from example_data.west_testford import HUB_STARTED
from models.vocabulary import Channel, Journey

SEES_IT = 0.25


def by_poster(token: str, journey: Journey, channel: Channel, day: date) -> str:
    """The code of the programme whose poster on the ward somebody followed who left on `day`, or nothing."""
    rng = random.Random(f"{token}:poster")
    if journey is not Journey.LEAVING_HOSPITAL or channel is not Channel.ONLINE or rng.random() > SEES_IT:
        return ""
    hangs = ["winter-teams"] * (day.month in WINTER) + ["discharge-hub"] * (day >= HUB_STARTED)
    return rng.choice(hangs) if hangs else ""
