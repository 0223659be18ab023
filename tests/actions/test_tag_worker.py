"""Reading in a process apart: what one comment does there costs two seconds at most, and no other comment."""

import subprocess
import sys
import threading
import time

import psutil
import pytest
from sqlmodel import select

from actions.tag import tag_batch
from actions.tag_worker import LONGEST, ROOT, CannotBeRead, TagWorker
from analysis.tagger import Tags, tag
from models.errors import TaggerUnavailable
from models.tag import Tagging
from models.vocabulary import TaggingOutcome
from tests.conftest import NOW
from tests.factories import some_feedback

ODD = "tests.analysis.odd_worker"
WORDS = "They sent her home with no medicines, and the nurse was lovely."


@pytest.fixture
def worker():
    with TagWorker(ODD) as started:
        yield started


def processes() -> set[psutil.Process]:
    return set(psutil.Process().children())


def test_no_text_is_too_awkward_to_send(worker):
    for text in ("", "\udc80 half a letter", "“Quoted” 🏥\u2028\nline\r\n", "no aftercare " * 9_000):
        assert worker(text, "en") == tag(text)


def test_a_thousand_comments_keep_their_order(worker):
    texts = [f"Number {number}. " + "Nobody rang. " * (number % 7) for number in range(1_000)]

    assert [worker(text, "en") for text in texts] == [tag(text) for text in texts]


def test_trouble_with_one_comment_is_the_end_of_that_one_only(worker):
    worker(WORDS, "en")
    for trouble in ("sleep", "rubbish", "another's answer", "fail"):
        began = time.monotonic()
        with pytest.raises(CannotBeRead):
            worker(trouble, "en")
        assert time.monotonic() - began < LONGEST + 1
        assert worker(WORDS, "en") == tag(WORDS)


def test_the_rest_of_a_batch_is_tagged_and_the_trouble_is_marked_failed(
    sqlite_store, somebody, tagger_job, worker
):
    with sqlite_store.writing() as session:
        for words in (WORDS, "crash", WORDS):
            some_feedback(session, somebody, words)

    done = tag_batch(sqlite_store, worker, taxonomy_version="1", model_version="m", by=tagger_job, at=NOW)

    assert done == (2, 1)
    with sqlite_store.reading() as session:
        outcomes = session.exec(select(Tagging.outcome).order_by(Tagging.feedback_id)).all()
    assert outcomes == [TaggingOutcome.TAGGED, TaggingOutcome.FAILED, TaggingOutcome.TAGGED]


def test_nothing_of_ours_goes_in_but_the_words_and_nothing_comes_out_but_the_tags(worker, monkeypatch, capfd):
    """No settings and no store; no words in the list of processes; what is printed goes nowhere."""
    monkeypatch.setenv("FEEDBACK_ENCRYPTION_KEYS", "secret")
    before = processes()
    assert worker("settings", "en") == worker("store", "en") == Tags(None, (), is_cut=False)
    assert worker("print", "en") == tag("print")

    [started] = processes() - before
    assert started.cmdline() == [sys.executable, "-m", ODD]
    assert capfd.readouterr() == ("", "")


def test_it_starts_when_it_is_needed_and_leaves_nothing_behind(worker):
    before = processes()
    assert worker._reader is None
    with pytest.raises(CannotBeRead):
        worker("crash", "en")
    assert processes() - before == set()
    worker(WORDS, "en")
    assert len(processes() - before) == 1

    worker.close()

    assert processes() - before == set()


def test_closing_cuts_a_comment_short_and_no_comment_is_to_blame(worker):
    worker(WORDS, "en")
    raised = []

    def ask() -> None:
        with pytest.raises(TaggerUnavailable) as stopped:
            worker("sleep", "en")
        raised.append(stopped.value)

    asking = threading.Thread(target=ask)
    asking.start()
    time.sleep(0.3)
    began = time.monotonic()
    worker.close()
    asking.join()

    assert time.monotonic() - began < 1
    assert len(raised) == 1


def test_one_that_was_closed_reads_no_more(worker):
    worker.close()
    worker.close()
    with pytest.raises(TaggerUnavailable):
        worker(WORDS, "en")


def test_where_the_process_cannot_be_started_nothing_is_written(sqlite_store, somebody, tagger_job):
    with sqlite_store.writing() as session:
        some_feedback(session, somebody)
    with TagWorker("analysis.nowhere") as broken, pytest.raises(TaggerUnavailable):
        tag_batch(sqlite_store, broken, taxonomy_version="1", model_version="m", by=tagger_job, at=NOW)
    with sqlite_store.reading() as session:
        assert session.exec(select(Tagging)).all() == []


def test_the_process_ends_with_the_one_that_started_it():
    code = (
        "import psutil; from actions.tag_worker import TagWorker;"
        "worker = TagWorker(); worker('Kind.', 'en'); print(psutil.Process().children()[0].pid)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not psutil.pid_exists(int(done.stdout))
