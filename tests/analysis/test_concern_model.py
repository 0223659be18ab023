"""What no phrase is known for is read by a model, whose file holds numbers and nothing that runs."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.concern_model import (
    FEWEST_WORDS,
    FILE,
    STRETCHES,
    load_concern_model,
    read_concern_model,
    sentence_starts,
)
from analysis.concerns import Sign, concerns_by_rule, find_concerns
from analysis.features import beside, pieces
from analysis.model_file import ModelError
from analysis.normalise import words_of
from models.vocabulary import ConcernKind
from tests.analysis.texts import AWKWARD

UNDERSTATED = [
    "My dad cannot say no to the man next door, who has his bank card now.",
    "Her husband answers every question for her and she looks at the floor. She never comes in without him.",
    "Mum's pad is the one I put on her the night before. Nobody comes when she presses the buzzer.",
]
PRAISE = [
    "The staff were wonderful, kind and patient, and explained everything.",
    "Very happy with my visit. On time, friendly, and the parking was easy.",
    "They rang the next day to see how she was. Nothing was too much trouble.",
]


def score_slowly(words: tuple, column: int) -> float:
    """The highest score of an outcome by the definition: one stretch, one feature after another."""
    starts = [*sentence_starts(words), len(words)]
    last = len(starts) - 1
    spans = [(0, len(words))]
    for size in STRETCHES:
        if last > size:
            spans += [(starts[at], starts[at + size]) for at in range(last - size + 1)]
    return max(stretch_slowly(words[start:end], column) for start, end in spans)


def stretch_slowly(words: tuple, column: int) -> float:
    """What a few sentences by themselves score: a sentence begins with no word before it to pair with."""
    model = load_concern_model()
    features = [word.text for word in words] + [feature for more in beside(words) for feature in more]
    cut = [piece for word in words for piece in pieces(word.text)]
    score = float(model.bias[column])
    for found, place, weights in (
        (features, model.word_place, model.word_weights),
        (cut, model.piece_place, model.piece_weights),
    ):
        known = [weights[place[feature]] for feature in found if feature in place]
        length = max(sum(float(row[-1]) for row in known), 1e-6) ** 0.5
        score += sum(float(row[column]) for row in known) / length
    return score


@pytest.mark.parametrize("text", UNDERSTATED)
def test_an_understated_concern_that_no_rule_knows_is_raised(text: str) -> None:
    found = find_concerns(text)

    assert concerns_by_rule(words_of(text)) == []
    assert {one.reason for one in found} == {Sign.READ_AS_A_CONCERN}


@pytest.mark.parametrize("text", PRAISE)
def test_praise_is_not_raised(text: str) -> None:
    assert find_concerns(text) == ()


def test_a_worrying_sentence_is_not_drowned_by_a_long_story() -> None:
    story = " ".join(PRAISE)

    found = find_concerns(f"{story} {UNDERSTATED[1]} {story}")

    assert Sign.READ_AS_A_CONCERN in {one.reason for one in found}


def test_a_sentence_is_quoted_from_its_first_word_to_its_last() -> None:
    text = f"{PRAISE[0]} {UNDERSTATED[1]}"

    quoted = {text[slice(*one.span)] for one in find_concerns(text)}

    assert quoted
    assert quoted <= {sentence.strip() for sentence in text.split(".")}


def test_a_kind_that_a_rule_has_raised_is_not_raised_a_second_time() -> None:
    found = find_concerns(f"{UNDERSTATED[0]} I want to die.")

    assert Sign.READ_AS_A_CONCERN not in {one.reason for one in found if one.kind is ConcernKind.RISK_TO_LIFE}


def test_a_text_of_hardly_any_words_is_left_to_the_rules() -> None:
    text = " ".join(["he"] * (FEWEST_WORDS - 1))

    assert load_concern_model().read(words_of(text)) == ()


@pytest.mark.parametrize("text", [*UNDERSTATED, *PRAISE, "zzzz qqqq wwww vvvv"])
def test_a_slow_reading_by_the_definition_gives_the_same_scores(text: str) -> None:
    words = words_of(text)
    scores = load_concern_model().scores(words)

    slow = [score_slowly(words, column) for column in range(len(scores))]
    assert scores.tolist() == pytest.approx(slow, abs=1e-3)


@pytest.mark.parametrize("text", AWKWARD)
def test_no_text_is_too_awkward_for_the_model(text: str) -> None:
    for found in load_concern_model().read(words_of(text)):
        assert 0 <= found.span[0] < found.span[1] <= len(text)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["she", "cries", "at", "night", "nobody", ".", "(", "!\n", "ok"]), max_size=60)
)
def test_every_sentence_that_is_pointed_at_lies_inside_the_text(parts: list[str]) -> None:
    text = " ".join(parts)

    for found in load_concern_model().read(words_of(text)):
        assert 0 <= found.span[0] < found.span[1] <= len(text)
        assert not text[slice(*found.span)].startswith((" ", ".", "("))


def test_the_file_holds_numbers_and_text_but_no_pickle_and_is_small() -> None:
    with np.load(FILE, allow_pickle=False) as kept:
        kinds = {kept[name].dtype.kind for name in kept.files}
        header = json.loads(kept["header"].tobytes())

    assert kinds <= set("iuf")
    assert header["kinds"] == list(ConcernKind)
    assert FILE.stat().st_size < 1_500_000


def test_what_is_no_model_is_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / "model.npz"
    np.savez(file, header=np.array([{"version": "x"}], dtype=object))

    with pytest.raises(ModelError, match="model.npz is not a model"):
        read_concern_model(file)
