"""A programme has days that somebody vouches for, its services, and the questions its own address asks."""

from datetime import date
from uuid import uuid4

import pytest
from sqlmodel import select

from actions.add_programme import DayGiven, add_programme
from actions.switch_question_set import switch_question_set
from models.errors import FeedbackError
from models.people import job, resident
from models.programme import Programme, ProgrammeDate, ProgrammeService
from storage.queries.programme_question_sets import programme_question_sets
from tests.conftest import NOW, WATCHDOG
from tests.factories import a_service

GIVEN = {"name": "Winter  team", "started_on": date(2025, 11, 3), "source": "Board paper 12"}


@pytest.fixture
def add(store, administrator):
    def add(**changes):
        with store.writing() as session:
            return add_programme(session, **{**GIVEN, **changes}, by=administrator, at=NOW)

    return add


def everything(store, table):
    with store.reading() as session:
        return session.exec(select(table)).all()


def asked_at(store, code, *, watchdog=WATCHDOG):
    with store.reading() as session:
        return programme_question_sets(session, resident(watchdog), code)


def test_a_programme_is_added_once_and_its_address_is_made_from_its_name(add, store):
    assert add().code == "winter-team"
    with pytest.raises(FeedbackError, match="There is a programme called Winter team already"):
        add()
    with pytest.raises(FeedbackError, match="There is a programme with the code winter-team already"):
        add(name="Winter team!")
    [programme] = everything(store, Programme)
    assert (programme.name, programme.source) == ("Winter team", "Board paper 12")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": " "}, "Give the programme's name"),
        ({"name": "x" * 201}, "Use 200 characters or fewer for the programme's name"),
        ({"source": " "}, "Say where the start date comes from"),
        ({"source": "x" * 501}, "Use 500 characters or fewer for the programme's source"),
        ({"code": "Winter Team"}, "Give a code of small letters and figures"),
        ({"code": "a--b"}, "Give a code of small letters and figures"),
        ({"code": "x" * 61}, "Use 60 characters or fewer for the programme's code"),
        ({"days": [DayGiven("Opened", date(2025, 11, 4), "")]}, "Say where the date comes from"),
        ({"services": [uuid4()]}, "A service of the programme isn't in the directory"),
        ({"question_sets": ["never_written"]}, "There are no questions called 'never_written'"),
        ({"question_sets": ["about_you"]}, "There are no questions called 'about_you'"),
    ],
)
def test_what_will_not_do_is_a_sentence_and_adds_nothing(add, store, changes, sentence):
    with pytest.raises(FeedbackError, match=sentence):
        add(**changes)
    assert everything(store, Programme) == everything(store, ProgrammeDate) == []


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
    days = [
        DayGiven("Launched", date(2023, 12, 20), "The watchdog's news"),
        DayGiven("Launched", date(2024, 9, 17), "Local press"),
    ]
    added = add(days=days, services=[hospital, gp, hospital], started_on=None, source="")
    assert {(one.day, one.source) for one in everything(store, ProgrammeDate)} == {
        (date(2023, 12, 20), "The watchdog's news"),
        (date(2024, 9, 17), "Local press"),
    }
    belonging = everything(store, ProgrammeService)
    assert {one.service_id for one in belonging} == {hospital, gp}
    assert {one.programme_id for one in belonging} == {added.id}


def test_its_own_address_asks_its_own_questions_while_they_are_switched_on(add, store):
    add(question_sets=["have_your_say"])
    assert asked_at(store, "winter-team") == ("have_your_say",)
    assert asked_at(store, "nobody-s") == asked_at(store, "") == ()
    assert asked_at(store, "winter-team", watchdog="elsewhere") == ()
    with store.writing() as session:
        by = job(WATCHDOG, "terminal")
        switch_question_set(session, "have_your_say", is_on=False, after=0, by=by, at=NOW)
    assert asked_at(store, "winter-team") == ()
