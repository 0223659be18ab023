"""A quotation is chosen by sentence: each stands as it was said, and nothing between two of them is lost."""

import pytest

from reporting.excerpts import from_to, sentences_of

SAID = "I waited 4.5 hours…  “Nobody came!” They said sorry.\n\nThe nurse was kind"


def test_a_comment_is_parted_where_its_sentences_and_lines_end():
    assert [SAID[one.start : one.end] for one in sentences_of(SAID)] == [
        "I waited 4.5 hours…",
        "“Nobody came!”",
        "They said sorry.",
        "The nurse was kind",
    ]
    assert sentences_of("") == sentences_of(" \n ") == ()


@pytest.mark.parametrize(
    ("first", "last", "quoted"),
    [
        (1, 2, "“Nobody came!” They said sorry."),
        (3, 3, "The nurse was kind"),
        (2, 0, "They said sorry."),
    ],
)
def test_all_from_one_sentence_to_another_is_quoted_as_it_was_said(first, last, quoted):
    found = from_to(sentences_of(SAID), first, last)
    assert SAID[found.start : found.end] == quoted
