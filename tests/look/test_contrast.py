"""Every contrast of the look, worked out again from the tokens: none can change without its contrast."""

import pytest

from content.look.contrast import MARK, TEXT, contrast, mixed
from content.look.css import BOXES
from content.look.tokens import HUE_OF_MESSAGE, Mode, Palette, tokens
from models.vocabulary import Sentiment

MODES: list[Mode] = ["light", "dark"]
GROUNDS = ["paper", "wash"]
CAPTION_OPACITY = 0.6  # Streamlit draws captions and placeholders as the text colour at 60%

everywhere = pytest.mark.parametrize(
    ("mode", "ground"), [(mode, ground) for mode in MODES for ground in GROUNDS]
)
in_both_modes = pytest.mark.parametrize("mode", MODES)


def of(mode: Mode) -> Palette:
    return tokens().palette(mode)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#FFFFFF", 21.0),
        ("#FFFFFF", "#FFFFFF", 1.0),
        ("#777777", "#FFFFFF", 4.48),
        ("#767676", "#FFFFFF", 4.54),
    ],
)
def test_the_ratio_is_the_one_that_wcag_defines(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


@pytest.mark.parametrize("written", ["red", "#FFF", "123456", "#1234567"])
def test_a_colour_written_another_way_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="#RRGGBB"):
        contrast(written, "#FFFFFF")


@everywhere
@pytest.mark.parametrize("name", ["ink", "soft", "spruce", "brick"])
def test_text_can_be_read(mode: Mode, ground: str, name: str) -> None:
    assert contrast(getattr(of(mode), name), getattr(of(mode), ground)) >= TEXT


@everywhere
@pytest.mark.parametrize("name", ["edge", "primary", "bars", "count"])
def test_borders_and_marks_can_be_seen(mode: Mode, ground: str, name: str) -> None:
    assert contrast(getattr(of(mode), name), getattr(of(mode), ground)) >= MARK


@everywhere
def test_every_reading_of_a_point_can_be_seen(mode: Mode, ground: str) -> None:
    for name, colour in of(mode).spc:
        assert contrast(colour, getattr(of(mode), ground)) >= MARK, name


@everywhere
def test_every_sentiment_can_be_seen(mode: Mode, ground: str) -> None:
    for sentiment, colour in of(mode).sentiment.items():
        # Neutral is outlined in edge: the outline is what has to be seen.
        seen = of(mode).edge if sentiment is Sentiment.NEUTRAL else colour
        assert contrast(seen, getattr(of(mode), ground)) >= MARK, sentiment


@in_both_modes
def test_all_five_sentiments_have_a_colour_in_their_order(mode: Mode) -> None:
    assert list(of(mode).sentiment) == list(Sentiment)


@in_both_modes
def test_the_far_ends_of_sentiment_are_the_strongest(mode: Mode) -> None:
    against = {
        sentiment: contrast(colour, of(mode).paper) for sentiment, colour in of(mode).sentiment.items()
    }
    assert against[Sentiment.VERY_NEGATIVE] > 2 * against[Sentiment.NEGATIVE]
    assert against[Sentiment.VERY_POSITIVE] > 2 * against[Sentiment.POSITIVE]


@everywhere
def test_every_family_of_services_can_be_seen(mode: Mode, ground: str) -> None:
    for name, colour in of(mode).sectors:
        assert contrast(colour, getattr(of(mode), ground)) >= MARK, name


@everywhere
def test_every_named_hue_can_be_seen_and_its_words_read(mode: Mode, ground: str) -> None:
    for name, hue in of(mode).hues.named().items():
        assert contrast(hue.mark, getattr(of(mode), ground)) >= MARK, name
        assert contrast(hue.text, hue.ground) >= TEXT, name
        assert contrast(hue.text, getattr(of(mode), ground)) >= TEXT, name


@in_both_modes
def test_message_boxes_are_better_than_they_must_be(mode: Mode) -> None:
    for kind in HUE_OF_MESSAGE:
        box = of(mode).message(kind)
        assert contrast(box.text, box.ground) >= 7.0, kind


@in_both_modes
def test_links_and_words_in_an_error_box_can_be_read(mode: Mode) -> None:
    ground = of(mode).message("error").ground
    assert contrast(of(mode).ink, ground) >= TEXT
    assert contrast(of(mode).brick, ground) >= TEXT


def test_every_message_has_its_box_in_plain_pages() -> None:
    assert set(BOXES) == set(HUE_OF_MESSAGE)


@in_both_modes
def test_words_on_buttons_and_numbers_on_beads_can_be_read(mode: Mode) -> None:
    assert contrast(of(mode).on_primary, of(mode).primary) >= TEXT
    assert contrast(of(mode).on_spruce, of(mode).spruce) >= TEXT
    assert contrast(of(mode).on_marigold, of(mode).marigold) >= TEXT


@in_both_modes
def test_streamlits_faded_captions_can_still_be_read_on_paper(mode: Mode) -> None:
    caption = mixed(of(mode).ink, of(mode).paper, CAPTION_OPACITY)
    assert contrast(caption, of(mode).paper) >= TEXT


def test_streamlit_writes_white_on_its_primary_colour_in_both_modes() -> None:
    assert {of(mode).on_primary for mode in MODES} == {"#FFFFFF"}


@in_both_modes
@pytest.mark.parametrize("step", range(10))
def test_the_number_in_a_matrix_cell_can_be_read(mode: Mode, step: int) -> None:
    share = (step + 0.5) / 10
    assert of(mode).amount(share) == of(mode).amounts[step]
    assert contrast(of(mode).on_amount(share), of(mode).amount(share)) >= TEXT


@in_both_modes
def test_more_people_are_further_from_the_page(mode: Mode) -> None:
    against = [contrast(colour, of(mode).paper) for colour in of(mode).amounts]
    assert against == sorted(against)


@pytest.mark.parametrize(("share", "step"), [(0, 0), (0.0999, 0), (0.1, 1), (0.9999, 9), (1, 9)])
def test_an_amount_falls_in_the_step_it_should(share: float, step: int) -> None:
    assert of("light").amount(share) == of("light").amounts[step]


def test_strong_contrast_is_strong() -> None:
    strong = tokens().strong
    assert contrast(strong.ink, strong.paper) == pytest.approx(21)
    assert contrast(strong.accent, strong.paper) >= 16
    assert contrast(strong.on_accent, strong.accent) >= 16
    for sentiment, colour in tokens().dark.sentiment.items():
        if sentiment is not Sentiment.NEUTRAL:
            assert contrast(colour, strong.paper) >= MARK, sentiment


def test_print_is_black_on_white_and_every_sentiment_shows_on_it() -> None:
    page = tokens().print
    assert contrast(page.ink, page.paper) == pytest.approx(21)
    for message in HUE_OF_MESSAGE:
        assert contrast(of("light").message(message).text, page.paper) >= TEXT


@in_both_modes
def test_a_colour_with_one_meaning_is_one_colour(mode: Mode) -> None:
    colours = of(mode)
    assert colours.hues.red.mark == colours.brick
    assert colours.hues.green.mark == colours.spruce
    assert colours.hues.blue.mark == colours.spc.better
    assert colours.hues.orange.mark == colours.spc.worse
    assert colours.hues.gray.mark == colours.spc.usual
