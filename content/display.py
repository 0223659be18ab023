"""How does somebody like pages to look, and in which language? What their cookie says, and nothing else."""

from dataclasses import dataclass
from enum import StrEnum

from content.languages import Language, is_open, languages
from content.words import ENGLISH

COOKIE = "hys_display"
OFF = "off"


class Look(StrEnum):
    """The colours of plain pages."""

    DEVICE = "device"
    LIGHT = "light"
    DARK = "dark"
    STRONG = "strong"


class Size(StrEnum):
    """How large the text of plain pages is."""

    USUAL = "usual"
    LARGE = "large"


@dataclass(frozen=True)
class Display:
    """What somebody chose. `language` is the one they read or write in, whether or not it is open.

    `has_keys` is False for whoever turned the keys of a page off that do more than the browser's own.
    """

    look: Look = Look.DEVICE
    size: Size = Size.USUAL
    language: str = ENGLISH
    has_keys: bool = True

    @property
    def shown_in(self) -> Language:
        """The language that pages are in: the one that was chosen if it is open, else English."""
        return languages()[self.language if is_open(self.language) else ENGLISH]

    @property
    def classes(self) -> str:
        """The classes of <html>."""
        chosen = (self.look.value if self.look is not Look.DEVICE else "", self.size.value)
        return " ".join(name for name in chosen if name and name != Size.USUAL)

    @property
    def said(self) -> str:
        """What the cookie holds: "dark.large.pl", or "dark.large.pl.off" without keys."""
        return f"{self.look}.{self.size}.{self.language}" + ("" if self.has_keys else f".{OFF}")


def display_of(said: str) -> Display:
    """What a cookie says; whatever it gets wrong is as if nothing had been chosen.

    >>> display_of("dark.large.pl").size.value
    'large'
    """
    look, _, rest = said.partition(".")
    size, _, rest = rest.partition(".")
    language, _, keys = rest.partition(".")
    return Display(
        Look(look) if look in set(Look) else Look.DEVICE,
        Size(size) if size in set(Size) else Size.USUAL,
        language if language in languages() else ENGLISH,
        has_keys=keys != OFF,
    )


def cookie_name(*, over_tls: bool) -> str:
    """The name of the cookie; behind TLS the prefix binds it to this host."""
    return f"__Host-{COOKIE}" if over_tls else COOKIE
