"""What a programme is, as its page says it, how staff change it, and how one is added from what ships."""

from dataclasses import replace
from datetime import date

import pytest

from actions.add_programme import add_programme
from actions.change_programme import change_programme
from actions.outreach_events import add_event
from models.outreach import OutreachDraft
from models.people import job
from models.programme import DayGiven, ProgrammeDraft
from storage.queries.commitments import commitments
from storage.queries.programmes import programmes
from tests.conftest import NOW, TODAY, WATCHDOG
from tests.factories import a_service
from tests.pages.opening import everything_on, open_page
from ui.plain import plain
from ui.programme_about import starting_from

BY = job(WATCHDOG, "terminal")
NEWS = DayGiven("Launched", date(2023, 12, 20), "The watchdog's news")
PRESS = DayGiven("Launched", date(2024, 9, 17), "Local press")
HUB = ProgrammeDraft(
    "Discharge hub",
    partners=("Testford Trust",),
    started_on=PRESS.day,
    source=PRESS.source,
    days=(NEWS, PRESS),
)


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


@pytest.fixture
def hub(store):
    with store.writing() as session:
        service = a_service(session, "Hub <b>desk</b>")
        return add_programme(session, replace(HUB, services=(service,)), by=BY, at=NOW).id


@pytest.fixture
def opened(store, monkeypatch):
    def opened(viewer, **asked):
        page = open_page("programmes", store, viewer, monkeypatch)
        for name, said in asked.items():
            page.query_params[name] = said
        page.run()
        assert not page.exception
        return page

    return opened


def press(page, label):
    next(button for button in page.button if button.label == label).click().run()
    assert not page.exception


def box(page, label):
    kinds = (page.text_input, page.text_area, page.selectbox, page.date_input)
    return next(each for kind in kinds for each in kind if each.label.endswith(label))


def kept(store, code="discharge-hub"):
    with store.reading() as session:
        return next(one for one in programmes(session, BY) if one.code == code)


def test_the_day_that_is_used_before_stays_among_the_others():
    now = replace(HUB, days=(NEWS,))
    later = starting_from(now, NEWS)
    assert (later.started_on, later.source) == (NEWS.day, NEWS.source)
    assert later.days == (NEWS, DayGiven("Started", PRESS.day, PRESS.source))
    assert starting_from(HUB, NEWS).days == HUB.days
    assert starting_from(replace(HUB, started_on=None), NEWS).days == HUB.days


def test_an_administrator_changes_it_and_loses_nothing_that_was_typed(store, hub, administrator, opened):
    page = opened(administrator, programme="discharge-hub", part="about")
    shown = everything_on(page)
    assert "We count it from 17 September 2024, as said by: Local press" in shown
    assert "20 December 2023" in shown and "Testford Trust" in shown
    assert page.code[0].value.endswith("/say?programme=discharge-hub")
    assert any('"/form.pdf?programme=discharge-hub"' in one.proto.body for one in page.get("html"))

    box(page, "What it is, in a few sentences").set_value("A team that helps people home.")
    box(page, "Last day").set_value(date(2024, 9, 16))
    box(page, "Who says so (date 3)").set_value("A leaflet")
    press(page, "Save")
    assert "Choose the day, or empty the boxes beside it" in everything_on(page)
    box(page, "Who says so (date 3)").set_value("")
    box(page, "Who says so (date 1)").set_value(" ")
    press(page, "Save")
    assert "There are 2 things to put right" in everything_on(page)
    said = [each.label for each in (*page.text_input, *page.date_input) if each.label.startswith("Error")]
    assert [each.split(". ")[-1] for each in said] == ["Who says so (date 1)", "Last day"]
    assert [each.split(".")[0] for each in said] == [
        "Error: " + plain("Say where the date comes from: sources often disagree"),
        "Error: Choose a last day that isn't before the first",
    ]
    assert box(page, "What it is, in a few sentences").value == "A team that helps people home."
    assert kept(store).number == 0

    box(page, "Last day").set_value(date(2024, 9, 17))
    box(page, "Who says so (date 1)").set_value("Our news")
    press(page, "Save")
    programme = kept(store)
    assert (programme.number, programme.ended_on) == (1, date(2024, 9, 17))
    assert [one.source for one in programme.days] == ["Our news", "Local press"]
    shown = everything_on(page)
    assert "Saved. It shows everywhere from now on." in shown
    assert "What was changed (1)" in [each.label for each in page.expander]
    assert "Its last day: 17 September 2024" in shown and "its own address leads to our usual" in shown


