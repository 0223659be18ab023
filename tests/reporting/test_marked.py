"""Somebody's words are drawn as they are, whatever they hold, with the marked parts marked."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.marked import Line, Mark, marked

TEXTS = st.text(alphabet="<>&\"' abé\n\u202e)(![]", max_size=40)


def read_back(html: str) -> str:
    """What a browser shows of it, the numbers left out."""
    inside = re.fullmatch(r"<p [^>]*>(.*)</p>", html, flags=re.DOTALL)
    assert inside
    return unescape(re.sub(r"<mark [^>]*>|</mark>|<sup>[\d, ]+</sup>", "", inside[1]))


@st.composite
def texts_with_marks(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(TEXTS.filter(bool))
    edges = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(edges, edges).map(sorted).filter(lambda ends: ends[0] < ends[1])))
    return text, [Mark(start, end, number, Line.SOLID) for number, (start, end) in enumerate(spans, start=1)]


@given(texts_with_marks())
def test_whatever_is_marked_the_words_stay_the_same_and_nothing_in_them_is_obeyed(case) -> None:
    text, marks = case
    assert read_back(marked(text, marks)) == text


@given(texts_with_marks())
def test_every_mark_has_its_number_once(case) -> None:
    text, marks = case
    numbers = re.findall(r"\d+", " ".join(re.findall(r"<sup>(.+?)</sup>", marked(text, marks))))
    assert sorted(map(int, numbers)) == [mark.number for mark in marks]


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</p><b>bold</b>", "&amp;"]
)
def test_markup_in_somebodys_words_is_shown_as_they_typed_it(text: str) -> None:
    html = marked(text, [Mark(1, 4, 1, Line.DOTTED)])

    assert read_back(html) == text
    assert not re.search(r"<(?!/?(?:p|mark|sup)\b)", html)


def test_a_mark_is_underlined_and_numbered() -> None:
    html = marked("Ask Dr Patel", [Mark(7, 12, 3, Line.SOLID)])

    assert "Patel</mark><sup>3</sup>" in html
    assert "underline solid" in html


def test_words_with_nothing_marked_are_one_plain_paragraph() -> None:
    assert "<mark" not in marked("All fine", [])
