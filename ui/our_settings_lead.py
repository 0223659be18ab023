"""Who hears of concerns first: shown, chosen, and with its history."""

import streamlit as st

from actions.name_lead import LEAD, name_lead
from content.words import words
from models.people import Viewer
from models.setting import SettingKind
from storage.queries.escalations import leads
from storage.queries.setting_changes import Change, changes_of
from ui import access
from ui import our_settings as pieces
from ui import our_settings_desk as desk
from ui.our_settings_desk import Row

EVERYBODY = ""


def choose(viewer: Viewer) -> None:
    """Show the named lead; name another one."""
    named = str(access.watchdog().lead_id or EVERYBODY)
    with access.reading() as session:
        able = {str(lead.id): lead for lead in leads(session, viewer)}
        history = changes_of(session, viewer, SettingKind.WATCHDOG, LEAD)
    names = {lead_id: lead.name for lead_id, lead in able.items()}
    title = words("our_settings.lead_title")
    row = Row(SettingKind.WATCHDOG, LEAD, title, [_in_names(change, names) for change in history])
    with pieces.box(row):
        st.markdown(words("our_settings.lead_intro"))
        if names:
            st.text(names.get(named, words("our_settings.every_lead")))
        else:
            st.warning(words("escalations.nobody_leads"))
        if not names or not pieces.is_opened(row):
            return
        with pieces.form(row, lead_id=named if named in names else EVERYBODY):
            chosen = pieces.choice_box(row, "lead_id", {EVERYBODY: words("our_settings.every_lead")} | names)
            is_saved = pieces.save_or_leave(row)
        if is_saved:
            after, at = desk.seen(row), access.now()
            lead_id = able[chosen].id if chosen else None
            with desk.acting(row, words("our_settings.saved")) as session:
                name_lead(session, lead_id, after=after, by=viewer, at=at)


def _in_names(change: Change, names: dict[str, str]) -> Change:
    """The change with people's names in place of their ids; those who are no lead any more have none."""
    was, became = (
        names.get(one, words("our_settings.somebody_before")) if one else words("our_settings.every_lead")
        for one in change.changes["lead_id"]
    )
    return change._replace(changes={"lead_id": (was, became)})
