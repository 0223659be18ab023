"""Is anybody at the office? On working days from nine to five, where the watchdogs are."""

from datetime import datetime

from analysis.working_days import CLOSES, LONDON, is_working_day

OPENS = 9
"""O'clock."""


def is_office_open(at: datetime) -> bool:
    """Whether `at` lies within office hours: Monday to Friday, and no bank holiday in England."""
    here = at.astimezone(LONDON)
    return is_working_day(here.date()) and OPENS <= here.hour < CLOSES
