"""Thresholds, question sets and the watchdog's own details: who may change them, within what, and once."""

import pytest
from sqlmodel import col, func, select

from actions.change_watchdog import change_watchdog
from actions.open_watchdog import open_watchdog
from actions.set_threshold import set_threshold
from actions.switch_question_set import switch_question_set
from content.question_sets import question_set_names
from content.thresholds import default_thresholds
from models.audit import AuditEvent
from models.errors import FeedbackError, NotAllowed, Problems, SomebodyElseDecided
from models.events import Event
from models.setting import SettingChange, SettingKind, ThresholdKind
from models.watchdog import Watchdog
from storage import audit
from storage.queries.setting_changes import changes_of
from storage.queries.thresholds import thresholds
from storage.queries.why_shut import WhyShut, switched_on, why_shut
from tests.conftest import NOW, SIGNPOSTS, WATCHDOG

BASE = ThresholdKind.SMALLEST_BASE
FORM = "have_your_say"
DETAILS = {"name": "West Testford Voice", "area": "West Testford", "telephone": "01632 960123"}


def choose(store, by, value, kind=BASE, after=0):
    with store.writing() as session:
        set_threshold(session, kind, value, after=after, by=by, at=NOW)


def switch(store, by, *, is_on, name=FORM, after=0):
    with store.writing() as session:
        switch_question_set(session, name, is_on=is_on, after=after, by=by, at=NOW)


def say(store, by, after=0, **changed):
    with store.writing() as session:
        change_watchdog(session, **DETAILS | changed, after=after, by=by, at=NOW)


def asked(store, question, *more):
    with store.reading() as session:
        return question(session, *more)


def rows(store) -> tuple[int, int]:
    """How many changes and audit links there are."""
    with store.reading() as session:
        return tuple(
            session.exec(select(func.count()).select_from(table)).one()
            for table in (SettingChange, AuditEvent)
        )


def last_link(store) -> AuditEvent:
    with store.reading() as session:
        assert list(audit.broken_links(session)) == []
        return session.exec(select(AuditEvent).order_by(col(AuditEvent.sequence).desc())).first()


def open_another(store, slug="east"):
    with store.writing() as session:
        return open_watchdog(
            session, slug=slug, name="East", area="East", telephone="", signposts=SIGNPOSTS, at=NOW
        )


# What may be published


def test_a_new_watchdog_starts_with_every_threshold_and_question_set(store, somebody):
    assert asked(store, thresholds, somebody) == {
        kind: default.value for kind, default in default_thresholds().items()
    }
    assert asked(store, switched_on, somebody) == frozenset(question_set_names()) > {FORM, "about_you"}


@pytest.mark.parametrize("kind", list(ThresholdKind))
def test_a_threshold_may_be_anything_in_its_range_and_nothing_outside(store, administrator, somebody, kind):
    allowed = default_thresholds()[kind]
    choose(store, administrator, allowed.largest, kind)
    assert asked(store, thresholds, somebody)[kind] == allowed.largest
    choose(store, administrator, allowed.smallest, kind, after=1)
    assert asked(store, thresholds, somebody)[kind] == allowed.smallest
    before = rows(store)
    for value in (allowed.smallest - 1, allowed.largest + 1, -10, 10**30):
        with pytest.raises(FeedbackError, match=f"from {allowed.smallest} to {allowed.largest}"):
            choose(store, administrator, value, kind, after=2)
    assert (asked(store, thresholds, somebody)[kind], rows(store)) == (allowed.smallest, before)


def test_a_threshold_is_changed_once_dated_and_signed(store, administrator):
    changes, links = rows(store)
    choose(store, administrator, 20)
    choose(store, administrator, 20)  # nothing changes, so there is nothing to note
    assert rows(store) == (changes + 1, links + 1)
    link = last_link(store)
    assert (link.event, link.actor) == (Event.THRESHOLD_CHANGED, administrator.actor)
    assert link.detail == {"kind": "smallest_base", "value": 20}
    (change,) = asked(store, changes_of, administrator, SettingKind.THRESHOLD, "smallest_base")
    assert (change.who, change.changes) == ("Bo Administrator", {"value": (10, 20)})


def test_the_second_of_two_who_choose_a_threshold_is_told(store, administrator, publisher, somebody):
    choose(store, administrator, 20)
    before = rows(store)
    with pytest.raises(SomebodyElseDecided):
        choose(store, publisher, 5)
    assert (asked(store, thresholds, somebody)[BASE], rows(store)) == (20, before)


def test_one_watchdogs_threshold_is_nothing_to_another(store, administrator, somebody):
    open_another(store)
    choose(store, administrator, 20)
    other = type(somebody)("east", somebody.roles)
    assert asked(store, thresholds, other)[BASE] == 10


# Which questions are asked


