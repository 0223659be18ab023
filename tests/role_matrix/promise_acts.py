"""The acts about promises: each on one of its own, that is there only while it is tried."""

from actions.commitments import add_commitment, change_commitment, end_commitment
from actions.give_verdict import give_verdict
from models.commitment import Commitment, CommitmentDraft, Verdict, VerdictDraft
from models.programme import Programme
from storage.queries.commitments import commitments
from tests.conftest import NOW, TODAY, WATCHDOG
from tests.role_matrix.acts import act, question

DRAFT = CommitmentDraft("You will be told whom to contact.", "Ward 9 Trust", "Board papers")


def a_programme(session):
    programme = Programme(watchdog_id=WATCHDOG, code="winter", name="Winter team")
    session.add(programme)
    session.flush()
    return programme.id


def a_promise(session):
    said = {"quotation": DRAFT.quotation, "promised_by": DRAFT.promised_by, "source": DRAFT.source}
    promise = Commitment(
        **said,
        watchdog_id=WATCHDOG,
        programme_id=a_programme(session),
        position=1,
        added_by="job:init",
        added_at=NOW,
    )
    session.add(promise)
    session.flush()
    return promise.id


@act(add_commitment)
def _(world, viewer):
    with world.writing() as session:
        return add_commitment(session, a_programme(session), DRAFT, by=viewer, at=NOW)


@act(change_commitment)
def _(world, viewer):
    draft = CommitmentDraft("You will be rung.", DRAFT.promised_by, DRAFT.source)
    with world.writing() as session:
        change_commitment(session, a_promise(session), draft, after=0, by=viewer, at=NOW)


@act(end_commitment)
def _(world, viewer):
    with world.writing() as session:
        end_commitment(session, a_promise(session), "The team has ended.", by=viewer, at=NOW)


@act(give_verdict)
def _(world, viewer):
    draft = VerdictDraft(Verdict.MIXED, "Some say so, some don't.")
    with world.writing() as session:
        give_verdict(session, a_promise(session), draft, after=0, by=viewer, at=NOW)


question(commitments, today=TODAY)
