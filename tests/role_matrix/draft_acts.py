"""A way to do each act on what was typed and not sent yet, with a draft of ours."""

from actions import drafts
from actions.drafts import DraftState
from content.question_sets import HAVE_YOUR_SAY
from tests.conftest import NOW
from tests.role_matrix.acts import act

MORE = {"should_happen": "Ring us back."}


@act(drafts.load)
def _(world, viewer):
    with world.store.reading() as session:
        return drafts.load(session, world.text("draft key"), by=viewer, at=NOW)


@act(drafts.save)
def _(world, viewer):
    state = DraftState(question_set=HAVE_YOUR_SAY, begun_at=NOW, answers=MORE)
    with world.writing() as session:
        drafts.save(session, world.text("draft key"), state, by=viewer, at=NOW)


@act(drafts.keep)
def _(world, viewer):
    with world.writing() as session:
        key = world.text("draft key")
        drafts.keep(session, key, MORE, question_set=HAVE_YOUR_SAY, by=viewer, at=NOW)


@act(drafts.code_for)
def _(world, viewer):
    with world.writing() as session:
        return drafts.code_for(session, world.text("draft key"), by=viewer, at=NOW)


@act(drafts.take_up)
def _(world, viewer):
    with world.writing() as session:
        return drafts.take_up(session, world.text("draft code"), by=viewer, at=NOW)


@act(drafts.delete)
def _(world, viewer):
    with world.writing() as session:
        drafts.delete(session, world.text("draft key"), by=viewer)
