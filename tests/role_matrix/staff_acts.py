"""What people do in the staff room, and what they ask there."""

from datetime import timedelta

from actions.data_requests import copy_for_person, find_person
from actions.erase import erase
from actions.escalate import decide, hand_over, note_step, take
from actions.export_words import export_words
from actions.moderate import hold
from actions.name_lead import name_lead
from actions.open_story import open_story
from actions.raise_concern import raise_by_person
from actions.read_concerns import read_batch_for_concerns
from actions.review_tags import review
from actions.save_search import delete_search, save_search
from actions.take_figures import take_figures
from actions.tell_author import mark_told
from actions.tell_lead import tell_of_overdue
from models.escalation import EscalationOutcome
from models.moderation import HoldReason, ToTell
from models.scope import Scope
from models.tag import JoinSeen
from models.vocabulary import Channel, ConcernKind, ErasureReason, Role, Sector, Sentiment, WordsUse
from reporting.words_file import FileKind
from storage.queries.all_about import all_about
from storage.queries.approved_behind import approved_behind
from storage.queries.approved_words import approved_words
from storage.queries.awaiting_moderation import awaiting_moderation, taken_back_since
from storage.queries.escalations import (
    concerns_decided,
    concerns_waiting,
    feedback_to_raise,
    leads,
    nobody_leads,
    open_concern,
    raised_by_me,
    steps_of,
)
from storage.queries.held_about import held_about, held_under
from storage.queries.kept_proposals import kept_proposals
from storage.queries.kept_too_long import kept_too_long
from storage.queries.needs_today import needs_today, this_week
from storage.queries.quotations import quotations
from storage.queries.read_twice import read_twice
from storage.queries.review_queue import languages_approved, review_queue
from storage.queries.reviewed_words import reviewed_words
from storage.queries.search_choices import search_choices
from storage.queries.search_saved import saved_searches
from storage.queries.search_scope import SearchScope
from storage.queries.search_words import all_found, search_words
from storage.queries.story_of_concerns import concerns_seen
from storage.queries.story_of_tags import tags_read
from storage.queries.to_review import to_review
from storage.queries.unread_for_concerns import unread_for_concerns
from storage.queries.what_became_of import what_became_of
from storage.queries.whole_story import story_called, whole_story
from storage.search_asked import read_asked
from tests.conftest import NOW, WATCHDOG
from tests.role_matrix.acts import VERSIONS, act, question


@act(hold)
def _(world, viewer):
    with world.writing() as session:
        hold(session, world.id("feedback"), HoldReason.LEGAL, note="A note", after=0, by=viewer, at=NOW)


@act(mark_told)
def _(world, viewer):
    with world.writing() as session:
        told = {"feedback_id": world.id("feedback"), "decision": 1, "since": NOW}
        to_tell = ToTell(watchdog_id=WATCHDOG, changes={"name": 1}, **told)
        session.add(to_tell)
        session.flush()
        mark_told(session, to_tell.id, by=viewer, at=NOW)


question(awaiting_moderation)
question(taken_back_since, NOW)
question(approved_words, lambda world: world.id("approved"))
question(approved_behind, lambda world: [world.id("approved")])


@act(take_figures)
def _(world, viewer):
    scope = Scope(channel=Channel.PHONE)
    with world.writing() as session:
        take_figures(session, "sent_back", "csv", scope, is_publishable=False, by=viewer, at=NOW)


@act(review)
def _(world, viewer):
    join = JoinSeen(world.id("service"), Sector.HOSPITAL, None, Sector.GP)
    given = {"sentiment": Sentiment.NEGATIVE, "joins": [join], "after": 0, "by": viewer, "at": NOW}
    with world.writing() as session:
        review(session, world.id("approved"), themes=["had_to_chase"], **given)


@act(export_words)
def _(world, viewer):
    asked = read_asked("referral")
    return export_words(
        world.store, asked, SearchScope(), use=WordsUse.REPORTS, kind=FileKind.CSV, by=viewer, at=NOW
    )


