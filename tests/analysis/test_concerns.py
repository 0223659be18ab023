"""What may be a concern is raised, in any text at all, with the words that raised it."""

import re
import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.concerns import Rule, Sign, all_rules, find_concerns
from analysis.normalise import LONGEST_ANALYSED, words_of
from analysis.phrases import lay_out, spoken_for
from analysis.reading import read
from models.vocabulary import ConcernKind
from tests.analysis import find_phrases_slowly as slow
from tests.analysis.texts import AWKWARD

EXAMPLES = tomllib.loads((Path(__file__).parent / "concerns.toml").read_text(encoding="utf-8"))
RAISED = [(text, ConcernKind(kind)) for kind, texts in EXAMPLES["raised"].items() for text in texts]
NEAR_MISSES = EXAMPLES["near_misses"]["texts"]
A_FEW = [*(text for text, _ in RAISED), *NEAR_MISSES][::60]

ONE_READING = re.compile(r"\(([^()|]*)[^()]*\)")


def kinds_in(text: str) -> set[ConcernKind]:
    return {found.kind for found in find_concerns(text)}


def quoted(text: str, kind: ConcernKind) -> list[str]:
    """The parts of `text` that raised `kind`."""
    return [text[slice(*found.span)] for found in find_concerns(text) if found.kind == kind]


def plainest_reading(phrase: str) -> str:
    """A phrase with its first choices taken, its gaps closed and an everyday word for `*` alone."""
    words = ONE_READING.sub(r"\1", phrase).replace("... ", "").split()
    return " ".join(word.removesuffix("*") or "xyz" for word in words)


def test_a_concern_is_raised() -> None:
    missed = [(kind, text) for text, kind in RAISED if kind not in kinds_in(text)]
    assert len(RAISED) > 400 and not missed


def test_what_only_sounds_like_a_concern_is_not_raised() -> None:
    raised = [text for text in NEAR_MISSES if find_concerns(text) != ()]
    assert len(NEAR_MISSES) > 140 and not raised


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Lovely ward. I WANT TO DIE, though.", ConcernKind.RISK_TO_LIFE, ["WANT TO DIE"]),
        ("💔 She self-harms", ConcernKind.SELF_HARM, ["self-harms"]),
        ("They hit him. Then they hit her.", ConcernKind.ABUSE_OR_NEGLECT, ["hit him", "hit her"]),
    ],
)
def test_the_words_that_raised_it_are_quoted_as_they_were_typed(
    text: str, kind: ConcernKind, words: list[str]
) -> None:
    assert quoted(text, kind) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("i feel s u i c i d a l", "s u i c i d a l"),
        ("s.u.i.c.i.d.e", "s.u.i.c.i.d.e"),
        ("su*cide", "su*cide"),
        ("killmyself", "killmyself"),
        ("feeling siucidal", "siucidal"),
        ("K*LL MYSELF", "K*LL MYSELF"),
    ],
)
def test_words_that_are_hidden_run_together_or_misspelt_are_read_as_meant(text: str, words: str) -> None:
    assert words in quoted(text, ConcernKind.RISK_TO_LIFE)


@pytest.mark.parametrize("text", ["Je suis très fatigué de tout ça et je veux mourir.", "n/a suicide"])
def test_a_text_that_is_not_analysed_for_anything_else_is_still_looked_at(text: str) -> None:
    assert ConcernKind.RISK_TO_LIFE in kinds_in(text)


def test_the_french_example_is_one_that_nothing_else_is_read_from() -> None:
    """Or the test above would show nothing."""
    assert read("Je suis très fatigué de tout ça et je veux mourir.") is None


def test_a_text_is_read_to_its_end_however_long() -> None:
    text = "The tea was fine. " * (LONGEST_ANALYSED // 10) + "I want to die."

    assert quoted(text, ConcernKind.RISK_TO_LIFE) == ["want to die"]


def test_a_turn_of_phrase_does_not_silence_the_rest_of_the_comment() -> None:
    assert kinds_in("I was dying for a cup of tea.") == set()
    assert ConcernKind.RISK_TO_LIFE in kinds_in("I was dying for a cup of tea. I want to die.")


def test_what_is_denied_of_others_is_not_raised_but_a_denied_wish_to_live_is() -> None:
    assert kinds_in("They never hit him") == set()
    assert ConcernKind.RISK_TO_LIFE in kinds_in("I don't want to live")


def test_a_death_is_raised_only_where_care_is_blamed() -> None:
    assert kinds_in("My husband died peacefully and the ward was kind") == set()
    assert ConcernKind.SERIOUS_HARM in kinds_in("My husband died because nobody listened")


def test_a_wait_that_nearly_killed_somebody_is_raised_though_it_may_be_a_turn_of_phrase() -> None:
    """In a comment about health it may be meant; a person can tell in a second, and a rule cannot."""
    assert ConcernKind.SERIOUS_HARM in kinds_in("The wait nearly killed me")


def test_one_comment_may_raise_several_kinds_in_the_order_of_the_text() -> None:
    found = find_concerns("Dr Example slapped my mum. I want to die.")

    assert {one.kind for one in found} >= {
        ConcernKind.ALLEGATION,
        ConcernKind.ABUSE_OR_NEGLECT,
        ConcernKind.RISK_TO_LIFE,
    }
    assert [one.span for one in found] == sorted(one.span for one in found)


def test_every_kind_and_every_sign_but_the_models_has_its_rule() -> None:
    assert {rule.kind for rule in all_rules()} == set(ConcernKind)
    assert {rule.id for rule in all_rules()} == set(Sign) - {Sign.READ_AS_A_CONCERN}


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_every_phrase_of_a_rule_is_found(rule: Rule) -> None:
    """A phrase that could never be read, for a slip of the pen, would be a hole nobody sees."""
    tree = lay_out([rule._replace(not_phrases=())])

    never_found = [
        phrase for phrase in rule.phrases if not spoken_for(words_of(plainest_reading(phrase)), tree)
    ]

    assert never_found == []


@pytest.mark.parametrize("text", A_FEW)
def test_a_slow_search_for_each_phrase_finds_the_same(text: str) -> None:
    found = spoken_for(words_of(text), lay_out(all_rules()[::4]))

    for rule in all_rules()[::4]:
        quick = {place for span in found.get(rule.id, ()) for place in range(*span)}
        assert quick == slow.characters_found(text, rule), rule.id


@pytest.mark.parametrize("text", AWKWARD)
def test_no_text_is_too_awkward_to_look_at(text: str) -> None:
    for found in find_concerns(text):
        assert 0 <= found.span[0] < found.span[1] <= len(text)


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("suicide kill ’' .\n")), max_size=400))
def test_every_span_lies_inside_the_text(text: str) -> None:
    assert all(0 <= found.span[0] < found.span[1] <= len(text) for found in find_concerns(text))


@pytest.mark.parametrize(
    "repeated", ["s u i c i d e ", "he hit her ", "not ", "left in his own ", "the nurse called ", "xyz", "!"]
)
@pytest.mark.usefixtures("no_collecting")
def test_time_grows_no_faster_than_the_text(repeated: str) -> None:
    text = (repeated * 20_000)[:20_000]
    find_concerns("Everything is laid out by the first call.")

    started = time.perf_counter()
    find_concerns(text)

    assert time.perf_counter() - started < 2
