"""What leaves for a successor, and what never does: searched for in the bytes of all that is written."""

import csv
import hashlib
import io
import json
import re
import shutil
import stat
import zipfile
from dataclasses import replace
from typing import NamedTuple
from uuid import UUID

import pytest
from sqlmodel import col, select, update

from actions.follow_up import withdraw
from actions.hand_over import hand_over
from actions.moderate import approve, withhold
from actions.raise_concern import raise_by_person
from content.handover_plan import handover_plan
from models.audit import AuditEvent
from models.errors import FeedbackError, NotAllowed
from models.events import Event
from models.people import job, resident
from models.recommendation import Recommendation
from models.report import PublishedDocument, Quoted
from models.vocabulary import ConcernKind, Role, WithholdReason
from reporting.document import Quotation, fingerprint, read, written
from storage.engine import Store
from storage.queries.quoted import digest_of
from tests.actions.handing_over import DOCUMENT, mark, one_of_everything, texts
from tests.conftest import NOW, WATCHDOG
from tests.factories import some_feedback
from tests.storage.queries.test_quotations import a_concern_is_open, lacks_nothing

JOB = job(WATCHDOG, "terminal")


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


def handed(store, tmp_path, name="handover.zip") -> dict[str, bytes]:
    """Every file in it, by its name."""
    done = hand_over(store, tmp_path / name, by=JOB, at=NOW)
    with zipfile.ZipFile(done.to) as archive:
        return {one: archive.read(one) for one in archive.namelist()}


def rows(files, name) -> list[dict]:
    return json.loads(files[f"data/{name}.json"])


def test_each_text_goes_where_the_plan_says_and_no_other_text_leaves(store, tmp_path):
    with store.writing() as session:
        one_of_everything(session)

    files = handed(store, tmp_path)

    plan = {file.table: file for file in handover_plan().files}
    everything = b"\n".join(files.values()).decode()
    goes, stays = set(), set()
    for (table, column), said in texts().items():
        file = plan.get(table)
        if file and column in file.columns and not file.columns[column].is_who:
            assert said in files[f"data/{file.name}.json"].decode(), (table, column)
            assert said in files[f"data/{file.name}.csv"].decode(), (table, column)
            goes.add((table, column))
        elif not (file and column in file.elsewhere):
            assert said not in everything, (table, column)
            stays.add((table, column))
    assert {("approved_words", "words"), ("provider_response", "shown")} <= goes
    assert {("contact", "email"), ("feedback", "words"), ("provider_response", "words")} <= stays
    assert mark("about_you", "answers") not in everything and mark("about_you", "area") not in everything
    assert rows(files, "answers")[0]["answer"] == mark("feedback", "answers")


SAID = ("Agreed", "=Formula", "Refused", "Takenback", "Withheld", "Worrying", "Unread")


class Decided(NamedTuple):
    """The ids of feedback by what was said, and what was handed over, twice."""

    ids: dict[str, str]
    files: dict[str, bytes]
    again: dict[str, bytes]


@pytest.fixture(scope="module")
def decided(opened_sqlite, tmp_path_factory):
    """Of who agreed and who did not, taken back, withheld, with a concern, and not read yet."""
    folder, somebody = tmp_path_factory.mktemp("decided"), resident(WATCHDOG)
    shutil.copy(opened_sqlite, folder / "feedback.db")
    store = Store(f"sqlite:///{folder / 'feedback.db'}")
    by = replace(job(WATCHDOG, "tester"), roles=frozenset({Role.MODERATOR}), staff_id=UUID(int=9))
    with store.writing() as session:
        ids = {said: _said(session, said, consent_reports=said != "Refused") for said in SAID}
        for said in ("Agreed", "=Formula", "Refused", "Takenback", "Worrying"):
            approve(session, ids[said], after=0, by=by, at=NOW)
        withhold(session, ids["Withheld"], WithholdReason.DEFAMATORY, after=0, by=by, at=NOW)
        withdraw(session, ids["Takenback"], by=somebody, at=NOW)
        raise_by_person(session, ids["Worrying"], ConcernKind.SAFEGUARDING, "Not safe.", by=by, at=NOW)
        for first in ("Agreed", "Withheld"):
            ids[f"After {first}"] = _said(session, f"After {first}", same_story_as=ids[first])
    files, again = handed(store, folder), handed(store, folder, "again.zip")
    store.close()
    return Decided({said: str(one) for said, one in ids.items()}, files, again)


