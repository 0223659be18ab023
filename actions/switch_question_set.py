"""Switch a question set on or off."""

from datetime import datetime

from sqlmodel import Session, select

from actions.put_setting import put_setting
from content.question_sets import question_set_names
from models.errors import FeedbackError
from models.events import Event
from models.people import Permission, Viewer, require
from models.setting import QuestionSetSwitch, SettingKind
from storage import audit


def switch_question_set(
    session: Session, name: str, *, is_on: bool, after: int, by: Viewer, at: datetime
) -> None:
    """Ask these questions from now on, or no longer. Whoever is half way through can still send.

    `after` is the number of the last change that was seen. Raises FeedbackError for a name that is
    not known, and SomebodyElseDecided when somebody else was quicker.
    """
    require(by, Permission.EDIT_WATCHDOG)
    if name not in question_set_names():
        raise FeedbackError("There is no such set of questions")
    audit.lock(session, by.watchdog_id)
    switch = session.exec(
        select(QuestionSetSwitch).where(
            QuestionSetSwitch.watchdog_id == by.watchdog_id, QuestionSetSwitch.question_set == name
        )
    ).one_or_none()
    put_setting(
        session,
        switch or QuestionSetSwitch(watchdog_id=by.watchdog_id, question_set=name, is_on=False),
        {"is_on": is_on},
        Event.QUESTION_SET_SWITCHED,
        about=(SettingKind.QUESTION_SET, name),
        detail={"question_set": name, "switched": "on" if is_on else "off"},
        after=after,
        by=by,
        at=at,
    )
