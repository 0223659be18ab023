"""What is followed: which people each month's figure is about, and which of them make it."""

import random
from datetime import date

import pytest

from analysis.measures import measure_called, monthly, rows_of
from tests.over_time_facts import asked, some_facts


def counted(facts, name: str) -> list[tuple]:
    months = monthly(facts, measure_called(name))
    return [(f"{month:%Y-%m}", part, whole) for month, part, whole in months.itertuples(index=False)]


def people(*said: dict) -> list[dict]:
    return [{"month": "2026-03-09", **one} for one in said]


def test_every_month_between_the_first_and_the_last_is_there() -> None:
    facts = asked((1, 2), (0, 0), (0, 0), (3, 3), first="2025-11")
    expected = [("2025-11", 1, 2), ("2025-12", 0, 0), ("2026-01", 0, 0), ("2026-02", 3, 3)]
    assert counted(facts, "answer.told_whom_to_contact") == expected
    assert [part for _, part, _ in counted(facts, "people")] == [2, 0, 0, 3]


def test_not_sure_and_does_not_apply_are_in_no_share() -> None:
    said = ("yes", "to_some_extent", "no", "not_sure", "does_not_apply")
    facts = some_facts(people(*({"answers": {"involved": one}} for one in said), {}))
    assert counted(facts, "answer.involved") == [("2026-03", 1, 3)]
    assert counted(facts, "answer.involved.no") == [("2026-03", 1, 3)]
    assert counted(facts, "answer.knew_next") == [("2026-03", 0, 0)]


def test_a_rating_that_says_nothing_is_no_rating() -> None:
    rated = ("very_good", "good", "neither", "poor", "very_poor", "dont_know", None)
    facts = some_facts(people(*({"rating": one} for one in rated)))
    assert (counted(facts, "rating.good"), counted(facts, "rating.poor")) == ([("2026-03", 2, 5)],) * 2


def test_somebody_with_several_joins_is_one_person() -> None:
    there_and_back = [
        {"times_sent_back": 1, "days_lost": 4, "problems": ["referral_lost", "had_to_chase"]},
        {"times_sent_back": 2, "days_lost": 6, "who_chased": "family", "problems": ["referral_lost"]},
    ]
    facts = some_facts(
        people(
            {"joins": there_and_back},
            {"joins": [{"times_sent_back": 0, "days_lost": 0, "who_chased": "nobody"}]},
            {"joins": [{"who_chased": "dont_know", "problems": ["warm_handover"]}]},
            {"joins": [{"from_sector": "hospital", "to_sector": "gp"}]},
            {},
        )
    )
    assert counted(facts, "joins.problem") == [("2026-03", 1, 3)]
    assert counted(facts, "joins.sent_back") == [("2026-03", 1, 2)]
    assert counted(facts, "joins.chased") == [("2026-03", 1, 2)]
    assert counted(facts, "joins.days_lost") == [("2026-03", 10, 2)]


def test_a_theme_is_a_share_of_what_was_read_for_themes() -> None:
    facts = some_facts(
        people(
            {"themes": ["had_to_chase"]},
            {"themes": ["waiting"]},
            {"is_tagged": False},
            {"is_tagged": False, "is_checked_themes": True, "themes": ["had_to_chase", "waiting"]},
        )
    )
    assert counted(facts, "theme.had_to_chase") == [("2026-03", 2, 3)]
    rows = rows_of(facts, measure_called("theme.had_to_chase"))
    assert rows["row"].tolist() == [0, 3]


def test_contact_within_a_week_counts_from_the_day_that_it_was_first_told() -> None:
    """Before that only those whom nobody rang are known, and they would make it nought."""
    no, soon = {"got_in_touch": "no"}, {"got_in_touch": "yes", "contact_when": "within_a_week"}
    facts = some_facts(
        [
            {"month": "2026-01-05", "answers": no},
            *people(
                {"answers": soon},
                {"answers": no},
                {"answers": {"got_in_touch": "yes", "contact_when": "later"}},
                {"answers": {"got_in_touch": "yes"}},
            ),
        ]
    )
    assert counted(facts, "contact.within_a_week") == [
        ("2026-01", 0, 0),
        ("2026-02", 0, 0),
        ("2026-03", 1, 3),
    ]


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("answer.told_whom_to_contact", "high"),
        ("answer.told_whom_to_contact.no", "low"),
        ("theme.had_to_chase", "low"),
        ("theme.warm_handover", "high"),
        ("theme.parking", None),
        ("people", None),
    ],
)
def test_which_side_is_good_for_people(name: str, better: str | None) -> None:
    assert measure_called(name).better == better


@pytest.mark.parametrize(
    "name", ["", "people.x", "answer.support", "answer.involved.yes", "theme.", "theme.no"]
)
def test_what_is_not_followed_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="no measure"):
        measure_called(name)


def test_many_months_are_counted_as_one_by_one() -> None:
    dice = random.Random(7)
    rows = [
        {
            "month": date(2024 + dice.randrange(3), dice.randrange(1, 13), dice.randrange(1, 28)),
            "answers": {"knew_next": dice.choice(["yes", "no", "not_sure"])} if dice.random() < 0.7 else {},
        }
        for _ in range(400)
    ]
    expected: dict[str, list[int]] = {}
    for row in rows:
        of_month = expected.setdefault(f"{row['month']:%Y-%m}", [0, 0])
        said = row["answers"].get("knew_next")
        of_month[0] += said == "yes"
        of_month[1] += said in ("yes", "no")
    found = counted(some_facts(rows), "answer.knew_next")
    assert found == sorted((month, part, whole) for month, (part, whole) in expected.items())
