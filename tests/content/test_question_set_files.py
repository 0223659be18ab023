"""A question set that cannot be right is refused by the name of its file."""

import pytest

from content import question_set as loader

GOOD = """
id = "short"
version = "1"
consent_wording = "1"
[groups]
all = "All"
[[steps]]
id = "first"
group = "all"
[[steps.questions]]
id = "rating"
kind = "choice"
fills = "rating"
title = "How was it?"
short = "How it was"
options = [{ value = "good", label = "Good" }]
"""


@pytest.fixture
def load(tmp_path, monkeypatch):
    def load(text: str) -> loader.QuestionSet:
        (tmp_path / "en" / "questions").mkdir(parents=True, exist_ok=True)
        (tmp_path / "en" / "questions" / "short.toml").write_text(text, encoding="utf-8")
        loader.question_set.cache_clear()
        return loader.question_set("short")

    monkeypatch.setattr(loader, "FOLDER", tmp_path)
    yield load
    loader.question_set.cache_clear()


def test_a_small_set_loads(load):
    assert load(GOOD).steps[0].title == "How was it?"


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('"good"', '"splendid"', "'splendid' is not a Rating"),
        ('fills = "rating"', 'fills = "stars"', "no 'stars' to fill"),
        ('group = "all"', 'group = "some"', "there is no group 'some'"),
        ('kind = "choice"', 'kind = "slider"', "slider"),
        ('kind = "choice"', 'kind = "words"', "a choice has options"),
        (
            'id = "first"',
            'id = "first"\nshown_when = { question = "journey", is = ["x"] }',
            "not asked before",
        ),
        ('title = "How was it?"', 'tilte = "How was it?"', "tilte"),
        ('version = "1"', "", "version"),
        ('id = "short"', "id = short", "short.toml"),
    ],
)
def test_a_mistake_is_named_with_its_file(load, right, wrong, said):
    with pytest.raises(ValueError, match=r"short\.toml") as fault:
        load(GOOD.replace(right, wrong))
    assert said in str(fault.value)
