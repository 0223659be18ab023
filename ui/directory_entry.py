"""One service or organisation: how it stands, the boxes that change it, and its history."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal
from uuid import UUID

import streamlit as st

from content.words import words
from models.organisation import OrganisationDraft, ServiceDraft
from models.setting import SettingKind
from models.vocabulary import Sector
from ui import access
from ui.directory import Entry, Lists, how_much, in_words, run_by, standing
from ui.directory_desk import Desk
from ui.plain import plain

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)
DAY_WIDTH = 230


def show_facts(lists: Lists, entry: Entry) -> None:
    """What it is and who runs it, how much was said about it, and what it stands for."""
    facts = [
        words(f"directory.sector.{entry.sector.value}"),
        run_by(entry, lists.names),
        standing(entry, lists.names),
        "" if entry.merged_into_id else how_much(lists.feedback),
    ]
    st.text(" · ".join(filter(None, facts)))
    also = [
        other.name
        for entries in lists.by_kind.values()
        for other in entries.values()
        if other.merged_into_id == entry.id
    ]
    if also:
        st.text(words("directory.stands_for", names="; ".join(also)))


def ask(desk: Desk, lists: Lists, kind: SettingKind, entry: Entry | None) -> OrganisationDraft | None:
    """Draw the boxes, filled with what it says now; the draft once Save is pressed, else None."""
    if kind is SettingKind.SERVICE and not lists.by_kind[SettingKind.ORGANISATION]:
        st.info(words("directory.service.no_organisations"))
        return None
    now = entry._asdict() if entry else {}
    with st.form(f"edit-{_place(desk, 'form')}", enter_to_submit=False):
        label, visibility = _label(desk, "name")
        key = _filled(desk, "name", now.get("name", ""))
        name = st.text_input(label, autocomplete="off", key=key, label_visibility=visibility)
        organisation_id = _ask_organisation(desk, lists, now) if kind is SettingKind.SERVICE else None
        sector = _ask_sector(desk, now)
        label, visibility = _label(desk, "ods_code")
        key = _filled(desk, "ods_code", now.get("ods_code", ""))
        code = st.text_input(label, autocomplete="off", key=key, label_visibility=visibility)
        st.markdown(f":small[:gray[{words('directory.ods_hint')}]]")
        with st.container(horizontal=True):
            valid_from = _ask_day(desk, "valid_from", now)
            valid_to = _ask_day(desk, "valid_to", now)
        st.markdown(f":small[:gray[{words('directory.dates_hint')}]]")
        successor_id = _ask_successor(desk, lists, kind, now)
        if not st.form_submit_button(words("directory.save"), type="primary"):
            return None
    said = (name or "", sector, code or "", valid_from, valid_to, successor_id)
    is_service = kind is SettingKind.SERVICE
    return ServiceDraft(*said, organisation_id) if is_service else OrganisationDraft(*said)


def show_history(lists: Lists) -> None:
    """Every change, newest first: the day, who made it, what it said before and what after."""
    if not lists.history:
        st.markdown(f":small[:gray[{words('directory.no_history')}]]")
        return
    with st.expander(words("directory.history", count=len(lists.history))):
        for change in lists.history:
            day = in_words(change.at.astimezone(access.HERE).date())
            with st.container(gap=None):
                said = words("directory.changed_by", day=day, who=change.who)
                st.markdown(f":small[:gray[{plain(said)}]]")
                for field, (before, after) in change.changes.items():
                    st.text(
                        words(
                            "directory.changed_line",
                            field=words(f"directory.fields.{field}"),
                            before=as_words(field, before, lists.names),
                            after=as_words(field, after, lists.names),
                        )
                    )


def all_in_words(fields: Mapping[str, Any], lists: Lists) -> dict[str, str]:
    """What each field says, as people read it."""
    return {field: as_words(field, value, lists.names) for field, value in fields.items()}


def as_words(field: str, value: Any, names: Mapping[UUID, str]) -> str:
    """One value as people read it, whether it comes from a box or from the history."""
    if value in (None, ""):
        return words("directory.nothing")
    if field == "sector":
        return words(f"directory.sector.{Sector(value).value}")
    if field in ("valid_from", "valid_to"):
        return in_words(date.fromisoformat(str(value)))
    return names[UUID(str(value))] if field.endswith("_id") else str(value)


def _ask_organisation(desk: Desk, lists: Lists, now: Mapping[str, Any]) -> UUID | None:
    bodies = lists.by_kind[SettingKind.ORGANISATION].values()
    label, visibility = _label(desk, "organisation_id")
    return st.selectbox(
        label,
        [body.id for body in bodies if body.merged_into_id is None],
        index=None,
        placeholder=words("directory.choose"),
        format_func=lambda chosen: lists.names[chosen],
        key=_filled(desk, "organisation_id", now.get("organisation_id")),
        label_visibility=visibility,
    )


def _ask_sector(desk: Desk, now: Mapping[str, Any]) -> Sector | None:
    label, visibility = _label(desk, "sector")
    chosen: Sector | None = st.selectbox(
        label,
        [one for one in Sector if one is not Sector.UNKNOWN or one is now.get("sector")],
        index=None,
        placeholder=words("directory.choose"),
        format_func=lambda sector: words(f"directory.sector.{sector.value}"),
        key=_filled(desk, "sector", now.get("sector")),
        label_visibility=visibility,
    )
    return chosen


def _ask_successor(desk: Desk, lists: Lists, kind: SettingKind, now: Mapping[str, Any]) -> UUID | None:
    others = lists.by_kind[kind].values()
    label, visibility = _label(desk, "successor_id")
    return st.selectbox(
        label,
        [one.id for one in others if one.merged_into_id is None and one.id != now.get("id")],
        index=None,
        placeholder=words("directory.no_more"),
        format_func=lambda chosen: lists.names[chosen],
        key=_filled(desk, "successor_id", now.get("successor_id")),
        label_visibility=visibility,
    )


def _ask_day(desk: Desk, field: str, now: Mapping[str, Any]) -> date | None:
    with st.container(width=DAY_WIDTH):
        label, visibility = _label(desk, field)
        return st.date_input(
            label,
            value=None,  # a day that is there from the start can't be taken out again
            min_value=FIRST_DAY,
            max_value=LAST_DAY,
            format="DD/MM/YYYY",
            key=_filled(desk, field, now.get(field)),
            label_visibility=visibility,
        )


def _label(desk: Desk, field: str) -> tuple[str, Literal["visible", "collapsed"]]:
    """A box's label. Where something is to be put right that is said above it, and to listeners in it."""
    name, problem = words(f"directory.fields.{field}"), desk["problems"].get(field, "")
    if not problem:
        return name, "visible"
    st.markdown(f":small[{name}]  \n:red[**{plain(problem)}**]")
    return words("problems.label", sentence=plain(problem), label=name), "collapsed"


def _filled(desk: Desk, field: str, value: object) -> str:
    """The key of a box, which is filled with `value` when it is drawn for the first time."""
    key = _place(desk, field)
    if key not in st.session_state:
        st.session_state[key] = value
    return key


def _place(desk: Desk, field: str) -> str:
    return f"{field}-{desk['asked']}-{desk['turn']}"
