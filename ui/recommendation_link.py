"""The link by which the body of one recommendation answers it on our site: make it, pass it on, end it."""

from datetime import datetime
from urllib.parse import urlsplit

import streamlit as st

from actions.answer_links import end_answer_link, make_answer_link
from content.words import day_in_words, words
from models.answer_link import AnswerLinkSeen
from models.people import Viewer
from models.recommendation_seen import RecommendationSeen
from models.watchdog import HERE
from settings import settings
from storage.queries.answer_links import answer_link
from ui import access
from ui.forms_desk import acting, say_what_happened
from ui.plain import plain

THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


def link_of(viewer: Viewer, one: RecommendationSeen) -> AnswerLinkSeen | None:
    """The link that opens this today."""
    with access.reading() as session:
        return answer_link(session, viewer, one.id, today=access.today())


def address_of(link: AnswerLinkSeen) -> str:
    return f"{settings().address.rstrip('/')}{link.path}"


def draw(viewer: Viewer, one: RecommendationSeen, link: AnswerLinkSeen | None) -> None:
    """What a link is for, and the link, or the way to one."""
    form = f"recommendation-link-{one.id}"
    say_what_happened(form)
    st.markdown(words("recommendations.link.lead"))
    if link is None:
        st.markdown(words("recommendations.link.none"))
        if st.button(words("recommendations.link.make"), key=f"{form}-make", type="primary"):
            _make(viewer, one, form, words("recommendations.link.made"))
        return
    _show(one, link)
    with st.popover(words("recommendations.link.change")):
        _ask_to_change(viewer, one, form, link)


def _show(one: RecommendationSeen, link: AnswerLinkSeen) -> None:
    st.markdown(words("recommendations.link.address"))
    st.code(address_of(link), language=None, wrap_lines=True)
    until, made = day_in_words(link.until), _day(link.made_at)
    name = link.made_by or words("recommendations.our_files")
    st.text(words("recommendations.link.until", day=until, name=name, made=made))
    if one.sent_on is None:
        st.markdown(words("recommendations.link.not_sent"))
    if urlsplit(settings().address).hostname in THIS_MACHINE:
        st.warning(plain(words("recommendations.link.nobody_outside")))


def _ask_to_change(viewer: Viewer, one: RecommendationSeen, form: str, link: AnswerLinkSeen) -> None:
    """Each button is of this link alone: where a colleague has made another meanwhile, that one stays."""
    st.markdown(words("recommendations.link.change_lead"))
    its = f"{form}-{link.made_at:%Y%m%d%H%M%S%f}"
    if st.button(words("recommendations.link.another"), key=f"{its}-another"):
        _make(viewer, one, form, words("recommendations.link.another_made"))
    if st.button(words("recommendations.link.end"), key=f"{its}-end"):
        with acting(form, words("recommendations.link.ended")) as session:
            end_answer_link(session, one.id, by=viewer, at=access.now())


def _make(viewer: Viewer, one: RecommendationSeen, form: str, said: str) -> None:
    with acting(form, said) as session:
        make_answer_link(session, one.id, by=viewer, at=access.now())


def _day(at: datetime) -> str:
    return day_in_words(at.astimezone(HERE).date())
