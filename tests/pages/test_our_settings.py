"""The page of settings, as each who may change some of it sees it."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from actions.change_watchdog import change_watchdog
from actions.set_signpost import set_signpost
from actions.set_threshold import set_threshold
from actions.switch_question_set import switch_question_set
from content.question_sets import question_set_names
from content.thresholds import default_thresholds
from models.setting import ThresholdKind
from models.watchdog import Signpost, SignpostKind, Watchdog
from storage.queries.thresholds import thresholds
from storage.queries.why_shut import switched_on, why_shut
from tests.conftest import NOW, WATCHDOG
from tests.factories import some_feedback
from tests.pages.opening import everything_on, open_page
from ui import access

ADULTS = SignpostKind.SAFEGUARDING_ADULTS
ROW = f"signpost.{ADULTS.value}"
BASE = "threshold.smallest_base"
FORM = "question_set.have_your_say"
DETAILS = f"watchdog.{WATCHDOG}"
LEAD = "watchdog.lead"


@pytest.fixture
def store(sqlite_store):
    """Pages are the same on every database; the acts beneath are tested on each."""
    return sqlite_store


@pytest.fixture
def opened(store, monkeypatch):
    def open_as(viewer, section=""):
        monkeypatch.setattr(access, "now", lambda: NOW)
        page = open_page("our_settings", store, viewer, monkeypatch)
        monkeypatch.setattr(access, "this_watchdog", lambda: read(store, Watchdog))
        if section:
            page.button_group[0].set_value(section).run()
        assert not page.exception
        return page

    return open_as


def read(store, table, *where):
    with store.reading() as session:
        return session.exec(select(table).where(*where)).one()


def number(store) -> Signpost:
    return read(store, Signpost, col(Signpost.kind) == ADULTS)


def press(page, key):
    page.button(key=key).click().run()
    assert not page.exception


def save(page, button="Save", **typed):
    """Type into the open row's boxes and press its button, once: it is a form."""
    for key, said in typed.items():
        boxes = page.number_input if isinstance(said, int) else page.text_input
        boxes(key=key).set_value(said)
    next(one for one in page.button if one.label == button).click().run()
    assert not page.exception


def titles(page) -> list[str]:
    return [element.value for element in page.subheader]


# Who sees what


def test_a_safeguarding_lead_sees_the_numbers_alone(opened, safeguarding_lead):
    page = opened(safeguarding_lead)
    assert not page.button_group
    assert titles(page)[:2] == ["Adults at risk", "Children at risk"]
    assert len(titles(page)) == len(SignpostKind)
    assert "publish" not in everything_on(page)


def test_a_publisher_sees_the_thresholds_alone(opened, publisher):
    page = opened(publisher)
    assert not page.button_group
    assert titles(page) == [allowed.title for allowed in default_thresholds().values()]
    assert "01632" not in everything_on(page)


def test_an_administrator_chooses_what_to_look_at(opened, administrator):
    page = opened(administrator)
    assert page.button_group[0].options == [
        "Numbers to ring", "Limits and times", "Forms", "When answers are due", "About us"
    ]  # fmt: skip
    page.button_group[0].set_value("forms").run()
    own_forms = ["Review of health care", "People whom many services deal with"]
    assert titles(page) == ["Have your say", *own_forms, "About you"]


@pytest.mark.parametrize("who", ["somebody", "volunteer", "moderator"])
def test_whoever_may_change_nothing_sees_nothing(who, store, request, monkeypatch):
    page = open_page("our_settings", store, request.getfixturevalue(who), monkeypatch)
    assert not page.subheader and not page.button


# Numbers to ring


def test_a_number_is_changed_where_it_stands_and_its_history_says_by_whom(opened, store, administrator):
    page = opened(administrator)
    press(page, f"change.{ROW}")
    assert page.text_input(key=f"{ROW}.number").value == "01632 960201"
    save(page, **{f"{ROW}.number": "01632 960299", f"{ROW}.hours": "At any hour"})
    assert (number(store).number, number(store).hours) == ("01632 960299", "At any hour")
    shown = everything_on(page)
    assert "Saved." in shown and "Checked 20 November 2026" in shown
    assert "20 November 2026, Bo Administrator" in shown
    assert "Number: 01632 960201 \u2192 01632 960299" in [text.value for text in page.text]
    assert "History: 1 change" in [expander.label for expander in page.expander]
    assert not page.text_input


def test_what_nobody_can_ring_is_said_and_what_was_typed_stays(opened, store, administrator):
    page = opened(administrator)
    press(page, f"change.{ROW}")
    save(page, **{f"{ROW}.number": "the ![x](http://evil.example) council"})
    assert "can't be rung" in page.error[0].value and "![x]" not in page.error[0].value
    assert page.text_input(key=f"{ROW}.number").value == "the ![x](http://evil.example) council"
    assert number(store).number == "01632 960201"


