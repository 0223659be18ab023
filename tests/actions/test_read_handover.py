"""A handover reads back into an empty installation, and hands over the same again."""

import json
import shutil
import zipfile

import pytest
from sqlmodel import select, update

from actions.follow_up import correct
from actions.hand_over import hand_over
from actions.moderate import approve
from actions.read_handover import NOT_PUBLISHED, NOT_READ, PUBLISHED_ANEW, read_handover
from content.handover_plan import handover_plan
from models.errors import FeedbackError
from models.feedback import Feedback
from models.feedback_draft import HandoverDraft
from models.organisation import Service
from models.people import job, resident
from models.recommendation import RecommendationStep, StepKind
from models.vocabulary import Journey, Sector
from storage import audit
from storage.engine import Store
from tests.actions.handing_over import one_of_everything
from tests.conftest import NOW, WATCHDOG
from tests.factories import a_service, some_feedback

JOB = job(WATCHDOG, "terminal")


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


@pytest.fixture
def empty(tmp_path, opened_sqlite):
    shutil.copy(opened_sqlite, tmp_path / "another.db")
    another = Store(f"sqlite:///{tmp_path / 'another.db'}")
    yield another
    another.close()


@pytest.fixture
def told(store, moderator):
    """Ward 7, which Ward 8 came after, and somebody who added something to what they had said."""
    with store.writing() as session:
        one_of_everything(session)
        session.exec(update(RecommendationStep).values(kind=StepKind.SENT, ended_at=None))
        after, before = a_service(session, "Ward 8"), a_service(session, "Ward 7")
        session.get_one(Service, (WATCHDOG, before)).successor_id = after
        join = HandoverDraft(from_sector=Sector.HOSPITAL, to_service_id=after, problems=["had_to_chase"])
        said = {"journey": Journey.BETWEEN_SERVICES, "handovers": [join], "answers": {"one_person": "no"}}
        somebody = resident(WATCHDOG)
        first = some_feedback(
            session, somebody, "=Agreed.", service_ids=[before], consent_reports=True, **said
        )
        some_feedback(session, somebody, "Refused.")
        correct(session, first.feedback_id, "And later.", by=somebody, at=NOW)
        approve(session, first.feedback_id, after=1, by=moderator, at=NOW)
    return first.feedback_id


def handed(store, to) -> dict[str, bytes]:
    with zipfile.ZipFile(hand_over(store, to, by=JOB, at=NOW).to) as archive:
        return {one: archive.read(one) for one in archive.namelist() if one.startswith("data/")}


def test_what_was_read_back_is_handed_over_the_same(store, empty, told, tmp_path):
    files = handed(store, tmp_path / "first.zip")

    rows = read_handover(empty, tmp_path / "first.zip", into=WATCHDOG, at=NOW)

    again = handed(empty, tmp_path / "second.zip")
    assert rows.keys() == {file.name for file in handover_plan().files} - NOT_READ.keys()
    assert all(rows.values())
    for name in PUBLISHED_ANEW:
        before, now = (json.loads(one[f"data/{name}.json"]) for one in (files, again))
        assert all(row["published_at"] for row in before)
        assert now == [row | NOT_PUBLISHED for row in before], "a publisher of the new body decides"
    for name in {*rows, "answers"} - PUBLISHED_ANEW:
        assert again[f"data/{name}.json"] == files[f"data/{name}.json"], name
        assert again[f"data/{name}.csv"] == files[f"data/{name}.csv"], name
    assert set(again) == set(files)
    with empty.reading() as session:
        assert session.get_one(Feedback, (WATCHDOG, told)).words == "=Agreed."
        assert [one.words for one in session.exec(select(Feedback)) if one.words == "Refused."] == []
        assert list(audit.broken_links(session)) == []


def test_only_an_empty_store_is_read_into(store, empty, tmp_path):
    handed(store, tmp_path / "first.zip")
    with empty.writing() as session:
        some_feedback(session, resident(WATCHDOG))

    with pytest.raises(FeedbackError, match="has feedback already"):
        read_handover(empty, tmp_path / "first.zip", into=WATCHDOG, at=NOW)


def test_a_file_that_was_changed_or_is_of_a_later_release_is_refused_and_nothing_is_read(
    store, empty, tmp_path
):
    handed(store, tmp_path / "first.zip")
    manifest = {"format": "have-your-say handover 2", "sha256": {}, "schema": "0001"}
    other = {
        "changed": (lambda name, said: said + b" " if name == "data/promises.json" else said, "damaged"),
        "later": (
            lambda name, said: json.dumps(manifest).encode() if name == "manifest.json" else said,
            "later",
        ),
        "newer": (lambda name, said: said.replace(b'"schema": "0', b'"schema": "9'), "later"),
    }
    for called, (change, sentence) in other.items():
        with (
            zipfile.ZipFile(tmp_path / "first.zip") as first,
            zipfile.ZipFile(tmp_path / f"{called}.zip", "w") as to,
        ):
            for name in first.namelist():
                to.writestr(name, change(name, first.read(name)))
        with pytest.raises(FeedbackError, match=sentence):
            read_handover(empty, tmp_path / f"{called}.zip", into=WATCHDOG, at=NOW)
    (tmp_path / "none.zip").write_bytes(b"no zip")
    with pytest.raises(FeedbackError, match="damaged"):
        read_handover(empty, tmp_path / "none.zip", into=WATCHDOG, at=NOW)
    with empty.reading() as session:
        assert session.exec(select(Feedback)).all() == []