def test_another_of_its_days_is_counted_from_and_the_second_editor_is_told(store, hub, administrator, opened):
    page = opened(administrator, programme="discharge-hub", part="about")
    with store.writing() as session:
        draft = replace(HUB, about="A team.", services=tuple(id for _, id in kept(store).services))
        change_programme(session, hub, draft, after=0, by=BY, at=NOW)
    box(page, "Name").set_value("The hub")
    press(page, "Save")
    shown = everything_on(page)
    assert "Somebody else changed this" in shown and "Name: The hub" in shown
    assert kept(store).name == "Discharge hub"

    press(page, "Count it from this day")
    assert (kept(store).started_on, kept(store).source) == (NEWS.day, NEWS.source)
    assert kept(store).days == (NEWS, PRESS)


def test_what_was_to_be_put_right_is_forgotten_with_the_boxes_that_were_left(hub, administrator, opened):
    page = opened(administrator, programme="discharge-hub", part="about")
    box(page, "Name").set_value(" ")
    press(page, "Save")
    assert "There’s one thing to put right" in everything_on(page)
    for part in ("promises", "about"):
        page.query_params["part"] = part
        page.run()
        assert not page.exception and "put right" not in everything_on(page)
    assert box(page, "Name").value == "Discharge hub"


def test_who_reads_figures_only_sees_it_and_changes_nothing(store, hub, publisher, volunteer, opened):
    with store.writing() as session:
        for place, of in (("Mill <i>Lane</i>", hub), ("Another place", None)):
            day = OutreachDraft(place, date(2026, 11, 7), programme_id=of)
            add_event(session, day, by=volunteer, at=NOW)
    page = opened(publisher, programme="discharge-hub", part="about")
    shown = everything_on(page)
    assert "Local press" in shown
    drawn = " ".join(one.proto.body for one in page.get("html"))
    assert "Mill &lt;i&gt;Lane&lt;/i&gt;" in drawn and "7 November 2026" in drawn
    assert "Nobody counted" in drawn and "Another place" not in drawn
    assert not page.text_input and not page.expander
    assert "What to start from" not in everything_on(opened(publisher, add="yes"))


def test_one_that_ships_is_added_with_its_promises_in_one_press(store, administrator, opened):
    page = opened(administrator)
    press(page, "Add a programme")
    page.selectbox(key="template").set_value("winter-teams").run()
    assert "Archer Unit, Bedford" in everything_on(page)
    box(page, "Short name for its address").set_value("Winter!")
    press(page, "Add it")
    assert "Give a code of small letters and figures" in everything_on(page)
    box(page, "Short name for its address").set_value("winter")
    press(page, "Add it")
    assert page.query_params == {"programme": "winter", "part": "about"}
    assert "Added. Here is all that we say about it." in everything_on(page)
    with store.reading() as session:
        [promise] = commitments(session, administrator, today=TODAY)
    assert promise.programme_code == "winter" and promise.quotation.startswith("simplify the amount")


def test_one_added_by_mistake_is_removed_once_somebody_is_sure(store, hub, administrator, opened):
    page = opened(administrator, programme="discharge-hub", part="about")
    press(page, "Remove")
    assert "Tick the box first" in everything_on(page) and kept(store)
    page.checkbox[-1].check()
    press(page, "Remove")
    assert "programme" not in page.query_params
    with store.reading() as session:
        assert programmes(session, BY) == ()
