"""The newsletter's draft: verdicts as people gave them, and no number that points at anybody."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from analysis.disclosure import Rules
from models.commitment import CommitmentSeen, Verdict, VerdictSeen
from reporting.newsletter import Month, TextKind, newsletter
from tests.over_time_facts import some_facts
from tests.reporting.test_public_page import answer, asked

SINCE, UNTIL, TODAY = date(2026, 11, 1), date(2026, 11, 30), date(2026, 11, 20)
METHOD = "About these figures"


def told(*how_many, **same):
    """So many people for each of three ratings, all about leaving hospital."""
    names = ("very_good", "good", "poor")
    return [
        {"month": "2026-11-05", "journey": "leaving_hospital", "rating": names[at]} | same
        for at, people in enumerate(how_many)
        for _ in range(people)
    ]


def a_promise(reason="Most say so.", at=datetime(2026, 11, 10, tzinfo=UTC), **more):
    verdict = VerdictSeen(Verdict.MIXED, reason, "4 of 9 people said so", "Ash Publisher", at)
    given = {
        "quotation": "You *will* be told\nwhom to ask.",
        "promised_by": "Testford Trust",
        "source": "Papers",
    }
    return CommitmentSeen(UUID(int=1), UUID(int=2), "Hub", "hub", **given, verdicts=(verdict,), **more)


def a_month(rows=(), promises=(), events=(), **more):
    given = {"watchdog": "Testford Voice", "telephone": "01632 960123", "address": "https://x.example/say"}
    days = {"since": SINCE, "until": UNTIL, "made_on": TODAY}
    return Month(
        **given, **days, promises=promises, facts=some_facts(rows), events=events, rules=Rules(), **more
    )


def text(month, kind=TextKind.TEXT):
    return newsletter(month, kind)


def figures(month):
    """The numbers in the parts that tell what people said."""
    said = text(month).split("What people told us\n")[1].split("Where to meet us")[0]
    return said, [int(one) for one in re.findall(r"\d+", said)]


def test_of_nine_people_nothing_is_told_and_of_ten_something():
    said, numbers = figures(a_month(told(9)))
    assert "Too few people" in said and numbers == []
    assert figures(a_month(told(10)))[1]


def test_no_number_is_small_nor_can_a_small_one_be_worked_out():
    """Four said poor: they are hidden, and with them the next few, or the rest would give them away."""
    said, numbers = figures(a_month(told(24, 11, 4)))
    assert "Very good: about 25 of 40" in said
    assert "Poor" not in said and "- Good" not in said
    assert set(numbers) == {25, 40, 62, 100}


def test_themes_of_few_people_are_left_out():
    rows = told(20, themes=["discharge"]) + told(16) + told(4, themes=["pain_relief"])
    said, numbers = figures(a_month(rows))
    assert "about 20 of 40 (50%)" in said and "pain_relief" not in said and 4 not in numbers


def test_what_was_told_in_other_months_does_not_count():
    early = [one | {"month": "2026-10-31"} for one in told(30)]
    assert "Too few people" in figures(a_month(early + told(9)))[0]


def test_only_whoever_agreed_and_was_approved_is_counted():
    others = told(300, is_public=False)
    assert figures(a_month(told(24, 16) + others)) == figures(a_month(told(24, 16)))
    assert "Too few people" in figures(a_month(told(9) + others))[0]


@pytest.mark.parametrize(("day", "is_told"), [(date(2026, 10, 31), False), (SINCE, True), (UNTIL, True)])
def test_what_was_asked_and_answered_in_the_month_is_told(day, is_told):
    one = asked(sent=day, due=TODAY, responses=(answer(day),))
    said = text(a_month(recommendations=[one]))
    assert ("we asked Trust: Ring them." in said) is is_told
    assert ("Trust answered what we had asked (Ring them). They said yes" in said) is is_told


def test_a_verdict_of_this_month_is_told_as_the_person_gave_it():
    said = text(a_month(promises=[a_promise()]))
    assert "“You *will* be told whom to ask.” Testford Trust promised this (Hub)" in said
    assert "What experience shows: mixed. Why we say so: Most say so." in said
    assert "of 9 people" not in said and "Ash" not in said


@pytest.mark.parametrize("reason", ["4 said no. Most say so.", "Most say so. All three said no!"])
def test_a_sentence_with_a_number_in_it_is_left_out_of_the_reason(reason):
    said = text(a_month(promises=[a_promise(reason)]))
    assert "Most say so." in said and "said no" not in said and "[A sentence with a number" in said


@pytest.mark.parametrize(
    ("at", "is_told"),
    [
        (datetime(2026, 10, 31, 23, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 1, tzinfo=UTC), True),
        (datetime(2026, 11, 30, 23, 59, tzinfo=UTC), True),
        (datetime(2026, 12, 1, tzinfo=UTC), False),
    ],
)
def test_only_verdicts_of_the_month_are_told(at, is_told):
    assert ("Testford Trust" in text(a_month(promises=[a_promise(at=at)]))) is is_told


def test_a_verdict_on_what_the_promise_said_before_a_change_is_told_to_nobody():
    signed = a_promise().verdicts[0].signed_at
    for changed_at, is_told in ((signed, True), (signed + timedelta(seconds=1), False)):
        changed = replace(a_promise(), changed_at=changed_at)
        assert ("Testford Trust" in text(a_month(promises=[changed]))) is is_told


def test_a_promise_that_is_no_longer_followed_is_left_out():
    ended = replace(a_promise(due_on=TODAY), ended_at=datetime(2026, 11, 12, tzinfo=UTC))
    assert "Testford Trust" not in text(a_month(promises=[ended]))


@pytest.mark.parametrize(("day", "is_told"), [(19, False), (20, True)])
def test_days_to_come_are_told_and_those_gone_are_not(day, is_told):
    assert (
        "Testford Library" in text(a_month(events=[(date(2026, 11, day), "Testford Library")]))
    ) is is_told


def test_it_says_what_the_figures_are_and_how_to_tell_us_and_to_stop():
    said = text(a_month(told(10)))
    assert "of 1 November 2026 to 20 November 2026, and were made on 20 November 2026" in said
    assert "nearest 5" in said and "10 people" in said
    assert "https://x.example/say" in said and "01632 960123" in said and "To stop this newsletter" in said


def test_in_markdown_a_quotation_is_no_mark_up():
    said = text(a_month(promises=[a_promise()]), TextKind.MARKDOWN)
    assert said.startswith("# Testford Voice: November 2026\n") and "You \\*will\\* be told" in said
