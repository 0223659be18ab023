"""The reader of concerns is learnt without chance, and its figures come from texts it had not seen."""

from pathlib import Path

import pytest

from analysis.concern_model import read_concern_model, write_concern_model
from analysis.normalise import words_of
from models.errors import FeedbackError
from models.vocabulary import ConcernKind
from training import concern_examples
from training.concern_examples import FOLDS, Example, Source, read_all
from training.concerns import Recipe, learn, threshold_of, unseen_scores

WORRYING = ["she is locked in her room at night", "he keeps her locked in the house", "they lock him in"]
PLAIN = ["the room was clean and warm", "they were kind to her at night", "the house is near the bus"]


def an_example(text: str, *kinds: ConcernKind, source: Source = Source.CONCERNS, fold: int = 0) -> Example:
    return Example(words_of(text), frozenset(kinds), source, fold, is_raised_by_rule=False)


EXAMPLES = [
    *(
        an_example(text, ConcernKind.ABUSE_OR_NEGLECT, fold=fold)
        for fold in range(FOLDS)
        for text in WORRYING
    ),
    *(an_example(text, fold=fold, source=Source.PRAISE) for fold in range(FOLDS) for text in PLAIN),
]


def test_the_same_examples_give_the_same_file(tmp_path: Path) -> None:
    for name in ("first.npz", "second.npz"):
        write_concern_model(tmp_path / name, learn(EXAMPLES, Recipe()))

    assert (tmp_path / "first.npz").read_bytes() == (tmp_path / "second.npz").read_bytes()


def test_what_is_written_reads_as_what_was_learnt(tmp_path: Path) -> None:
    learnt = learn(EXAMPLES, Recipe())
    write_concern_model(tmp_path / "model.npz", learnt)

    kept = read_concern_model(tmp_path / "model.npz")

    for text in [*WORRYING, *PLAIN]:
        words = words_of(text)
        assert kept.scores(words).tolist() == pytest.approx(learnt.scores(words).tolist(), abs=0.02)


def test_a_concern_scores_above_what_is_none_and_the_threshold_parts_them() -> None:
    scores = unseen_scores(EXAMPLES, Recipe())
    model = learn(EXAMPLES, Recipe(), threshold=threshold_of(EXAMPLES, scores, Recipe()))

    assert {found.kind for text in WORRYING for found in model.read(words_of(text))} == {
        ConcernKind.ABUSE_OR_NEGLECT
    }
    assert [model.read(words_of(text)) for text in PLAIN] == [()] * len(PLAIN)


def test_what_a_rule_raises_is_learnt_from_only_where_somebody_labelled_it() -> None:
    raised = an_example("she hit him", source=Source.REAL)._replace(is_raised_by_rule=True)

    assert Recipe().weight(raised) == 0
    assert Recipe().weight(raised._replace(source=Source.CONCERNS)) > 0


def test_a_folder_without_the_comments_is_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What we wrote is read on the way; what the rules raise of it, which takes long, is beside the point."""
    monkeypatch.setattr(concern_examples, "concerns_by_rule", lambda _words: ())
    with pytest.raises(FeedbackError, match="fft_comments_v6.csv"):
        read_all(tmp_path)
