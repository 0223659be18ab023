"""The typeface: light, whole, always the same, and fetched in the parts a page needs."""

import io

import pytest
from fontTools.ttLib import TTFont

from content.look.fonts import CUTS, FACES, NAMES, Face, font_face_css, ttf, url, woff2

ENGLISH = "abcxyzABCXYZ0123456789 .,;:!?()&@£€%+-–—‘’“”…·é"
POLISH = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ"
ROMANIAN = "ăâîșțĂÂÎȘȚ"
LITHUANIAN = "ąčęėįšųūžĄČĘĖĮŠŲŪŽ"


def letters(name: str) -> set[int]:
    with TTFont(io.BytesIO(woff2(name))) as font:
        return set(font.getBestCmap())


@pytest.mark.parametrize("name", NAMES)
def test_a_cut_is_woff2_and_light(name: str) -> None:
    assert woff2(name)[:4] == b"wOF2"
    assert 2_000 < len(woff2(name)) < 21_000


@pytest.mark.parametrize("name", NAMES)
def test_a_cut_has_nothing_outside_its_range_but_has_what_it_needs(name: str) -> None:
    cut = next(cut for cut in CUTS if name.endswith(f"-{cut.name}"))
    assert letters(name) <= set(cut.code_points)


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.name)
def test_english_needs_the_latin_cut_alone(face: Face) -> None:
    name = f"{face.name}-latin"
    assert {letter for letter in ENGLISH if ord(letter) not in letters(name)} == set()


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.name)
@pytest.mark.parametrize("words", [POLISH, ROMANIAN, LITHUANIAN], ids=["Polish", "Romanian", "Lithuanian"])
def test_other_languages_in_latin_letters_are_whole_with_both_cuts(face: Face, words: str) -> None:
    name = face.name
    both = letters(f"{name}-latin") | letters(f"{name}-latin-extended")
    assert {letter for letter in words if ord(letter) not in both} == set()


def test_no_letter_is_in_two_cuts() -> None:
    latin, extended = (set(cut.code_points) for cut in CUTS)
    assert latin & extended == set()


def test_a_cut_is_the_same_every_time_so_that_it_can_be_cached_for_long() -> None:
    first = woff2(NAMES[0])
    woff2.cache_clear()
    assert woff2(NAMES[0]) == first


def test_a_name_that_is_no_cut_of_ours_is_refused() -> None:
    for name in ("hyperlegible-regular", "../../etc/passwd", ""):
        with pytest.raises(KeyError):
            woff2(name)


def test_whole_faces_are_there_for_print() -> None:
    weights = {}
    for face in FACES:
        with TTFont(ttf(face.name)) as font:
            weights[face.weight] = font["OS/2"].usWeightClass
            assert "Atkinson Hyperlegible" in font["name"].getDebugName(1)
    assert weights == {400: 400, 700: 700}


def test_the_style_sheet_declares_each_cut_once_with_its_range() -> None:
    css = font_face_css()
    assert css.count("@font-face") == len(NAMES) == 4
    for name in NAMES:
        assert css.count(f"url({url(name)})") == 1
    for cut in CUTS:
        assert css.count(f"unicode-range:{cut.unicode_range}}}") == len(FACES)