def test_the_second_of_two_is_told_and_has_what_is_new_in_the_boxes_and_theirs_beside_it(
    opened, store, administrator
):
    page = opened(administrator)
    press(page, f"change.{ROW}")
    with store.writing() as session:
        set_signpost(session, ADULTS, number="01632 960777", after=0, by=administrator, at=NOW)
    save(page, **{f"{ROW}.number": "01632 960299"})
    assert "Somebody else changed this" in page.error[0].value
    assert page.text_input(key=f"{ROW}.number").value == "01632 960777"
    assert "What you typed" in everything_on(page)
    assert "Number: 01632 960299" in [text.value for text in page.text]
    save(page)
    assert number(store).number == "01632 960777"
    assert "What you typed" not in everything_on(page)


def test_whoever_changed_only_the_hours_and_saves_twice_puts_no_old_number_back(opened, store, administrator):
    page = opened(administrator)
    press(page, f"change.{ROW}")
    with store.writing() as session:
        set_signpost(session, ADULTS, number="01632 960777", after=0, by=administrator, at=NOW)
    save(page, **{f"{ROW}.hours": "At any hour"})
    shown = [text.value for text in page.text]
    assert "Hours: At any hour" in shown and "Number: 01632 960201" not in shown
    save(page)
    assert number(store).number == "01632 960777"


def test_what_the_second_of_two_types_again_is_saved_over_what_they_now_saw(opened, store, administrator):
    page = opened(administrator)
    press(page, f"change.{ROW}")
    with store.writing() as session:
        set_signpost(session, ADULTS, number="01632 960777", after=0, by=administrator, at=NOW)
    save(page, **{f"{ROW}.hours": "At any hour"})
    save(page, **{f"{ROW}.hours": "Weekdays"})
    assert (number(store).number, number(store).hours) == ("01632 960777", "Weekdays")


def test_a_number_is_left_as_it_was(opened, store, administrator):
    page = opened(administrator)
    press(page, f"change.{ROW}")
    save(page, "Leave it as it is", **{f"{ROW}.number": "01632 960299"})
    assert number(store).number == "01632 960201" and not page.text_input
    press(page, f"change.{ROW}")
    assert page.text_input(key=f"{ROW}.number").value == "01632 960201"


def test_a_number_that_is_still_right_is_checked_with_one_press(opened, store, administrator):
    page = opened(administrator)
    press(page, f"still_right.{ROW}")
    assert number(store).checked_on == NOW.date()
    assert "Checked: 2 November 2026 \u2192 20 November 2026" in [text.value for text in page.text]


def test_nobody_vouches_for_a_number_that_changed_while_they_looked(opened, store, administrator):
    page = opened(administrator)
    with store.writing() as session:
        set_signpost(
            session, ADULTS, number="01632 960777", after=0, by=administrator, at=NOW - timedelta(days=9)
        )
    press(page, f"still_right.{ROW}")
    assert "Somebody else changed this" in page.error[0].value
    assert number(store).checked_on == NOW.date() - timedelta(days=9)


def test_a_number_nobody_has_checked_for_long_is_marked(opened, administrator, monkeypatch, store):
    page = opened(administrator)
    assert "Check this number" not in everything_on(page)
    later = NOW + timedelta(days=200)
    monkeypatch.setattr(access, "now", lambda: later)
    page.run()
    assert everything_on(page).count("Check this number") == 3


def test_emptying_a_safeguarding_number_asks_first_because_the_form_shuts(
    opened, store, administrator, somebody
):
    page = opened(administrator)
    press(page, f"change.{ROW}")
    save(page, **{f"{ROW}.number": " "})
    assert "the form shuts" in page.warning[0].value
    assert number(store).number == "01632 960201"

    press(page, f"leave.{ROW}")
    assert number(store).number == "01632 960201" and not page.warning

    press(page, f"change.{ROW}")
    save(page, **{f"{ROW}.number": ""})
    press(page, f"sure.{ROW}")
    assert number(store).number == ""
    assert "The form stays shut until there is a number here." in everything_on(page)
    with store.reading() as session:
        assert why_shut(session, somebody, "have_your_say")


def test_sure_is_about_the_number_that_was_seen(opened, store, administrator):
    page = opened(administrator)
    press(page, f"change.{ROW}")
    save(page, **{f"{ROW}.number": ""})
    with store.writing() as session:
        set_signpost(session, ADULTS, number="01632 960777", after=0, by=administrator, at=NOW)
    press(page, f"sure.{ROW}")
    assert number(store).number == "01632 960777"
    assert "Somebody else changed this" in page.error[0].value


def test_another_number_is_emptied_at_once(opened, store, administrator):
    page = opened(administrator)
    press(page, "change.signpost.emergency")
    save(page, **{"signpost.emergency.number": ""})
    assert read(store, Signpost, col(Signpost.kind) == SignpostKind.EMERGENCY).number == ""
    assert "no longer shown" in page.success[0].value


def test_a_number_that_is_not_known_yet_can_not_be_called_right(opened, administrator):
    page = opened(administrator)
    keys = [button.key for button in page.button]
    assert "change.signpost.listening" in keys and "still_right.signpost.listening" not in keys


# Small numbers


