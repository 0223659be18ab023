"""A part of a long text: the one with most of what was looked for, and its marks where they belong."""

import pytest

from reporting.snippet import ELLIPSIS, LONGEST, snippet

FILLER = "and so it went on " * 40


def test_a_short_text_stays_whole():
    assert snippet("cold bed", [(0, 4)]) == ("cold bed", ((0, 4),))


@pytest.mark.parametrize(
    "said", [f"cold {FILLER} cold cold ward {FILLER}", f"{FILLER} cold cold ward", f"cold cold ward {FILLER}"]
)
def test_the_part_with_most_of_it_is_shown_and_its_marks_stay_on_their_words(said):
    spans = [(at, at + 4) for at in range(len(said)) if said.startswith("cold", at)]
    shown = snippet(said, spans)

    assert len(shown.text) <= LONGEST + 2 and "cold cold ward" in shown.text
    assert [shown.text[start:end] for start, end in shown.spans] == ["cold", "cold"]
    inside = shown.text.strip(ELLIPSIS)
    assert inside in said and all(word in said.split() for word in inside.split())


def test_a_text_without_spaces_is_cut_and_its_mark_with_it():
    shown = snippet("x" * 20_000, [(0, 20_000)])
    assert shown == ("x" * LONGEST + ELLIPSIS, ((0, LONGEST),))


def test_without_a_mark_the_beginning_is_shown():
    assert snippet(FILLER, []).text.startswith("and so it went on")
