"""The desk of the public page: what stands there, the next edition, and taking it down."""

from datetime import timedelta

import streamlit as st

from actions.publish_page import APART, next_from, prepare_page, publish_page, take_down_page
from content.words import day_in_words, words
from models.people import Permission, Viewer
from models.report_seen import PublishedSeen
from models.watchdog import HERE
from reporting.document import read
from reporting.public_edition import last_four_quarters
from storage.queries.editions import editions
from storage.queries.facts import read_facts
from storage.queries.tags_in_use import versions_in_use
from ui import access, forms_boxes, public_page_quotes
from ui.forms_desk import acting, boxes_of, say_what_happened, seen, telling
from ui.plain import plain

PUBLISH, TAKE_DOWN = "public-page", "public-page-down"
OLD = timedelta(weeks=5)


def draw(viewer: Viewer) -> None:
    """Draw this part of the page of reports."""
    st.markdown(words("public_page.lead"))
    with access.reading() as session:
        found = editions(session, viewer)
    now = found[0] if found and found[0].is_standing else None
    say_what_happened(PUBLISH)
    say_what_happened(TAKE_DOWN, "public_page.fields")
    _draw_now(now)
    if viewer.may(Permission.PUBLISH):
        _draw_next(viewer, found[0] if found else None)
        if now is not None:
            _draw_taking_down(viewer, now)
    else:
        st.markdown(words("public_page.others_publish"))
    _draw_earlier(found if now is None else found[1:])


def _draw_now(now: PublishedSeen | None) -> None:
    st.subheader(words("public_page.now"), anchor=False)
    if now is None:
        st.markdown(words("public_page.none"))
        return
    old = words("public_page.old", weeks=OLD.days // 7) if access.now() - now.published_at > OLD else ""
    st.markdown(plain(f"{_said(now)} {old}"))


def _draw_next(viewer: Viewer, last: PublishedSeen | None) -> None:
    st.subheader(words("public_page.next_heading"), anchor=False)
    since, until = last_four_quarters(access.today())
    if since and until:
        days = {"since": day_in_words(since), "until": day_in_words(until)}
        st.markdown(plain(words("public_page.next_days", **days)))
    st.html(
        '<p><a href="/what_people_say/preview" target="_blank" style="color: inherit">'
        f"{words('public_page.preview')}</a></p>"
    )
    if last is not None and access.today() < (day := next_from(last.published_at)):
        st.markdown(plain(words("public_page.next_from", days=APART.days, day=day_in_words(day))))
        return
    public_page_quotes.draw(viewer)
    quoted = public_page_quotes.chosen(viewer)
    st.markdown(words("public_page.publish_note"))
    if st.button(words("public_page.publish"), type="primary", key=boxes_of(PUBLISH)):
        with telling(PUBLISH, words("public_page.published")):
            with access.reading() as session:
                facts = read_facts(session, viewer, versions_in_use(session, viewer))
                prepared = prepare_page(session, facts, quoted=quoted, by=viewer, at=access.now())
            with access.writing() as session:
                publish_page(session, prepared, by=viewer, at=access.now())
            public_page_quotes.forget()


def _draw_taking_down(viewer: Viewer, now: PublishedSeen) -> None:
    with st.expander(words("public_page.down_heading")):
        st.markdown(words("public_page.down_note"))
        version = seen(TAKE_DOWN, now.version)
        with st.form(TAKE_DOWN, enter_to_submit=False):
            reason = forms_boxes.lines(TAKE_DOWN, "reason", words("public_page.fields.reason"), "")
            is_pressed = st.form_submit_button(words("public_page.down_button"))
    if is_pressed:
        with acting(TAKE_DOWN, words("public_page.taken_down"), {"reason": reason}) as session:
            take_down_page(session, reason, version=version, by=viewer, at=access.now())


def _draw_earlier(earlier: tuple[PublishedSeen, ...]) -> None:
    if not earlier:
        return
    st.subheader(words("public_page.earlier"), anchor=False)
    for one in earlier:
        st.markdown(plain(_said(one)))
        if one.ended_at is not None:
            day = day_in_words(one.ended_at.astimezone(HERE).date())
            st.markdown(plain(words("public_page.was_down", day=day, name=one.ended_by)))
            st.text(one.ended_because)


def _said(one: PublishedSeen) -> str:
    """An edition in a sentence: by whom, of which day, and from when to when it counts."""
    edition = read(one.said)
    counted = {"since": edition.since, "until": edition.until}
    return words(
        "public_page.edition",
        number=one.version,
        day=day_in_words(one.published_at.astimezone(HERE).date()),
        name=edition.published_by,
        **{name: day_in_words(day) if day else "" for name, day in counted.items()},
    )