def test_a_threshold_is_chosen_in_its_range(opened, store, publisher):
    page = opened(publisher)
    press(page, f"change.{BASE}")
    save(page, **{f"{BASE}.value": 4})
    assert "from 5 to 100" in page.error[0].value
    assert page.number_input(key=f"{BASE}.value").value == 4
    save(page, **{f"{BASE}.value": 20})
    with store.reading() as session:
        assert thresholds(session, publisher)[ThresholdKind.SMALLEST_BASE] == 20
    assert "Number: 10 \u2192 20" in [text.value for text in page.text]


def test_the_second_who_chooses_a_threshold_is_told(opened, store, publisher, administrator):
    page = opened(publisher)
    press(page, f"change.{BASE}")
    with store.writing() as session:
        set_threshold(session, ThresholdKind.SMALLEST_BASE, 30, after=0, by=administrator, at=NOW)
    save(page, **{f"{BASE}.value": 20})
    assert "Somebody else changed this" in page.error[0].value
    assert "**30**" in everything_on(page)
    assert page.number_input(key=f"{BASE}.value").value == 30
    assert "Number: 20" in [text.value for text in page.text]


# Forms


def test_the_form_that_closes_all_is_closed_with_a_second_press_and_opened_with_one(
    opened, store, administrator, somebody
):
    page = opened(administrator, "forms")
    press(page, f"switch.{FORM}")
    assert "nobody can tell us anything here, in a programme's own form either" in page.warning[0].value
    with store.reading() as session:
        assert why_shut(session, somebody, "have_your_say") is None
    press(page, f"sure.{FORM}")
    with store.reading() as session:
        assert why_shut(session, somebody, "have_your_say")
    assert "The form is closed." in page.success[0].value
    assert "Switched: on \u2192 off" in [text.value for text in page.text]
    press(page, f"switch.{FORM}")
    with store.reading() as session:
        assert why_shut(session, somebody, "have_your_say") is None


def test_the_questions_about_somebody_are_switched_off_with_one_press(opened, store, administrator, somebody):
    page = opened(administrator, "forms")
    press(page, f"switch.{FORM.replace('have_your_say', 'about_you')}")
    with store.reading() as session:
        assert switched_on(session, somebody) == set(question_set_names()) - {"about_you"}


def test_the_second_who_switches_is_told_and_nothing_is_switched_back(opened, store, administrator, somebody):
    page = opened(administrator, "forms")
    press(page, f"switch.{FORM}")
    with store.writing() as session:
        switch_question_set(session, "have_your_say", is_on=False, after=0, by=administrator, at=NOW)
    press(page, f"sure.{FORM}")
    assert "Somebody else changed this" in page.error[0].value
    with store.reading() as session:
        assert why_shut(session, somebody, "have_your_say")


# About us


def test_the_details_are_changed_and_what_is_wrong_stands_beside_its_box(opened, store, administrator):
    page = opened(administrator, "details")
    press(page, f"change.{DETAILS}")
    save(page, **{f"{DETAILS}.name": "", f"{DETAILS}.area": "East & West"})
    assert "Give the watchdog's name" in everything_on(page)
    assert page.text_input(key=f"{DETAILS}.name").label.startswith("Error: Give the watchdog")
    assert page.text_input(key=f"{DETAILS}.area").value == "East & West"
    save(page, **{f"{DETAILS}.name": "Testford *Voice*"})
    watchdog = read(store, Watchdog)
    assert (watchdog.name, watchdog.area) == ("Testford *Voice*", "East & West")
    assert titles(page)[0] == "Testford \\*Voice\\*"


def test_the_second_who_changes_the_details_is_told(opened, store, administrator):
    page = opened(administrator, "details")
    press(page, f"change.{DETAILS}")
    with store.writing() as session:
        change_watchdog(session, name="First", area="West", telephone="", after=0, by=administrator, at=NOW)
    save(page, **{f"{DETAILS}.name": "Second"})
    assert "Somebody else changed this" in page.error[0].value
    assert titles(page)[0] == "First"
    assert page.text_input(key=f"{DETAILS}.name").value == "First"
    assert "Name: Second" in [text.value for text in page.text]
    save(page)
    assert read(store, Watchdog).area == "West"


def test_the_lead_who_hears_first_is_chosen_by_name(opened, store, administrator, safeguarding_lead):
    page = opened(administrator, "details")
    assert "Every safeguarding lead" in [text.value for text in page.text]
    press(page, f"change.{LEAD}")
    page.selectbox(key=f"{LEAD}.lead_id").set_value(str(safeguarding_lead.staff_id))
    save(page)
    assert read(store, Watchdog).lead_id == safeguarding_lead.staff_id
    assert "Hears first: Every safeguarding lead \u2192 Dee Lead" in [text.value for text in page.text]


# What a setting does elsewhere


def test_the_overview_says_which_numbers_this_watchdog_does_not_publish(
    store, publisher, somebody, monkeypatch
):
    with store.writing() as session:
        some_feedback(session, somebody, "They lost the letter.")
        set_threshold(session, ThresholdKind.SMALLEST_BASE, 25, after=0, by=publisher, at=NOW)
    page = open_page("overview", store, publisher, monkeypatch)
    assert not page.exception
    bands = [element.proto.body for element in page.get("html")]
    assert any("fewer than 25 people" in band for band in bands)
