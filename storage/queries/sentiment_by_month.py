"""How did comments read each month?"""

import pandas as pd
from sqlalchemy import extract, func, select
from sqlmodel import Session, col

from models.feedback import Feedback
from models.people import Permission, Viewer, require
from storage.queries.current_tags import Versions, current_sentiments
from storage.queries.scope import Scope, counted


def sentiment_by_month(session: Session, viewer: Viewer, scope: Scope, versions: Versions) -> pd.DataFrame:
    """Columns `month`, `sentiment`, `people`; only comments that have a sentiment, only pairs met."""
    require(viewer, Permission.READ_FIGURES)
    sentiments = current_sentiments(viewer, versions)
    year, month = extract("year", col(Feedback.counted_on)), extract("month", col(Feedback.counted_on))
    rows = session.execute(
        select(year, month, sentiments.c.sentiment, func.count())
        .join(sentiments, sentiments.c.feedback_id == Feedback.id)
        .where(*counted(viewer, scope, versions))
        .group_by(year, month, sentiments.c.sentiment)
        .order_by(year, month, sentiments.c.sentiment)
    ).all()
    return pd.DataFrame(
        [(pd.Timestamp(int(y), int(m), 1), sentiment, people) for y, m, sentiment, people in rows],
        columns=["month", "sentiment", "people"],
    )
