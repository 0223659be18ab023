"""A page drawn as HTML, as a PDF for print: tagged for screen readers, with the type inside it."""

import importlib
import io
from base64 import b64encode
from contextlib import redirect_stdout
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from content.languages import languages
from content.look.fonts import FACES, ttf
from content.look.tokens import tokens
from models.errors import FeedbackError

TEMPLATES = Path(__file__).parent / "templates"
ARABIC, ARABIC_FILE = "Noto Sans Arabic", "NotoSansArabic[wdth,wght].ttf"
PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
"""What Debian calls the libraries that draw a PDF."""

MISSING = (
    "This machine can't make a PDF yet. Whoever looks after it can install what is missing: "
    f"apt-get install {PACKAGES}"
)


def as_pdf(template: str, *, language: str, **shown: Any) -> bytes:
    """Draw one of the templates as a PDF. Raises FeedbackError where a library of the machine is missing.

    Nothing is fetched: a template has the type at hand, and no picture that isn't drawn in it.
    """
    weasyprint = _weasyprint()
    nothing_else = weasyprint.URLFetcher(allowed_protocols={"data"})
    page = weasyprint.HTML(string=as_html(template, language=language, **shown), url_fetcher=nothing_else)
    return bytes(page.write_pdf(pdf_variant="pdf/ua-1"))


def as_html(template: str, *, language: str, **shown: Any) -> str:
    """The same before it is set in pages."""
    written = languages()[language]
    type_css = Markup(_type_css(written.direction))  # noqa: S704 - ours, and holds no words
    return _templates().get_template(template).render(written=written, type_css=type_css, **shown)


def unbroken(number: str) -> str:
    """A telephone number that stays on one line, and that no page from right to left turns round."""
    return number.replace(" ", "\u00a0")


def _weasyprint() -> Any:
    """The library, loaded when it is first needed: it opens libraries that a machine may lack."""
    try:
        with redirect_stdout(io.StringIO()):  # it prints advice for programmers
            return importlib.import_module("weasyprint")
    except OSError as fault:
        raise FeedbackError(MISSING) from fault


@lru_cache(maxsize=2)
def _type_css(direction: str) -> str:
    """The typeface inside the page, and one with Arabic letters where the language is written in them."""
    family = tokens().type.family
    faces = [(family, face.weight, ttf(face.name).read_bytes()) for face in FACES]
    if direction == "rtl":
        faces += [(ARABIC, weight, _arabic(weight)) for weight in (400, 700)]
    rules = (
        f"@font-face{{font-family:'{name}';font-weight:{weight};"
        f"src:url(data:font/ttf;base64,{b64encode(file).decode()})}}"
        for name, weight, file in faces
    )
    return f"{''.join(rules)}html{{font-family:'{family}','{ARABIC}',sans-serif}}"


def _arabic(weight: int) -> bytes:
    """One weight of the face with Arabic letters, which comes as a single file for all of them."""
    cut = io.BytesIO()
    with TTFont(Path(str(files("fontpkg_noto_sans_arabic") / "files" / ARABIC_FILE))) as font:
        instantiateVariableFont(font, {"wght": weight, "wdth": 100}, inplace=True)
        font.save(cut)
    return cut.getvalue()


@lru_cache(maxsize=1)
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
