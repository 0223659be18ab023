"""The parts of a report as they will be published: what each is called, and how it is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import streamlit as st

from actions.report_material import material_of
from content.report_templates import report_template
from content.words import words
from models.facts import Facts
from models.people import Permission, Viewer
from models.recommendation_seen import RecommendationSeen
from models.report_parts import Part, PictureChosen, QuotationChosen, RecommendationChosen, TextOfOurs
from models.report_seen import ReportSeen
from reporting.compose import Material, blocks_of, whose_said
from reporting.document import Pictured
from reporting.report_pictures import CATALOGUE
from storage.queries.quotations import quotations
from storage.queries.quoted import digest_of
from ui import access, kept_figures, reports_picture
from ui.plain import plain

LONGEST_NAME = 60


@dataclass(frozen=True)
class Around:
    """What the parts of a report are drawn from. `facts` are of those who may be counted publicly.

    `quoted` has the words of whom may be quoted, as far as the viewer may read them.
    """

    viewer: Viewer
    report: ReportSeen
    material: Material
    quoted: Mapping[UUID, str]

    @property
    def facts(self) -> Facts:
        return self.material.looked.facts


def look_around(viewer: Viewer, report: ReportSeen) -> Around:
    """Read everything that the parts of a report need."""
    facts = kept_figures.everybody(viewer)
    with access.reading() as session:
        material = material_of(session, report, by=viewer, today=access.today(), facts=facts)
    ids = [part.feedback_id for part in report.parts if isinstance(part, QuotationChosen)]
    return Around(viewer, report, material, words_of(viewer, ids))


def words_of(viewer: Viewer, ids: Sequence[UUID]) -> dict[UUID, str]:
    """The words of those who may be quoted now; of nobody, for whoever may not read what was approved."""
    found: dict[UUID, str] = {}
    page, has_more = 0, bool(ids) and viewer.may(Permission.READ_APPROVED)
    while has_more:
        with access.reading() as session:
            shown, has_more = quotations(session, viewer, dict.fromkeys(ids), page=page)
        found |= {one.feedback_id: one.words for one in shown}
        page += 1
    return found


def guidance(around: Around, part: TextOfOurs) -> str:
    """What the template says that belongs under this heading; empty for a heading of somebody's own."""
    return report_template(around.report.template).guidance(part.heading)


def called(around: Around, part: Part) -> str:
    """What a part is called in a list of them, in a few words."""
    match part:
        case TextOfOurs():
            said = part.heading or part.said or words("reports.write.untitled")
        case PictureChosen():
            choice = CATALOGUE.get(part.name)
            said = words("reports.names.picture", name=choice.label if choice else part.name)
        case QuotationChosen():
            quoted = _quoted(around, part)
            said = words("reports.names.quotation", words=quoted) if quoted else words("reports.names.gone")
        case RecommendationChosen():
            known = around.material.recommendations.get(part.recommendation_id)
            said = (
                words("reports.names.recommendation", number=known.number, asks=known.asks) if known else ""
            )
    return said if len(said) <= LONGEST_NAME else f"{said[:LONGEST_NAME].rstrip()}…"


def show(around: Around, part: Part) -> None:
    """Draw a part as it will be published, or say why it cannot be."""
    match part:
        case TextOfOurs():
            if part.heading:
                st.subheader(plain(part.heading), anchor=False)
            for paragraph in filter(None, part.said.split("\n\n")):
                st.text(paragraph)
            if not part.said and (hint := guidance(around, part)):
                st.markdown(f":small[:gray[{plain(words('reports.write.guidance', guidance=hint))}]]")
        case PictureChosen():
            blocks = [block for block in blocks_of(part, around.material) if isinstance(block, Pictured)]
            if not blocks:
                st.warning(words("reports.write.no_picture"))
            for block in blocks:
                reports_picture.draw(block)
        case QuotationChosen():
            _quotation(around, part)
        case RecommendationChosen():
            _recommendation(around.material.recommendations.get(part.recommendation_id))


def _quotation(around: Around, part: QuotationChosen) -> None:
    if not around.viewer.may(Permission.READ_APPROVED):
        st.markdown(words("reports.write.words_not_yours"))
    elif quoted := _quoted(around, part):
        st.text(words("reports.names.quotation", words=quoted))
        st.markdown(f":small[:gray[{plain(whose_said(part, around.material))}]]")
    else:
        st.warning(words("reports.write.quotation_gone"))


def _quoted(around: Around, part: QuotationChosen) -> str:
    """The words of a quotation, while they are as they were when it was chosen."""
    whole = around.quoted.get(part.feedback_id, "")
    return whole[part.start : part.end] if digest_of(whole) == part.digest else ""


def _recommendation(known: RecommendationSeen | None) -> None:
    if known is None or known.ended_at is not None:
        st.warning(words("reports.write.recommendation_gone"))
        return
    st.text(words("reports.names.recommendation", number=known.number, asks=known.asks))
    stands = words("reports.write.sent" if known.sent_on else "reports.write.not_sent")
    st.text(words("reports.write.body", body=known.body, stands=stands))
    answered = any(one.is_public for one in known.responses)
    if answered or known.answer is not None:
        key = "answer_public" if answered else "answer_not_public"
        st.markdown(f":small[:gray[{words(f'reports.write.{key}')}]]")
