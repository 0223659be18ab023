"""The acts of a body that answers by its link, and of staff who make that link."""

from actions.answer_links import end_answer_link, make_answer_link
from actions.answer_through_link import answer_through_link, note_through_link
from models.answer_link import AnswerLink
from models.provider_response import ChangeState, ResponseDraft, Stance
from models.recommendation import StepKind
from storage.keys import fingerprint
from storage.queries.answer_links import answer_link, asked_by_link
from tests.answering import a_body, a_recommendation
from tests.conftest import NOW, TODAY, WATCHDOG
from tests.role_matrix.acts import QUESTIONS, act

TOKEN = "the-secret-in-the-letter"
CHOSEN = {"stance": Stance.ACCEPTED, "change": ChangeState.NONE, "from_whom": "A post"}
TYPED = ResponseDraft("We ring everybody.", None, None, None, **CHOSEN)


def asked(session):
    """A recommendation of ours that was sent, with a link to it."""
    it = a_recommendation(session, a_body(session, "Asked Trust"), sent=TODAY)
    known = {"token_hash": fingerprint(TOKEN), "made_by": "job:init", "made_at": NOW, "until": TODAY}
    session.add(AnswerLink(watchdog_id=WATCHDOG, recommendation_id=it, token=TOKEN, **known))
    session.flush()
    return it


@act(make_answer_link)
def _(world, viewer):
    with world.writing() as session:
        make_answer_link(session, asked(session), by=viewer, at=NOW)


@act(end_answer_link)
def _(world, viewer):
    with world.writing() as session:
        end_answer_link(session, asked(session), by=viewer, at=NOW)


@act(answer_through_link)
def _(world, viewer):
    with world.writing() as session:
        asked(session)
        answer_through_link(session, TOKEN, TYPED, by=viewer, at=NOW)


@act(note_through_link)
def _(world, viewer):
    with world.writing() as session:
        asked(session)
        note_through_link(session, TOKEN, StepKind.ACKNOWLEDGED, by=viewer, at=NOW)


def _asked_of(question, of):
    def ask(world, viewer):
        with world.writing() as session:
            said = question(session, viewer, of(asked(session)), today=TODAY)
            session.rollback()
        return said

    QUESTIONS[f"answer_links.{question.__name__}"] = ask


_asked_of(answer_link, lambda it: it)
_asked_of(asked_by_link, lambda _: TOKEN)
