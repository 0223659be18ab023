"""How a text reads: praise and complaint told as people tell them, with or without a word of feeling."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textblob import Blobber

from analysis.feeling import WORTH
from analysis.sentiment import UNREAD, PatientExperienceAnalyzer, SentimentFound, read_sentiment
from analysis.tagger import tag
from models.vocabulary import Sentiment
from tests.analysis.texts import AWKWARD

NEGATIVE = {Sentiment.VERY_NEGATIVE, Sentiment.NEGATIVE}
POSITIVE = {Sentiment.VERY_POSITIVE, Sentiment.POSITIVE}


def reading(text: str) -> SentimentFound:
    found = read_sentiment(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "text",
    [
        "The hospital said it would be fine but nobody came and I was left",
        "Nobody rang me back and my referral was lost",
        "Sent home at midnight with no medicines",
        "They discharged mum with no care package in place",
        "It wasn't good",
        "Rude and unhelpful",
        "No one told us he was coming home",
    ],
)
def test_a_complaint_told_as_an_event_never_comes_out_positive(text: str) -> None:
    found = reading(text)

    assert found.label not in POSITIVE
    assert found.score < 0


@pytest.mark.parametrize(
    "text",
    [
        "can't fault them",
        "I can’t fault the staff",
        "no complaints",
        "I have no complaints at all",
        "nothing was too much trouble",
        "Nothing was too much trouble for the nurses",
        "Excellent care, thank you",
    ],
)
def test_praise_told_by_a_denial_never_comes_out_negative(text: str) -> None:
    found = reading(text)

    assert found.label not in NEGATIVE
    assert found.score > 0


def test_a_comment_that_praises_and_complains_is_mixed() -> None:
    assert reading("The nurses were lovely and kind, but nobody told us anything and it was chaos").is_mixed
    assert not reading("The nurses were lovely and kind, and they explained everything").is_mixed
    assert not reading("Terrible").is_mixed


@pytest.mark.parametrize(
    "same",
    [
        ("It wasn’t good", "It wasn't good", "It was not good", "it wasnt good"),
        ("“Lovely” staff", '"Lovely" staff'),
        ("I recieved excelent care", "I received excellent care"),
        ("They apologized", "They apologised"),
        ("Sooooo kind", "so kind"),
        ("GREAT   SERVICE", "great service"),
    ],
)
def test_habits_of_typing_change_nothing(same: tuple[str, ...]) -> None:
    assert len({read_sentiment(text) for text in same}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "n/a",
        "N/A.",
        "NA",
        "....",
        "x",
        "💔💔",
        "10",
        "No comment",
        "Nothing to add",
        "No further comments.",
    ],
)
def test_there_is_no_reading_where_there_is_nothing_to_read(text: str) -> None:
    assert read_sentiment(text) is None


def test_nothing_is_an_answer_and_is_read() -> None:
    """Asked what could be better, people mean it as praise."""
    assert read_sentiment("Nothing.") is not None


@pytest.mark.parametrize(
    "text",
    [
        "Szpital nie powiedział mi nic o lekach i zostawił mnie samą w domu",
        "L'hôpital ne m'a rien dit sur mes médicaments et je suis rentrée seule à la maison",
        "El personal del hospital fue muy amable y me explicó todo con mucha paciencia",
        "أُخرِجت من المستشفى بلا دواء",
        "মা হাসপাতাল থেকে ওষুধ ছাড়া বাড়ি এসেছেন",
        "Asistentele au fost foarte drăguțe cu mama mea pe toată durata internării",
    ],
)
def test_another_language_is_left_unread(text: str) -> None:
    assert read_sentiment(text) is None


@pytest.mark.parametrize(
    "text", ["Brill", "Tip top", "Ta duck", "Café staff fab", "Marvellous", "Smashing lass", "Top notch lads"]
)
def test_a_short_english_text_is_never_taken_for_another_language(text: str) -> None:
    assert read_sentiment(text) is not None


def test_textblob_reads_through_the_analyser_and_agrees_with_the_tags() -> None:
    text = "Kind staff but we waited six hours"

    assert Blobber(analyzer=PatientExperienceAnalyzer())(text).sentiment == tag(text).sentiment


def test_the_analyser_gives_textblob_the_kind_of_answer_it_promises() -> None:
    assert isinstance(PatientExperienceAnalyzer().analyze("Kind"), PatientExperienceAnalyzer.RETURN_TYPE)
    assert PatientExperienceAnalyzer().analyze("....") == UNREAD


@pytest.mark.parametrize("text", AWKWARD)
def test_no_text_is_too_awkward_to_read(text: str) -> None:
    found = read_sentiment(text)

    assert found is None or -1 <= found.score <= 1


@settings(deadline=None)
@given(st.text())
def test_every_reading_is_within_its_bounds(text: str) -> None:
    found = read_sentiment(text)

    assert found is None or (-1 <= found.score <= 1 and 0 <= found.confidence <= 1 and found.label in WORTH)
