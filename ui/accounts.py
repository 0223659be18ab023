"""Accounts as they are drawn: the list of them, how one stands, and what an administrator is asked."""

from collections.abc import Collection
from datetime import datetime

import streamlit as st

from content.words import words
from models.people import WORKERS
from models.staff import LinkPurpose
from models.vocabulary import Role
from storage.queries.people import Account as Account
from storage.queries.people import AccountState as AccountState
from ui import access, people
from ui.plain import plain


def show_list(everybody: tuple[Account, ...]) -> None:
    """A row for each, in groups by whether they can sign in. A press of a name opens it."""
    st.markdown(words("people.count_one" if len(everybody) == 1 else "people.count", count=len(everybody)))
    st.markdown(words("people.how"))
    if st.button(words("people.invite"), type="primary"):
        people.go_to(people.INVITE)
    if _is_only_one_administrator(everybody):
        st.info(words("people.one_administrator"))
    if not any(one.state is AccountState.OPEN and Role.SAFEGUARDING_LEAD in one.roles for one in everybody):
        st.warning(words("escalations.nobody_leads"))
    for state in AccountState:
        group = [account for account in everybody if account.state is state]
        if group:
            st.subheader(f"{words(f'people.groups.{state.value}')} ({len(group)})")
        for account in group:
            _row(account)


def _row(account: Account) -> None:
    with st.container(border=True, gap=None):
        who, what = st.columns([5, 6], gap="small", vertical_alignment="center")
        with who.container(gap=None):
            if st.button(f"**:green[{plain(account.name)}]**", key=f"open-{account.id}", type="tertiary"):
                people.go_to(str(account.id))
            st.markdown(f":small[:gray[{plain(account.email)}]]")
        with what.container(gap=None):
            st.text(_named(account.roles))
            st.markdown(f":small[:gray[{plain(_since(account))}]]")


def show_facts(account: Account) -> None:
    """Whose account it is and how it stands, a line for each."""
    st.text(account.email)
    if account.state is AccountState.INVITED:
        st.text(_since(account))
        return
    counted = {0: "people.no_device", 1: "people.one_device"}
    facts = {
        "state": words(f"people.states.{account.state.value}"),
        "last": _day(account.last_signed_in) if account.last_signed_in else words("people.never"),
        "now": words(counted.get(account.open_sign_ins, "people.devices"), count=account.open_sign_ins),
        "factor": words(f"people.factors.{_factor(account)}").capitalize(),
    }
    for column, (name, value) in zip(st.columns(len(facts), gap="small"), facts.items(), strict=True):
        with column.container(gap=None):
            st.markdown(f":small[:gray[{words(f'people.{name}')}]]")
            st.text(value)


def ask_whom_to_invite() -> tuple[str, str, list[Role]] | None:
    """A name, an address and roles, once the button was pressed; what was typed stays in its boxes."""
    with st.form("invite", enter_to_submit=False):
        st.subheader(words("people.invite"))
        name = st.text_input(words("people.name"), autocomplete="off")
        email = st.text_input(words("people.email"), autocomplete="off")
        st.markdown(f":small[:gray[{words('people.email_hint')}]]")
        st.markdown(f"**{words('people.roles')}** {words('people.roles_hint')}")
        roles = _role_boxes([], place="invite")
        sent = st.form_submit_button(words("people.send_invitation"), type="primary")
    return (name, email, roles) if sent else None


def ask_for_roles(account: Account, had: Collection[Role]) -> list[Role] | None:
    """The roles that somebody is to have, once the button was pressed. Other roles have other boxes."""
    with st.form(f"roles-{account.id}", enter_to_submit=False):
        st.subheader(words("people.roles"))
        chosen = _role_boxes(had, place=f"{account.id}-{'-'.join(had)}")
        saved = st.form_submit_button(words("people.save_roles"), type="primary")
    return chosen if saved else None


def ask_for_link(account: Account, desk: people.Desk) -> LinkPurpose | None:
    """Ways in for whoever lost theirs. Starting again signs them out, so it wants a tick as well."""
    st.subheader(words("people.ways_in"))
    if account.is_by_office:
        st.markdown(words("people.by_office"))
        return None
    is_open = account.state is AccountState.OPEN
    kind = "new_password" if is_open else "invite_again"
    st.markdown(words(f"people.{kind}_note"))
    asked = LinkPurpose.NEW_PASSWORD if st.button(words(f"people.{kind}")) else None
    if is_open:
        st.markdown(words("people.start_again_note"))
        if _confirmed("start_again", desk):
            asked = LinkPurpose.START_AGAIN
    return asked


def ask_to_disable(desk: people.Desk) -> bool:
    """Whether somebody's access is to end, now."""
    st.subheader(words("people.disable"))
    st.markdown(words("people.disable_note"))
    return _confirmed("disable", desk)


def ask_to_enable() -> bool:
    """Whether somebody who left is to be let back in."""
    st.subheader(words("people.enable"))
    st.markdown(words("people.enable_note"))
    return st.button(words("people.enable_do"))


def _is_only_one_administrator(everybody: tuple[Account, ...]) -> bool:
    """Whether nobody else could help, were the one administrator away."""
    able = [one for one in everybody if one.state is AccountState.OPEN and Role.ADMINISTRATOR in one.roles]
    return len(able) == 1


def _named(roles: Collection[Role]) -> str:
    """Roles in words, in the order in which they are always listed."""
    return ", ".join(words(f"roles.{role.value}") for role in WORKERS if role in roles)


def _role_boxes(had: Collection[Role], *, place: str) -> list[Role]:
    """A box for each role, with what it lets somebody do. Returns those that are ticked."""
    return [
        role
        for role in WORKERS
        if st.checkbox(
            words("people.role", role=words(f"roles.{role.value}"), does=words(f"people.does.{role.value}")),
            value=role in had,
            key=f"{role.value}-{place}",
        )
    ]


def _confirmed(act: str, desk: people.Desk) -> bool:
    """Whether the button of an act that is hard to take back was pressed, with its box ticked."""
    place = f"{act}-{desk['open']}-{desk['turn']}"
    is_sure = st.checkbox(words(f"people.{act}_sure"), key=f"sure-{place}")
    if not st.button(words(f"people.{act}_do"), key=place):
        return False
    if not is_sure:
        st.error(words(f"people.{act}_unsure"))
    return is_sure


def _since(account: Account) -> str:
    """How an account came to where it is, in a line."""
    if account.state is AccountState.INVITED:
        day = _day(account.added_at)
        if account.link_until is None:
            return words("people.link_too_old", day=day)
        return words("people.invited", day=day, until=_day(account.link_until))
    factor = words("people.factor_is", state=words(f"people.factors.{_factor(account)}"))
    if account.last_signed_in is None:
        return words("people.never_signed_in", factor=factor)
    return words("people.signed_in", day=_day(account.last_signed_in), factor=factor)


def _factor(account: Account) -> str:
    if account.is_by_office:
        return "office"
    return "set_up" if account.has_second_factor else "none"


def _day(moment: datetime) -> str:
    day = moment.astimezone(access.HERE)
    return f"{day.day} {day:%B %Y}"
