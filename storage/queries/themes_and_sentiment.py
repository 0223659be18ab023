"""How many people spoke of each theme, and how did what they said read?"""

import pandas as pd
from sqlalchemy import func, select
from sqlmodel import Session

from models.feedback import Feedback
from models.people import Permission, Viewer, require
from storage.queries.current_tags import Versions, current_sentiments, current_themes
from storage.queries.scope import Scope, counted


def themes_and_sentiment(session: Session, viewer: Viewer, scope: Scope, versions: Versions) -> pd.DataFrame:
    """Columns `theme` (id), `sentiment` ("" where none was read), `people`, `checked` (by a person).

    A comment with three themes counts once under each. Sentiment is the whole comment's.
    """
    require(viewer, Permission.READ_FIGURES)
    themes, sentiments = current_themes(viewer, versions), current_sentiments(viewer, versions)
    sentiment = func.coalesce(sentiments.c.sentiment, "")
    rows = session.execute(
        select(themes.c.theme, sentiment, func.count(), func.sum(themes.c.by_person))
        .select_from(Feedback)
        .join(themes, themes.c.feedback_id == Feedback.id)
        .outerjoin(sentiments, sentiments.c.feedback_id == Feedback.id)
        .where(*counted(viewer, scope, versions))
        .group_by(themes.c.theme, sentiment)
        .order_by(themes.c.theme, sentiment)
    ).all()
    return pd.DataFrame([tuple(row) for row in rows], columns=["theme", "sentiment", "people", "checked"])
