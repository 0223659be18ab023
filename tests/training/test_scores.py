"""Figures of accuracy, worked out by hand."""

import numpy as np
import pytest

from models.vocabulary import Sentiment
from training.scores import resampled, score_feelings, score_signs, score_themes, share

VERY_BAD, BAD, SO_SO, GOOD, VERY_GOOD = Sentiment


def test_a_negative_called_very_negative_is_right_in_three_classes_and_wrong_in_five() -> None:
    scores = score_feelings([(BAD, VERY_BAD), (GOOD, GOOD), (SO_SO, SO_SO), (VERY_GOOD, VERY_GOOD)])

    assert scores.accuracy_three.value == 1
    assert scores.macro_three.value == 1
    # Negative and very negative were never both said and read: (0 + 0 + 1 + 1 + 1) / 5.
    assert scores.macro_five.value == pytest.approx(3 / 5)


def test_negatives_that_are_missed_and_those_that_are_turned_round_are_told_apart() -> None:
    scores = score_feelings([(BAD, BAD), (VERY_BAD, BAD), (BAD, SO_SO), (BAD, GOOD), (GOOD, GOOD)])

    assert scores.negatives_found.value == 2 / 4
    assert scores.negatives_called_positive.value == 1 / 4


def test_the_table_has_what_people_said_in_rows_and_what_was_read_in_columns() -> None:
    confusion = score_feelings([(VERY_BAD, GOOD), (VERY_BAD, GOOD), (SO_SO, SO_SO)]).confusion

    assert confusion[0].tolist() == [0, 0, 0, 2, 0]
    assert confusion[2].tolist() == [0, 0, 1, 0, 0]


def test_the_sign_of_a_score_is_held_against_the_sign_of_a_criticality() -> None:
    scores = score_signs([(-3, -0.5), (-1, 0.2), (4, 0.9), (2, -0.1), (5, 0.0), (0, -0.9)])

    assert (scores.negatives, scores.positives) == (2, 3)
    assert scores.negatives_found.value == 1 / 2
    assert scores.positives_called_negative.value == pytest.approx(1 / 3)


def test_themes_are_counted_over_comments_that_have_one() -> None:
    both, parking, none = frozenset({"Parking", "Food"}), frozenset({"Parking"}), frozenset[str]()

    scores = score_themes([(both, parking), (parking, parking), (none, both)], ["Food", "Parking"])

    assert scores.comments == 2
    # Right 2, named 2 and 3 times: 2 * 2 / (2 + 3).
    assert scores.micro.value == pytest.approx(4 / 5)
    assert scores.exact.value == 1 / 2
    food, parking_score = scores.each
    assert (food.support, food.precision, food.recall and food.recall.value) == (1, None, 0)
    assert parking_score.f1.value == 1


def test_only_themes_with_ten_comments_are_averaged() -> None:
    food, parking = frozenset({"Food"}), frozenset({"Parking"})

    scores = score_themes([(food, food)] * 10 + [(parking, food)] * 9, ["Food", "Parking"])

    assert scores.macro.value == pytest.approx(2 * 10 / (10 + 19))


def test_an_interval_holds_the_figure_and_is_the_same_each_time() -> None:
    held = np.array([True] * 30 + [False] * 20)

    assert resampled(lambda rows: float(held[rows].mean()), 50) == resampled(
        lambda rows: float(held[rows].mean()), 50
    )
    measured = resampled(lambda rows: float(held[rows].mean()), 50)
    assert measured.low < measured.value == 0.6 < measured.high


def test_of_nothing_nothing_is_known() -> None:
    assert share(np.zeros(0, dtype=bool)) == (0.0, 0.0, 1.0)
