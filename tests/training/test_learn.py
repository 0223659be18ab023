"""A model is learnt from labelled comments: the same each time, and read as it was learnt."""

import json
from pathlib import Path

import numpy as np
import pytest

from analysis.model_file import read_model, write_model
from analysis.taxonomy import load_taxonomy
from models.errors import FeedbackError
from models.vocabulary import Sentiment
from training.card import card
from training.judge import told
from training.labelled import (
    MAPS,
    Labelled,
    group_of,
    once_each,
    read_examples,
    read_labelled,
    read_map,
    reviewed_rows,
)
from training.learn import Recipe, learn
from training.train import tagger_of, train, worse_in

QUICK = Recipe(folds=2, steps=8)
KINDNESS, WAITING = "v7: Staff manner & personal attributes", "v7: Timeliness of care"


def some_comments(count: int = 240) -> list[Labelled]:
    """Invented comments with labels: kind nurses in the even ones, long waits in the odd ones."""
    rows = []
    for number in range(count):
        kind = number % 2 == 0
        text = (
            f"The nurse on ward {number} was kind" if kind else f"We waited {number} hours on ward {number}"
        )
        rows.append(
            Labelled(
                text=text,
                group=group_of(text),
                source="invented",
                feeling=Sentiment.POSITIVE if kind else Sentiment.NEGATIVE,
                criticality=2.0 if kind else -2.0,
                themes=frozenset({KINDNESS if kind else WAITING}),
            )
        )
    return rows


@pytest.fixture(scope="module")
def model_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("model") / "small.npz"
    write_model(file, learn(some_comments(), load_taxonomy(), version="small", recipe=QUICK))
    return file


def test_what_was_learnt_is_read_in_comments_not_seen_before(model_file: Path) -> None:
    tag = tagger_of(read_model(model_file), load_taxonomy())

    good, bad = tag("A kind nurse"), tag("We waited for hours")

    assert good.sentiment is not None and good.sentiment.score > 0
    assert bad.sentiment is not None and bad.sentiment.score < 0
    assert "kindness_of_staff" in {found.theme for found in good.themes}
    assert "waiting" in {found.theme for found in bad.themes}


