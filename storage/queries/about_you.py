"""From whom do we hear? What people chose to tell us about themselves, counted by answer."""

import json
from collections import Counter

import pandas as pd
from sqlalchemy import and_
from sqlmodel import Session, col, select

from models.feedback import AboutYou, Feedback
from models.people import Permission, Viewer, require
from storage.queries.scope import EVERYTHING, counted
from storage.queries.tags_in_use import NOTHING_READ


def about_you(session: Session, viewer: Viewer) -> pd.DataFrame:
    """Columns `question` and `answer` (ids), `people`: true counts, for staff only.

    Always of everybody that counts at the viewer's watchdog: of a few, such counts would say who they are.
    What people typed is not among them.
    """
    require(viewer, Permission.READ_FIGURES)
    told = session.exec(
        select(AboutYou.answers)
        .join(
            Feedback,
            and_(col(Feedback.watchdog_id) == AboutYou.watchdog_id, col(Feedback.id) == AboutYou.feedback_id),
        )
        .where(*counted(viewer, EVERYTHING, NOTHING_READ))
    ).all()
    people: Counter[tuple[str, str]] = Counter()
    for answers in told:
        for question, values in json.loads(answers)["chosen"].items():
            people.update((question, value) for value in values)
    rows = [(question, answer, count) for (question, answer), count in sorted(people.items())]
    return pd.DataFrame(rows, columns=["question", "answer", "people"])
