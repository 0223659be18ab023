"""The overview's pictures: the right people in the right place, and three voices that never mix."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from analysis.taxonomy import load_taxonomy
from models.facts import Facts, Happening
from models.scope import Scope
from reporting import pictures_of_overview as pictures_of
from reporting import wording
from reporting.chart_spec import spec_of
from reporting.picture import Source
from reporting.picture_of_changes import changes, lately_of, what_changed
from reporting.theme_titles import group_of, theme_groups, theme_title
from reporting.voices import Voice
from reporting.what_is_new import what_is_new
from tests.over_time_facts import look, some_facts

GROUPS = [*theme_groups()]
CHASED, KIND = "Had to chase", "How staff treated people"


def people(month, count, **said):
    return [{"month": month, **said} for _ in range(count)]


@pytest.fixture
def told() -> Facts:
    """Two months of people who had to chase; their rating, a person and the machine say three things."""
    chased = {"themes": ["had_to_chase"], "rating": "good", "machine_sentiment": "very_negative"}
    return some_facts(
        [
            *people("2026-09-03", 12, **chased, person_sentiment="neutral", is_checked_themes=True),
            *people("2026-10-03", 20, **chased),
            *people("2026-10-09", 10, themes=["kindness_of_staff", "had_to_chase"], rating="very_poor"),
            *people("2026-10-20", 5, rating="dont_know"),
        ]
    )


def every_picture(looked):
    yield pictures_of.people(looked)
    yield pictures_of.themes(looked, GROUPS)
    yield changes(looked, lately_of(looked))
    for voice in Voice:
        yield pictures_of.by_theme(looked, GROUPS, voice)
        yield pictures_of.by_month(looked, voice)


def row(picture, name):
    return picture.table.set_index(picture.table.columns[0]).loc[name].tolist()


def test_a_theme_says_of_how_many_people_it_is_and_of_how_many_a_person_decided(told):
    picture = pictures_of.themes(look(told), GROUPS)
    assert row(picture, CHASED)[1:] == [42, 12, 30]
    assert row(picture, KIND)[1:] == [10, 0, 10]
    drawn = json.dumps(spec_of(picture.draw, "light"))
    assert "Had to chase: 42 people; 12 checked by a person" in drawn
    assert "Had to chase: 42 people; 30 found by the machine" in drawn
    more = f"More people spoke of “{CHASED}” than of any other theme"
    assert picture.sentence == f"{more}: 42 of 47 people, about 9 in 10."


def test_a_theme_is_of_those_whose_comments_were_read(told):
    unread = people("2026-10-20", 50, is_tagged=False)
    both = look(some_facts([*people("2026-10-03", 12, themes=["had_to_chase"]), *unread]))
    picture = pictures_of.themes(both, GROUPS)
    assert "12 of 12 people, all" in picture.sentence and picture.counts.wholes == [12]


def test_only_the_chosen_groups_are_shown(told):
    picture = pictures_of.themes(look(told), ["joins"])
    assert picture.table.iloc[:, 0].tolist() == [CHASED]


@pytest.mark.parametrize(
    ("voice", "source", "felt"),
    [
        (Voice.RATING, Source.ANSWERS, [10, 0, 0, 32, 0, 42]),
        (Voice.PERSON, Source.PEOPLE, [0, 0, 12, 0, 0, 12]),
        (Voice.MACHINE, Source.MACHINE, [32, 0, 0, 0, 0, 32]),
    ],
)
def test_each_voice_says_only_what_it_said_itself(told, voice, source, felt):
    by_theme = pictures_of.by_theme(look(told), GROUPS, voice)
    by_month = pictures_of.by_month(look(told), voice)
    assert row(by_theme, CHASED) == felt
    assert by_month.source is source
    assert by_month.table.iloc[:, 1:].sum().tolist() == felt


def test_how_a_theme_was_rated_is_said_in_tenths_with_how_many_people(told):
    assert pictures_of.by_theme(look(told), GROUPS, Voice.RATING).sentence == (
        f"Of 10 people who spoke of “{KIND}” and gave a rating, all gave a poor one. "
        f"Of 42 people who spoke of “{CHASED}” and gave a rating, about 8 in 10 gave a good one."
    )


def test_the_whole_period_and_then_its_last_month_are_said(told):
    assert pictures_of.by_month(look(told), Voice.RATING).sentence == (
        "Of 42 people who gave a rating, about 2 in 10 gave a poor one and about 8 in 10 a good one. "
        "In October 2026, of 30 people who gave a rating, about 3 in 10 gave a poor one "
        "and about 7 in 10 a good one."
    )


@pytest.mark.parametrize(
    ("voice", "heard_of"),
    [
        (Voice.RATING, "gave a rating"),
        (Voice.PERSON, "whose comment a person here read"),
        (Voice.MACHINE, "whose comment it read"),
    ],
)
def test_a_share_by_one_voice_is_of_those_alone_of_whom_it_said_something(voice, heard_of):
    said = {"rating": "poor", "person_sentiment": "negative", "machine_sentiment": "negative"}
    unsaid = people("2026-10-01", 9, themes=["waiting"])
    spoke = look(some_facts([*people("2026-10-01", 10, themes=["waiting"], **said), *unsaid]))
    for picture in (pictures_of.by_theme(spoke, GROUPS, voice), pictures_of.by_month(spoke, voice)):
        assert "f 10 people" in picture.sentence and heard_of in picture.sentence


def test_every_mark_has_the_comments_of_what_is_drawn_there(told):
    looked = look(told)
    assert pictures_of.people(looked).marks == {
        "September 2026": [*range(12)],
        "October 2026": [*range(12, 47)],
    }
    assert pictures_of.themes(looked, GROUPS).marks == {CHASED: [*range(42)], KIND: [*range(32, 42)]}
    assert pictures_of.by_theme(looked, GROUPS, Voice.RATING).marks == {
        f"{CHASED}: Very poor": [*range(32, 42)],
        f"{CHASED}: Good": [*range(32)],
        f"{KIND}: Very poor": [*range(32, 42)],
    }
    assert pictures_of.by_month(looked, Voice.PERSON).marks == {
        "September 2026: Neutral or mixed": [*range(12)]
    }
    assert changes(looked, lately_of(looked)).marks == {}, "there is nothing before September"


def test_with_many_themes_each_keeps_its_own_people():
    """As many as there are: each of so many people, of whom all rated in the same way."""
    every = [theme for theme in load_taxonomy().themes if group_of(theme) == "joins"]
    rows = [
        person
        for at, theme in enumerate(sorted(load_taxonomy().themes))
        for person in people("2026-10-01", 10 + at, themes=[theme], rating=("poor", "good")[at % 2])
    ]
    picture = pictures_of.by_theme(look(some_facts(rows)), ["joins"], Voice.RATING)
    most = sorted(
        (10 + at, theme) for at, theme in enumerate(sorted(load_taxonomy().themes)) if theme in every
    )
    for number, theme in most[-12:]:
        told = [0, number, 0, 0, 0] if number % 2 == 0 else [0, 0, 0, number, 0]
        assert row(picture, theme_title(theme)) == [*told, number]
        side = "Poor" if number % 2 == 0 else "Good"
        assert len(picture.marks[f"{theme_title(theme)}: {side}"]) == number


@pytest.mark.parametrize("voice", list(Voice))
def test_a_picture_of_fewer_than_ten_people_gives_no_share(voice):
    said = {"rating": "poor", "machine_sentiment": "negative", "person_sentiment": "negative"}
    nine = look(some_facts(people("2026-10-01", 9, **said, themes=["waiting"])))
    for picture in (pictures_of.by_theme(nine, GROUPS, voice), pictures_of.by_month(nine, voice)):
        assert picture.sentence == wording.TOO_FEW
        assert picture.fewest == 9
    assert " in 10" not in pictures_of.themes(nine, GROUPS).sentence


def test_what_no_voice_has_said_is_said_so(told):
    nobody = look(replace(told, feedback=told.feedback.assign(person_sentiment=None)))
    picture = pictures_of.by_month(nobody, Voice.PERSON)
    assert "No person here has read" in picture.sentence
    assert picture.table.empty


@pytest.mark.parametrize("is_empty", [True, False])
def test_the_words_for_every_chart_begin_with_its_sentence(told, is_empty):
    for picture in every_picture(look(some_facts([]) if is_empty else told)):
        assert spec_of(picture.draw, "dark")["description"].startswith(picture.sentence)


def test_programmes_and_days_of_listening_stand_beside_the_months_they_are_in(told):
    happened = (
        Happening(date(2026, 8, 31), "Too early", "", "programme"),
        Happening(date(2026, 10, 31), "Hub opened", "Board paper", "programme"),
        *(Happening(date(2026, 9, day), f"Stall {day}", "", "outreach") for day in range(1, 10)),
    )
    notes = pictures_of.people(look(replace(told, happenings=happened))).notes[1:]
    assert notes[0] == "1: Stall 3, 3 September 2026."
    assert notes[-1] == "8: Hub opened, 31 October 2026. Board paper"


def rising(lately: int) -> Facts:
    """A theme that 10 of 100 spoke of before, and so many of 100 lately; praise that stays."""
    return some_facts(
        [
            *people("2026-01-05", 10, themes=["had_to_chase"]),
            *people("2026-01-05", 90, themes=["kindness_of_staff"]),
            *people("2026-09-05", lately, themes=["had_to_chase"]),
            *people("2026-09-05", 100 - lately, themes=["kindness_of_staff"]),
        ]
    )


def test_a_problem_that_more_people_speak_of_is_worse_and_praise_that_fewer_speak_of_too():
    looked = look(rising(40))
    found = lately_of(looked)
    picture = changes(looked, found)
    assert row(picture, CHASED) == [40, 10, "40%", "10%", 30.0, 18.3, 40.8, "Worse than before"]
    assert "The greatest rise is “Had to chase”: from 10% of 100 people to 40% of 100 people." in (
        picture.sentence
    )
    assert picture.marks[CHASED] == [*range(100, 140)]
    assert picture.fewest == 10
    assert (
        what_changed(looked, found)
        .said[0]
        .startswith("More people speak of “Had to chase”: 40% of 100 people")
    )


def test_what_may_be_chance_is_drawn_and_not_said():
    looked = look(rising(15))
    found = lately_of(looked)
    assert row(changes(looked, found), CHASED)[-1] == "May be chance"
    assert what_changed(looked, found).said == ["No theme went up or down by more than chance would do."]


def test_a_chosen_period_says_which_months_are_the_last_and_never_hides_those_before():
    looked = look(rising(40), Scope(since=date(2026, 9, 1), until=date(2026, 9, 30)))
    assert row(changes(looked, lately_of(looked)), CHASED)[:2] == [40, 10]


def asked_whom_to_call(no: int, yes: int) -> Sequence[str]:
    answers = [{"told_whom_to_contact": said} for said in ["no"] * no + ["yes"] * yes]
    rows = [
        {"month": "2026-10-05", "answers": answer, "awaits": at == 0} for at, answer in enumerate(answers)
    ]
    return what_is_new(look(some_facts(rows))).said


@pytest.mark.parametrize(
    ("no", "yes", "said"),
    [
        (4, 6, "4 in 10 people who left hospital in October 2026 were not told whom to call"),
        (1, 22, "Fewer than 1 in 10 people who left hospital in October 2026 were not told"),
        (10, 0, "None of the 10 people who left hospital in October 2026 was told whom to call."),
        (0, 10, "All 10 people who left hospital in October 2026 were told whom to call"),
        (9, 0, "Nothing new stands out in October 2026."),
    ],
)
def test_a_board_reads_in_tenths_what_people_said_last_month(no, yes, said):
    first, waiting = asked_whom_to_call(no, yes)
    assert first.startswith(said)
    assert waiting == "1 of these comments waits to be checked."


def test_sentences_know_of_how_many_people_they_speak():
    looked = look(rising(40))
    assert what_changed(looked, lately_of(looked)).people == [40, 60, 10, 90, 60, 40, 90, 10]
    answers = [{"told_whom_to_contact": one} for one in ["no"] * 3 + ["yes"] * 9]
    told = some_facts([{"month": "2026-10-05", "answers": one} for one in answers])
    assert what_is_new(look(told)).people == [3, 9]
