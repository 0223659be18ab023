"""From whom do we hear? What people chose to tell us about themselves, counted by answer."""

import json
from collections import Counter

from sqlalchemy import and_
from sqlmodel import Session, col, func, select

from models.census import AboutThem
from models.feedback import AboutYou, Feedback
from models.people import Permission, Viewer, require
from models.period import Days
from storage.queries.scope import Scope, counted, is_public
from storage.queries.tags_in_use import NOTHING_READ

AREA = "area"


def about_you(session: Session, viewer: Viewer, days: Days, *, is_public_only: bool = False) -> AboutThem:
    """True counts of everybody that counts in these days, which leave through the gate alone.

    With `is_public_only`, of those who agreed that reports use it, once a person has read and let it.

    Never of one service or theme: of a few, such counts would say who they are. What people typed is not
    among them, but for the first half of a postcode.
    """
    require(viewer, Permission.READ_FIGURES)
    conditions = counted(viewer, Scope(since=days.since, until=days.until), NOTHING_READ)
    if is_public_only:
        conditions.append(is_public())
    told = session.exec(
        select(AboutYou.answers, AboutYou.area)
        .join(
            Feedback,
            and_(col(Feedback.watchdog_id) == AboutYou.watchdog_id, col(Feedback.id) == AboutYou.feedback_id),
        )
        .where(*conditions)
    ).all()
    answers: Counter[tuple[str, str]] = Counter()
    for sealed, area in told:
        for question, values in json.loads(sealed)["chosen"].items():
            answers.update((question, value) for value in values)
        if area:
            answers[AREA, area] += 1
    people = session.exec(select(func.count()).select_from(Feedback).where(*conditions)).one()
    return AboutThem(people, dict(sorted(answers.items())))
