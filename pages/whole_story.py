"""One story: everything about one piece of feedback that somebody's role may see."""

import streamlit as st

from content.words import words
from ui import access, frame, responses, whole_story
from ui import whole_story_parts as parts
from ui.desk import desk
from ui.escalations_ask import show_open
from ui.moderation import say_what_happened
from ui.moderation_facts import show_facts
from ui.whole_story_callbacks import show_callbacks


def page() -> None:
    viewer = access.open_page("whole_story")
    frame.wide()
    st.title(words("whole_story.title"))
    say_what_happened(desk())
    found = whole_story.find(viewer)
    one = whole_story.opened(viewer, found) if found else None
    if one is None:
        st.markdown(words("whole_story.lead"))
        return
    whole_story.show_head(one)
    show_open(viewer, one.story.feedback_id)
    whole_story.show_words(one)
    left, right = st.columns(2, gap="medium")
    with left:
        parts.show_decisions(one.story)
        parts.show_concerns(one.story)
        show_callbacks(one.story)
        parts.show_told(viewer, one.story)
        parts.show_tags(one.story, viewer)
    with right:
        whole_story.show_what_one_may_do(viewer, one)
        show_facts(one.choices)
    responses.draw_of_feedback(viewer, one.story.feedback_id)
    parts.show_acts(one.story)


if __name__ == "__main__":
    page()
