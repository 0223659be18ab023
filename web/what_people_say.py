"""What people say, what was asked and what was answered: for anybody, in plain HTML.

Its figures are an edition that a person published. Recommendations, answers and quotations are looked up
afresh: what may not be shown any more is gone at once.
"""

from datetime import date

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from models.people import Permission, require
from models.report_seen import PublishedSeen
from models.watchdog import HERE
from reporting.document import Document, read_kept
from storage.queries.bank_holidays import holiday_changes
from storage.queries.published import newest_page, published_reports
from storage.queries.quoted import quotable
from storage.queries.recommendations import public_recommendations
from storage.queries.tags_in_use import versions_in_use
from web.door import Door, Opener
from web.drawing import draw

PATH = "/what_people_say"
PREVIEW = f"{PATH}/preview"


def what_people_say(door: Opener, request: Request) -> Response:
    """Draw the page; it looks the same to everybody. Raises NotAsPublished where its edition was changed."""
    opened = door()
    with opened.store().reading() as session:
        edition = newest_page(session, opened.watchdog().id)
    return _page(opened, read_kept(edition.said, edition.fingerprint) if edition else None)


def preview(door: Opener, request: Request) -> Response:
    """Draw it with the edition that could be published now. Raises NotAllowed for whoever doesn't publish."""
    from actions.publish_page import preview_page
    from storage.queries.facts import read_facts

    opened = door()
    viewer = opened.viewer(request)
    if viewer.staff_id is None:
        return RedirectResponse(f"/sign-in?next={PREVIEW}", 303, {"Cache-Control": "no-store"})
    require(viewer, Permission.PUBLISH)
    with opened.store().reading() as session:
        facts = read_facts(session, viewer, versions_in_use(session, viewer))
        edition = preview_page(session, facts, by=viewer, at=opened.clock())
    return _page(opened, edition, is_preview=True)


def _page(door: Door, edition: Document | None, *, is_preview: bool = False) -> Response:
    from reporting import public_page  # large: loaded with the first visit

    watchdog, today = door.watchdog(), door.clock().astimezone(HERE).date()
    with door.store().reading() as session:
        found = public_recommendations(session, watchdog.id, today=today)
        changes = holiday_changes(session, watchdog.id)
        words = quotable(session, watchdog.id, edition.digests) if edition else {}
        reports = published_reports(session, watchdog.id)
    shown = public_page.figures(edition, words) if edition else None
    said = shown.quoted if shown else ()
    cards = public_page.cards(found, changes, said)
    return draw(
        "what_people_say.html",
        watchdog,
        is_preview=is_preview,
        shown=shown,
        cards=cards,
        quoted_alone=public_page.in_no_card(said, cards),
        waiting=public_page.waiting(found, today, changes),
        reports=reports,
        published_on=_published_on,
    )


def _published_on(report: PublishedSeen) -> date:
    return report.published_at.astimezone(HERE).date()
