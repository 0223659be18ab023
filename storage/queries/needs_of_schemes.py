"""Of how many schemes does the agreement about what is held end soon?"""

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session, col, func, select

from models.need import Need, Wanting
from models.scheme import WARNED, SchemeSharing
from models.watchdog import HERE


def of_schemes(session: Session, watchdog_id: str, at: datetime) -> Iterator[Wanting]:
    """Schemes of which what is held will be erased within the days of the warning."""
    today = at.astimezone(HERE).date()
    ending = session.exec(
        select(func.count())
        .select_from(SchemeSharing)
        .where(
            SchemeSharing.watchdog_id == watchdog_id,
            col(SchemeSharing.erased_at).is_(None),
            col(SchemeSharing.expires_on).between(today, today + WARNED),
        )
    ).one()
    if ending:
        yield Wanting(Need.SCHEME_ENDS, ending)
