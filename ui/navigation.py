"""Which pages staff have, and what opens each."""

from typing import NamedTuple

from models.people import ROLES, Permission, Viewer
from models.vocabulary import Role


class StaffPage(NamedTuple):
    """A page of the staff's: it opens to whoever has one of the permissions."""

    title: str
    any_of: tuple[Permission, ...]

    def is_open_to(self, viewer: Viewer) -> bool:
        return any(viewer.may(permission) for permission in self.any_of)


OF_ANY_WORKER = tuple(one for one in Permission if one not in ROLES[Role.RESIDENT])

STAFF_PAGES = {
    "today": StaffPage("Today", OF_ANY_WORKER),
    "phone_entry": StaffPage("Phone and paper", (Permission.WRITE_FOR_OTHERS,)),
    "moderation": StaffPage("Check comments", (Permission.READ_FEEDBACK,)),
    "escalations": StaffPage("Concerns", (Permission.DECIDE_CONCERN, Permission.RAISE_CONCERN)),
    "theme_review": StaffPage("Check tags", (Permission.REVIEW_TAGS,)),
    "search": StaffPage("Search", (Permission.READ_APPROVED,)),
    "whole_story": StaffPage("One story", (Permission.READ_APPROVED, Permission.READ_FEEDBACK)),
    "data_requests": StaffPage("Data requests", (Permission.HANDLE_REQUESTS,)),
    "callbacks": StaffPage("Callbacks", (Permission.WRITE_FOR_OTHERS,)),
    "events": StaffPage("Events", (Permission.WRITE_FOR_OTHERS, Permission.READ_FIGURES)),
    "overview": StaffPage("Overview", (Permission.READ_FIGURES,)),
    "over_time": StaffPage("Over time", (Permission.READ_FIGURES,)),
    "joins": StaffPage("Joins", (Permission.READ_FIGURES,)),
    "leaving_hospital": StaffPage("Leaving hospital", (Permission.READ_FIGURES,)),
    "one_service": StaffPage("One service", (Permission.READ_FIGURES,)),
    "who_we_hear_from": StaffPage("Who we have not heard from", (Permission.READ_FIGURES,)),
    "programmes": StaffPage("Programmes", (Permission.READ_FIGURES,)),
    "recommendations": StaffPage("Recommendations", (Permission.READ_FIGURES,)),
    "reports": StaffPage("Reports", (Permission.READ_FIGURES,)),
    "directory": StaffPage("Services", (Permission.EDIT_DIRECTORY,)),
    "our_settings": StaffPage(
        "Settings", (Permission.EDIT_SIGNPOSTS, Permission.EDIT_THRESHOLDS, Permission.EDIT_WATCHDOG)
    ),
    "people": StaffPage("People", (Permission.MANAGE_PEOPLE,)),
    "outbox": StaffPage("Mail", (Permission.MANAGE_PEOPLE,)),
    "record": StaffPage("The record", (Permission.READ_AUDIT,)),
    "health": StaffPage("Health", (Permission.MANAGE_STORE,)),
}
"""In the order of the side bar, by the name of their file in `pages/`."""
