"""Under which law the watchdog asks, and on which days nobody has to answer: rows, for both are changing."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field

from models.base import WatchdogTable

LONGEST_LAW = 500
LONGEST_NAME = 200


@dataclass(frozen=True)
class PowersSeen:
    """What letters and reports say of the law, and which bodies there are, as `Powers` has it."""

    asks_under: str = ""
    answers_under: str = ""
    copies_to: tuple[str, ...] = ()
    ladder: tuple[str, ...] = ()
    annual_report_day: str = ""


class Powers(WatchdogTable, table=True):
    """One row of a watchdog's: what its letters say of the law, and which bodies there are.

    `asks_under` is what lets it make recommendations, `answers_under` what obliges bodies to answer; either
    may be empty. `copies_to` are whom every report is copied to, `ladder` whom to turn to when a body does
    not answer, step by step. `annual_report_day` is "06-30", month and day; empty where none is due.
    """

    __table_args__ = (UniqueConstraint("watchdog_id"),)

    asks_under: str = Field(default="", max_length=LONGEST_LAW)
    answers_under: str = Field(default="", max_length=LONGEST_LAW)
    copies_to: list[str] = Field(default_factory=list, sa_type=JSON)
    ladder: list[str] = Field(default_factory=list, sa_type=JSON)
    annual_report_day: str = Field(default="", max_length=5)


class BankHolidayChange(WatchdogTable, table=True):
    """A day that is a bank holiday by proclamation, or that no longer is one (`is_holiday` False)."""

    __tablename__ = "bank_holiday_change"
    __table_args__ = (UniqueConstraint("watchdog_id", "day"),)

    day: date
    name: str = Field(max_length=LONGEST_NAME)
    is_holiday: bool = True
