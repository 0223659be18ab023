"""A poster: one page, with a square that leads to the form and an address that can be typed."""

import re

import pytest

from reporting.poster import PosterFacts, poster

PLAIN = PosterFacts("Testford Voice", "Testford", "01632 960123", "https://say.example.org")
SERVICE = "0190c3a1-0000-7000-8000-00000000000a"


@pytest.mark.parametrize(
    ("facts", "address", "in_letters"),
    [
        (PLAIN, "https://say.example.org/say", "say.example.org/say"),
        (
            PLAIN._replace(service_id=SERVICE, partner="age-uk"),
            f"https://say.example.org/say?service={SERVICE}&by=age-uk",
            "say.example.org/say",
        ),
        (
            PLAIN._replace(programme="winter-team"),
            "https://say.example.org/say?programme=winter-team",
            "say.example.org/say?programme=winter-team",
        ),
    ],
)
def test_the_square_says_everything_and_the_letters_what_changes_the_questions(facts, address, in_letters):
    assert (facts.address, facts.in_letters) == (address, in_letters)


@pytest.mark.pdf
@pytest.mark.parametrize("language", ["en", "ur"])
def test_a_poster_is_one_tagged_page_however_long_the_name_of_the_service_is(language, unpacked):
    long = PLAIN._replace(about="Testford General " * 11, service_id=SERVICE, programme="winter-team")
    drawn = unpacked(lambda: poster(long, language=language))
    assert b"pdfuaid" in drawn
    assert len(re.findall(rb"/Type /Page(?!s)", drawn)) == 1
