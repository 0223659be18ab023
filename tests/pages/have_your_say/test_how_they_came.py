"""By whose link somebody came, and which programme's questions they are asked."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from actions.add_programme import add_programme
from content import question_sets
from models.feedback import Feedback, Handover
from models.people import job
from models.programme import Programme, ProgrammeDraft
from models.vocabulary import Sector
from tests.conftest import NOW, TODAY, WATCHDOG
from tests.factories import a_service
from tests.pages.have_your_say.pressing import (
    PAGE,
    check_your_answers,
    go_on,
    in_html,
    on_the_page,
    press,
    rows,
    title,
    to_the_words,
)

DAY = timedelta(days=1)
OWN = """
id = "winter_team"
version = "3"
consent_wording = "2026-11-22"
[groups]
all = "All"
[[steps]]
id = "about"
group = "all"
[[steps.questions]]
id = "journey"
kind = "choice"
fills = "journey"
needed = "Choose one"
title = "What did the winter team do?"
short = "What about"
options = [{ value = "leaving_hospital", label = "Took me home" }]
[[steps]]
id = "words"
group = "all"
[[steps.questions]]
id = "words"
kind = "words"
fills = "words"
title = "What happened?"
short = "What happened"
"""


def come_by(**asked: str) -> AppTest:
    form = AppTest.from_file(PAGE, default_timeout=30)
    for name, value in asked.items():
        form.query_params[name] = value
    form.run()
    assert not form.exception
    return form


@pytest.mark.parametrize(("by", "kept_as"), [("age-uk", "age-uk"), ("jo@example.org", ""), ("<b>", "")])
def test_the_code_of_whoever_passed_the_link_on_is_kept_if_it_is_one(store, by, kept_as):
    form = come_by(by=by)
    check_your_answers(form)
    press(form, "Send my feedback")
    assert rows(store, Feedback)[0].collected_by == kept_as


@pytest.fixture
def winter_team(store, tmp_path, monkeypatch):
    """A programme with questions of its own, switched on."""
    folder = tmp_path / "en" / "questions"
    folder.mkdir(parents=True)
    for name in ("have_your_say", "about_you"):
        (folder / f"{name}.toml").write_bytes(
            (question_sets.FOLDER / "en" / "questions" / f"{name}.toml").read_bytes()
        )
    (folder / "winter_team.toml").write_text(OWN, encoding="utf-8")
    monkeypatch.setattr(question_sets, "FOLDER", tmp_path)
    question_sets.question_set.cache_clear()
    by = job(WATCHDOG, "terminal")
    with store.writing() as session:
        from models.setting import QuestionSetSwitch

        session.add(QuestionSetSwitch(watchdog_id=WATCHDOG, question_set="winter_team"))
        draft = ProgrammeDraft("Winter team", question_sets=("winter_team",))
        add_programme(session, draft, by=by, at=NOW)
    yield
    question_sets.question_set.cache_clear()


def test_a_programmes_own_address_asks_its_own_questions_and_says_which_they_were(store, winter_team):
    form = come_by(programme="winter-team")
    assert title(form) == "What did the winter team do?"
    assert "Your views on Winter team" in on_the_page(form)
    assert "follows Winter team to see what it changes" in on_the_page(form)
    assert 'href="/say?programme=winter-team"' in in_html(form)
    form.radio[0].set_value("leaving_hospital").run()
    press(form, "Continue")
    form.text_area[0].set_value("They rang first.")
    press(form, "Continue")
    press(form, "Send my feedback")
    (kept,) = rows(store, Feedback)
    assert (kept.question_set, kept.words) == ("winter_team/3", "They rang first.")
    assert kept.programme_id == rows(store, Programme)[0].id


@pytest.mark.parametrize("code", ["", "nobody-s", "\u202e", "x" * 5_000])
def test_the_address_of_no_programme_asks_the_usual_questions(store, winter_team, code):
    assert title(come_by(programme=code)) == "What would you like to tell us about?"


@pytest.mark.parametrize(("closes", "is_filled_in"), [(None, True), (TODAY, True), (TODAY - DAY, False)])
def test_the_address_of_a_service_fills_it_in_while_it_is_open(store, closes, is_filled_in):
    with store.writing() as session:
        ward = a_service(session, "Ward 9", valid_to=closes)
    form = to_the_words(go_on(come_by(service=str(ward)), "Something else"), "Nobody rang.")
    assert form.radio[0].value == (str(ward) if is_filled_in else None)


def test_a_kind_of_service_can_be_chosen_beside_the_services_of_the_list(store):
    with store.writing() as session:
        a_service(session, "Ward 9")
        draft = ProgrammeDraft("Scheme", question_sets=("high_intensity_user_scheme",))
        add_programme(session, draft, by=job(WATCHDOG, "terminal"), at=NOW)
    form = to_the_words(go_on(come_by(programme="scheme"), "Me"), "Round and round.")
    first, second = form.selectbox
    assert first.options[:2] == ["Ward 9", "GP practice"]
    first.select("Police")
    second.select("Housing")
    press(form, "Continue")
    press(form, "Skip to the end")
    press(form, "Continue")
    assert "Police" in on_the_page(form)
    press(form, "Send my feedback")
    [join] = rows(store, Handover)
    assert (join.from_sector, join.to_sector) == (Sector.POLICE, Sector.HOUSING)
