"""What West Testford Voice asks, is answered and publishes, by the files of the demonstration."""

from datetime import date

import pytest

from analysis.working_days import working_days_between
from content.report_templates import report_template
from example_data.asked import day_of, given_in, on, shown
from example_data.fill import _everything_told
from example_data.published import OWN_WORDS, may_be_quoted
from example_data.replied import may_be_passed_on, who_said
from example_data.west_testford import LAST_DAY, PLACES
from models.commitment import looking_of
from models.period import Days
from models.report import ReportTemplate
from models.report_parts import TextOfOurs


@pytest.fixture(scope="module")
def everything_told():
    return _everything_told(LAST_DAY, 2_000)[0]


def test_so_many_working_days_ago_is_counted_as_the_clock_counts():
    today = date(2026, 9, 1)
    for days in (1, 2, 26):
        assert working_days_between(day_of(days, today), today) == days
    assert day_of(1, today) == date(2026, 8, 28)
    assert day_of(LAST_DAY, today) == LAST_DAY


def test_whoever_is_answered_said_so_and_let_us_pass_it_on_to_that_body(everything_told):
    bodies = {place.name: place.organisation for place in PLACES}
    for given in given_in("replied"):
        about = who_said(given["says"], everything_told, agreed=may_be_passed_on)
        assert given["body"] in {bodies[name] for name in about.services}, given["says"]


def test_everybody_who_is_quoted_said_so_in_the_time_of_the_report_and_agreed_to_it(everything_told):
    for given in given_in("published"):
        scope = looking_of(given.get("scope", ""))[0].scope
        days, begun = Days(scope.since, scope.until), on(given["begun"], 15)
        told = [one for one in everything_told if days.has(one.moments.told)]
        before = [one for one in told if one.decided_at and one.decided_at < begun]
        for said in given.get("quoted", ()):
            assert who_said(said, before, agreed=may_be_quoted), said


def test_what_is_taken_out_of_an_answer_stands_in_it_and_is_not_shown():
    answers = [answer for one in given_in("asked") for answer in one.get("answers", ())]
    taken_out = [(one, part) for one in (*answers, *given_in("replied")) for part in one.get("take_out", ())]
    assert len(taken_out) >= 4
    for answer, part in taken_out:
        assert part in answer["words"] and part not in shown(answer)


def test_every_text_of_a_report_has_its_heading_in_the_template():
    for given in given_in("published"):
        begun = report_template(ReportTemplate(given["template"])).begin()
        headings = {part.heading for part in begun if isinstance(part, TextOfOurs)}
        assert set(given["under"]) <= headings - {OWN_WORDS}
