"""How many people told us something each month?"""

import pandas as pd
from sqlalchemy import extract, func, select
from sqlmodel import Session, col

from models.feedback import Feedback
from models.people import Permission, Viewer, require
from storage.queries.current_tags import Versions
from storage.queries.scope import Scope, counted


def feedback_by_month(session: Session, viewer: Viewer, scope: Scope, versions: Versions) -> pd.DataFrame:
    """Columns `month` (its first day) and `people`; oldest first, months without anybody as 0."""
    require(viewer, Permission.READ_FIGURES)
    year, month = extract("year", col(Feedback.counted_on)), extract("month", col(Feedback.counted_on))
    rows = session.execute(
        select(year, month, func.count()).where(*counted(viewer, scope, versions)).group_by(year, month)
    ).all()
    if not rows:
        return pd.DataFrame({"month": pd.to_datetime([]), "people": pd.Series([], dtype=int)})
    counts = pd.Series({pd.Timestamp(int(y), int(m), 1): people for y, m, people in rows}, dtype=int)
    months = pd.date_range(counts.index.min(), counts.index.max(), freq="MS")
    filled = counts.reindex(months, fill_value=0)
    return pd.DataFrame({"month": filled.index, "people": filled.to_numpy()})
