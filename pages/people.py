"""People: who has an account here, what each may do, and a way in for whoever lost theirs."""

import streamlit as st

from actions.people import (
    change_roles,
    disable_staff_member,
    enable_staff_member,
    invite,
    send_link,
)
from content.words import words
from models.errors import FeedbackError
from models.people import Viewer
from ui import access, accounts, frame, people
from ui.accounts import Account, AccountState
from ui.people import Desk
from ui.plain import plain


def page() -> None:
    viewer = access.open_page("people")
    frame.wide()
    st.title(words("people.title"))
    asked, everybody = people.asked_for(), people.all_accounts(viewer)
    if asked and st.button(words("people.back")):
        people.go_to("")
    if asked == people.INVITE:
        _invite(viewer)
    elif asked:
        _open(viewer, next((account for account in everybody if str(account.id) == asked), None))
    else:
        people.clear_desk()
        accounts.show_list(everybody)


def _invite(viewer: Viewer) -> None:
    """Invite somebody, and go on to their account."""
    asked = accounts.ask_whom_to_invite()
    if asked is None:
        return
    name, email, roles = asked
    try:
        with access.writing() as session:
            at = access.now()
            staff_id, path = invite(session, name=name, email=email, roles=roles, by=viewer, at=at)
    except FeedbackError as refusal:
        st.error(plain(str(refusal)))
        return
    desk = people.desk(staff_id)
    desk["said"] = people.keep_link(desk, path)
    people.go_to(desk["open"])


def _open(viewer: Viewer, account: Account | None) -> None:
    """One account: how it stands, what it may do, a way in, and its end."""
    if account is None:
        st.error(words("people.nobody"))
        return
    desk = people.desk(account.id)
    desk["had"] = desk["had"] or sorted(account.roles)
    st.subheader(plain(account.name))
    if account.id == viewer.staff_id:
        st.markdown(words("people.yourself"))
    people.say_what_happened(desk)
    accounts.show_facts(account)
    left, right = st.columns(2, gap="medium")
    with left:
        _roles(viewer, account, desk)
    with right:
        if account.state is not AccountState.DISABLED:
            _ways_in(viewer, account, desk)
        _access(viewer, account, desk)


def _roles(viewer: Viewer, account: Account, desk: Desk) -> None:
    had, at = desk["had"], access.now()
    chosen = accounts.ask_for_roles(account, had)
    if chosen is not None:
        people.carry_out(
            desk,
            lambda session: change_roles(session, account.id, chosen, had=had, by=viewer, at=at),
            said=lambda _: words("people.roles_saved"),
        )


def _ways_in(viewer: Viewer, account: Account, desk: Desk) -> None:
    with st.container(border=True):
        purpose = accounts.ask_for_link(account, desk)
        if purpose is not None:
            people.carry_out(
                desk,
                lambda session: send_link(session, account.id, purpose, by=viewer, at=access.now()),
                said=lambda path: people.keep_link(desk, path),
            )


def _access(viewer: Viewer, account: Account, desk: Desk) -> None:
    """End somebody's access, or give it back."""
    with st.container(border=True):
        if account.state is AccountState.DISABLED:
            if accounts.ask_to_enable():
                people.carry_out(
                    desk,
                    lambda session: enable_staff_member(session, account.id, by=viewer, at=access.now()),
                    said=lambda _: words("people.enabled"),
                )
        elif accounts.ask_to_disable(desk):
            people.carry_out(
                desk,
                lambda session: disable_staff_member(session, account.id, by=viewer, at=access.now()),
                said=lambda ended: words("people.disabled", count=ended),
            )


if __name__ == "__main__":
    page()
