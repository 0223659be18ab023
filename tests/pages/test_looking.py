"""What every page of figures looks at: chosen in boxes, kept from page to page, said by the address."""

from datetime import date
from uuid import uuid4

import pytest

from models.people import Viewer
from models.programme import Programme
from models.vocabulary import HeldBecause, Journey, Role, Speaker
from tests.conftest import NOW, WATCHDOG
from tests.factories import a_service, some_feedback
from tests.pages.opening import everything_on, open_lines
from ui import access, kept_figures

PAGE = """
import streamlit as st
from ui import access, scope_picker, sides
viewer = access.viewer()
st.session_state.setdefault("arrival", 1)
def draw(looked, side):
    st.text(f"{side}: {looked.facts.people} of {looked.whole.people}")
sides.draw_each(viewer, scope_picker.pick(viewer), draw)
"""
ANALYST = Viewer(WATCHDOG, frozenset({Role.ANALYST}), name="Ana", staff_id=uuid4())


@pytest.fixture
def ward(sqlite_store, somebody):
    """Three people spoke of a ward, one of them a daughter last winter, one held; and one of nothing."""
    with sqlite_store.writing() as session:
        ward = a_service(session, "Ward *9*")
        session.add(Programme(watchdog_id=WATCHDOG, code="hub", name="Hub", started_on=date(2025, 11, 3)))
        winter = {"speaker": Speaker.FAMILY, "happened_on": date(2026, 1, 5)}
        some_feedback(session, somebody, "One", service_ids=[ward], **winter)
        some_feedback(session, somebody, "Two", service_ids=[ward], journey=Journey.SOMETHING_ELSE)
        some_feedback(session, somebody, "Three", service_ids=[ward], held_because=HeldBecause.TOO_FAST)
        some_feedback(session, somebody, "Four")
    return ward


@pytest.fixture
def page(sqlite_store, ward, monkeypatch):
    monkeypatch.setattr(access, "now", lambda: NOW)
    kept_figures._keeper.cache_clear()
    return open_lines(PAGE, sqlite_store, ANALYST, monkeypatch)


def box(page, field, side="first"):
    return page.selectbox(key=f"scope.{side}.{field}")


def counted(page) -> list[str]:
    assert not page.exception
    return [text.value for text in page.text]


def address(page) -> dict[str, str]:
    return {name: said if isinstance(said, str) else said[0] for name, said in page.query_params.items()}


def press(page, label):
    return next(button for button in page.button if button.label.startswith(label)).click().run()


def test_what_is_chosen_is_counted_said_and_in_the_address_and_stays_on_the_next_page(page, ward):
    page.run()
    assert counted(page) == ["first: 3 of 3"] and not address(page)
    assert "1 held" in everything_on(page) and "3 people" in everything_on(page)

    box(page, "service_id").select(ward).run()
    box(page, "period").select("winter").run()

    assert counted(page) == ["first: 1 of 2"]
    chosen = {"service_id": str(ward), "since": "2025-12-01", "until": "2026-02-28"}
    assert address(page) == chosen
    assert r"About Ward \*9\*, from 1 December 2025 to 28 February 2026" in everything_on(page)
    assert "One" not in page.code[0].value and f"service_id={ward}" in page.code[0].value

    page.session_state["arrival"] = 2
    page.query_params.clear()
    page.run()
    assert counted(page) == ["first: 1 of 2"] and address(page) == chosen

    page.query_params.clear()  # the way back, on the same page
    assert counted(page.run()) == ["first: 3 of 3"]


def test_a_link_is_opened_as_far_as_it_can_be_read(page):
    for name, said in {
        "who": "families",
        "service_id": str(uuid4()),
        "theme": "gone",
        "since": "2031-01-01",
    }.items():
        page.query_params[name] = said
    page.run()
    assert counted(page) == ["first: 1 of 1"] and address(page) == {"who": "families"}
    assert "left open: Service, Theme, Period." in everything_on(page)
    assert "left open" in everything_on(page.run())
    box(page, "who").set_value(None).run()
    assert counted(page) == ["first: 3 of 3"] and "left open" not in everything_on(page)


def test_days_between_which_nothing_lies_are_said_and_nothing_is_lost(page):
    box(page.run(), "who").select("families").run()
    box(page, "period").select("own").run()
    page.date_input(key="scope.first.first_day").set_value(date(2026, 1, 5)).run()
    assert counted(page) == ["first: 1 of 1"] and address(page) == {"who": "families", "since": "2026-01-05"}
    page.date_input(key="scope.first.last_day").set_value(date(2026, 1, 4)).run()
    assert "don’t go together" in everything_on(page) and counted(page) == ["first: 1 of 1"]
    page.date_input(key="scope.first.last_day").set_value(date(2026, 1, 5)).run()
    assert "don’t go together" not in everything_on(page) and address(page)["until"] == "2026-01-05"
    assert not address(press(page, "Clear all")) and counted(page) == ["first: 3 of 3"]


def test_two_stand_beside_each_other_a_copy_first_then_by_a_press(page):
    page.query_params["journey"] = "leaving_hospital"
    page.run().toggle(key="scope.put-beside").set_value(True).run()
    assert counted(page) == ["first: 2 of 2", "beside: 2 of 2"]
    press(page, "Patients beside families")
    assert "Nobody has told us anything" in everything_on(page)
    assert address(page)["who"] == "patients" and address(page)["beside.who"] == "families"
    press(page, "Before and after: Hub")
    both = {"journey": "leaving_hospital", "who": "patients"}
    assert address(page) == {
        **both,
        "since": "2024-11-01",
        "until": "2025-11-02",
        "beside": "yes",
        **{f"beside.{name}": said for name, said in both.items()},
        "beside.since": "2025-11-03",
    }
    box(page, "who", "beside").set_value(None).run()
    assert counted(page) == ["beside: 2 of 2"]


def test_with_peoples_tags_only_it_is_said_what_is_left(page):
    page.run().toggle(key="scope.people-only").set_value(True).run()
    assert address(page) == {"people_only": "yes"}
    assert "of what 3 people told us, a person decided the themes of 0" in everything_on(page)
