"""Nobody comes here on purpose: whoever does is sent to the site's home."""

import streamlit as st


def page() -> None:
    st.html('<p><a href="/" target="_self">Go to the start page</a></p>')


if __name__ == "__main__":
    page()
