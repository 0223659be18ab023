"""A programme has days that somebody vouches for, its services, and the questions its own address asks."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from sqlmodel import select

from actions.add_programme import add_programme
from actions.switch_question_set import switch_question_set
from models.errors import FeedbackError, Problems
from models.people import job, resident
from models.programme import (
    DayGiven,
    Programme,
    ProgrammeDate,
    ProgrammeDraft,
    ProgrammeKind,
    ProgrammeService,
)
from storage.queries.programme_form import programme_form
from storage.queries.programmes import programmes
from tests.conftest import NOW, WATCHDOG
from tests.factories import a_service

GIVEN = ProgrammeDraft("Winter  team", started_on=date(2025, 11, 3), source="Board paper 12")
OPENED = date(2025, 11, 4)


@pytest.fixture
def add(store, administrator):
    def add(**changes):
        with store.writing() as session:
            return add_programme(session, replace(GIVEN, **changes), by=administrator, at=NOW)

    return add


def everything(store, table):
    with store.reading() as session:
        return session.exec(select(table)).all()


def asked_at(store, code, *, watchdog=WATCHDOG):
    with store.reading() as session:
        form = programme_form(session, resident(watchdog), code, on=NOW.date())
        return form.question_sets if form else None


def test_a_programme_is_added_once_and_its_address_is_made_from_its_name(add, store):
    assert add().code == "winter-team"
    with pytest.raises(FeedbackError, match="There is a programme called Winter team already"):
        add(name="WINTER TEAM")
    with pytest.raises(FeedbackError, match="There is a programme with the code winter-team already"):
        add(name="Winter team!")
    [programme] = everything(store, Programme)
    assert (programme.name, programme.source) == ("Winter team", "Board paper 12")


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"name": " "}, "name", "Give the programme's name"),
        ({"name": "x" * 201}, "name", "Use 200 characters or fewer for the programme's name"),
        ({"source": " "}, "source", "Say where the start date comes from"),
        ({"source": "x" * 501}, "source", "Use 500 characters or fewer for the programme's source"),
        ({"code": "Winter Team"}, "code", "Give a code of small letters and figures"),
        ({"code": "a--b"}, "code", "Give a code of small letters and figures"),
        ({"code": "x" * 61}, "code", "Use 60 characters or fewer for the programme's code"),
        ({"about": "x" * 1_001}, "about", "Use 1,000 characters or fewer"),
        ({"partners": ("Testford Trust", "x" * 201)}, "partners", "Use 200 characters or fewer"),
        ({"partners": tuple(f"Body {n}" for n in range(41))}, "partners", "Name 40 partners or fewer"),
        ({"ended_on": date(2025, 11, 2)}, "ended_on", "Choose a last day that isn't before the first"),
        ({"days": (DayGiven("Opened", OPENED, ""),)}, "days.0.source", "Say where the date comes from"),
        ({"days": (DayGiven(" ", OPENED, "News"),)}, "days.0.what", "Say what happened on that day"),
        ({"services": (uuid4(),)}, "services", "A service of the programme isn't in the directory"),
        ({"question_sets": ("never_written",)}, "question_sets", "There are no questions called 'never_wr"),
        ({"question_sets": ("about_you",)}, "question_sets", "There are no questions called 'about_you'"),
    ],
)
def test_what_will_not_do_is_a_sentence_at_its_field_and_adds_nothing(add, store, changes, field, sentence):
    with pytest.raises(Problems) as refused:
        add(**changes)
    assert list(refused.value.by_question) == [field]
    assert refused.value.by_question[field].startswith(sentence)
    assert everything(store, Programme) == everything(store, ProgrammeDate) == []


def test_everything_that_is_wrong_is_said_at_once(add):
    news = DayGiven("Opened", OPENED, "News")
    with pytest.raises(Problems) as refused:
        add(name="", ended_on=date(2020, 1, 1), days=(news, replace(news, source="")))
    assert set(refused.value.by_question) == {"name", "ended_on", "days.1.source"}


def test_only_who_used_its_own_form_took_part_in_a_consultation(add, store):
    with store.writing() as session:
        hospital = a_service(session, "Testford General")
    review = {"kind": ProgrammeKind.CONSULTATION}
    for field, said in (("services", (hospital,)), ("covers_all", True)):
        with pytest.raises(Problems) as refused:
            add(**review, **{field: said})
        assert list(refused.value.by_question) == [field]
        assert "only who used its own form took part in it" in refused.value.by_question[field]
    assert add(**review).code == "winter-team"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Home First: Bedford & MK", "home-first-bedford-mk"),
        ("冬", "programme"),
        ("a " * 90, ("a-" * 30)[:-1]),
    ],
)
def test_any_name_makes_a_code(add, name, code):
    assert add(name=name).code == code


def test_two_sources_may_give_two_days_and_each_is_kept_with_its_own(add, store):
    with store.writing() as session:
        hospital, gp = a_service(session, "Testford General"), a_service(session, "Market Street")
    days = (
        DayGiven("Launched", date(2024, 9, 17), "Local press"),
        DayGiven("Launched", date(2023, 12, 20), "The watchdog's news"),
    )
    added = add(days=days, services=(hospital, gp, hospital), started_on=None, source="")
    assert {(one.day, one.source) for one in everything(store, ProgrammeDate)} == {
        (date(2023, 12, 20), "The watchdog's news"),
        (date(2024, 9, 17), "Local press"),
    }
    belonging = everything(store, ProgrammeService)
    assert {one.service_id for one in belonging} == {hospital, gp}
    assert {one.programme_id for one in belonging} == {added.id}


def test_a_page_is_given_all_that_was_said_of_it(add, store, administrator):
    add(
        kind=ProgrammeKind.SEASONAL_PLAN,
        about="Teams  for winter.",
        partners=("Testford Trust", " Testford  Trust ", "", "Testford Council"),
        ended_on=date(2025, 11, 3),
        covers_all=True,
    )
    with store.reading() as session:
        [seen] = programmes(session, administrator)
    assert (seen.kind, seen.about) == (ProgrammeKind.SEASONAL_PLAN, "Teams for winter.")
    assert seen.partners == ("Testford Trust", "Testford Council")
    assert (seen.started_on, seen.ended_on, seen.covers_all) == (date(2025, 11, 3), date(2025, 11, 3), True)


def test_its_own_address_asks_its_own_questions_while_they_are_switched_on(add, store):
    add(question_sets=("have_your_say",))
    assert asked_at(store, "winter-team") == ("have_your_say",)
    assert asked_at(store, "nobody-s") is asked_at(store, "") is None
    assert asked_at(store, "winter-team", watchdog="elsewhere") is None
    with store.writing() as session:
        by = job(WATCHDOG, "terminal")
        switch_question_set(session, "have_your_say", is_on=False, after=0, by=by, at=NOW)
    assert asked_at(store, "winter-team") == ()
