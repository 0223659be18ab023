"""References: read over the phone without a mistake going unnoticed."""

import pytest

from actions.reference import ALPHABET, LETTERS, new_reference, read_reference

MANY = [new_reference() for _ in range(300)]


def test_a_reference_holds_nothing_that_looks_like_something_else():
    assert not set("".join(MANY)) & set("0O1ILB5S2Z6GUVQ") - set("26")
    for pair in ("0O", "1I", "1L", "8B", "5S", "2Z", "6G", "UV", "0Q"):
        assert not set(pair) <= set(ALPHABET), pair


def test_no_two_letters_stand_together_so_no_word_can_appear():
    for reference in MANY:
        plain = reference.replace("-", "")
        assert not any(a in LETTERS and b in LETTERS for a, b in zip(plain[:-1], plain[1:-1], strict=False))


def test_references_do_not_repeat_in_practice():
    assert len(set(MANY)) == len(MANY)


@pytest.mark.parametrize("said", ["{}", " {} ", "{lower}", "{spaced}", "{run_together}"])
def test_a_reference_is_understood_however_it_is_written(said):
    reference = MANY[0]
    typed = said.format(
        reference,
        lower=reference.lower(),
        spaced=reference.replace("-", " "),
        run_together=reference.replace("-", ""),
    )
    assert read_reference(typed) == reference


def test_every_single_slip_is_noticed():
    plain = MANY[0].replace("-", "")
    for at, right in enumerate(plain):
        for wrong in set(ALPHABET) - {right}:
            assert read_reference(plain[:at] + wrong + plain[at + 1 :]) is None


def test_two_neighbours_swapped_are_noticed():
    for reference in MANY[:50]:
        plain = reference.replace("-", "")
        for at in range(len(plain) - 1):
            swapped = plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :]
            assert swapped == plain or read_reference(swapped) is None


@pytest.mark.parametrize(
    "said", ["", "-", "K7M4", "<script>", "K7M4-R2T9-C3W-EXTRA", "\x00", "\U0001f62d" * 11]
)
def test_what_is_no_reference_is_not_understood_as_one(said):
    assert read_reference(said) is None
