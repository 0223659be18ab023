"""The first half of a postcode is kept, and never the whole of one."""

import pytest

from content.postcodes import first_half


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        *((half, half) for half in ("M1", "MK9", "SG18", "W1A", "EC1A", "WT1")),
        *(("M1 1AE", "M1"), ("m11ae", "M1"), ("MK9 3XA", "MK9"), ("mk93xa", "MK9"), ("EC1A1BB", "EC1A")),
        *(("SG18 0QY", "SG18"), ("sg180qy", "SG18"), ("SG1 8AB", "SG1"), ("sg18ab", "SG1")),
        *(
            (" mk9.", "MK9"),
            ("MK9-3XA", "MK9"),
            ("MK9\u00a0 3xa\n", "MK9"),
            ("MK9 3", "MK9"),
            ("MK93X", "MK9"),
        ),
        *(
            (more, "MK9")
            for more in (
                "MK9 3XA 4",
                "12 Acorn Road, MK9 3XA",
                "MK9,3XA",
                "mk9 3x a",
                "It is mk93xa, Testford",
            )
        ),
        *((none, "") for none in ("", " ", "MK", "9", "9MK", "MK999", "ABC1", "MK9 3XAA")),
        *((none, "") for none in ("Testford", "MK\u0669", "=MK9", "\u212a1", "x" * 9999)),
    ],
)
def test_half_of_it_or_all_of_it_is_the_same_and_what_is_none_is_nothing(typed, kept):
    assert first_half(typed) == kept
