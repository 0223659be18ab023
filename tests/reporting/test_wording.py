"""The sentence above each chart."""

import pytest

from reporting import wording
from tests.reporting.frames import by_month, by_theme, felt_by_month, spoken_of


@pytest.mark.parametrize(
    ("n", "words"),
    [(0, "nobody"), (1, "1 person"), (2, "2 people"), (999, "999 people"), (1_902, "1,902 people")],
)
def test_people_are_people(n: int, words: str) -> None:
    assert wording.people(n) == words


def test_fewer_than_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="-1"):
        wording.people(-1)


@pytest.mark.parametrize(
    ("k", "n", "words"),
    [
        (25, 36, "69% of 36 people"),
        (1, 8, "13% of 8 people"),  # 12.5: halves go up
        (0, 36, "0% of 36 people"),
        (36, 36, "100% of 36 people"),
        (1, 1_000, "under 1% of 1,000 people"),
        (999, 1_000, "over 99% of 1,000 people"),
    ],
)
def test_a_share_always_says_of_how_many(k: int, n: int, words: str) -> None:
    assert wording.share(k, n) == words


@pytest.mark.parametrize(("k", "n"), [(0, 0), (5, 4), (-1, 4)])
def test_what_is_no_share_is_refused(k: int, n: int) -> None:
    with pytest.raises(ValueError, match="not a share"):
        wording.share(k, n)


@pytest.mark.parametrize(
    ("k", "n", "words"),
    [
        (4, 10, "4 in 10"),
        (42, 100, "about 4 in 10"),
        (45, 100, "about 5 in 10"),  # halves go up
        (4, 100, "fewer than 1 in 10"),
        (5, 100, "about 1 in 10"),
        (94, 100, "about 9 in 10"),
        (95, 100, "more than 9 in 10"),
        (100, 100, "all"),
        (0, 100, "nobody"),
    ],
)
def test_the_public_reads_of_so_many_in_ten(k: int, n: int, words: str) -> None:
    assert wording.in_ten(k, n) == words


@pytest.mark.parametrize(("k", "n"), [(3, 9), (9, 9), (11, 10), (-1, 10)])
def test_fewer_than_ten_people_are_never_put_in_tenths(k: int, n: int) -> None:
    with pytest.raises(ValueError, match="not a share"):
        wording.in_ten(k, n)


def test_the_busiest_month_is_named() -> None:
    assert wording.feedback_by_month(by_month(29, 52, 31)) == (
        "112 people told us something between October 2024 and December 2024. "
        "The busiest month was November 2024: 52 people."
    )


def test_of_two_equally_busy_months_the_first_is_named() -> None:
    assert "The busiest month was October 2024: 5 people." in wording.feedback_by_month(by_month(5, 4, 5))


def test_one_month_is_not_called_a_period() -> None:
    assert wording.feedback_by_month(by_month(0, 1, 0)) == "1 person told us something in November 2024."


def test_the_order_of_rows_makes_no_difference() -> None:
    counts = by_month(29, 52, 31)
    assert wording.feedback_by_month(counts[::-1]) == wording.feedback_by_month(counts)


def test_the_theme_most_people_spoke_of_is_named() -> None:
    counts = spoken_of(("Medicines ready", 117, ""), ("Had to chase", 214, ""))
    assert wording.themes_by_people(counts, of=1_902) == (
        "More people spoke of “Had to chase” than of any other theme: 214 of 1,902 people, about 1 in 10."
    )


def test_themes_that_lead_together_are_named_together() -> None:
    counts = spoken_of(("Medicines", 7, ""), ("Transport", 7, ""), ("Kindness", 7, ""), ("Letters", 2, ""))
    assert wording.themes_by_people(counts, of=20) == (
        "Kindness, Medicines and Transport are level as the themes spoken of most: "
        "7 of 20 people each, about 4 in 10."
    )


def test_more_people_on_a_theme_than_there_were_is_refused() -> None:
    with pytest.raises(ValueError, match="21 of 20"):
        wording.themes_by_people(spoken_of(("Medicines", 21, "")), of=20)


def test_the_most_complaint_and_the_most_praise_are_shares_and_not_counts() -> None:
    # More people complain of Big (30), but a larger share of Small does (12 of 20).
    counts = by_theme(Big=(10, 20, 40, 20, 10), Small=(2, 10, 7, 1, 0))
    assert wording.sentiment_by_theme(counts) == (
        "Small draws the most negative comments: 60% of 20 people. "
        "Big draws the most praise: 30% of 100 people."
    )


def test_a_theme_of_too_few_people_is_never_named() -> None:
    counts = by_theme(Big=(10, 20, 40, 20, 10), Tiny=(9, 0, 0, 0, 0))
    assert "Tiny" not in wording.sentiment_by_theme(counts)
    assert wording.sentiment_by_theme(by_theme(Tiny=(9, 0, 0, 0, 0))) == wording.TOO_FEW


def test_nothing_negative_is_not_called_the_most_negative() -> None:
    assert wording.sentiment_by_theme(by_theme(Kind=(0, 0, 5, 5, 10))) == (
        "Kind draws the most praise: 75% of 20 people."
    )
    assert wording.sentiment_by_theme(by_theme(Flat=(0, 0, 20, 0, 0))) == "Every comment reads as neutral."


def test_the_whole_period_comes_before_its_last_month() -> None:
    counts = felt_by_month((10, 30, 20, 25, 15), (10, 0, 0, 0, 10))
    assert wording.sentiment_by_month(counts) == (
        "Of 120 people, 42% were negative and 42% positive. "
        "In November 2024 it was 50% negative and 50% positive, of 20 people."
    )


def test_a_last_month_of_too_few_people_is_passed_over() -> None:
    counts = felt_by_month((10, 30, 20, 25, 15), (10, 0, 0, 0, 10), (9, 0, 0, 0, 0))
    assert "December 2024" not in wording.sentiment_by_month(counts)
    assert "In November 2024" in wording.sentiment_by_month(counts)


@pytest.mark.parametrize(
    "sentence",
    [
        wording.feedback_by_month(by_month()),
        wording.feedback_by_month(by_month(0, 0)),
        wording.themes_by_people(spoken_of(), of=0),
        wording.sentiment_by_theme(by_theme()),
        wording.sentiment_by_month(felt_by_month()),
        wording.sentiment_by_month(felt_by_month((0, 0, 0, 0, 0))),
    ],
)
def test_nothing_to_say_is_said(sentence: str) -> None:
    assert sentence == wording.NOTHING_YET


def test_too_few_people_in_the_whole_period_is_said() -> None:
    assert wording.sentiment_by_month(felt_by_month((9, 0, 0, 0, 0))) == wording.TOO_FEW
