"""The record as a file to keep: what the page of the record shows, all of it, as CSV."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from actions.export_record import export_record
from content.record_words import JOBS, act_in_words, actor_in_words, detail_in_words
from content.words import words
from models.errors import FeedbackError
from models.people import Permission, require, staff_id_of
from models.vocabulary import Event, Role
from models.watchdog import HERE
from models.words import canonical
from reporting.csv_safe import BYTE_ORDER_MARK, csv_line
from storage.queries.audit_trail import Act, Asked
from web.door import Opener

COLUMNS = ("number", "when_utc", "who", "who_id", "what", "what_id", "about", "detail", "hash")
ACTORS = {Role.RESIDENT.value, *(f"{Role.JOB.value}:{job}" for job in JOBS)}


def record_csv(door: Opener, request: Request) -> Response:
    """Send the rows that the address asks for, newest first. Raises NotAllowed for whom it isn't for."""
    opened = door()
    viewer = opened.viewer(request)
    if viewer.staff_id is None:
        return RedirectResponse("/sign-in?next=/record", 303, {"Cache-Control": "no-store"})
    require(viewer, Permission.READ_AUDIT)
    at = opened.clock()
    batches = export_record(opened.store(), asked(request.query_params), by=viewer, at=at)
    name = f"record_{at.astimezone(HERE).date().isoformat()}.csv"
    headers = {"Cache-Control": "no-store", "Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(_lines(batches), media_type="text/csv; charset=utf-8", headers=headers)


def asked(query: QueryParams) -> Asked:
    """What an address asks for. Raises FeedbackError for what the record doesn't have."""
    try:
        found = Asked(
            since=_day(query.get("from", "")),
            until=_day(query.get("to", "")),
            who=query.get("who", ""),
            event=Event(query["event"]) if query.get("event") else None,
            subject=canonical(query.get("subject", "")),
        )
    except ValueError as fault:
        raise FeedbackError(words("record.bad_address")) from fault
    if found.who and found.who not in ACTORS and staff_id_of(found.who) is None:
        raise FeedbackError(words("record.bad_address"))
    return found


def _day(said: str) -> date | None:
    return date.fromisoformat(said) if said else None


def _lines(batches: Iterable[list[Act]]) -> Iterator[str]:
    yield BYTE_ORDER_MARK + csv_line(COLUMNS)
    for batch in batches:
        yield "".join(csv_line(_cells(act)) for act in batch)


def _cells(act: Act) -> tuple[str | int, ...]:
    return (
        act.sequence,
        f"{act.at.astimezone(UTC):%Y-%m-%d %H:%M:%S}",
        actor_in_words(act.actor, act.name),
        act.actor,
        act_in_words(act.event),
        act.event.value,
        act.subject,
        detail_in_words(act.detail),
        act.hash,
    )
