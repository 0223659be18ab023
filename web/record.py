"""The record as a file to keep: what the page of the record shows, all of it, as CSV."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from actions.export_record import export_record
from content.record_words import act_in_words, actor_in_words, detail_in_words
from content.words import words
from models.errors import FeedbackError, NotAllowed
from models.events import Event
from models.people import Permission, actor_named, require
from models.watchdog import HERE
from models.words import canonical
from reporting.csv_safe import BYTE_ORDER_MARK, csv_line
from storage.queries.audit_trail import Act, Asked
from web.door import Opener

COLUMNS = ("number", "when_utc", "who", "who_id", "what", "what_id", "about", "detail", "hash")
LONGEST_ASKED = 80
"""Nothing that the record holds and that can be asked for is longer."""


def record_csv(door: Opener, request: Request) -> Response:
    """Send the rows that the address asks for, newest first. Raises NotAllowed for whom it isn't for.

    Another site's link takes nothing away, and neither does asking for the headers alone.
    """
    if request.headers.get("sec-fetch-site") == "cross-site":
        raise NotAllowed(words("record.from_elsewhere"))
    opened = door()
    viewer = opened.viewer(request)
    if viewer.staff_id is None:
        return RedirectResponse("/sign-in?next=/record", 303, {"Cache-Control": "no-store"})
    require(viewer, Permission.READ_AUDIT)
    at, wanted = opened.clock(), asked(request.query_params)
    name = f"record_{at.astimezone(HERE).date().isoformat()}.csv"
    headers = {"Cache-Control": "no-store", "Content-Disposition": f'attachment; filename="{name}"'}
    kind = "text/csv; charset=utf-8"
    if request.method == "HEAD":
        return Response(media_type=kind, headers=headers)
    batches = export_record(opened.store(), wanted, by=viewer, at=at)
    return StreamingResponse(_lines(batches), media_type=kind, headers=headers)


def asked(query: QueryParams) -> Asked:
    """What an address asks for. Raises FeedbackError for what the record doesn't have."""
    try:
        if any(len(said) > LONGEST_ASKED for said in query.values()):
            raise ValueError("more than anybody needs to ask")
        return Asked(
            since=_day(query.get("from", "")),
            until=_day(query.get("to", "")),
            who=actor_named(query["who"]) if query.get("who") else "",
            event=Event(query["event"]) if query.get("event") else None,
            subject=canonical(query.get("subject", "")),
        )
    except ValueError as fault:
        raise FeedbackError(words("record.bad_address")) from fault


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
