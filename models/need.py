"""What may need somebody at the watchdog today, and who can do something about it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from models.people import Permission as P


class Need(StrEnum):
    """What may need somebody, in the order of the harm that waiting does."""

    CONCERNS_OVERDUE = "concerns_overdue"
    LEAD_IS_LATE = "lead_is_late"
    NOBODY_LEADS = "nobody_leads"
    CONCERNS_OPEN = "concerns_open"
    NO_NAMED_LEAD = "no_named_lead"
    NUMBERS_MISSING = "numbers_missing"
    NUMBERS_UNCHECKED = "numbers_unchecked"
    TAKEN_BACK = "taken_back"
    SEVERE = "severe"
    CALLBACKS_LATE = "callbacks_late"
    ENTRIES_LATE = "entries_late"
    CALLBACKS_OF_NOBODY = "callbacks_of_nobody"
    CALLBACKS_OF_OTHERS = "callbacks_of_others"
    ENTRIES_OF_OTHERS = "entries_of_others"
    ADDED = "added"
    WAITING = "waiting"
    HELD = "held"
    TO_TELL = "to_tell"
    CALLBACKS_DUE = "callbacks_due"
    KEPT_TOO_LONG = "kept_too_long"
    TRAIL_UNGUARDED = "trail_unguarded"
    NO_BACKUP = "no_backup"
    MAIL_FAILED = "mail_failed"
    TAGGING_FAILED = "tagging_failed"
    DISAGREEMENTS = "disagreements"
    SECOND_READINGS = "second_readings"
    TAGS_TO_CHECK = "tags_to_check"
    QUOTED_TAKEN_BACK = "quoted_taken_back"
    ANSWERS_LATE = "answers_late"
    ANSWERS_DUE = "answers_due"
    RESPONSES_TO_CHECK = "responses_to_check"
    RECHECKS = "rechecks"
    ANNUAL_REPORT = "annual_report"
    PAGE_OLD = "page_old"
    PROMISES = "promises"
    SCHEME_ENDS = "scheme_ends"
    NEWER_READING = "newer_reading"


MAY_ACT: dict[Need, frozenset[P]] = {
    Need.CONCERNS_OVERDUE: frozenset({P.DECIDE_CONCERN}),
    Need.LEAD_IS_LATE: frozenset({P.MODERATE, P.MANAGE_PEOPLE}),
    Need.NOBODY_LEADS: frozenset({P.MANAGE_PEOPLE}),
    Need.CONCERNS_OPEN: frozenset({P.DECIDE_CONCERN}),
    Need.NO_NAMED_LEAD: frozenset({P.EDIT_WATCHDOG}),
    Need.NUMBERS_MISSING: frozenset({P.EDIT_SIGNPOSTS}),
    Need.NUMBERS_UNCHECKED: frozenset({P.EDIT_SIGNPOSTS}),
    Need.TAKEN_BACK: frozenset({P.MODERATE, P.EXPORT_WORDS}),
    **dict.fromkeys(
        (Need.SEVERE, Need.ADDED, Need.WAITING, Need.HELD, Need.TO_TELL), frozenset({P.MODERATE})
    ),
    **dict.fromkeys(
        (Need.KEPT_TOO_LONG, Need.TRAIL_UNGUARDED, Need.NO_BACKUP, Need.TAGGING_FAILED, Need.NEWER_READING),
        frozenset({P.MANAGE_STORE}),
    ),
    **dict.fromkeys(
        (Need.CALLBACKS_LATE, Need.CALLBACKS_DUE, Need.ENTRIES_LATE), frozenset({P.WRITE_FOR_OTHERS})
    ),
    **dict.fromkeys(
        (Need.CALLBACKS_OF_NOBODY, Need.CALLBACKS_OF_OTHERS, Need.ENTRIES_OF_OTHERS),
        frozenset({P.READ_FEEDBACK}),
    ),
    Need.MAIL_FAILED: frozenset({P.MANAGE_PEOPLE}),
    **dict.fromkeys(
        (Need.ANSWERS_LATE, Need.ANSWERS_DUE, Need.RECHECKS, Need.ANNUAL_REPORT), frozenset({P.RECOMMEND})
    ),
    **dict.fromkeys((Need.QUOTED_TAKEN_BACK, Need.RESPONSES_TO_CHECK, Need.PAGE_OLD), frozenset({P.PUBLISH})),
    Need.PROMISES: frozenset({P.FOLLOW_PROMISES}),
    Need.SCHEME_ENDS: frozenset({P.KEEP_SCHEMES}),
    **dict.fromkeys(
        (Need.DISAGREEMENTS, Need.SECOND_READINGS, Need.TAGS_TO_CHECK), frozenset({P.REVIEW_TAGS})
    ),
}
"""Who is told of each: whoever has one of the permissions.

A concern that the safeguarding lead is late with is told to others too, as a number: they can ring the
lead, or have somebody stand in.
"""


@dataclass(frozen=True)
class Wanting:
    """So many that need somebody, since when the oldest does, and how many of them are overdue.

    For concerns `since` is when the most urgent one is or was due. `first` is the feedback to begin with,
    where each is seen to on the page of its own story.
    """

    need: Need
    count: int = 1
    since: datetime | None = None
    overdue: int = 0
    first: UUID | None = None
