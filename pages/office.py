"""Sign in with the office's own account: the way to the identity provider, and the way in from there."""

import streamlit as st

from content.words import words
from models.errors import FeedbackError
from ui import access, office
from ui.links import main_link, quiet_link
from ui.plain import plain

BEGIN = "/office?begin=yes"
SIGN_IN = "/sign-in"


def page() -> None:
    called = plain(office.name())
    if not office.is_set_up():
        st.title(words("office.not_set_up_title"))
        st.write(words("office.not_set_up"))
        main_link(SIGN_IN, words("office.with_password"))
    elif "begin" in st.query_params:
        st.title(words("office.on_your_way", office=called))
        st.write(words("office.and_back"))
        st.login()
    else:
        _come_back()


def _come_back() -> None:
    called = plain(office.name())
    try:
        admitted = office.arrive()
    except FeedbackError as refusal:
        st.title(words("office.not_in"))
        st.error(plain(str(refusal)))
        main_link(BEGIN, words("office.again", office=office.name()))
        return
    if admitted:
        st.title(words("office.in", name=plain(admitted.name)))
        if admitted.keeps_administrator:
            st.warning(words("office.keeps_administrator"))
        main_link(admitted.path, words("office.go_on"))
        quiet_link(BEGIN, words("office.not_you"))
    elif access.viewer().staff_id is not None:
        st.title(words("office.in_already"))
        main_link(SIGN_IN, words("office.go_on"))
    else:
        st.title(words("office.title", office=called))
        for trouble in ("late", "away"):
            if trouble in st.query_params:
                st.warning(words(f"office.{trouble}", office=called))
        st.write(words("office.and_back"))
        main_link(BEGIN, words("office.go", office=office.name()))


if __name__ == "__main__":
    page()
