"""Under which law does the watchdog ask, whom are copies sent to, and whom is silence taken to?"""

from sqlmodel import Session, select

from models.powers import Powers, PowersSeen


def powers(session: Session, mine: str) -> PowersSeen:
    """What letters and reports of the watchdog say."""
    row = session.exec(select(Powers).where(Powers.watchdog_id == mine)).one()
    return PowersSeen(
        row.asks_under, row.answers_under, tuple(row.copies_to), tuple(row.ladder), row.annual_report_day
    )
