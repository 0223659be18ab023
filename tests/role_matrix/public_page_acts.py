"""The acts about the public page, on facts by hand."""

from dataclasses import replace
from uuid import uuid4

from actions.publish_page import prepare_page, preview_page, publish_page, take_down_page
from analysis.disclosure import Rules
from models.people import Viewer
from models.report import DocumentKind, PublishedDocument
from models.vocabulary import Role
from reporting.document import fingerprint, written
from reporting.public_edition import Material, public_edition
from storage.queries.editions import editions
from tests.conftest import NOW, TODAY, WATCHDOG
from tests.publishing import some_told
from tests.role_matrix.acts import act, question

PUBLISHER = Viewer(WATCHDOG, frozenset({Role.PUBLISHER}), name="Eli Publisher", staff_id=uuid4())


@act(prepare_page)
def _(world, viewer):
    with world.store.reading() as session:
        return prepare_page(session, some_told(20), by=viewer, at=NOW).edition.title


@act(publish_page)
def _(world, viewer):
    with world.writing() as session:
        by = replace(PUBLISHER, name=viewer.name)
        return publish_page(session, prepare_page(session, some_told(20), by=by, at=NOW), by=viewer, at=NOW)


@act(preview_page)
def _(world, viewer):
    with world.store.reading() as session:
        return preview_page(session, some_told(20), by=viewer, at=NOW)


@act(take_down_page)
def _(world, viewer):
    with world.writing() as session:
        an_edition(session)
        take_down_page(session, "A number in it was wrong.", version=1, by=viewer, at=NOW)


question(editions)


def an_edition(session):
    said = written(public_edition(Material("Voice", "Testford", some_told(20), Rules(), TODAY)))
    session.add(
        PublishedDocument(
            watchdog_id=WATCHDOG,
            kind=DocumentKind.PAGE,
            version=1,
            document=said,
            fingerprint=fingerprint(said),
            published_by="job:init",
            published_at=NOW,
        )
    )
    session.flush()
