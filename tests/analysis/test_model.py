"""The trained model: what lies in its file, and that it reads exactly as its definition says."""

import json
from math import log1p, sqrt
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import MODEL_VERSION
from analysis.features import DENIAL_REACHES, DENIALS, TURNS, clause_starts, feeling_words, pieces
from analysis.model_file import IN_USE, ModelError, load_model, read_model
from analysis.normalise import words_of
from analysis.taxonomy import Tone, load_taxonomy
from analysis.themes import find_themes


def read_slowly(text: str) -> np.ndarray:
    """The scores of a text by the definition: one feature after another, one clause after another."""
    model = load_model()
    words = words_of(text)
    starts = clause_starts(words)
    ends = [*starts[1:], len(words)]
    spans = [(0, len(words)), *zip(starts, ends, strict=True)]
    leanings = [leaning_slowly(words, start, end) for start, end in spans]
    whole, clauses = leanings[0], leanings[1:]
    phrases = [load_taxonomy().themes[found.theme] for found in find_themes(text, load_taxonomy())]
    layer = [
        *whole,
        *[max(clause[outcome] for clause in clauses) for outcome in range(len(whole))],
        *[min(clause[outcome] for clause in clauses) for outcome in range(len(whole))],
        log1p(len(words)),
        log1p(len(starts)),
        log1p(sum(theme.tone is Tone.PROBLEM for theme in phrases)),
        log1p(sum(theme.tone is Tone.PRAISE for theme in phrases)),
        *[float(theme in {found.id for found in phrases}) for theme in model.header["phrases"]],
    ]
    return np.array(layer) @ model.second + model.second_bias


def leaning_slowly(words: tuple, start: int, end: int) -> list[float]:
    """What the words from `start` to `end` lean to, before the second layer."""
    model = load_model()
    features = [word.text for word in words[start:end]]
    for at in range(start, end):
        denied = is_denied(words, at)
        if words[at].follows_on:
            features.append(f"{words[at - 1].text} {words[at].text}")
        if denied:
            features.append(f"¬{words[at].text}")
        if words[at].text in feeling_words():
            features.append(("¬" if denied else "") + feeling_words()[words[at].text])
    cut = [piece for word in words[start:end] for piece in pieces(word.text)]
    total = np.array(model.bias, dtype=float)
    for found, place, weights in (
        (features, model.word_place, model.word_weights),
        (cut, model.piece_place, model.piece_weights),
    ):
        known = [weights[place[feature]] for feature in found if feature in place]
        length = sqrt(max(sum(float(row[-1]) for row in known), 1e-6))
        for row in known:
            total += row[:-1] / length
    return total.tolist()


def is_denied(words: tuple, at: int) -> bool:
    """Whether one of the three words before denies this one, with no stop or turn on the way."""
    for back in range(at, max(at - DENIAL_REACHES, 0), -1):
        if not words[back].follows_on or words[back].text in TURNS:
            return False
        if words[back - 1].text in DENIALS:
            return True
    return False


@pytest.mark.parametrize(
    "text",
    [
        "They rang the next day",
        "Lovely nurses but nobody told us when she would be home. Sent home with no tablets!",
        "zzzz qqqq",
        "very very very good",
        "I can’t fault the staff, however we waited; and waited",
    ],
)
def test_a_slow_reading_by_the_definition_gives_the_same_scores(text: str) -> None:
    words = words_of(text)
    themes = [load_taxonomy().themes[found.theme] for found in find_themes(text, load_taxonomy())]
    read = load_model().read(words, themes)

    assert np.concatenate([read.feelings, read.themes]) == pytest.approx(read_slowly(text), abs=1e-3)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(["staff", "were", "not", "kind", "but", "nobody", "rang", ".", "late"]), min_size=1
    )
)
def test_any_order_of_words_is_read_by_the_definition(parts: list[str]) -> None:
    text = " ".join(parts)
    words = words_of(text)
    if not words:
        return
    themes = [load_taxonomy().themes[found.theme] for found in find_themes(text, load_taxonomy())]
    read = load_model().read(words, themes)

    assert np.concatenate([read.feelings, read.themes]) == pytest.approx(read_slowly(text), abs=1e-3)


def test_the_file_holds_numbers_and_text_but_no_pickle() -> None:
    with np.load(IN_USE, allow_pickle=False) as kept:
        kinds = {kept[name].dtype.kind for name in kept.files}

    assert kinds <= set("iuf")


def test_the_file_is_small() -> None:
    assert IN_USE.stat().st_size < 3_000_000


def test_the_file_says_which_version_it_is() -> None:
    with np.load(IN_USE, allow_pickle=False) as kept:
        header = json.loads(kept["header"].tobytes())

    assert header["version"] == MODEL_VERSION
    assert len(MODEL_VERSION) <= 80


def test_the_model_knows_every_theme_that_its_phrases_speak_for() -> None:
    """A theme that was added since the model was learnt is found, but not yet weighed: teach it anew."""
    assert list(load_model().header["phrases"]) == list(load_taxonomy().themes)
    assert load_model().header["taxonomy"] == load_taxonomy().version


def test_the_model_is_read_once() -> None:
    assert load_model() is load_model()


@pytest.mark.parametrize("held", [b"", b"not a model", b"PK\x03\x04broken"])
def test_what_is_no_model_is_refused_by_name(tmp_path: Path, held: bytes) -> None:
    file = tmp_path / "model.npz"
    file.write_bytes(held)

    with pytest.raises(ModelError, match="model.npz is not a model"):
        read_model(file)


def test_a_pickle_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "model.npz"
    np.savez(file, header=np.array([{"version": "x"}], dtype=object))

    with pytest.raises(ModelError):
        read_model(file)
