"""The link by which a body answers stands in the letters to it, and in nobody else's."""

from dataclasses import replace
from datetime import date

import pytest

from reporting.letter_link import LetterLink, link_said, with_link, without_link
from reporting.letters import Letter, letter
from tests.reporting.test_recommendation_words import ACCEPTED, CHASED, LATE, SENT, asked, writing

LINK = LetterLink("https://testford.example/answer/first-token", date(2027, 6, 20))
ANOTHER = LetterLink("https://testford.example/answer/other-token", date(2027, 7, 1))
CLOSE = "Yours sincerely,\nJo\nWest Testford"


@pytest.mark.parametrize("kind", Letter)
def test_only_letters_that_ask_the_body_for_its_answer_have_its_link(kind):
    answer = ACCEPTED if kind is Letter.THANKING else None
    one = asked(CHASED, answer=answer, sent=kind is not Letter.SENDING, copied_to=("The council",))
    silent, writes = writing(LATE), replace(writing(LATE), link=LINK)

    said = letter(kind, one, writes)

    if kind in {Letter.SENDING, Letter.REMINDER, Letter.CHASING}:
        assert f"site. You can also tell us there that this letter arrived:\n{LINK.address}\nWho" in said
        assert "until 20 June 2027" in said
        assert without_link(said, LINK) == letter(kind, one, silent), "copies read as if there were none"
    else:
        assert said == letter(kind, one, silent)


def test_the_link_stands_where_a_letter_says_how_to_answer():
    said = letter(Letter.SENDING, asked(sent=False), replace(writing(SENT), link=LINK))
    assert said.index("What to say in your answer") < said.index(LINK.address) < said.index("Yours sincerely")


@pytest.mark.parametrize(
    "typed",
    [
        f"Dear Di,\n\nanswer at {LINK.address} or ring.",
        "Dear Di,\n\nthe page is testford.example, then /answer/first-token",
        f"Dear Di,\n\n{link_said(LINK)}",
    ],
)
def test_a_copy_tells_nobody_the_link_however_the_letter_was_changed(typed):
    said = without_link(typed, LINK)
    assert "first-token" not in said and said.startswith("Dear Di,")
    assert without_link(typed, None) == typed


@pytest.mark.parametrize("before", [None, LINK])
@pytest.mark.parametrize("now", [None, ANOTHER])
def test_a_letter_that_somebody_changed_keeps_their_words_and_has_the_link_of_now_alone(before, now):
    mine = "Dear Di,\n\nas we said on the telephone."
    said = "\n\n".join(filter(None, [mine, link_said(before), CLOSE]))

    assert with_link(said, before, now, CLOSE) == "\n\n".join(filter(None, [mine, link_said(now), CLOSE]))


def test_a_letter_without_our_closing_words_has_the_new_link_at_its_end_and_not_the_dead_one():
    said = with_link(f"Dear Di, see {LINK.address}", LINK, ANOTHER, CLOSE)
    assert said == f"Dear Di, see \n\n{link_said(ANOTHER)}"
