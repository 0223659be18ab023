"""What stands round a picture on a page, and who may read what is behind it."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from models.facts import Facts
from models.people import Viewer
from models.period import Days
from models.scope import EVERYTHING, Scope, Who
from models.vocabulary import Role
from reporting import charts
from reporting.looked import Looked
from reporting.picture import Counts, Picture, Source
from tests.conftest import WATCHDOG
from tests.pages.opening import SECONDS, everything_on, words_read
from tests.reporting.frames import spoken_of
from tests.storage.queries.test_search_words import approved
from ui import access, recommendation_address
from ui.recommendation_address import BEGUN

NASTY = "![](https://example.org/spy) **They** sent her home"
HERE = {}
MAKE_ONE = "Make a recommendation from this"


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

    def as_(role: Role, *, scope=EVERYTHING, is_people_only=False, **others) -> AppTest:
        HERE["looked"] = replace(looked(ids), scope=scope, is_people_only=is_people_only)
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


@pytest.fixture
def led_to(monkeypatch):
    """Where a press led, and what the address there says."""
    led = []
    monkeypatch.setattr(
        recommendation_address.st, "switch_page", lambda page, query_params: led.append((page, query_params))
    )
    return led


def pressed(shown: AppTest) -> AppTest:
    [button] = [one for one in shown.button if one.label == MAKE_ONE]
    return button.click().run()


def test_a_picture_leads_to_a_recommendation_of_what_it_counts_and_no_finding_is_in_the_address(
    opened, led_to
):
    days = Days(date(2026, 4, 1), date(2026, 9, 30))
    of_patients = Scope(since=date(2020, 1, 1), who=Who.PATIENTS)
    enough = {"fewest": 10, "counts": None, "period": days}
    shown = opened(Role.ANALYST, scope=of_patients, is_people_only=True, **enough)
    shown.session_state["page"] = "joins"
    shown.query_params.update({"part": "what", "area": "ZZ1"})
    shown = pressed(shown)
    assert not shown.exception
    looked_at = {"since": "2026-04-01", "until": "2026-09-30", "who": "patients", "people_only": "yes"}
    assert led_to == [("../pages/recommendations.py", {"new": "yes", **looked_at})]
    begun = shown.session_state[BEGUN]
    assert (begun.finding, begun.drawn_on) == ("Medicines: 9 of 40 people.", "page=joins&part=what")


def test_a_picture_of_a_measure_says_which(opened, led_to):
    pressed(opened(Role.PUBLISHER, measure="people"))
    assert led_to[0][1] == {"new": "yes", "measure": "people"}


@pytest.mark.parametrize(
    ("fewest", "finding"), [(9, ""), (10, "Medicines: 9 of 40 people."), (0, "Medicines: 9 of 40 people.")]
)
def test_what_is_said_of_too_few_people_to_publish_is_not_handed_over(opened, led_to, fewest, finding):
    counts = Counts(["Medicines"], ["People"], [[12]], [40])
    for small in ({"fewest": fewest, "counts": counts}, {"fewest": 12, "counts": _counts_of(fewest)}):
        shown = pressed(opened(Role.ANALYST, **small))
        assert shown.session_state[BEGUN].finding == finding
        assert finding or "9 of 40" not in str(led_to)


def test_a_finding_without_numbers_is_handed_over_whatever_the_picture_counts(opened, led_to):
    shown = pressed(opened(Role.ANALYST, sentence="No theme went up or down.", fewest=3, counts=None))

    assert shown.session_state[BEGUN].finding == "No theme went up or down."


def _counts_of(rest: int) -> Counts:
    """Those who are the rest of a share are told of as well."""
    return Counts(["Medicines"], ["People"], [[40 - rest]], [40])


def test_no_recommendation_is_made_from_single_people_from_nobody_or_from_what_partners_counted(opened):
    nobody = looked(range(12)).behind._replace(people=0)
    for others in ({"stays": True, "counts": None}, {"source": Source.PARTNERS}, {"behind": nobody}):
        shown = opened(Role.ANALYST, **others, marks={})
        assert not shown.exception and MAKE_ONE not in {one.label for one in shown.button}


def test_who_makes_no_recommendations_is_offered_none(opened):
    for role, is_offered in ((Role.ADMINISTRATOR, False), (Role.ANALYST, True)):
        assert (MAKE_ONE in {one.label for one in opened(role).button}) is is_offered
