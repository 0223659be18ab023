"""The public page: who is counted, what no two editions give away, and how late an answer is."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from analysis.disclosure import Rules
from analysis.narrow import keep
from models.provider_response import CameBy, ResponseSeen, Stance
from models.recommendation import Recheck, RecommendationKind, StepKind
from models.recommendation_seen import RecommendationSeen, StepSeen
from reporting import public_page, publishable
from reporting.document import Quotation, written
from reporting.public_edition import Material, last_four_quarters, people_told, public_edition
from reporting.public_page import Row, Said
from reporting.public_pictures import public_pictures
from tests.conftest import NOW, TODAY
from tests.over_time_facts import look
from tests.publishing import facts_to_publish
from tests.reporting.test_published_together import people, recovered, recovered_from_refreshes

__all__ = ["people"]
"""A fixture that pytest finds here by name."""

RULES = Rules()
AFTER = "2026-10-01"
SENT = date(2026, 11, 2)


def an_edition(*groups, quotations=()):
    facts = facts_to_publish(*groups)
    return public_edition(Material("Voice", "Testford", facts, RULES, TODAY, quotations=quotations))


@pytest.mark.parametrize(
    ("today", "since", "until"),
    [
        (date(2026, 9, 30), date(2025, 7, 1), date(2026, 6, 30)),
        (date(2026, 10, 1), date(2025, 10, 1), date(2026, 9, 30)),
        (date(2027, 1, 1), date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_an_edition_counts_the_last_four_quarters_that_are_over(today, since, until):
    assert last_four_quarters(today) == (since, until)


def test_only_whoever_agreed_and_was_approved_is_counted_and_only_in_those_quarters():
    good = {"rating": "good"}
    edition = an_edition((20, good), (300, good | {"is_public": False}), (700, good | {"month": AFTER}))

    assert people_told(edition) == 20


@pytest.mark.parametrize(("how_many", "told"), [(9, None), (10, 10)])
def test_fewer_people_than_the_smallest_base_are_no_number(how_many, told):
    assert people_told(an_edition((how_many, {"rating": "good"}))) == told


def test_an_edition_of_nobody_has_no_figures_and_can_be_drawn():
    edition = an_edition((1, {"month": AFTER}))

    assert people_told(edition) is None
    assert public_page.figures(edition, {}).tables == ()


def test_nothing_that_was_counted_stands_in_an_edition_as_it_is():
    """Every true number here is distinctive, and no multiple of what is rounded to."""
    edition = an_edition(
        (113, {"rating": "good", "themes": ["medicines"]}),
        (47, {"rating": "poor", "themes": ["medicines"]}),
        (13, {"rating": "very_poor", "answers": {"told_whom_to_contact": "yes"}}),
    )
    numbers = {
        people
        for block in edition.pictures
        for row in block.rows
        for people in (row[1::2] if block.in_hundred else row[1:])
        if isinstance(people, int)
    }

    assert {115, 45, 15, 175, 160} <= numbers
    assert [people for people in numbers if people % 5] == []
    assert all(f"{people}," not in written(edition) for people in (113, 47, 173))


def test_no_small_number_is_told_by_an_edition_or_by_two_a_week_apart(people, monkeypatch):
    def pictures(facts):
        return [one for one in public_pictures(look(facts)) if one.counts and one.counts.rows]

    now = pictures(people)
    for newcomers in (1, 3, 12):
        before = pictures(keep(people, people.feedback.index < len(people.feedback) - newcomers))
        assert recovered_from_refreshes(before, now, RULES) == 0
    assert recovered(people, now, RULES) == {}
    monkeypatch.setattr(publishable, "LEAST_ROUNDING", 1)
    assert recovered_from_refreshes(before, now, RULES._replace(round_to=1)) > 5, "the attack works unrounded"


def test_a_row_with_something_hidden_has_no_bars_and_says_what_is_hidden():
    edition = an_edition(
        (30, {"rating": "good", "themes": ["medicines"]}),
        (2, {"rating": "poor", "themes": ["medicines"]}),
        (3, {"rating": "poor", "themes": ["care_package"]}),
        (20, {"rating": "poor", "themes": ["had_to_chase"]}),
    )
    table = next(one for one in public_page.figures(edition, {}).tables if one.name == "themes_rating")
    shown = {row.name: row for row in table.rows}

    assert len(table.hidden) == 1, "three people spoke of a care package"
    assert table.bars(shown["Had to chase"]) == (("n", 100), ("neu", 0), ("p", 0))
    assert None in shown["Medicines"].percents
    assert table.bars(shown["Medicines"]) == ()


def test_shares_are_made_from_the_published_numbers():
    (table, *_) = public_page.figures(an_edition((43, {"rating": "good"}), (22, {})), {}).tables

    assert Row("Good", (69, 31), 45) in table.rows
    assert Row("Didn’t say", (31, 69), 20) in table.rows


def test_words_that_may_not_be_quoted_now_are_gone():
    one = uuid4()
    quotation = Quotation(feedback_id=one, digest="x", start=0, end=6, whose="Heard in June 2026")
    edition = an_edition((20, {}), quotations=(quotation,))

    assert [said.words for said in public_page.figures(edition, {one: "Nobody rang."}).quoted] == [
        "“Nobody …”"
    ]
    assert public_page.figures(edition, {}).quoted == ()


def asked(number=1, *, sent=SENT, due=date(2026, 11, 13), steps=(), **changes):
    the_steps = (a_step(StepKind.SENT, sent, due_on=due), *steps)
    return replace(
        RecommendationSeen(
            uuid4(), number, RecommendationKind.RECOMMENDATION, "Ring them", "Nobody rang", "Trust", uuid4(),
            12, steps=the_steps, published_at=NOW,
        ),
        **changes,
    )  # fmt: skip


def a_step(kind, on, **more):
    return StepSeen(uuid4(), 1, kind, on, "", more.pop("recheck", None), "", "", NOW, **more)


def test_words_stand_in_the_card_that_they_were_put_beside_or_by_themselves_where_there_is_none():
    beside, other, alone = Said("“A”", "x", 1), Said("“B”", "x", 2), Said("“C”", "x")
    found = (asked(1, responses=(answer(TODAY),)), asked(2))
    said = (beside, other, alone)

    cards = public_page.cards(found, {}, said)

    assert [card.quoted for card in cards] == [(beside,)]
    assert public_page.in_no_card(said, cards) == (other, alone)


def answer(on, *, is_public=True):
    return ResponseSeen(
        uuid4(), uuid4(), None, "Trust", on, on, CameBy.LETTER, Stance.ACCEPTED, shown="Yes.",
        published_at=NOW if is_public else None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("today", "late"),
    [(date(2026, 11, 13), 0), (date(2026, 11, 14), 0), (date(2026, 11, 16), 1), (date(2026, 11, 19), 4)],
)
def test_lateness_is_counted_in_working_days(today, late):
    (row,) = public_page.waiting([asked()], today, {})

    assert (row.late, row.has_come) == (late, False)


def test_a_bank_holiday_by_proclamation_is_not_late():
    (row,) = public_page.waiting([asked()], date(2026, 11, 17), {date(2026, 11, 16): True})

    assert row.late == 1


def test_who_answered_is_not_called_late_while_the_answer_is_being_checked():
    came = asked(1, answered_on=date(2026, 11, 10))
    found = public_page.waiting([came, asked(2, due=date(2026, 11, 16))], date(2026, 12, 1), {})

    assert [(row.asked.number, row.late > 0, row.has_come) for row in found] == [
        (2, True, False),
        (1, False, True),
    ]
    assert public_page.cards([came], {}) == ()


def test_who_tells_more_later_answered_when_they_first_did():
    both = answer(date(2027, 11, 12)), answer(date(2026, 11, 12))

    [card] = public_page.cards([asked(1, responses=both)], {})

    assert (card.first_on, card.days, card.answer) == (date(2026, 11, 12), 8, both[0])


def test_a_card_says_after_how_many_working_days_they_answered_and_what_was_found_a_year_later():
    looked = a_step(StepKind.RECHECKED, SENT + timedelta(days=400), recheck=Recheck.PARTLY)
    early = a_step(StepKind.RECHECKED, SENT + timedelta(days=1), recheck=Recheck.DONE)
    first = asked(1, responses=(answer(date(2026, 11, 12)),), steps=(looked,))
    newer = asked(2, responses=(answer(date(2026, 11, 30)),), steps=(early,))

    cards = public_page.cards([first, newer], {})

    assert [(card.asked.number, card.days, card.looked) for card in cards] == [(2, 20, None), (1, 8, looked)]
