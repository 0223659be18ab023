"""What others read once parts were taken out: nothing that was taken out, and everything else as it stood."""

from time import process_time

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.redaction import (
    Cut,
    Redacted,
    moved,
    names_in_phrase,
    redact,
    said_in,
    still_there,
    tidy,
    words_in,
)
from models.vocabulary import RedactionKind

NAMES = {kind: f"{kind.value} removed" for kind in RedactionKind}
NAME, PHONE = RedactionKind.NAME, RedactionKind.PHONE
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
URDU = "نرس عائشہ نے مدد کی"
LETTERS = st.sampled_from(
    ["a", " ", "\n", "é", "e\u0301", FAMILY, "\U0001f1ec\U0001f1e7", "ع", "ा", "क", "ß"]
)
TEXTS = st.lists(LETTERS, max_size=30).map("".join)
CUTS = st.lists(
    st.builds(
        Cut,
        st.integers(-3, 80),
        st.integers(-3, 80),
        st.sampled_from([NAME, PHONE]),
        st.sampled_from(["", "she"]),
    ),
    max_size=6,
)


def others_read(text: str, *cuts: Cut) -> str:
    return redact(text, cuts, NAMES).text


def test_what_is_taken_out_leaves_a_word_for_what_it_was():
    text = "Nurse Jane Doe rang on 01632 960771."
    assert others_read(text, Cut(23, 35, PHONE), Cut(6, 14, NAME)) == (
        "Nurse [name removed] rang on [phone removed]."
    )


def test_a_job_title_stands_where_somebody_chose_one():
    assert others_read("Jane Doe shouted", Cut(0, 8, NAME, "the ward sister")) == "the ward sister shouted"


def test_nothing_is_taken_out_of_a_text_without_cuts():
    assert redact("It was warm", (), NAMES).pieces[0].kind is None
    assert others_read("") == others_read("", Cut(0, 4, NAME)) == ""
    assert others_read("I", Cut(0, 1, NAME)) == "[name removed]"


@pytest.mark.parametrize(
    ("text", "cut", "left"),
    [
        (f"My {FAMILY} left", Cut(4, 5, NAME), "My [name removed] left"),
        ("Zoe\u0308 came", Cut(0, 3, NAME), "[name removed] came"),
        ("line\r\nline", Cut(5, 6, NAME), "line[name removed]line"),
        (URDU, Cut(4, 9, NAME), f"{URDU[:4]}[name removed]{URDU[9:]}"),
    ],
    ids=["an emoji of three people", "an accent of its own", "the end of a line", "Urdu"],
)
def test_no_letter_or_emoji_is_split(text, cut, left):
    assert others_read(text, cut) == left


@pytest.mark.parametrize(
    ("cuts", "tidied"),
    [
        ([Cut(0, 4, NAME), Cut(2, 9, PHONE)], [Cut(0, 9, PHONE)]),
        ([Cut(0, 9, PHONE), Cut(2, 4, NAME, "her")], [Cut(0, 9, PHONE)]),
        ([Cut(0, 3, NAME), Cut(2, 5, PHONE), Cut(4, 9, NAME, "she")], [Cut(0, 9, NAME, "she")]),
        ([Cut(0, 4, NAME), Cut(0, 4, NAME)], [Cut(0, 4, NAME)]),
        ([Cut(0, 4, NAME), Cut(4, 9, PHONE)], [Cut(0, 4, NAME), Cut(4, 9, PHONE)]),
        ([Cut(5, 5, NAME), Cut(7, 3, NAME), Cut(10, 12, NAME), Cut(-4, 0, NAME)], []),
        ([Cut(8, 99, NAME)], [Cut(8, 10, NAME)]),
    ],
    ids=["across", "inside", "in a chain", "twice", "side by side", "empty or outside", "past the end"],
)
def test_overlapping_cuts_become_one(cuts, tidied):
    assert list(tidy("0123456789", cuts)) == tidied


