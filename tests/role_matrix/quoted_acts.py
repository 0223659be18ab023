"""Seeing to copies of what was published with words that may not be shown any more."""

from uuid import uuid4

from actions.settle_quotation import settle
from models.report import DocumentKind, PublishedDocument, Quoted
from storage.queries.quoted import digest_of, to_settle_list
from tests.conftest import NOW, WATCHDOG
from tests.role_matrix.acts import act, question


def an_erased_quotation(session):
    document = PublishedDocument(
        watchdog_id=WATCHDOG,
        kind=DocumentKind.PAGE,
        version=1,
        document="{}",
        fingerprint="f",
        published_by="job:init",
        published_at=NOW,
    )
    session.add(document)
    session.flush()
    quoted = Quoted(
        watchdog_id=WATCHDOG, document_id=document.id, feedback_id=uuid4(), digest=digest_of("Gone.")
    )
    session.add(quoted)
    session.flush()
    return quoted.id


@act(settle)
def _(world, viewer):
    with world.writing() as session:
        settle(session, an_erased_quotation(session), "They took it down.", by=viewer, at=NOW)


question(to_settle_list)
