"""A document as HTML: the same pieces for the site and for paper, with drawings, tables and headings."""

from base64 import b64encode
from collections.abc import Callable, Iterable
from functools import lru_cache, partial

from markupsafe import Markup, escape

from content.look.css import smaller
from reporting import document_words as say
from reporting.document import Document, Pictured, Quotable
from reporting.document_asked import Fact, recommended_facts
from reporting.document_bars import SLIM, WIDE
from reporting.document_chart import chart_svgs
from reporting.document_words import Given
from reporting.pdf import TEMPLATES, as_html

SHORT = 1500
"""Characters."""


def document_html(document: Document, quotable: Quotable, *, kept_as: str = "") -> str:
    """The document as one <article>, for a page of the site that carries `report_css` too.

    `quotable` are all of the words of whoever may be quoted now, `kept_as` the fingerprint it was kept under.
    """
    return body(Given(document, quotable, kept_as), _drawn_here)


@lru_cache(maxsize=1)
def report_css() -> str:
    """The rules for an <article> of `document_html`."""
    return smaller((TEMPLATES / "report.css").read_text(encoding="utf-8"))


def body(given: Given, drawing: Callable[[Pictured], Markup]) -> str:
    """The document as one <article>, in which `drawing` makes what shows a picture."""
    document, titles = given.document, say.titles(given.document)
    numbered = {id(block): number for number, block in say.tables(document)}
    return as_html(
        "report_body.html",
        language="en",
        document=document,
        is_draft=say.is_draft(document),
        cover=say.cover(document),
        contents=say.contents(document),
        blocks=list(zip(document.blocks, titles, strict=False)),
        method_title=titles[-1],
        method=say.method(given),
        gone=say.gone(document),
        said=say.said,
        table_of=say.table,
        is_sideways=say.is_sideways,
        notes=say.notes,
        facts=recommended_facts,
        is_short=_is_short,
        quoted=partial(say.quoted, quotable=given.quotable),
        hidden=say.said("hidden"),
        caption_of=lambda block: say.caption(numbered[id(block)], block),
        drawing=drawing,
    )


def drawn_on_paper(block: Pictured) -> Markup:
    """Its drawing as pictures inside the page, as wide as paper, each with its text."""
    parts = chart_svgs(block)
    return Markup("").join(
        Markup('<p class="drawing"><img src="data:image/svg+xml;base64,{}" alt="{}"></p>').format(
            b64encode(svg.encode()).decode(), say.alternative(block, at, len(parts))
        )
        for at, svg in enumerate(parts, start=1)
    )


def _is_short(facts: Iterable[Fact]) -> bool:
    """Whether they fit on one page of paper, which is then not broken inside them."""
    return sum(len(line) for fact in facts for line in (*fact.lines, *fact.quoted)) < SHORT


def _drawn_here(block: Pictured) -> Markup:
    """Its drawing for a wide screen and for a narrow one; a screen reader meets one picture."""
    wide, slim = (chart_svgs(block, width=width) for width in (WIDE, SLIM))
    if not wide:
        return Markup("")
    drawings = Markup('<div class="wide">{}</div><div class="slim">{}</div>').format(_ours(wide), _ours(slim))
    return Markup('<div class="drawing" role="img" aria-label="{}">{}</div>').format(
        escape(say.alternative(block)), drawings
    )


def _ours(svgs: tuple[str, ...]) -> Markup:
    return Markup("".join(svgs))  # noqa: S704 - drawn from a specification, in which words are data
