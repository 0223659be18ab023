"""The forms of a recommendation: draft it, change it while it is not sent, end it, publish it."""

from collections.abc import Mapping
from urllib.parse import parse_qsl
from uuid import UUID

import streamlit as st

from actions.publish_recommendation import numbers_told, publish_recommendation
from actions.publishing_rules import rules_of
from actions.recommendations import add_recommendation, change_recommendation, end_recommendation
from content.words import words
from models.commitment import looking_of
from models.drawn_on import PAGE
from models.people import Viewer
from models.recommendation import Recommendation, RecommendationDraft, RecommendationKind
from models.recommendation_seen import RecommendationSeen
from reporting.numbers_said import numbers_said
from storage.queries.bodies_answering import bodies_to_choose_from
from storage.queries.powers import powers
from storage.queries.programmes import programmes
from ui import access, forms_boxes, recommendation_address
from ui.commitments_measure import measure_name, scope_said
from ui.forms_desk import acting, filled, label, say_what_happened, seen
from ui.plain import plain

NEW, END, PUBLISH = "recommendation-new", "recommendation-end-", "recommendation-publish-"
"""The names of forms that go once they are done: what they did is said on top of the page."""

WIDTH = 420


def ask_to_add(viewer: Viewer) -> None:
    """The boxes of a new one, begun from what was looked at."""
    st.button(
        words("recommendations.back"),
        icon=":material/arrow_back:",
        type="tertiary",
        on_click=recommendation_address.open_at,
    )
    st.subheader(words("recommendations.add.heading"), anchor=False)
    st.markdown(words("recommendations.add.lead"))
    begun = recommendation_address.begun_from()
    if begun.finding:
        st.warning(words("recommendations.add.true_numbers"))
    elif recommendation_address.has_no_finding():
        st.info(words("recommendations.begin.too_few"))
    say_what_happened(NEW)
    with access.reading() as session:
        copies = powers(session, viewer.watchdog_id).copies_to
    draft = _ask(viewer, NEW, begun, copies, is_new=True)
    if draft is not None:
        with acting(NEW, words("recommendations.add.done")) as session:
            added = add_recommendation(session, draft, by=viewer, at=access.now())
            number = session.get_one(Recommendation, (viewer.watchdog_id, added)).number
            recommendation_address.open_at(number)


def ask_to_change(viewer: Viewer, one: RecommendationSeen) -> None:
    """The boxes of a draft, filled with what it says."""
    form = f"recommendation-change-{one.id}"
    now = as_draft(one)
    say_what_happened(form, "recommendations.fields", _as_typed(viewer, now))
    after = seen(form, one.changes)
    if one.lost:
        st.warning(words("recommendations.one.lost"))
    if one.published_at is not None:
        st.warning(words("recommendations.change.published"))
    draft = _ask(viewer, form, now, one.copied_to, is_new=False)
    if draft is not None:
        is_published = one.published_at is not None and draft != now
        done = words(f"recommendations.change.{'unpublished' if is_published else 'done'}")
        with acting(form, done, _as_typed(viewer, draft)) as session:
            change_recommendation(session, one.id, draft, after=after, by=viewer, at=access.now())


def ask_to_end(viewer: Viewer, one: RecommendationSeen) -> None:
    """Why it is asked no longer."""
    form = f"{END}{one.id}"
    st.markdown(words(f"recommendations.change.end_lead{'' if one.sent_on else '_draft'}"))
    with st.form(form, enter_to_submit=False, border=False):
        reason = forms_boxes.lines(form, "reason", _name("reason"), "")
        is_pressed = st.form_submit_button(words("recommendations.change.end"))
    if is_pressed:
        with acting(form, words("recommendations.change.ended")) as session:
            end_recommendation(session, one.id, reason, by=viewer, at=access.now())


def ask_to_publish(viewer: Viewer, one: RecommendationSeen) -> None:
    form = f"{PUBLISH}{one.id}"
    st.markdown(words("recommendations.publish.lead"))
    warn_of_numbers(one.finding, one.asks, one.details)
    if st.button(words("recommendations.publish.save"), key=form):
        with acting(form, words("recommendations.publish.done")) as session:
            publish_recommendation(session, one.id, by=viewer, at=access.now())


def warn_of_numbers(*texts: str) -> None:
    """Show the sentences that give numbers of people, which go past what hides small ones."""
    if found := dict.fromkeys(one.sentence for text in texts for one in numbers_said(text)):
        st.warning(words("recommendations.hints.numbers"))
        for sentence in found:
            st.text(sentence)


def warn_before_sending(viewer: Viewer, one: RecommendationSeen) -> None:
    """Say why it could not be published as it is: once it is sent, that can't be put right."""
    with access.reading() as session:
        told = numbers_told(one, rules_of(session, viewer))
    if told:
        st.warning(words("recommendations.hints.before_sending"))
        for said in told:
            st.text(said)


