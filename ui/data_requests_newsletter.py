"""What is held for somebody's newsletter: shown, copied for them, or erased."""

from datetime import datetime
from uuid import UUID

import streamlit as st

from actions.newsletter_requests import copy_subscription, erase_subscription
from content.words import day_in_words, words
from models.errors import FeedbackError
from models.newsletter import SubscriptionHeld
from models.people import Viewer
from storage.queries.newsletter import subscription_held
from ui import access
from ui.data_requests import Desk
from ui.plain import plain


def draw(viewer: Viewer, mine: Desk) -> None:
    """The address that was looked for, where the newsletter was asked for with it; nothing else."""
    if not mine["newsletter"]:
        return
    with access.reading() as session:
        held = subscription_held(session, viewer, UUID(mine["newsletter"]))
    if held is None:
        return
    with st.container(border=True):
        st.subheader(words("data_requests.newsletter.title"), anchor=False)
        st.text(_standing(held))
        with st.container(horizontal=True):
            is_copied = st.button(words("data_requests.copy_make"), key="newsletter-copy")
            is_erased = st.button(words("data_requests.newsletter.erase"), key="newsletter-erase")
        st.markdown(f":small[:gray[{words('data_requests.newsletter.erase_what')}]]")
        try:
            if is_copied:
                _hand_over(copy_subscription(access.store(), held.id, by=viewer, at=access.now()))
            if is_erased:
                _erase(viewer, mine, held)
        except FeedbackError as problem:
            st.error(plain(str(problem)))


def _standing(held: SubscriptionHeld) -> str:
    asked = _day_of(held.asked_at)
    if held.confirmed_at is None:
        return words("data_requests.newsletter.waiting", asked=asked)
    confirmed = _day_of(held.confirmed_at)
    return words("data_requests.newsletter.taking", asked=asked, confirmed=confirmed)


def _day_of(at: datetime) -> str:
    return day_in_words(at.astimezone(access.HERE).date())


def _hand_over(copy: str) -> None:
    label = words("data_requests.copy_download")
    st.download_button(label, data=copy, file_name="newsletter.txt", mime="text/plain", on_click="ignore")


def _erase(viewer: Viewer, mine: Desk, held: SubscriptionHeld) -> None:
    is_scrubbed = erase_subscription(access.store(), held.id, by=viewer, at=access.now())
    mine["said"] = words(f"data_requests.newsletter.{'erased' if is_scrubbed else 'erased_soon'}")
    mine["newsletter"] = ""
    if not mine["found"]:
        mine["sought_by"] = ""
    st.rerun()
