"""What stands round a picture on a page, and who may read what is behind it."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from models.facts import Facts
from models.people import Viewer
from models.scope import EVERYTHING
from models.vocabulary import Role
from reporting import charts
from reporting.looked import Looked
from reporting.picture import Counts, Picture, Source
from tests.conftest import WATCHDOG
from tests.pages.opening import SECONDS, everything_on, words_read
from tests.reporting.frames import spoken_of
from tests.storage.queries.test_search_words import approved
from ui import access

NASTY = "![](https://example.org/spy) **They** sent her home"
HERE = {}


def page():
    from tests.pages.test_pictures import HERE
    from ui import pictures

    pictures.draw(HERE["picture"], HERE["viewer"], HERE["looked"], key="first")


def looked(ids) -> Looked:
    told = pd.DataFrame(
        {"id": [str(one) for one in ids], "day": pd.date_range("2026-10-01", periods=len(ids))}
    ).assign(machine_sentiment="negative", person_sentiment=None, is_checked=False, is_tagged=True)
    nothing = pd.DataFrame()
    facts = Facts(told, nothing, nothing, nothing, nothing, nothing)
    return Looked(facts, facts, EVERYTHING, date(2026, 11, 20), smallest=10)


def a_picture(at: Looked, marks) -> Picture:
    counts = spoken_of(("Medicines", 9, "Leaving"))
    return Picture(
        "themes",
        "What do people *say*?",
        "Medicines: 9 of 40 people.",
        lambda mode: charts.themes_by_people(counts, mode),
        pd.DataFrame({"Theme": ["*Medicines*"], "People": [9]}),
        Source.TAGS,
        at.behind,
        fewest=9,
        counts=Counts(["Medicines"], ["People"], [[9]], [40]),
        marks=marks,
    )


@pytest.fixture
def opened(sqlite_store, monkeypatch):
    monkeypatch.setattr(access, "store", lambda: sqlite_store)
    with sqlite_store.writing() as session:
        ids = [approved(session, NASTY), *(approved(session, f"Said {number}") for number in range(1, 12))]

    def as_(role: Role, **others) -> AppTest:
        HERE["looked"] = looked(ids)
        HERE["viewer"] = Viewer(WATCHDOG, frozenset({role}), name="Ana", staff_id=uuid4())
        picture = a_picture(HERE["looked"], {"Medicines": range(12), "Kindness": [0]})
        HERE["picture"] = replace(picture, **others)
        return AppTest.from_function(page, default_timeout=SECONDS).run()

    return as_


def test_a_picture_is_read_from_its_question_to_its_numbers(opened):
    shown = opened(Role.ADMINISTRATOR)
    said = everything_on(shown)
    assert not shown.exception
    assert "Not for publication" in " ".join(each.proto.body for each in shown.get("html"))
    assert "9 of 40 people.**" in said
    assert "No person has checked any of it yet" in said
    assert [table.value.index.tolist() for table in shown.table] == [["\\*Medicines\\*"]]
    for_us = ["Picture (PNG)", "Picture (SVG)", "Numbers (CSV)", "Numbers (Excel)"]
    assert [each.label for each in shown.get("download_button")] == for_us
    next(one for one in shown.button if one.label == "Count only what may be published").click()
    shown.run()
    to_publish = ["To publish (CSV)", "To publish (Excel)"]
    assert [each.label for each in shown.get("download_button")] == [*for_us, *to_publish]
    assert not shown.selectbox, "an administrator reads nobody's words"


def test_of_numbers_about_nobody_there_is_no_file_to_publish(opened):
    shown = opened(Role.ADMINISTRATOR, counts=Counts([], ["People"], [], is_table=True))
    assert [each.label for each in shown.get("download_button")][-1] == "Numbers (Excel)"


def test_behind_a_mark_the_newest_comments_come_first_and_are_inert(opened):
    shown = opened(Role.ANALYST)
    assert shown.selectbox[0].options == ["Medicines (12 people)", "Kindness (1 person)"]

    shown.selectbox[0].select_index(0).run()
    assert "12 of 12 comments are approved to be read." in everything_on(shown)
    assert words_read(shown) == [f"Said {number}" for number in range(11, 1, -1)]

    next(button for button in shown.button if button.label == "Older comments").click().run()
    assert words_read(shown) == ["Said 1", NASTY]

    shown.selectbox[0].select_index(1).run()
    assert words_read(shown) == [NASTY]
    assert NASTY not in "".join(each.value for each in shown.markdown)
