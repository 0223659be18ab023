"""A question set that cannot be right is refused by the name of its file."""

import pytest

from content import question_sets as loader
from content.question_set import QuestionSet

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
    def load(text: str) -> QuestionSet:
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
        ('fills = "rating"', 'fills = "handover.stars"', "no 'stars' to fill"),
        ('options = [{ value = "good", label = "Good" }]', 'options = "never_listed"', "never_listed"),
        ('id = "first"', 'id = "first"\ngrows_from = 1', "says `add`"),
        ('id = "short"', "id = short", "short.toml"),
    ],
)
def test_a_mistake_is_named_with_its_file(load, right, wrong, said):
    with pytest.raises(ValueError, match=r"short\.toml") as fault:
        load(GOOD.replace(right, wrong))
    assert said in str(fault.value)


TICKS = GOOD.replace('kind = "choice"\nfills = "rating"', 'kind = "ticks"')


@pytest.mark.parametrize(
    "option", ['value = "good,bad", label = "Both"', 'value = "x", label = "x", hint = "y"']
)
def test_one_of_several_has_neither_a_comma_nor_a_hint(load, option):
    assert load(TICKS).steps[0].questions[0].options[0].value == "good"
    with pytest.raises(ValueError, match="no comma in it, and no hint"):
        load(TICKS.replace('value = "good", label = "Good"', option))


def test_what_is_typed_needs_a_field_of_its_own_unless_all_of_it_is_kept_apart(load):
    typed = """
[[steps.questions]]
id = "more"
kind = "line"
title = "More?"
short = "More"
"""
    with pytest.raises(ValueError, match="what is typed needs a field of its own"):
        load(GOOD + typed)
    assert load(GOOD.replace('fills = "rating"', "") + typed).is_kept_apart


def test_several_questions_may_offer_one_list(load):
    listed = GOOD.replace(
        "[groups]", '[options]\nhow = [{ value = "good", label = "Good" }]\n[groups]'
    ).replace('options = [{ value = "good", label = "Good" }]', 'options = "how"')
    assert load(listed).steps[0].questions[0].options == load(GOOD).steps[0].questions[0].options
