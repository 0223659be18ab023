"""A question set that cannot be right is refused by the name of its file."""

import pytest

from content import question_sets as loader
from content.question_set import QuestionSet
from content.words import FOLDER

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
        ("[groups]", '[fixed]\njourney = "by_bus"\n[groups]', "journey can't be 'by_bus'"),
        ("[groups]", '[fixed]\nwords = "All is well"\n[groups]', "words can't be 'All is well'"),
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


TOLD = """
[[steps]]
id = "told"
group = "all"
[[steps.questions]]
id = "words"
kind = "words"
fills = "words"
title = "What happened?"
short = "What happened"
"""


def test_a_set_begins_with_a_choice_so_that_it_is_kept_whose_form_it_is_before_anything_is_typed(load):
    before, first = GOOD.split("[[steps]]", 1)
    assert [step.id for step in load(f"{before}[[steps]]{first}{TOLD}").steps] == ["first", "told"]
    with pytest.raises(ValueError, match="step told: begin with a choice"):
        load(f"{before}{TOLD}[[steps]]{first}")


def test_a_service_may_offer_kinds_of_service_and_each_says_its_sector(load):
    kinds = GOOD.replace('kind = "choice"\nfills = "rating"', 'kind = "service"')
    with pytest.raises(ValueError, match="says its sector"):
        load(kinds)
    option = load(kinds.replace('"Good"', '"Good", sector = "police"')).steps[0].questions[0].options[0]
    assert option.sector == "police"


LENT = GOOD.replace('consent_wording = "1"', 'like = "have_your_say"') + '[[steps]]\nid = "places"\n'
FIXED = "[fixed]\njourney = '{}'\n[groups]"


def test_a_step_is_lent_with_its_words_and_asked_of_all_where_what_it_goes_by_is_fixed(load, tmp_path):
    usual = "en/questions/have_your_say.toml"
    (tmp_path / "en" / "questions").mkdir(parents=True)
    (tmp_path / usual).write_bytes((FOLDER / usual).read_bytes())
    with pytest.raises(ValueError, match="'journey' is not asked before it"):
        load(LENT)
    lent = load(LENT.replace("[groups]", FIXED.format("between_services"))).steps[1]
    assert (lent.title, lent.shown_when) == ("Which services did you move between?", None)
    with pytest.raises(ValueError, match="never asked where journey is fixed"):
        load(LENT.replace("[groups]", FIXED.format("leaving_hospital")))
    with pytest.raises(ValueError, match="have_your_say has no step 'palaces'"):
        load(LENT.replace("places", "palaces"))
