"""Check tags: read one approved comment, confirm or correct what the machine proposes, go to the next."""

import streamlit as st

from actions.review_tags import review
from content.words import words
from models.errors import FeedbackError, SomebodyElseDecided, TakenBack
from models.people import Viewer
from ui import access, frame, theme_review, theme_review_agreement, theme_review_answer
from ui.plain import plain
from ui.theme_review import Mine, Opened
from ui.theme_review_answer import Said

CONFIRM = "Ctrl+Enter"
"""With Ctrl, so that nobody signs by typing, or by speaking to their machine."""


def page() -> None:
    viewer = access.open_page("theme_review")
    mine = theme_review.mine()
    frame.wide()
    st.title(words("theme_review.title"))
    theme_review.say_what_happened(mine)
    place = st.container()
    has_keys, wanted = theme_review.choose(viewer, mine)
    opened = theme_review.opened(viewer, mine, wanted)
    place.markdown(mine["waits"])
    if opened is None:
        st.subheader(words("theme_review.none"))
        st.markdown(words("theme_review.all_done"))
    else:
        left, right = st.columns([3, 2], gap="medium")
        with left:
            theme_review_answer.show_words(opened)
            joins = theme_review_answer.ask_for_moves(opened, viewer)
        with right:
            said = theme_review_answer.ask(opened, viewer, joins)
            _sign_or_leave(viewer, mine, opened, said, shortcut=CONFIRM if has_keys else None)
    theme_review_agreement.show(viewer)


def _sign_or_leave(viewer: Viewer, mine: Mine, opened: Opened, said: Said, *, shortcut: str | None) -> None:
    place = f"{opened.one.feedback_id}-{mine['seen']}"
    if st.button(words("theme_review.confirm"), type="primary", key=f"confirm-{place}", shortcut=shortcut):
        _sign(viewer, mine, opened, said)
    if st.button(words("theme_review.later"), key=f"later-{place}"):
        theme_review.leave(mine)
        st.rerun()


def _sign(viewer: Viewer, mine: Mine, opened: Opened, said: Said) -> None:
    """Sign the answer about what was read, and go on; or say what it still needs."""
    try:
        with access.writing() as session:
            review(
                session,
                opened.one.feedback_id,
                themes=said.themes,
                sentiment=said.sentiment,
                joins=said.joins,
                after=mine["seen"],
                by=viewer,
                at=access.now(),
                is_blind=opened.is_blind,
            )
    except (SomebodyElseDecided, TakenBack) as problem:
        mine["told"] = str(problem)
    except FeedbackError as problem:
        st.error(plain(str(problem)))
        return
    else:
        mine["said"] = words("theme_review.done")
    theme_review.go_on(mine)
    st.rerun()


if __name__ == "__main__":
    page()