def as_draft(one: RecommendationSeen) -> RecommendationDraft:
    """What it says now, as a draft of itself."""
    return RecommendationDraft(
        asks=one.asks,
        finding=one.finding,
        organisation_id=one.organisation_id,
        addressed_to=one.addressed_to,
        details=one.details,
        kind=one.kind,
        copied_to=one.copied_to,
        programme_id=one.programme_id,
        measure=one.measure,
        scope=one.scope,
    )


def _ask(
    viewer: Viewer, form: str, now: RecommendationDraft, copies: tuple[str, ...], *, is_new: bool
) -> RecommendationDraft | None:
    """The draft once Save is pressed, else None."""
    with access.reading() as session:
        bodies = bodies_to_choose_from(session, viewer).names
        of_ours = {one.id: one.name for one in programmes(session, viewer)}
    with st.form(form, enter_to_submit=False):
        said, visibility = label(form, "kind", _name("kind"))
        kind: RecommendationKind = st.radio(
            said,
            list(RecommendationKind),
            format_func=lambda one: words(f"recommendations.kinds.{one.value}"),
            key=filled(form, "kind", now.kind),
            label_visibility=visibility,
            horizontal=True,
        )
        finding = _lines(form, "finding", now.finding)
        _hint("finding")
        is_linked = bool(now.measure or now.scope) and _ask_for_link(viewer, form, now)
        asks = _lines(form, "asks", now.asks)
        details = _lines(form, "details", now.details)
        organisation_id = _choose(form, "organisation_id", bodies, now.organisation_id, "organisation")
        addressed_to = forms_boxes.line(form, "addressed_to", _name("addressed_to"), now.addressed_to)
        _hint("addressed_to")
        copied_to = _lines(form, "copied_to", "\n".join(copies))
        _hint("copied_to" if copies else "copied_none")
        programme_id = _choose(form, "programme_id", of_ours, now.programme_id, "programme")
        save = words(f"recommendations.{'add' if is_new else 'change'}.save")
        if not st.form_submit_button(save, type="primary"):
            return None
    return RecommendationDraft(
        asks=asks,
        finding=finding,
        organisation_id=organisation_id,
        addressed_to=addressed_to,
        details=details,
        kind=kind,
        copied_to=tuple(copied_to.splitlines()),
        programme_id=programme_id,
        measure=now.measure if is_linked else "",
        scope=now.scope if is_linked else "",
    )


def _ask_for_link(viewer: Viewer, form: str, now: RecommendationDraft) -> bool:
    measure, scope = measure_name(now.measure), scope_said(viewer, looking_of(now.scope)[0])
    if measure:
        said = words("recommendations.hints.from_picture", measure=measure, scope=scope)
    else:
        page = dict(parse_qsl(now.scope)).get(PAGE, "overview")
        said = words("recommendations.begin.from_page", page=words(f"{page}.title"), scope=scope)
    st.markdown(f":small[:gray[{plain(said)}]]")
    return st.checkbox(words("recommendations.hints.keep_link"), key=filled(form, "link", True))


def _choose(form: str, field: str, names: Mapping[UUID, str], now: UUID | None, called: str) -> UUID | None:
    said, visibility = label(form, field, _name(field))
    chosen: UUID | None = st.selectbox(
        said,
        [*names],
        index=None,
        placeholder=words(f"recommendations.choose.{called}"),
        format_func=names.__getitem__,
        key=filled(form, field, now if now in names else None),
        label_visibility=visibility,
        width=WIDTH,
    )
    return chosen


def _as_typed(viewer: Viewer, draft: RecommendationDraft) -> Mapping[str, str]:
    """What is in the boxes, as people read it."""
    with access.reading() as session:
        bodies = bodies_to_choose_from(session, viewer).names
        of_ours = {one.id: one.name for one in programmes(session, viewer)}
    typed = {
        "kind": words(f"recommendations.kinds.{draft.kind.value}"),
        "finding": draft.finding,
        "asks": draft.asks,
        "details": draft.details,
        "organisation_id": bodies.get(draft.organisation_id, "") if draft.organisation_id else "",
        "addressed_to": draft.addressed_to,
        "copied_to": ", ".join(draft.copied_to),
        "programme_id": of_ours.get(draft.programme_id, "") if draft.programme_id else "",
    }
    return {field: said for field, said in typed.items() if said}


def _name(field: str) -> str:
    return words(f"recommendations.fields.{field}")


def _lines(form: str, field: str, now: str) -> str:
    return forms_boxes.lines(form, field, _name(field), now)


def _hint(name: str) -> None:
    st.markdown(f":small[:gray[{words(f'recommendations.hints.{name}')}]]")
