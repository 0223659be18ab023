"""After opening: the numbers, services and programmes that a watchdog fills in later, and its key."""

import pytest
from dotenv import dotenv_values
from sqlmodel import func, select

from commands import start
from content.question_sets import question_set_names
from content.thresholds import default_thresholds
from models.people import job, resident
from models.programme import Programme
from models.setting import SettingKind
from models.watchdog import SignpostKind, Watchdog
from storage import keys
from storage.engine import Store
from storage.queries.missing_before_opening import unknown_safeguarding_numbers
from storage.queries.setting_changes import changes_of
from storage.queries.signposts import numbers_kept
from storage.queries.thresholds import thresholds
from storage.queries.why_shut import switched_on
from tests.commands.conftest import INIT, NUMBERS, SERVICES, run
from tests.conftest import TEST_KEY

SLUG = "west-testford-voice"
ANOTHER = ["init", "--name=East Voice", "--area=East", "--admin-name=Jo", "--admin-email=jo@example.org"]


def ask(place, question):
    """What `question` finds in the store that the commands made."""
    store = Store(f"sqlite:///{place / 'store' / 'feedback.db'}")
    try:
        with store.reading() as session:
            return question(session)
    finally:
        store.close()


def is_shut(place) -> bool:
    return bool(ask(place, lambda session: unknown_safeguarding_numbers(session, resident(SLUG))))


def watchdogs(place) -> int:
    return ask(place, lambda session: session.exec(select(func.count()).select_from(Watchdog)).one())


@pytest.mark.usefixtures("empty_tables")
def test_a_form_that_opened_without_its_numbers_opens_when_they_are_set(place):
    run(*INIT)
    assert is_shut(place)

    first = run("numbers", "set", "safeguarding_adults", "01632 960201")
    assert "a child at risk" in first and "an adult at risk" not in first
    run("numbers", "set", "safeguarding_children", "01632 960202", "--hours=At any hour")

    assert not is_shut(place)
    assert "whole" in run("audit", "verify")


@pytest.mark.usefixtures("empty_tables")
def test_every_kind_of_number_is_listed_with_the_day_it_was_checked(place):
    run(*INIT, "--safeguarding-adults=01632 960201")
    run("numbers", "set", "complaints", "01632 960203", "--hours=Weekdays, 9 to 5")

    said = run("numbers", "list")

    assert "emergency\t999\tnever checked\tAt any hour" in said
    assert "safeguarding_adults\t01632 960201\tchecked 20" in said
    assert "safeguarding_children\tnot known yet" in said
    assert said.splitlines()[-1].endswith("Weekdays, 9 to 5")


@pytest.mark.usefixtures("empty_tables")
def test_a_number_that_nobody_here_has_checked_for_long_is_marked(place):
    run(*INIT, "--safeguarding-adults=01632 960201")
    checked = {line.split("\t")[0]: line for line in run("numbers", "list").splitlines()}
    assert checked["emergency"].endswith("check this number")
    assert "check this number" not in checked["safeguarding_adults"] + checked["safeguarding_children"]


def test_each_change_of_a_number_at_the_terminal_is_kept_in_its_history(watchdog):
    for number in ("01632 960298", "01632 960299"):
        run("numbers", "set", "safeguarding_adults", number)
    last, before = ask(watchdog, number_changes)
    assert (last.who, last.changes) == ("terminal", {"number": ("01632 960298", "01632 960299")})
    assert before.changes["number"] == ("01632 960201", "01632 960298")


def number_changes(session):
    return changes_of(session, job(SLUG, "test"), SettingKind.SIGNPOST, "safeguarding_adults")


@pytest.mark.usefixtures("empty_tables")
def test_a_watchdog_starts_with_a_row_for_every_default_that_ships(place):
    run(*INIT)
    anybody = resident(SLUG)
    assert ask(place, lambda session: thresholds(session, anybody)) == {
        kind: default.value for kind, default in default_thresholds().items()
    }
    assert ask(place, lambda session: switched_on(session, anybody)) == frozenset(question_set_names())
    assert set(ask(place, lambda session: numbers_kept(session, job(SLUG, "test")))) == set(SignpostKind)


@pytest.mark.usefixtures("empty_tables")
def test_a_name_too_long_to_keep_is_a_sentence_and_nothing_is_opened(place):
    assert "200 characters" in run(*INIT[:1], f"--name={'x' * 201}", "--slug=east", *INIT[2:], status=1)
    assert watchdogs(place) == 0