def test_a_question_set_is_switched_off_and_on_again(store, administrator, somebody):
    changes, links = rows(store)
    switch(store, administrator, is_on=True)  # it is on already
    assert rows(store) == (changes, links)
    switch(store, administrator, is_on=False)
    assert asked(store, why_shut, somebody, FORM) is WhyShut.SWITCHED_OFF
    assert last_link(store).detail == {"question_set": FORM, "switched": "off"}
    switch(store, administrator, is_on=True, after=1)
    assert asked(store, why_shut, somebody, FORM) is None
    assert rows(store) == (changes + 2, links + 2)


def test_a_missing_safeguarding_number_keeps_a_form_shut_that_is_switched_on(store, somebody):
    with store.writing() as session:
        watchdog = open_watchdog(
            session, slug="east", name="East", area="East", telephone="", signposts=[], at=NOW
        )
    other = type(somebody)(watchdog.id, somebody.roles)
    assert asked(store, why_shut, other, FORM) is WhyShut.NO_NUMBER
    assert asked(store, why_shut, somebody, FORM) is None


def test_a_question_set_that_does_not_ship_can_not_be_switched(store, administrator):
    with pytest.raises(FeedbackError, match="no such set"):
        switch(store, administrator, is_on=True, name="../../etc")


def test_the_second_of_two_who_switch_is_told(store, administrator, somebody):
    switch(store, administrator, is_on=False)
    switch(store, administrator, is_on=True, after=1)
    with pytest.raises(SomebodyElseDecided):
        switch(store, administrator, is_on=False, after=0)
    assert asked(store, why_shut, somebody, FORM) is None


# What the watchdog says of itself


def test_the_details_change_once_dated_and_signed(store, administrator):
    changes, links = rows(store)
    say(store, administrator, name="  Testford   Voice ", telephone="")
    say(store, administrator, name="Testford Voice", telephone="")
    watchdog = asked(store, lambda session: session.get_one(Watchdog, WATCHDOG))
    assert (watchdog.name, watchdog.area, watchdog.telephone) == ("Testford Voice", "West Testford", "")
    assert rows(store) == (changes + 1, links + 1)
    link = last_link(store)
    assert (link.event, link.subject, link.detail) == (Event.WATCHDOG_CHANGED, WATCHDOG, {})
    (change,) = asked(store, changes_of, administrator, SettingKind.WATCHDOG, WATCHDOG)
    assert change.changes == {
        "name": ("West Testford Voice", "Testford Voice"),
        "telephone": ("01632 960123", ""),
    }


@pytest.mark.parametrize(
    ("field", "said", "sentence"),
    [
        ("name", "", "Give the watchdog's name"),
        ("name", " \u200b\n", "Give the watchdog's name"),
        ("name", "x" * 201, "200 characters or fewer for the name"),
        ("area", " ", "Give the area"),
        ("area", "x" * 201, "200 characters or fewer for the area"),
        ("telephone", "the council", "can't be rung"),
        ("telephone", "1" * 41, "40 characters"),
    ],
)
def test_details_that_will_not_do_are_refused_beside_their_field(store, administrator, field, said, sentence):
    before = rows(store)
    with pytest.raises(Problems) as refused:
        say(store, administrator, **{field: said})
    assert list(refused.value.by_question) == [field]
    assert sentence in refused.value.by_question[field]
    assert rows(store) == before


def test_details_as_long_as_they_may_be_are_kept(store, administrator):
    say(store, administrator, name="x" * 200, area="y" * 200, telephone="1" * 40)
    assert len(asked(store, lambda session: session.get_one(Watchdog, WATCHDOG)).name) == 200


def test_everything_that_will_not_do_is_said_at_once(store, administrator):
    with pytest.raises(Problems) as refused:
        say(store, administrator, name="", area="", telephone="x")
    assert set(refused.value.by_question) == {"name", "area", "telephone"}


def test_a_watchdog_is_not_opened_with_details_that_will_not_do(store):
    with pytest.raises(Problems, match="200 characters"), store.writing() as session:
        open_watchdog(session, slug="east", name="x" * 201, area="East", telephone="", signposts=[], at=NOW)


def test_the_second_of_two_who_change_the_details_is_told(store, administrator):
    say(store, administrator, name="First")
    with pytest.raises(SomebodyElseDecided):
        say(store, administrator, name="Second")
    assert asked(store, lambda session: session.get_one(Watchdog, WATCHDOG)).name == "First"


# Who may


def test_each_setting_is_changed_only_by_whose_it_is(
    store, somebody, volunteer, moderator, safeguarding_lead, publisher, administrator
):
    before = rows(store)
    for viewer in (somebody, volunteer, moderator, safeguarding_lead, publisher):
        with pytest.raises(NotAllowed):
            switch(store, viewer, is_on=False)
        with pytest.raises(NotAllowed):
            say(store, viewer, name="Mine")
    for viewer in (somebody, volunteer, moderator, safeguarding_lead):
        with pytest.raises(NotAllowed):
            choose(store, viewer, 5)
    assert rows(store) == before
    choose(store, publisher, 20)
