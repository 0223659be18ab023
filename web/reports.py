"""Reports as anybody reads them: as a page, a PDF, a Word document or a spreadsheet; and drafts, for staff.

What was published never changes, but whose words may be shown does: that is asked each time, and no browser
keeps an answer. What draws them is large, so it is loaded with the first report that anybody reads.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache, partial
from typing import NamedTuple
from uuid import UUID

from anyio import CapacityLimiter, to_thread
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from content.words import day_in_words, words
from models.people import Permission, require
from models.report_seen import PublishedSeen
from models.watchdog import HERE
from reporting.document import (
    Document,
    Quotable,
    fingerprint,
    read,
    read_kept,
    with_answers_that_stand,
    written,
)
from storage.queries.published import published_report
from storage.queries.quoted import quotable
from storage.queries.responses_published import answers_in_public
from web.door import Door, Opener
from web.drawing import draw
from web.faults import fault_page

KEPT = 24
"""The reports that were read last, each as a page, a PDF and a Word document."""
LONGEST_VERSION = 6
NOT_KEPT = {"Cache-Control": "no-store"}


class Ending(StrEnum):
    """What a report is asked for as; the value is how its address ends."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"

    @property
    def mime(self) -> str:
        office = "application/vnd.openxmlformats-officedocument"
        return {
            Ending.PDF: "application/pdf",
            Ending.DOCX: f"{office}.wordprocessingml.document",
            Ending.XLSX: f"{office}.spreadsheetml.sheet",
        }[self]


class Kept(NamedTuple):
    """One document as it is kept, its fingerprint, and all the words of whoever may be quoted from now."""

    said: str
    fingerprint: str
    quotable: tuple[tuple[UUID, str], ...]


class Reports:
    """The addresses of reports. One file or draft is made at a time: it takes seconds of a machine."""

    def __init__(self, door: Opener) -> None:
        self._door, self._one_at_a_time = door, CapacityLimiter(1)

    def page(self, request: Request) -> Response:
        """The report inside a page of the site: its newest version, or the one that is asked for."""
        opened = self._door()
        found = _asked_for(opened, request)
        if found is None or not found.is_standing:
            return _not_there(opened, found)
        newest = _asked_for(opened, request, newest=True)
        is_newest = newest is None or newest.version == found.version
        path = f"/report/{found.number}"
        return _page(opened, _kept(opened, found), path, "" if is_newest else f"?version={found.version}")

    async def file(self, request: Request) -> Response:
        """The same as a file."""
        opened = self._door()
        found = await to_thread.run_sync(_asked_for, opened, request)
        ending = _ending(request)
        if found is None or not found.is_standing or ending is None:
            return await to_thread.run_sync(_not_there, opened, found)
        kept = await to_thread.run_sync(_kept, opened, found)
        return await self._sent(kept, ending, f"report_{found.number}_version_{found.version}")

    async def draft(self, request: Request) -> Response:
        """The report as it would be published now. Raises NotAllowed for whom it isn't for."""
        opened = self._door()
        if answer := await to_thread.run_sync(_sign_in_first, opened, request):
            return answer
        kept = await self._drafted(opened, request)
        path = f"/report/draft/{request.path_params['report_id']}"
        return await to_thread.run_sync(_page, opened, kept, path)

    async def draft_file(self, request: Request) -> Response:
        """The same as a file."""
        opened = self._door()
        if answer := await to_thread.run_sync(_sign_in_first, opened, request):
            return answer
        ending = _ending(request)
        if ending is None:
            return await to_thread.run_sync(_not_there, opened, None)
        return await self._sent(await self._drafted(opened, request), ending, "report_draft")

    async def _drafted(self, opened: Door, request: Request) -> Kept:
        return await to_thread.run_sync(_drafted, opened, request, limiter=self._one_at_a_time)

    async def _sent(self, kept: Kept, ending: Ending, name: str) -> Response:
        make: Callable[[], bytes] = partial(made, kept, ending)
        drawn = await to_thread.run_sync(make, limiter=self._one_at_a_time)
        kind = "inline" if ending is Ending.PDF else "attachment"
        about = {"Content-Disposition": f'{kind}; filename="{name}.{ending.value}"'}
        return Response(drawn, media_type=ending.mime, headers=NOT_KEPT | about)