question(quotations, lambda world: [world.id("approved")])
question(what_became_of, lambda world: Scope(service_id=world.id("service")))
question(search_words, read_asked("referral"), SearchScope(), VERSIONS)
question(all_found, read_asked("referral"), SearchScope(), VERSIONS)
question(search_choices)
question(saved_searches)


@act(save_search)
def _(world, viewer):
    with world.writing() as session:
        return save_search(session, "Referrals", "referral", {"theme": "waiting"}, by=viewer, at=NOW)


@act(delete_search)
def _(world, viewer):
    with world.writing() as session:
        mine = save_search(session, "Referrals", "referral", {}, by=viewer, at=NOW)
        delete_search(session, mine, by=viewer)


question(review_queue)
question(languages_approved)
question(to_review, lambda world: world.id("approved"))
question(reviewed_words, "en")
question(read_twice)
question(kept_proposals, VERSIONS)


@act(read_batch_for_concerns)
def _(world, viewer):
    return read_batch_for_concerns(world.store, by=viewer, at=NOW)


@act(raise_by_person)
def _(world, viewer):
    kind = ConcernKind.SELF_HARM
    with world.writing() as session:
        return raise_by_person(session, world.id("feedback"), kind, "Not safe", by=viewer, at=NOW)


@act(take)
def _(world, viewer):
    with world.writing() as session:
        take(session, world.id("concern"), after=1, by=viewer, at=NOW)


@act(note_step)
def _(world, viewer):
    with world.writing() as session:
        note_step(session, world.id("concern"), "No answer", after=1, by=viewer, at=NOW)


@act(hand_over)
def _(world, viewer):
    lead = _lead(world)
    with world.writing() as session:
        hand_over(session, world.id("concern"), lead, after=1, by=viewer, at=NOW)


@act(decide)
def _(world, viewer):
    outcome = EscalationOutcome.RESOLVE
    with world.writing() as session:
        decide(session, world.id("concern"), outcome, "Rang her", after=1, by=viewer, at=NOW)


@act(tell_of_overdue)
def _(world, viewer):
    return tell_of_overdue(world.store, by=viewer, at=NOW + timedelta(days=2))


@act(name_lead)
def _(world, viewer):
    with world.writing() as session:
        name_lead(session, _lead(world), after=0, by=viewer, at=NOW)


def _lead(world):
    return world.prepared.viewers[WATCHDOG, Role.SAFEGUARDING_LEAD].staff_id


question(unread_for_concerns, "another release", most=9)
question(concerns_waiting)
question(concerns_decided, at=NOW)
question(steps_of, lambda world: world.id("concern"))
question(leads)
question(nobody_leads)
question(raised_by_me)
question(open_concern, lambda world: world.id("worrying feedback"))
question(feedback_to_raise, lambda world: world.text("worrying"))


@act(find_person)
def _(world, viewer):
    return find_person(world.store, world.text("reference"), by=viewer, at=NOW)


@act(copy_for_person)
def _(world, viewer):
    return copy_for_person(world.store, world.id("feedback"), by=viewer, at=NOW)


@act(erase)
def _(world, viewer):
    return erase(world.store, world.id("feedback"), why=ErasureReason.ASKED, by=viewer, at=NOW)


question(held_about, lambda world: world.id("feedback"))
question(held_under, lambda world: world.text("reference"))
question(all_about, lambda world: world.id("feedback"))
question(kept_too_long, at=NOW)


@act(open_story)
def _(world, viewer):
    return open_story(world.store, world.id("approved"), visit="one", by=viewer, at=NOW)


question(whole_story, lambda world: world.id("approved"))
question(story_called, lambda world: world.text("reference"))
question(tags_read, lambda world: world.id("approved"))
question(concerns_seen, lambda world: world.id("worrying feedback"))
question(needs_today, VERSIONS, unsent_since=NOW, at=NOW)
question(this_week, at=NOW)
