"""Can this colour be told from that one? The WCAG contrast ratio."""

TEXT = 4.5
MARK = 3.0


def luminance(colour: str) -> float:
    """How light a colour (`#RRGGBB`) is, from 0 (black) to 1 (white).

    Source: WCAG 2.2, "relative luminance".
    """
    if len(colour) != 7 or not colour.startswith("#"):
        raise ValueError(f"a colour is written #RRGGBB, not {colour!r}")
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 (the same) to 21 (black on white).

    Text needs `TEXT`; marks, and borders of what can be used, need `MARK`.

    >>> round(contrast("#000000", "#FFFFFF"), 1)
    21.0

    Source: WCAG 2.2, "contrast ratio", success criteria 1.4.3 and 1.4.11.
    """
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mixed(over: str, under: str, opacity: float) -> str:
    """The colour seen where `over` lies on `under` at `opacity` (0 to 1): Streamlit's 60% captions."""
    channels = (
        round(int(over[at : at + 2], 16) * opacity + int(under[at : at + 2], 16) * (1 - opacity))
        for at in (1, 3, 5)
    )
    return "#" + "".join(f"{channel:02X}" for channel in channels)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