def test_the_same_comments_give_the_same_model(model_file: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.npz"
    write_model(again, learn(some_comments(), load_taxonomy(), version="small", recipe=QUICK))

    with np.load(model_file) as first, np.load(again) as second:
        assert first.files == second.files
        assert all(np.array_equal(first[name], second[name]) for name in first.files)


def test_the_comments_of_a_group_are_never_on_both_sides() -> None:
    same = [Labelled("Kind staff", "abc", "one"), Labelled("kind staff!", "abc", "two")]

    assert same[0].is_test == same[1].is_test
    assert same[0].fold(5) == same[1].fold(5)


def test_about_fifteen_in_a_hundred_comments_are_kept_apart() -> None:
    rows = some_comments(2_000)

    assert 0.12 < sum(row.is_test for row in rows) / len(rows) < 0.18


def test_a_text_that_stands_in_two_files_is_learnt_from_once_with_the_labels_of_both() -> None:
    feeling = Labelled("Kind", "abc", "one", feeling=Sentiment.POSITIVE)
    critical = Labelled("Kind", "abc", "two", criticality=3.0)

    (row,) = once_each([feeling, critical])

    assert (row.feeling, row.criticality) == (Sentiment.POSITIVE, 3.0)


def test_examples_of_praise_and_of_problems_say_how_they_read() -> None:
    signs = {row.criticality for row in read_examples(load_taxonomy())}

    assert signs == {-3.0, 3.0}


def test_a_worse_model_is_noticed(tmp_path: Path) -> None:
    """A model that was taught upside down, beside the one in use."""
    upside_down = {Sentiment.POSITIVE: Sentiment.NEGATIVE, Sentiment.NEGATIVE: Sentiment.POSITIVE}
    rows = [
        Labelled(
            row.text,
            row.group,
            row.source,
            feeling=row.feeling if row.is_test else upside_down[row.feeling or Sentiment.POSITIVE],
            themes=row.themes,
        )
        for row in some_comments()
    ]

    trained = train(rows, load_taxonomy(), version="upside-down", to=tmp_path / "new.npz", recipe=QUICK)

    assert "sentiment, three classes" in trained.worse_in
    assert worse_in(trained.in_use, trained.in_use) == ()


def test_a_card_says_what_was_learnt_from_and_how_well_it_does(tmp_path: Path) -> None:
    rows = some_comments()
    trained = train(rows, load_taxonomy(), version="small", to=tmp_path / "new.npz", recipe=QUICK)

    written = card(rows, trained, read_model(trained.file).header)

    assert written.startswith("# Model small")
    assert (
        f"| invented | {sum(not row.is_test for row in rows)} | {sum(row.is_test for row in rows)} |"
        in written
    )
    assert told(trained.new) in written
    assert "MIT licence" in written


def test_a_labelled_file_is_read_by_its_map(tmp_path: Path) -> None:
    file = tmp_path / "labelled.csv"
    file.write_text(
        "group_id,usable,dedup_keep,FFT answer,Comment sentiment,v7: Parking,v7: Discharge\n"
        "aaa,1,1,No spaces,4.0,1,0\n"
        "bbb,1,1,Lovely,1,0,0\n"
        "ccc,0,1,Did not answer,,0,0\n"
        "ddd,1,0,No spaces,4,1,0\n"
    )

    rows = read_labelled(file, read_map(MAPS / "fft_v6.toml"))

    assert [(row.text, row.group, row.feeling, row.themes) for row in rows] == [
        ("No spaces", "aaa", Sentiment.NEGATIVE, frozenset({"v7: Parking"})),
        ("Lovely", "bbb", Sentiment.VERY_POSITIVE, None),
    ]


@pytest.mark.parametrize(
    ("map_text", "file_text", "fault"),
    [
        ("group = 'g'", "a\n1\n", "must say which column holds the words"),
        ("text = ", "a\n1\n", "can't be read"),
        ("text = 'words'", "a\n1\n", "no column “words”"),
        ("text = 'a'\ncriticality = 'b'", "a\n1\n", "no column “b”"),
    ],
)
def test_a_map_that_does_not_fit_is_refused_with_a_sentence(
    tmp_path: Path, map_text: str, file_text: str, fault: str
) -> None:
    (tmp_path / "map.toml").write_text(map_text)
    (tmp_path / "file.csv").write_text(file_text)

    with pytest.raises(FeedbackError, match=fault):
        read_labelled(tmp_path / "file.csv", read_map(tmp_path / "map.toml"))


def test_the_header_is_plain_json(model_file: Path) -> None:
    with np.load(model_file, allow_pickle=False) as kept:
        header = json.loads(kept["header"].tobytes())

    assert header["themes"] == sorted({KINDNESS, WAITING})
    assert header["recipe"]["folds"] == 2


def test_what_was_reviewed_here_weighs_in_and_gives_the_model_no_word_of_its_own() -> None:
    rows = some_comments()
    taxonomy = load_taxonomy()
    told = [(f"Zebedee ward {number} was kind", frozenset({"waiting"}), None) for number in range(6)]
    reviewed = reviewed_rows([*told, ("Nurse", None, Sentiment.NEGATIVE)], taxonomy)

    learnt = learn([*rows, *reviewed], taxonomy, version="small", recipe=QUICK)

    assert reviewed[0].themes == frozenset(taxonomy.themes["waiting"].qdc)
    assert (reviewed[-1].themes, reviewed[-1].feeling) == (None, Sentiment.NEGATIVE)
    assert "kind" in learnt.words and not [word for word in learnt.words if "zebedee" in word]
    without = learn(rows, taxonomy, version="small", recipe=QUICK)
    assert learnt.words == without.words and not np.array_equal(learnt.word_weights, without.word_weights)