def _said(session, said, **changes):
    left = {"contact_email": f"{said[-6:]}@example.org".lower(), "contact_name": f"{said} Penrose"}
    told = some_feedback(
        session, resident(WATCHDOG), f"{said} story.", consent_contact=True, **left, **changes
    )
    return told.feedback_id


def test_words_go_only_where_their_author_agreed_and_a_person_approved_them(decided):
    files = decided.files

    assert {row["words"] for row in rows(files, "approved_words")} == {"Agreed story.", "=Formula story."}
    as_csv = csv.DictReader(io.StringIO(files["data/approved_words.csv"].decode("utf-8-sig")))
    assert "'=Formula story." in {row["words"] for row in as_csv}
    everything = b"\n".join(files.values()).decode()
    for said in ("Refused", "Takenback", "Withheld", "Worrying", "Unread", "After Agreed"):
        assert f"{said} story" not in everything
    assert "@example.org" not in everything and "Penrose" not in everything and "Not safe" not in everything
    assert not re.search("person:[0-9a-f]", everything)


def test_choices_go_of_what_counts_and_what_stays_is_counted_by_kind(decided):
    files, ids = decided.files, decided.ids

    assert {row["id"] for row in rows(files, "feedback")} == set(ids.values()) - {
        ids["Takenback"],
        ids["Withheld"],
    }
    everything = b"\n".join(files.values()).decode()
    assert ids["Takenback"] not in everything and ids["Withheld"] not in everything
    began = {row["id"]: row["same_story_as"] for row in rows(files, "feedback")}
    assert began[ids["After Agreed"]] == ids["Agreed"] and began[ids["After Withheld"]] is None
    counted = {row["what"]: row["how_many"] for row in rows(files, "what_stays")}
    assert counted["feedback: withdrawn"] == counted["feedback: withheld.defamatory"] == 1
    assert counted["words: not_agreed"] == counted["words: concern"] == 1
    assert counted["words: not_approved"] == 3 and counted["table: contact"] == len(ids)
    readme = files["README.txt"].decode()
    assert "data/feedback: 7." in readme and "it could be defamatory" in readme


def test_what_was_published_goes_as_it_was_frozen_unless_it_was_taken_down(store, tmp_path):
    frozen = written(DOCUMENT)
    kept = {"watchdog_id": WATCHDOG, "kind": "page", "document": frozen, "published_at": NOW}
    digest = hashlib.sha256(frozen.encode()).hexdigest()
    with store.writing() as session:
        for version, ended_at in ((1, NOW), (2, None)):
            session.add(
                PublishedDocument(
                    **kept, version=version, fingerprint=digest, published_by="person:7", ended_at=ended_at
                )
            )

    files = handed(store, tmp_path)

    assert stat.S_IMODE((tmp_path / "handover.zip").stat().st_mode) == 0o600
    assert {name for name in files if name.startswith("documents/")} == {
        "documents/what-people-say-v2.html",
        "documents/what-people-say-v2.json",
    }
    assert hashlib.sha256(files["documents/what-people-say-v2.json"]).hexdigest() == digest
    assert "Frozen for good." in files["documents/what-people-say-v2.html"].decode()
    assert [row["version"] for row in rows(files, "published_documents")] == [1, 2]


