"""Which pages there are, and which of them this viewer is shown. Each page asks again itself."""

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import streamlit as st  # noqa: E402

from models.people import Permission  # noqa: E402
from ui import access, frame  # noqa: E402

PAGES = ROOT / "pages"


def route() -> None:
    frame.dress()
    asking = access.viewer()
    shown = [
        st.Page(str(PAGES / "start.py"), title="Start", url_path="start", default=True, visibility="hidden"),
        st.Page(str(PAGES / "have_your_say.py"), title="Have your say", url_path="have_your_say"),
    ]
    staff_pages = (
        ("moderation", "Check comments", Permission.MODERATE),
        ("overview", "Overview", Permission.READ_FIGURES),
    )
    for name, title, permission in staff_pages:
        shown.append(
            st.Page(
                str(PAGES / f"{name}.py"),
                title=title,
                url_path=name,
                visibility="visible" if asking.may(permission) else "hidden",
            )
        )
    page = st.navigation(shown, position="sidebar" if asking.staff_id else "hidden")
    frame.signed_in_as(asking)
    page.run()


route()
