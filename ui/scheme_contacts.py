"""What the partners of a scheme counted, before and after people joined it."""

import streamlit as st

from content.words import words
from models.indicator import IndicatorSeen, Unit
from models.people import Permission, Viewer
from models.programme import ProgrammeSeen
from models.scheme import WARNED, ContactKind, Counted, Pair, SharingSeen
from models.scope import Scope
from reporting import wording
from reporting.looked import Looked
from reporting.pictures_of_scheme import fewest_shown, less_or_more, of_contacts, of_people
from storage.queries.indicators import indicators
from storage.queries.scheme_contacts import contacts_counted, contacts_of_people, sharing_of
from ui import access, kept_figures, pictures, scheme_contacts_file, take_away
from ui.plain import plain

KEY = "contacts"


def draw(viewer: Viewer, programme: ProgrammeSeen) -> None:
    """Draw this part of the page."""
    st.markdown(words("scheme_contacts.intro"))
    scheme_contacts_file.say_what_happened()
    today, keeps = access.today(), viewer.may(Permission.KEEP_SCHEMES)
    with access.reading() as session:
        held = sharing_of(session, viewer, programme.id, today=today)
        counted = contacts_counted(session, viewer, programme.id, today=today)
        people = contacts_of_people(session, viewer, programme.id, today=today) if keeps else {}
        published = indicators(session, viewer, programme.id)
    if held is None:
        st.info(words("scheme_contacts.nothing"))
    else:
        _say_what_is_held(held)
        _draw_pictures(viewer, programme, counted, people)
    _say_what_is_published(published)
    if keeps:
        scheme_contacts_file.take_in(viewer, programme, is_first=held is None)
        if held is not None:
            scheme_contacts_file.erase(viewer, programme)


def _say_what_is_held(held: SharingSeen) -> None:
    """On what ground, agreed with whom, and until when; a warning where that is soon."""
    last = wording.day(held.expires_on)
    if held.expires_on - access.today() <= WARNED:
        st.warning(words("scheme_contacts.ends_soon", day=plain(last)))
    st.text(words("scheme_contacts.held", people=wording.people(held.people), day=last))
    st.text(words("scheme_contacts.ground", basis=held.basis))
    st.text(words("scheme_contacts.agreed", agreed_with=held.agreed_with))
    day, name = wording.day(held.taken_in_at.astimezone(access.HERE).date()), held.taken_in_by
    st.text(words(f"scheme_contacts.{'taken_in' if name else 'taken_in_by_nobody'}", day=day, name=name))


def _draw_pictures(
    viewer: Viewer,
    programme: ProgrammeSeen,
    counted: dict[ContactKind, Counted],
    people: dict[ContactKind, dict[int, Pair]],
) -> None:
    """The change of each kind; and, for whoever keeps schemes, that of each person."""
    rules = take_away.rules(viewer)
    if not any(one.pairs for one in counted.values()):
        st.info(words("scheme_contacts.no_pairs"))
        return
    facts = kept_figures.kept(viewer).facts
    looked = Looked(facts, facts, Scope(programme=programme.code), access.today(), rules.base)
    if totals := of_contacts(counted, rules):
        pictures.draw(totals, viewer, looked, key=KEY)
    else:
        st.info(plain(words("scheme_contacts.tells_of_somebody", fewest=fewest_shown(rules))))
    if kinds := [kind for kind in ContactKind if people.get(kind)]:
        kind = st.pills(
            words("scheme_contacts.which_kind"),
            kinds,
            default=kinds[0],
            required=True,
            format_func=lambda one: words(f"scheme_contacts.kinds.{one.value}"),
            wrap=True,
            key=f"contacts-kind-{programme.code}",
        )
        if single := of_people(kind, people[kind]):
            pictures.draw(single, viewer, looked, key=KEY)


def _say_what_is_published(every: tuple[IndicatorSeen, ...]) -> None:
    """The changes that the partners publish, as they stand: nothing here is made of them."""
    changes = [one for one in every if one.unit is Unit.PERCENT_CHANGE and one.figures]
    if not changes:
        return
    st.subheader(words("scheme_contacts.published_heading"))
    for one in changes:
        newest = one.figures[-1]
        st.text(
            words(
                "scheme_contacts.published",
                name=one.name,
                change=less_or_more((newest.value or 0) / 100),
                published_by=one.published_by,
                since=wording.day(newest.since),
                until=wording.day(newest.until),
                source=newest.source or one.source,
            )
        )
