"""One promise: its words, where it stands on the ladder of verdicts, what people say, and its history."""

from datetime import date, datetime
from html import escape
from uuid import UUID

import streamlit as st

from content.words import day_in_words, words
from models.commitment import AnotherBaseline, CommitmentSeen, Direction, Verdict, looking_of
from models.people import Viewer
from models.setting import SettingKind
from models.watchdog import HERE
from reporting.looked import Looked
from reporting.pictures_of_promises import Shown
from reporting.wording import month_name
from storage.queries.setting_changes import Change, changes_of
from ui import access, kept_figures, pictures, recommendation_address
from ui.commitments_measure import measure_name, scope_said
from ui.plain import plain

DAYS = ("said_on", "due_on", "baseline", "look_again_on")
LADDER = "display: flex; flex-wrap: wrap; gap: 0.4rem; list-style: none; margin: 0; padding: 0"
STEP = "border: 1px solid; border-radius: 0.5rem; padding: 0.15rem 0.7rem; opacity: 0.75"
HERE_NOW = "border: 3px solid; border-radius: 0.5rem; padding: 0.15rem 0.7rem; font-weight: 700"
QUOTED = "font-size: 1.2rem; margin: 0"


def show_promise(promise: CommitmentSeen) -> None:
    """Who promised what, where and when; who answers for it now; and whether its day has come."""
    st.html(f'<p style="{QUOTED}">{escape(words("commitments.quoted", quotation=promise.quotation))}</p>')
    days = (("said", promise.said_on), ("due", promise.due_on), ("look_again", promise.look_again_on))
    said = [words(f"commitments.facts.{name}", day=day_in_words(day)) for name, day in days if day]
    st.text(" · ".join([promise.promised_by, *said]))
    if promise.answers_now and promise.answers_now != promise.promised_by:
        st.text(words("commitments.facts.answers_now", name=promise.answers_now))
    st.text(words("commitments.facts.source", source=promise.source))
    if since := promise.wanted_since(access.today()):
        key = "commitments.new_look" if promise.needs_a_new_look else "commitments.wanted"
        st.markdown(f"**{words(key, day=plain(day_in_words(since)))}**")


def show_ladder(promise: CommitmentSeen, shown: Shown) -> None:
    """The five verdicts in their order with the one that holds marked; who gave it, when and why."""
    now = promise.holds
    steps = []
    for one in Verdict:
        name, is_here = words(f"commitments.verdict.{one.value}"), now is not None and now.verdict is one
        said = words("commitments.ladder.here", verdict=name) if is_here else name
        mark = ' aria-current="step"' if is_here else ""
        steps.append(f'<li{mark} style="{HERE_NOW if is_here else STEP}">{escape(said)}</li>')
    st.html(f'<ol style="{LADDER}">{"".join(steps)}</ol>')
    if now is None:
        st.markdown(words(f"commitments.ladder.{'changed' if promise.needs_a_new_look else 'nobody'}"))
        return
    day = day_in_words(_day(now.signed_at))
    st.text(words("commitments.ladder.signed", name=now.signed_by, day=day, reason=now.reason))
    if now.seen:
        then = words("commitments.ladder.then", seen=now.seen)
        st.markdown(f":small[:gray[{plain(then)}]]")
    if shown.counts_otherwise_than(now.seen):
        st.markdown(f":small[{words('commitments.ladder.before_differs')}]")
    if shown.is_thin and now.verdict not in (Verdict.NO_EVIDENCE, Verdict.TOO_LITTLE):
        st.markdown(f":small[{words('commitments.ladder.thin')}]")


def show_figures(viewer: Viewer, promise: CommitmentSeen, looked: Looked, shown: Shown) -> None:
    """What is measured, in what, and what people say; or why nothing is drawn."""
    if shown.picture is None:
        st.info(plain(shown.nothing))
        return
    way = words(f"commitments.way.{(promise.direction or Direction.UP).value}")
    far = words(
        "commitments.far",
        measure=measure_name(promise.measure),
        way=way,
        scope=scope_said(viewer, promise.looking),
    )
    who = words(f"commitments.who.{promise.looking.scope.who or 'everybody'}")
    said = f"{far} {words('commitments.counted', who=who)}"
    st.markdown(f":small[:gray[{plain(said)}]]")
    if promise.baseline and promise.another:
        st.warning(plain(_another(promise.another, promise.baseline)))
    key = f"promise-{promise.id}"
    pictures.draw(shown.picture, viewer, looked, key=key, leads_on=False)
    if shown.people_say:
        st.markdown(f"**{words('commitments.people_say.heading')}**")
        st.text(shown.people_say)
    recommendation_address.offer(viewer, shown.picture, looked, key=key, finding=shown.finding)


def _another(another: AnotherBaseline, mine: date) -> str:
    key = "commitments.another_promise" if another.quotation else "commitments.another_limits"
    months = {"month": month_name(another.month), "mine": month_name(mine)}
    return words(key, quotation=another.quotation, **months)


def show_history(viewer: Viewer, promise: CommitmentSeen) -> None:
    """Every verdict and every change, newest first, and who added it."""
    with access.reading() as session:
        changes = changes_of(session, viewer, SettingKind.COMMITMENT, str(promise.id))
    lines = [
        (
            one.signed_at,
            [
                words(
                    "commitments.history.verdict",
                    day=day_in_words(_day(one.signed_at)),
                    name=one.signed_by,
                    verdict=words(f"commitments.verdict.{one.verdict.value}"),
                    reason=one.reason,
                ),
                *([] if promise.is_about_this(one) else [words("commitments.history.on_what_it_said_then")]),
            ],
        )
        for one in promise.verdicts
    ]
    lines += [(change.at, _changed(viewer, change)) for change in changes]
    for _, said in sorted(lines, key=lambda line: line[0], reverse=True):
        for line in said:
            st.text(line)
    if promise.added_at:
        name, day = promise.added_by or words("commitments.our_files"), _day(promise.added_at)
        st.text(words("commitments.history.added", day=day_in_words(day), name=name))


def _changed(viewer: Viewer, change: Change) -> list[str]:
    day = day_in_words(_day(change.at))
    said = [words("commitments.history.changed", day=day, name=change.who)]
    for field, (before, after) in change.changes.items():
        values = {"before": _as_words(viewer, field, before), "after": _as_words(viewer, field, after)}
        name = words(f"commitments.fields.{field}")
        said.append(words("commitments.history.changed_line", field=name, **values))
    return said


def _as_words(viewer: Viewer, field: str, value: str | None) -> str:
    """One value of the history as people read it."""
    if not value:
        return words("commitments.nothing")
    if field in DAYS:
        return day_in_words(date.fromisoformat(value))
    if field == "measure":
        return measure_name(value)
    if field == "direction":
        return words(f"commitments.choose.{value}")
    if field == "scope":
        return scope_said(viewer, looking_of(value)[0])
    if field == "organisation_id":
        names = kept_figures.kept(viewer).facts.directory.organisations
        return names.get(UUID(value), words("commitments.nothing"))
    return value


def _day(at: datetime) -> date:
    return at.astimezone(HERE).date()
