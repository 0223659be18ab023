"""Every promise of every programme: who promised, what experience shows so far, who looks when."""

from collections.abc import Iterable

import streamlit as st

from content.words import day_in_words, words
from models.commitment import CommitmentSeen
from models.watchdog import HERE
from ui import access, card
from ui.plain import plain


def draw(promised: Iterable[CommitmentSeen]) -> None:
    """Those whose day has come first, then as given; each leads to the promises of its programme."""
    today = access.today()
    found = [one for one in promised if one.is_followed]
    st.subheader(words("commitments.list.heading"))
    if not found:
        st.markdown(words("commitments.list.none"))
        return
    st.markdown(words("commitments.list.lead"))
    for promise in sorted(found, key=lambda one: one.wanted_since(today) is None):
        said, button = card.words_and_button()
        with said:
            st.text(words("commitments.quoted", quotation=promise.quotation))
            who = f"{promise.promised_by} · {promise.programme}"
            st.markdown(f":small[:gray[{plain(who)}]]")
            st.markdown(f"**{plain(_where_it_stands(promise))}** {plain(_next(promise))}")
        help_ = words("commitments.list.open_help", programme=plain(promise.programme))
        if button.button(words("commitments.list.open"), key=f"promise-{promise.id}", help=help_):
            st.query_params.from_dict({"programme": promise.programme_code, "part": "promises"})
            st.rerun()


def _where_it_stands(promise: CommitmentSeen) -> str:
    if promise.holds is None:
        return words(f"commitments.list.{'new_look' if promise.needs_a_new_look else 'nobody_said'}")
    verdict = words(f"commitments.verdict.{promise.holds.verdict.value}")
    day = day_in_words(promise.holds.signed_at.astimezone(HERE).date())
    return words("commitments.list.verdict_since", verdict=verdict, day=day)


def _next(promise: CommitmentSeen) -> str:
    """When somebody looks next: now, on the next of its days, or when it is usual."""
    today = access.today()
    if promise.needs_a_new_look:
        return ""
    if promise.wanted_since(today):
        return words("commitments.list.now")
    return words("commitments.list.next", day=day_in_words(min(promise.looks)))
