"""Which pages there are, and which of them this viewer is shown. Each page asks again itself."""

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import streamlit as st  # noqa: E402

from ui import access, desk, frame  # noqa: E402
from ui.navigation import STAFF_PAGES  # noqa: E402

PAGES = ROOT / "pages"


def route() -> None:
    frame.dress()
    asking = access.viewer()
    shown = [
        st.Page(str(PAGES / "start.py"), title="Start", url_path="start", default=True, visibility="hidden"),
        st.Page(str(PAGES / "have_your_say.py"), title="Have your say", url_path="have_your_say"),
        st.Page(str(PAGES / "office.py"), title="Sign in", url_path="office", visibility="hidden"),
    ]
    for name, staff_page in STAFF_PAGES.items():
        shown.append(
            st.Page(
                str(PAGES / f"{name}.py"),
                title=staff_page.title,
                url_path=name,
                visibility="visible" if staff_page.is_open_to(asking) else "hidden",
            )
        )
    page = st.navigation(shown, position="sidebar" if asking.staff_id else "hidden", expanded=True)
    frame.signed_in_as(asking)
    desk.come_to(page.url_path)
    page.run()
    frame.pages_to_read(asking)


route()
