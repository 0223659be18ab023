"""One text in, the machine's proposals out; nothing else is touched."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.features import pieces
from analysis.model_file import load_model
from analysis.normalise import LONGEST_ANALYSED, words_of
from analysis.tagger import Tags, learnt_themes, tag
from analysis.taxonomy import load_taxonomy
from models.vocabulary import Sentiment
from tests.analysis.texts import AWKWARD

ANY_TEXT = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("not told kind ’' .\n")), max_size=300)


def themes_in(text: str) -> set[str]:
    return {found.theme for found in tag(text).themes}


def test_sentiment_and_themes_are_proposed_together() -> None:
    tags = tag("The nurses were excellent and so kind")

    assert tags.sentiment is not None
    assert tags.sentiment.label in {Sentiment.POSITIVE, Sentiment.VERY_POSITIVE}
    assert "kindness_of_staff" in {found.theme for found in tags.themes}


def test_a_theme_of_leaving_hospital_is_found_by_its_phrases() -> None:
    assert "medicines_when_leaving" in themes_in("Sent home at midnight with no medicines")
    assert "referral_lost" in themes_in("Nobody rang me back and my referral was lost")


def test_a_general_theme_is_found_without_any_of_its_phrases() -> None:
    """The model has learnt from comments what no list of phrases holds."""
    learnt = learnt_themes(load_model(), load_taxonomy())

    assert {"kindness_of_staff", "waiting"} <= set(learnt)
    assert not any(load_taxonomy().themes[theme].group != "general" for theme in learnt)


def test_the_words_that_spoke_for_a_theme_are_pointed_at() -> None:
    text = "We waited six hours for the ambulance to come."
    spans = {found.theme: found.spans for found in tag(text).themes}["waiting"]

    assert any("wait" in text[start:end] or "hours" in text[start:end] for start, end in spans)


@pytest.mark.parametrize("language", ["en", "EN", "en-GB"])
def test_english_is_tagged(language: str) -> None:
    assert tag("No aftercare", language).themes


@pytest.mark.parametrize("language", ["pl", "ur", "zh-Hans", "", "eng"])
def test_a_language_that_nothing_here_can_read_is_left_alone(language: str) -> None:
    assert tag("Excellent, no aftercare", language) == Tags(sentiment=None, themes=())


def test_the_same_text_always_gets_the_same_tags() -> None:
    assert tag("A rude man sent her home with no medication") == tag(
        "A rude man sent her home with no medication"
    )


def test_a_text_that_goes_on_too_long_is_read_to_a_point_and_says_so() -> None:
    beginning = ("No aftercare. " * 400)[:LONGEST_ANALYSED]

    assert tag(beginning + "Excellent").is_cut
    assert not tag(beginning).is_cut
    assert tag(beginning + "Excellent")[:2] == tag(beginning)[:2]


@pytest.mark.parametrize("text", AWKWARD)
def test_no_text_is_too_awkward_to_tag(text: str) -> None:
    assert isinstance(tag(text), Tags)


@settings(deadline=None)
@given(ANY_TEXT, st.sampled_from(["en", "pl", ""]))
def test_any_text_in_any_language_is_tagged_or_left_alone(text: str, language: str) -> None:
    assert isinstance(tag(text, language), Tags)


@settings(deadline=None)
@given(ANY_TEXT)
def test_every_tag_points_at_words_inside_the_text_in_order_and_apart(text: str) -> None:
    for found in tag(text).themes:
        assert found.spans
        assert all(0 <= start < end <= len(text) for start, end in found.spans)
        assert all(before[1] <= after[0] for before, after in zip(found.spans, found.spans[1:], strict=False))


@pytest.mark.parametrize("repeated", ["not told ", "x", "!", "a!", "can't ", "I ", "staff were kind, "])
def test_work_grows_no_faster_than_the_text(repeated: str) -> None:
    """What is weighed is counted, not timed: at most one word and its pieces for each letter of the text."""
    text = (repeated * 20_000)[:20_000]
    words = words_of(text[:LONGEST_ANALYSED])

    assert len(words) <= LONGEST_ANALYSED
    assert sum(len(pieces(word.text)) for word in words) <= 8 * LONGEST_ANALYSED
    assert isinstance(tag(text), Tags)


def test_importing_the_tagger_reads_no_taxonomy_and_loads_no_weights() -> None:
    check = (
        "import analysis.tagger, analysis.taxonomy, analysis.model_file, sys;"
        "assert not analysis.taxonomy.load_taxonomy.cache_info().currsize;"
        "assert not analysis.model_file.load_model.cache_info().currsize;"
        "assert not {'textblob', 'scipy', 'sklearn', 'py3langid'} & set(sys.modules)"
    )

    subprocess.run([sys.executable, "-c", check], check=True)
