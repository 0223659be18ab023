"""A document as a tagged PDF to keep or print: the same bytes each time."""

from markupsafe import Markup

from content.look.tokens import tokens
from reporting import document_words as say
from reporting.document import Document, Quotable
from reporting.document_html import body, drawn_on_paper, report_css
from reporting.document_words import Given
from reporting.pdf import TEMPLATES, as_pdf


def document_pdf(document: Document, quotable: Quotable, *, kept_as: str = "") -> bytes:
    """The document as PDF/UA. Raises FeedbackError on a machine that can't make one."""
    html = body(Given(document, quotable, kept_as), drawn_on_paper)
    paper_css = (TEMPLATES / "report_paper.css").read_text(encoding="utf-8")
    return as_pdf(
        "report.html",
        language="en",
        document=document,
        is_draft=say.is_draft(document),
        said=say.said,
        colours=Markup(_colours()),  # noqa: S704 - from our tokens
        css=Markup(report_css()),  # noqa: S704 - ours
        paper_css=Markup(paper_css),  # noqa: S704 - ours
        body=Markup(html),  # noqa: S704 - escaped where it was made
    )


def _colours() -> str:
    """The tokens that the rules name: light colours on white."""
    light = tokens().light
    names = ("ink", "soft", "edge", "line", "wash", "spruce", "marigold")
    return ";".join(f"--{name}:{getattr(light, name)}" for name in names)
