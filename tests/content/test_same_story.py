"""Somebody is asked whether this is a story that was begun before, without a word of it."""

from datetime import date

import pytest

from content.same_story import same_story_asked
from models.vocabulary import Channel, Journey


@pytest.mark.parametrize(
    ("channel", "journey", "services", "asked"),
    [
        (
            Channel.PHONE,
            Journey.LEAVING_HOSPITAL,
            ("Testford General",),
            "Somebody rang from this number on 3 November about leaving Testford General.",
        ),
        (
            Channel.PAPER,
            Journey.BETWEEN_SERVICES,
            ("the GP", "the clinic", "the ward"),
            (
                "Somebody left this number on 3 November when they told us about a move between services: "
                "the GP, the clinic and the ward."
            ),
        ),
        (
            Channel.PHONE,
            Journey.SOMETHING_ELSE,
            (),
            "Somebody rang from this number on 3 November about health or care.",
        ),
    ],
)
def test_the_question_says_when_it_was_told_and_what_about(channel, journey, services, asked):
    assert same_story_asked(date(2026, 11, 3), channel, journey, services) == f"{asked} Is it the same story?"