@lru_cache(maxsize=KEPT)
def made(kept: Kept, ending: Ending | None) -> bytes:
    """A document as a file or, without an ending, as HTML. Raises FeedbackError where no PDF can be made."""
    from reporting.document_docx import document_docx
    from reporting.document_html import document_html
    from reporting.document_pdf import document_pdf
    from reporting.document_xlsx import document_xlsx

    document, may_be_shown = read(kept.said), dict(kept.quotable)
    if ending is Ending.XLSX:
        return document_xlsx(document)
    if ending is None:
        return document_html(document, may_be_shown, kept_as=kept.fingerprint).encode()
    make = {Ending.PDF: document_pdf, Ending.DOCX: document_docx}[ending]
    return make(document, may_be_shown, kept_as=kept.fingerprint)


def _page(door: Door, kept: Kept, path: str, query: str = "") -> Response:
    from reporting.document_html import report_css

    return draw(
        "report.html",
        door.watchdog(),
        title=read(kept.said).title,
        article=Markup(made(kept, None).decode()),  # noqa: S704 - escaped where it was made
        css=Markup(report_css()),  # noqa: S704 - ours
        links={ending.value: f"{path}.{ending.value}{query}" for ending in Ending},
        newest=path if query else "",
        version=query.rpartition("=")[2],
    )


def _asked_for(door: Door, request: Request, *, newest: bool = False) -> PublishedSeen | None:
    """The version that an address names; None where there is none."""
    version = "" if newest else request.query_params.get("version", "")
    if version and not (version.isascii() and version.isdecimal() and len(version) <= LONGEST_VERSION):
        return None
    with door.store().reading() as session:
        number, mine = request.path_params["number"], door.watchdog().id
        return published_report(session, mine, number, int(version) if version else None)


def _kept(door: Door, found: PublishedSeen) -> Kept:
    """A version without what was said in answers that were put right or taken back since.

    Raises NotAsPublished where it is not what was published.
    """
    document, mine = read_kept(found.said, found.fingerprint), door.watchdog().id
    with door.store().reading() as session:
        document = with_answers_that_stand(document, answers_in_public(session, mine))
        may_be_shown = quotable(session, mine, document.digests)
    return _as_drawn(document, found.fingerprint, may_be_shown)


def _drafted(door: Door, request: Request) -> Kept:
    from actions.report_material import draft_document

    viewer = door.viewer(request)
    require(viewer, Permission.READ_FIGURES)
    with door.store().reading() as session:
        document = draft_document(session, request.path_params["report_id"], by=viewer, at=door.clock())
        may_read = viewer.may(Permission.READ_APPROVED)
        may_be_shown = quotable(session, viewer.watchdog_id, document.digests) if may_read else {}
    return _as_drawn(document, fingerprint(written(document)), may_be_shown)


def _as_drawn(document: Document, kept_as: str, may_be_shown: Quotable) -> Kept:
    return Kept(written(document), kept_as, tuple(sorted(may_be_shown.items())))


def _ending(request: Request) -> Ending | None:
    said = request.path_params["ending"]
    return Ending(said) if said in set(Ending) else None


def _sign_in_first(door: Door, request: Request) -> Response | None:
    """The way to the sign-in page for whoever isn't known."""
    if door.viewer(request).staff_id is None:
        return RedirectResponse("/sign-in?next=/reports", 303, NOT_KEPT)
    return None


def _not_there(door: Door, found: PublishedSeen | None) -> Response:
    """The page for a report that nobody can read: what became of it, where anybody ever could."""
    if found is None or found.ended_at is None:
        return fault_page(door.watchdog(), said=words("drawn.site.not_found"), status=404)
    with door.store().reading() as session:
        now = published_report(session, door.watchdog().id, found.number) if found.number else None
    published, ended = (
        day_in_words(at.astimezone(HERE).date()) for at in (found.published_at, found.ended_at)
    )
    return draw(
        "report_gone.html",
        door.watchdog(),
        status=404,
        said=words("drawn.site.gone", title=found.title, published=published, ended=ended),
        because=found.ended_because,
        newest=f"/report/{found.number}" if now and now.is_standing else "",
    )
