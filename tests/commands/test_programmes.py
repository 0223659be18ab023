"""The programmes that ship are listed without a store, and copied into one when it opens or later."""

import shutil
import subprocess
import sys
from pathlib import Path

from sqlmodel import select

from commands import start
from content.programme_files import programme_files
from models.commitment import Commitment
from models.programme import Programme, ProgrammeService
from tests.commands.conftest import INIT, run
from tests.commands.test_directory import ask

ROOT = Path(__file__).parent.parent.parent
HUB = "service,sector,organisation,valid_from,valid_to\nmk integrated discharge HUB,hospital,MK Trust,,\n"
OPEN = [word for word in INIT if not word.startswith("--programmes")]


def codes(place) -> list[str]:
    return ask(place, lambda session: sorted(session.exec(select(Programme.code)).all()))


def test_the_list_needs_no_store_no_key_and_no_settings_and_is_never_cut(tmp_path):
    done = subprocess.run(
        [sys.executable, str(ROOT / "feedback_cli.py"), "programmes"],
        cwd=tmp_path,
        env={"COLUMNS": "20", "PATH": str(Path(shutil.which("sh") or "/bin/sh").parent)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert [line.split("\t") for line in done.stdout.splitlines()] == [
        [file.id, file.draft.name, file.draft.kind, str(len(file.commitments))] for file in programme_files()
    ]
    assert not list(tmp_path.iterdir())


def test_a_watchdog_opens_with_every_programme_and_is_told_which_services_it_lacks(place):
    (place / "services.csv").write_text(HUB)

    said = run(*OPEN, f"--services={place / 'services.csv'}", "--password=correct horse battery")

    assert codes(place) == sorted(file.id for file in programme_files())
    assert "the directory doesn't have: Archer Unit, Bedford" in said
    assert "the directory doesn't have: MK Integrated Discharge Hub" not in said
    assert len(ask(place, lambda session: session.exec(select(ProgrammeService)).all())) == 1
    promises = ask(place, lambda session: session.exec(select(Commitment)).all())
    assert len(promises) == sum(len(file.commitments) for file in programme_files())


def test_a_store_that_has_none_is_given_those_it_asks_for_once(watchdog):
    assert codes(watchdog) == []
    run("programmes", "--copy", "winter-teams", "healthcare-review")
    assert codes(watchdog) == ["healthcare-review", "winter-teams"]
    assert "is here already, and stays as it is" in run("programmes", "--copy", "winter-teams")
    assert "There are: discharge-hub, " in run("programmes", "--copy", "winter-team", status=1)
    assert codes(watchdog) == ["healthcare-review", "winter-teams"]


def test_a_programme_that_does_not_ship_opens_nothing(place):
    assert "No programme called 'winter'" in run(*OPEN, "--programmes=winter", status=1)
    assert not (place / "store").exists()


def test_somebody_at_a_terminal_is_asked_which_programmes_to_follow(place, monkeypatch):
    monkeypatch.setattr(start, "somebody_is_there", lambda: True)
    numbers = ("--telephone=01632 960123", "--safeguarding-adults=01632 960201")
    said = run(
        *OPEN, *numbers, "--safeguarding-children=01632 960202", typed="winter\nwinter-teams,discharge-hub\n"
    )
    assert "No programme called 'winter'" in said and "  healthcare-review: " in said
    assert codes(place) == ["discharge-hub", "winter-teams"]
