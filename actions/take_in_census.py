"""Take in how many people of which groups live in the area, from a CSV file."""

from datetime import date, datetime

from sqlmodel import Session, col, delete

from imports.census_csv import CensusFile as CensusFile
from imports.census_csv import census_in as census_in
from imports.census_csv import empty_file as empty_file
from models.census import LONGEST_SOURCE, CensusFigure
from models.errors import FeedbackError
from models.events import Event
from models.people import Permission, Viewer, require
from models.watchdog import HERE
from models.words import canonical
from storage import audit


def take_in_census(
    session: Session, file: CensusFile, *, source: str, as_of: date | None, by: Viewer, at: datetime
) -> None:
    """Keep what a file says, whole or not at all; figures of a kind take the place of earlier ones.

    Raises FeedbackError while anything is wrong with the file, or it isn't said whose figures they are and of
    which day. The record keeps how many people there were in all by each kind.
    """
    require(by, Permission.EDIT_DIRECTORY)
    source = " ".join(canonical(source).split())
    if file.wrong:
        raise FeedbackError("Nothing was kept. Put the rows right, then choose the file again")
    if not 0 < len(source) <= LONGEST_SOURCE:
        raise FeedbackError(f"Say whose figures these are, in {LONGEST_SOURCE} characters or fewer")
    if as_of is None or as_of > at.astimezone(HERE).date():
        raise FeedbackError("Say which day the figures are of: today or earlier")
    audit.lock(session, by.watchdog_id)
    session.execute(
        delete(CensusFigure).where(
            col(CensusFigure.watchdog_id) == by.watchdog_id, col(CensusFigure.kind).in_(file.figures)
        )
    )
    session.add_all(
        CensusFigure(
            watchdog_id=by.watchdog_id,
            kind=kind,
            answer=answer,
            people=people,
            source=source,
            as_of=as_of,
            taken_in_by=by.actor,
            taken_in_at=at,
        )
        for kind, groups in file.figures.items()
        for answer, people in groups.items()
    )
    session.flush()
    totals: dict[str, str | int] = {kind: sum(groups.values()) for kind, groups in file.figures.items()}
    audit.record(session, Event.CENSUS_TAKEN_IN, by=by, at=at, detail=totals)
