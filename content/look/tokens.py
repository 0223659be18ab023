"""What every colour, size and space is: `tokens.toml`, read once, checked and frozen."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from content.look.contrast import contrast
from models.vocabulary import Sentiment

TOKENS_FILE = Path(__file__).with_name("tokens.toml")

Mode = Literal["light", "dark"]
Message = Literal["error", "warning", "information", "done"]
HueName = Literal["red", "orange", "yellow", "green", "blue", "violet", "gray"]
Colour = Annotated[str, Field(pattern=r"^#[0-9A-F]{6}$")]

HUE_OF_MESSAGE: dict[Message, HueName] = {
    "error": "red",
    "warning": "yellow",
    "information": "blue",
    "done": "green",
}


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Hue(_Frozen):
    """One named hue as a mark, as text, and as the ground that text stands on."""

    mark: Colour
    text: Colour
    ground: Colour


class Hues(_Frozen):
    """Streamlit's seven named hues, under Streamlit's names."""

    red: Hue
    orange: Hue
    yellow: Hue
    green: Hue
    blue: Hue
    violet: Hue
    gray: Hue

    def named(self) -> dict[str, Hue]:
        return {name: getattr(self, name) for name in type(self).model_fields}


class SpcReadings(_Frozen):
    """How a point reads against its own past; marks differ in shape as well."""

    better: Colour
    worse: Colour
    usual: Colour
    unusual: Colour


class Sectors(_Frozen):
    """Six families of services; a seventh colour means a different chart is needed."""

    primary_care: Colour
    hospital_and_urgent: Colour
    community: Colour
    social_care: Colour
    mental_health: Colour
    wider_partners: Colour


class Palette(_Frozen):
    """Every colour of one mode."""

    paper: Colour
    wash: Colour
    ink: Colour
    soft: Colour
    edge: Colour
    line: Colour
    spruce: Colour
    on_spruce: Colour
    primary: Colour
    on_primary: Colour
    marigold: Colour
    on_marigold: Colour
    brick: Colour
    bars: Colour
    amounts: Annotated[tuple[Colour, ...], Field(min_length=10, max_length=10)]
    spc: SpcReadings
    sentiment: dict[Sentiment, Colour]
    sectors: Sectors
    hues: Hues

    def message(self, kind: Message) -> Hue:
        """The text and ground of a message box."""
        return self.hues.named()[HUE_OF_MESSAGE[kind]]

    def amount(self, share: float) -> Colour:
        """The colour of a matrix cell whose amount is `share` (0 to 1) of the largest."""
        return self.amounts[min(int(share * len(self.amounts)), len(self.amounts) - 1)]

    def on_amount(self, share: float) -> Colour:
        """Black or white, whichever is stronger: the number in the cell that `amount` colours."""
        cell = self.amount(share)
        return max("#000000", "#FFFFFF", key=lambda words: contrast(words, cell))

    @property
    def count(self) -> Colour:
        """Bars that say how many people: spruce, a little quieter than what can be pressed."""
        return self.amounts[6]


class Strong(_Frozen):
    """Strong contrast: plain pages in black, white and one yellow."""

    paper: Colour
    ink: Colour
    accent: Colour
    on_accent: Colour


class Print(_Frozen):
    """Plain pages on paper."""

    paper: Colour
    ink: Colour


class Type(_Frozen):
    """One typeface and its sizes."""

    family: str
    fallbacks: str
    body_px: int
    small_px: int
    chart_px: int
    chart_small_px: int
    chart_count_px: int
    heading_rem: tuple[str, ...]
    heading_weights: tuple[int, ...]
    metric_rem: str
    metric_weight: int

    @property
    def stack(self) -> str:
        """The family, then what a device falls back to for other scripts."""
        return f"{self.family}, {self.fallbacks}"


class Space(_Frozen):
    """Distances, corners and widths."""

    step: str
    corner: str
    card_corner: str
    column: str
    narrow: str
    target: str
    page_top: str
    page_bottom: str
    narrow_chart_px: int


class Tokens(_Frozen):
    """The whole look."""

    light: Palette
    dark: Palette
    strong: Strong
    print: Print
    type: Type
    space: Space

    def palette(self, mode: Mode) -> Palette:
        return self.light if mode == "light" else self.dark


@lru_cache(maxsize=1)
def tokens() -> Tokens:
    """The look, read once; raises pydantic's ValidationError naming the token that is wrong or missing."""
    return Tokens.model_validate(tomllib.loads(TOKENS_FILE.read_text(encoding="utf-8")))
