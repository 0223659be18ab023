"""One page to put up: whom to tell, with a square that a telephone's camera reads."""

from typing import NamedTuple
from urllib.parse import urlencode

from content.languages import is_open
from content.plain_words import plain
from content.words import words
from reporting.pdf import as_pdf, unbroken
from reporting.qr import qr_code

TEMPLATE = "poster.html"
FORM = "/say"


class PosterFacts(NamedTuple):
    """What a poster says. `about` is a service's or a programme's name, or empty; `partner` a code."""

    watchdog: str
    area: str
    telephone: str
    site: str
    about: str = ""
    service_id: str = ""
    programme: str = ""
    partner: str = ""

    @property
    def address(self) -> str:
        """Where the square leads: the plain form, which opens on any telephone."""
        said = {"service": self.service_id, "programme": self.programme, "by": self.partner}
        query = urlencode({name: value for name, value in said.items() if value})
        return f"{self.site}{FORM}{'?' if query else ''}{query}"

    @property
    def in_letters(self) -> str:
        """What people type: as short as it can be, but with the programme, whose questions are others."""
        short = f"{self.site.partition('://')[2] or self.site}{FORM}"
        return f"{short}?programme={self.programme}" if self.programme else short


def poster(facts: PosterFacts, *, language: str) -> bytes:
    """The poster as a PDF. Raises FeedbackError on a machine that can't make one."""
    return as_pdf(
        TEMPLATE,
        language=language,
        facts=facts,
        telephone=unbroken(facts.telephone),
        square=qr_code(facts.address),
        is_draft=not is_open(language),
        say=lambda key, **gaps: words(key, language=language, **gaps),
        plain=lambda key, **gaps: plain(key, language, **gaps),
    )
