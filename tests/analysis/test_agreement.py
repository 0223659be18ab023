"""Kappa of two readers, against published and hand-worked values, and a slow second implementation."""

import random
from collections import Counter
from math import sqrt

import pytest

from analysis.agreement import FEWEST_PAIRS, agreement, agreement_on_theme, side_of
from models.vocabulary import Sentiment


def crossed(table: list[list[int]]) -> list[tuple[int, int]]:
    return [(i, j) for i, row in enumerate(table) for j, count in enumerate(row) for _ in range(count)]


def test_the_example_of_fleiss_cohen_and_everitt_comes_out_as_they_print_it():
    """Their table of 1969, of 200 cases: kappa .429 with the variance .002885."""
    found = agreement(crossed([[106, 10, 4], [22, 28, 10], [2, 12, 6]]))

    assert (found.pairs, found.alike) == (200, 140)
    assert found.kappa == pytest.approx(0.429, abs=0.0005)
    assert found.high is not None and found.low is not None
    assert ((found.high - found.low) / 2 / 1.96) ** 2 == pytest.approx(0.002885, abs=5e-7)


def test_two_answers_as_worked_by_hand():
    """They agree on 35 of 50; by chance on (25*30 + 25*20)/2500 = 0.5; so (0.7 - 0.5)/0.5.

    `cohen_kappa_score` of scikit-learn 1.9 gives 0.4 for the same pairs.
    """
    found = agreement(crossed([[15, 10], [5, 20]]))

    assert found.kappa == pytest.approx(0.4)


def slowly(pairs: list[tuple[str, str]]) -> tuple[float, float]:
    """Kappa, and its standard error by leaving out one pair at a time."""

    def kappa(of: list[tuple[str, str]]) -> float:
        answers = {answer for pair in of for answer in pair}
        alike = sum(one == other for one, other in of) / len(of)
        first, second = Counter(one for one, _ in of), Counter(other for _, other in of)
        chance = sum(first[answer] * second[answer] for answer in answers) / len(of) ** 2
        return (alike - chance) / (1 - chance)

    left_out = [kappa(pairs[:at] + pairs[at + 1 :]) for at in range(len(pairs))]
    mean = sum(left_out) / len(left_out)
    many = len(pairs)
    return kappa(pairs), sqrt((many - 1) / many * sum((each - mean) ** 2 for each in left_out))


def test_kappa_and_its_interval_are_those_of_a_slow_second_way():
    chance = random.Random(5)
    feelings = [sentiment.value for sentiment in Sentiment]
    pairs = [
        (one, one if chance.random() < 0.6 else chance.choice(feelings))
        for one in chance.choices(feelings, k=250)
    ]

    found, (kappa, error) = agreement(pairs), slowly(pairs)

    assert found.kappa == pytest.approx(kappa)
    assert found.high is not None and found.low is not None
    assert (found.high - found.low) / 2 == pytest.approx(1.96 * error, rel=0.05)


@pytest.mark.parametrize("pairs", [[], [("", "")], [("waiting", "waiting")] * 40])
def test_where_nobody_could_differ_there_is_no_kappa(pairs):
    assert agreement(pairs).kappa is None


def test_readers_who_never_agree_are_worse_than_chance():
    found = agreement([("a", "b"), ("b", "a")] * 20)

    assert (found.kappa, found.low) == (-1.0, -1.0)


@pytest.mark.parametrize(("many", "is_too_few"), [(FEWEST_PAIRS - 1, True), (FEWEST_PAIRS, False)])
def test_under_thirty_pairs_are_too_few(many, is_too_few):
    assert agreement([("a", "a")] * many).is_too_few is is_too_few


def test_a_theme_is_agreed_on_comment_by_comment():
    both, neither = frozenset({"waiting", "pain"}), frozenset()

    found = agreement_on_theme("waiting", [(both, both), (both, neither), (neither, neither)])

    assert (found.pairs, found.alike) == (3, 2)


def test_five_feelings_lie_on_three_sides():
    assert [side_of(sentiment) for sentiment in Sentiment] == [-1, -1, 0, 1, 1]