def test_of_words_that_may_not_be_shown_any_more_nothing_says_whose_they_were(store, tmp_path):
    with store.writing() as session:
        shown, gone = lacks_nothing(session, "Fine words."), a_concern_is_open(session)
        digests = {shown: digest_of("Fine words."), gone: digest_of("Somebody worries about this.")}
        blocks = tuple(
            Quotation(feedback_id=one, digest=digest, start=0, end=4, whose="A carer")
            for one, digest in digests.items()
        )
        said = written(DOCUMENT.model_copy(update={"blocks": blocks}))
        signed = {"fingerprint": fingerprint(said), "published_by": "person:7", "published_at": NOW}
        row = PublishedDocument(watchdog_id=WATCHDOG, kind="page", version=1, document=said, **signed)
        session.add(row)
        session.flush()
        for one, digest in digests.items():
            about = {"document_id": row.id, "feedback_id": one, "digest": digest}
            session.add(Quoted(watchdog_id=WATCHDOG, **about))

    files = handed(store, tmp_path)

    kept = read(files["documents/what-people-say-v1.json"].decode())
    assert [one.whose for one in kept.quotations] == ["A carer", ""]
    everything = b"\n".join(files.values()).decode()
    assert digests[shown] in everything and digests[gone] not in everything
    assert [row["feedback_id"] for row in rows(files, "quoted")] == [str(shown)]
    for name in ("documents/what-people-say-v1.json", "documents/what-people-say-v1.html"):
        assert str(gone) not in files[name].decode() and str(gone.hex) not in files[name].decode()


def test_what_was_never_sent_stays_with_what_was_said_to_it(store, tmp_path):
    with store.writing() as session:
        one_of_everything(session)
        session.exec(update(Recommendation).values(published_at=None))  # and its one step was a mistake

    files = handed(store, tmp_path)

    for name in ("recommendations", "recommendation_steps", "answers_of_bodies"):
        assert rows(files, name) == []
    assert mark("recommendation", "asks") not in b"\n".join(files.values()).decode()


def test_every_file_is_in_the_manifest_and_what_nobody_changed_reads_the_same(decided):
    files, again = decided.files, decided.again

    digests = json.loads(files["manifest.json"])["sha256"]
    assert digests == {
        name: hashlib.sha256(said).hexdigest() for name, said in files.items() if name != "manifest.json"
    }
    changed = {name for name in files if again[name] != files[name]}
    grown = {"README.txt", "manifest.json", "data/what_stays.csv", "data/what_stays.json"}
    assert list(again) == list(files) and changed == grown  # by the record's row about the first


def test_the_codebook_explains_every_column_and_every_code(decided):
    files = decided.files

    book = {(one["file"], one["column"]): one for one in json.loads(files["codebook.json"])}
    for name in [name for name in files if name.startswith("data/") and name.endswith(".csv")]:
        table = name.removeprefix("data/").removesuffix(".csv")
        header = next(csv.reader(io.StringIO(files[name].decode("utf-8-sig"))))
        assert [(table, column) for column in header] == [key for key in book if key[0] == table]
    assert book["joins", "who_chased"]["choices"]["the_person"] == "the person"
    assert book["feedback", "received_at"]["type"] == "moment, in UTC"
    assert book["joins", "days_lost"]["unit"] == "days"
    asked = {(one["question"], one["answer"]) for one in json.loads(files["codebook_questions.json"])}
    assert ("told_whom_to_contact", "to_some_extent") in asked
    assert {"question_sets/en/questions/have_your_say.toml", "taxonomy/had_to_chase.toml"} <= files.keys()


def test_it_leaves_one_row_with_counts_and_never_writes_over_anything(store, tmp_path):
    with store.writing() as session:
        some_feedback(session, resident(WATCHDOG))
    done = hand_over(store, tmp_path / "handover", by=JOB, at=NOW)

    with store.reading() as session:
        link = session.exec(select(AuditEvent).order_by(col(AuditEvent.sequence).desc())).first()
    assert (link.event, link.detail["feedback"], link.detail["words"]) == (Event.HANDED_OVER, 1, 0)
    assert (done.to / "README.txt").exists() and stat.S_IMODE(done.to.stat().st_mode) == 0o700
    before = sorted(tmp_path.iterdir())
    with pytest.raises(FeedbackError, match="already"):
        hand_over(store, tmp_path / "handover", by=JOB, at=NOW)
    with pytest.raises(NotAllowed):
        hand_over(store, tmp_path / "other.zip", by=resident(WATCHDOG), at=NOW)
    assert sorted(tmp_path.iterdir()) == before
