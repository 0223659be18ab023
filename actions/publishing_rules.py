"""From which numbers on does a watchdog publish?"""

from sqlmodel import Session

from analysis.disclosure import Rules
from models.people import Viewer
from models.setting import ThresholdKind
from storage.queries.thresholds import thresholds


def rules_of(session: Session, viewer: Viewer) -> Rules:
    """From which numbers on the watchdog publishes."""
    chosen = thresholds(session, viewer)
    return Rules(
        base=chosen[ThresholdKind.SMALLEST_BASE],
        cell=chosen[ThresholdKind.SMALLEST_CELL],
        round_to=chosen[ThresholdKind.ROUND_TO],
    )
