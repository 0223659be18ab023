"""Health: is the installation well, and what needs somebody?"""

import streamlit as st

from content.words import words
from ui import access, health
from ui.plain import plain


def page() -> None:
    viewer = access.open_page("health")
    st.title(words("health.title"))
    st.markdown(words("health.lead"))
    lines = health.read(viewer)
    wanting = [line for line in lines if line.to_do]
    if not wanting:
        st.success(words("health.all_well"))
    elif len(wanting) == 1:
        st.warning(words("health.one"))
    else:
        st.warning(words("health.many", count=len(wanting)))
    for line in lines:
        with st.container(border=True, gap=None):
            st.markdown(f":small[:gray[{plain(line.name)}]]")
            st.text(line.value)
            if line.to_do:
                st.markdown(f"**{plain(line.to_do)}**")
    now = access.now().astimezone(access.HERE)
    st.markdown(f":small[:gray[{words('health.as_of', time=f'{now:%H:%M}')}]]")
    st.button(words("health.again"))


if __name__ == "__main__":
    page()