def test_a_mistyped_number_is_put_right(watchdog):
    run("numbers", "set", "safeguarding_adults", "01632 960299")
    said = run("numbers", "list")
    assert "01632 960299" in said and "01632 960201" not in said


def test_a_number_nobody_can_ring_is_a_sentence_and_the_one_before_stays(watchdog):
    assert "can't be rung" in run("numbers", "set", "safeguarding_adults", "the council", status=1)
    assert "01632 960201" in run("numbers", "list")


@pytest.mark.usefixtures("empty_tables")
def test_services_come_in_later_and_only_once(place):
    run(*INIT, *NUMBERS)
    (place / "services.csv").write_text(SERVICES)
    assert "3 services added, 0 there already" in run("services", str(place / "services.csv"))
    assert "0 services added, 3 there already" in run("services", str(place / "services.csv"))


@pytest.mark.usefixtures("empty_tables")
def test_a_refused_row_is_named_and_the_others_are_added(place):
    run(*INIT, *NUMBERS)
    (place / "services.csv").write_text(f"{SERVICES}Castle Ward,castle,West Testford General,,,\n")

    said = run("services", str(place / "services.csv"), status=1)

    assert "3 services added" in said and "1 refused" in said
    assert "Row 5" in said and "'castle'" in said and "Every other row is in" in said
    assert "3 there already" in run("services", str(place / "services.csv"), status=1)


def test_a_services_file_that_is_not_there_or_is_a_folder_is_a_sentence(watchdog):
    assert "There is no file" in run("services", str(watchdog / "nowhere.csv"), status=1)
    assert "is a folder" in run("services", str(watchdog), status=1)


def test_a_programme_is_added_once_with_its_source(watchdog):
    words = ["programme", "Home First", "--started=2025-11-03", "--source=Board paper 12"]
    assert "2025-11-03" in run(*words)
    assert "already" in run(*words, status=1)
    kept = ask(watchdog, lambda session: session.exec(select(Programme)).one())
    assert (kept.name, str(kept.started_on), kept.source) == ("Home First", "2025-11-03", "Board paper 12")


@pytest.mark.parametrize(
    ("name", "source", "said"),
    [("x" * 201, "A paper", "200"), ("Home First", "x" * 501, "500"), ("Home First", " ", "comes from")],
)
def test_a_programme_that_will_not_do_is_a_sentence(watchdog, name, source, said):
    assert said in run("programme", name, "--started=2025-11-03", f"--source={source}", status=1)


def test_another_key_opens_no_second_watchdog_and_the_first_goes_on(watchdog, monkeypatch):
    monkeypatch.setenv("FEEDBACK_ENCRYPTION_KEYS", keys.new_key())
    assert "Put back the key" in run(*ANOTHER, status=1)
    assert "Put back the key" in run("demo", status=1)

    monkeypatch.setenv("FEEDBACK_ENCRYPTION_KEYS", TEST_KEY)
    assert watchdogs(watchdog) == 1
    assert "whole" in run("audit", "verify")


def test_no_key_is_made_for_a_store_that_has_a_watchdog(watchdog, monkeypatch):
    monkeypatch.setenv("FEEDBACK_ENCRYPTION_KEYS", "")
    assert "Put back the key" in run(*ANOTHER, status=1)
    assert "FEEDBACK_ENCRYPTION_KEYS" not in dotenv_values(watchdog / ".env")


def test_the_same_key_opens_a_second_watchdog(watchdog):
    assert "East Voice is open" in run(*ANOTHER)
    assert watchdogs(watchdog) == 2


@pytest.mark.usefixtures("empty_tables")
def test_somebody_at_a_terminal_is_asked_for_the_numbers_and_may_leave_them(place, monkeypatch):
    monkeypatch.setattr(start, "somebody_is_there", lambda: True)
    said = run(*INIT, typed="01632 960123\nnobody\n01632 960201\n\n")
    assert "can't be rung" in said and "a child at risk" in said
    assert ask(place, lambda session: session.get(Watchdog, SLUG).telephone) == "01632 960123"
    assert "safeguarding_adults\t01632 960201" in run("numbers", "list")


@pytest.mark.usefixtures("empty_tables")
def test_what_was_given_as_an_option_is_not_asked_for(place, monkeypatch):
    monkeypatch.setattr(start, "somebody_is_there", lambda: True)
    assert "leave empty" not in run(*INIT, *NUMBERS, "--telephone=01632 960123")
