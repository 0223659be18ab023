"""What staff decide about their own installation, and the history of it."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field

from models.base import WatchdogTable, choice


class SettingKind(StrEnum):
    """What kind of row a change was made to."""

    WATCHDOG = "watchdog"
    ORGANISATION = "organisation"
    SERVICE = "service"
    PROGRAMME = "programme"
    COMMITMENT = "commitment"
    INDICATOR = "indicator"
    POWERS = "powers"
    BANK_HOLIDAY = "bank_holiday"
    RECOMMENDATION = "recommendation"
    SIGNPOST = "signpost"
    THRESHOLD = "threshold"
    QUESTION_SET = "question_set"


class SettingChange(WatchdogTable, table=True):
    """One dated, signed change: `changes` is {field: [before, after]}, in plain values.

    `number` counts the changes of one row from 1. Whoever changes it says which was the last they
    saw, so that of two people the second is told.
    """

    __tablename__ = "setting_change"
    __table_args__ = (UniqueConstraint("watchdog_id", "kind", "subject", "number"),)

    kind: SettingKind = Field(sa_type=choice(SettingKind))
    subject: str = Field(max_length=80)
    number: int
    changes: dict[str, list[Any]] = Field(sa_type=JSON)
    changed_by: str = Field(max_length=120)
    changed_at: datetime


class ThresholdKind(StrEnum):
    """A number that the watchdog chooses: what may be shown, how soon, how long, how often."""

    SMALLEST_BASE = "smallest_base"
    SMALLEST_CELL = "smallest_cell"
    ROUND_TO = "round_to"
    DANGER_HOURS = "danger_hours"
    CONCERN_HOURS = "concern_hours"
    READ_TWICE_PERCENT = "read_twice_percent"
    KEEP_CONTACT_MONTHS = "keep_contact_months"
    KEEP_WORDS_MONTHS = "keep_words_months"
    ANSWER_DAYS = "answer_days"
    LONGER_ANSWER_DAYS = "longer_answer_days"
    RECHECK_MONTHS = "recheck_months"


class Threshold(WatchdogTable, table=True):
    """One such number, as this watchdog has it."""

    __table_args__ = (UniqueConstraint("watchdog_id", "kind"),)

    kind: ThresholdKind = Field(sa_type=choice(ThresholdKind))
    value: int


class QuestionSetSwitch(WatchdogTable, table=True):
    """Whether one of the question sets that ship is asked here."""

    __tablename__ = "question_set_switch"
    __table_args__ = (UniqueConstraint("watchdog_id", "question_set"),)

    question_set: str = Field(max_length=60)
    is_on: bool = True