@given(TEXTS, CUTS)
@example(f"{FAMILY}{FAMILY}", [Cut(1, 2, NAME, "")])
def test_what_is_left_is_the_original_and_what_is_taken_out_is_whole(text, cuts):
    read = redact(text, cuts, NAMES)
    edges = {0, *(end for found in regex.finditer(r"\X", text) for end in found.span())}

    assert [piece.start for piece in read.pieces] == [0, *(piece.end for piece in read.pieces)][
        :-1
    ] or not text
    assert "".join(text[piece.start : piece.end] for piece in read.pieces) == text
    assert all(piece.text == text[piece.start : piece.end] for piece in read.pieces if piece.kind is None)
    assert {edge for piece in read.pieces for edge in (piece.start, piece.end)} <= edges
    gone = {place for cut in cuts for place in range(max(cut.start, 0), min(cut.end, len(text)))}
    taken = {place for piece in read.pieces if piece.kind for place in range(piece.start, piece.end)}
    assert gone <= taken
    assert tidy(text, tidy(text, cuts)) == tidy(text, cuts)


@given(TEXTS, CUTS, st.integers(0, 40), st.integers(0, 40))
def test_a_place_in_the_original_is_found_again_where_its_words_still_stand(text, cuts, start, end):
    read = redact(text, cuts, NAMES)
    found = moved(read, (start, end))
    stands = [
        place
        for piece in read.pieces
        if piece.kind is None
        for place in range(max(start, piece.start), min(end, piece.end))
    ]
    if not stands:
        assert found is None
    else:
        assert found is not None
        assert read.text[found[0]] == text[stands[0]] and read.text[found[1] - 1] == text[stands[-1]]


def test_a_place_around_what_was_taken_out_holds_the_word_for_it():
    read = redact("They lost Ann twice", [Cut(10, 13, NAME)], NAMES)
    assert at(read, (0, 19)) == "They lost [name removed] twice"
    assert at(read, (0, 12)) == "They lost "
    assert moved(read, (10, 13)) is None


def at(read: Redacted, span: tuple[int, int]) -> str:
    found = moved(read, span)
    assert found is not None
    return read.text[slice(*found)]


@pytest.mark.parametrize(
    ("text", "phrase", "stands"),
    [
        ("Ann rang. ann’s annoyed, so is ANN.", "Ann", ["Ann", "ann", "ANN"]),
        ("Mrs  Ann\nLee and mrs ann lee", " mrs Ann Lee ", ["Mrs  Ann\nLee", "mrs ann lee"]),
        ("O’Neil and O'Neil", "o'neil", ["O’Neil", "O'Neil"]),
        ("STRASSE, Straße", "straße", ["STRASSE", "Straße"]),
        ("he wrote JaneDoe99", "jane", []),
        (URDU, "عائشہ", ["عائشہ"]),
        ("a.b is not acb", "a.b", ["a.b"]),
        ("nothing", "  ", []),
        ("nothing", "Jane", []),
    ],
)
def test_a_phrase_is_found_everywhere_it_stands(text, phrase, stands):
    assert [text[slice(*span)] for span in said_in(text, phrase)] == stands


def test_a_phrase_is_looked_for_within_words_where_somebody_asks():
    assert said_in("he wrote JaneDoe99", "jane", within_words=True) == ((9, 13),)


def test_every_word_has_its_place():
    text = f" Two  (words),\n{FAMILY} O’Neil's - end."
    assert [text[slice(*span)] for span in words_in(text)] == ["Two", "words", FAMILY, "O’Neil's", "-", "end"]


def test_a_name_that_was_taken_out_is_looked_for_in_parts_but_not_as_another_word():
    assert names_in_phrase("Sister Pat Whitlock") == ("Pat", "Whitlock")
    assert names_in_phrase("the ward sister") == ()
    text = "Pat came. Ask whitlock or Whitlock, not Patrick; pat him."
    assert [text[slice(*span)] for span in still_there(text, ["Pat", "Whitlock"])] == ["Pat", "Whitlock"]
    assert still_there(text, []) == ()


def test_the_longest_words_are_redacted_in_no_time():
    text = "Ann rang us, and e\u0301 too. " * 1000
    text = text[:20_000]
    took = []
    for _ in range(3):
        began = process_time()
        spans = said_in(text, "ann")
        redact(text, [Cut(*span, NAME) for span in spans], NAMES)
        took.append(process_time() - began)
    assert len(spans) > 700
    assert min(took) < 0.05
