"""One text in, the machine's proposals out; nothing else is touched."""

import subprocess
import sys
from importlib.metadata import version

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import MODEL_VERSION
from analysis.tagger import Tags, tag
from models.vocabulary import Sentiment
from tests.analysis.texts import AWKWARD


def test_sentiment_and_themes_are_proposed_together() -> None:
    tags = tag("The nurses were excellent but there was no aftercare")

    assert tags.sentiment is not None
    assert tags.sentiment.label is Sentiment.VERY_POSITIVE
    assert {"nobody_to_contact", "praise_and_thanks"} <= {found.theme for found in tags.themes}


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


@pytest.mark.parametrize("text", AWKWARD)
def test_no_text_is_too_awkward_to_tag(text: str) -> None:
    assert isinstance(tag(text), Tags)


@given(st.text(), st.text(max_size=8))
def test_any_text_in_any_language_is_tagged_or_left_alone(text: str, language: str) -> None:
    assert isinstance(tag(text, language), Tags)


def test_the_version_says_which_textblob_and_which_phrases_found_the_tags() -> None:
    assert f"textblob-{version('textblob')}/phrases-1" == MODEL_VERSION


def test_importing_the_tagger_reads_no_taxonomy_and_loads_no_word_list() -> None:
    check = (
        "import analysis.tagger, analysis.taxonomy, analysis.sentiment;"
        "assert not analysis.taxonomy.load_taxonomy.cache_info().currsize;"
        "assert not analysis.sentiment._blobber.cache_info().currsize"
    )

    subprocess.run([sys.executable, "-c", check], check=True)
