"""Which numbers does nobody here ring again, because their owners asked us not to?"""

from sqlmodel import Session, col, select

from models.callback import DoNotCall
from models.telephone import rings_one_of


def not_to_be_called(session: Session, watchdog_id: str) -> frozenset[str]:
    """Every such number of a watchdog. Each is opened in memory: they are few, and kept sealed."""
    asked = select(DoNotCall.telephone).where(
        DoNotCall.watchdog_id == watchdog_id, col(DoNotCall.ended_at).is_(None)
    )
    return frozenset(session.exec(asked).all())


def is_not_to_be_called(session: Session, watchdog_id: str, telephone: str) -> bool:
    """Whether one of the numbers in `telephone` is among them, however it is written; in doubt it is."""
    return rings_one_of(not_to_be_called(session, watchdog_id), telephone)
