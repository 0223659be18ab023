"""From which numbers on may something be shown to the public?"""

from sqlmodel import Session, col, select

from models.people import Viewer
from models.setting import Threshold, ThresholdKind


def thresholds(session: Session, viewer: Viewer) -> dict[ThresholdKind, int]:
    """Every threshold as the viewer's watchdog has it."""
    rows = session.exec(select(Threshold).where(col(Threshold.watchdog_id) == viewer.watchdog_id)).all()
    return {row.kind: row.value for row in rows}
