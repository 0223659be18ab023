"""By when an answer is due, asked of a machine with nothing on it; and which are late, asked of the store."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from models.recommendation import StepKind
from models.watchdog import Watchdog
from storage.engine import Store
from tests.clocks import a_clock, a_response, a_step
from tests.commands.conftest import run

ROOT = Path(__file__).parent.parent.parent
SENT = date(2025, 12, 18)


def test_two_days_are_printed_where_there_is_no_store_no_key_and_no_setting(tmp_path):
    bare = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    asked = [sys.executable, "-m", "feedback_cli", "clock", "--sent", "2025-12-18"]
    said = subprocess.run(
        asked, cwd=tmp_path, env={**bare, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True
    )
    assert (said.returncode, said.stdout, said.stderr) == (0, "2026-01-20\n2026-02-03\n", "")
    assert not list(tmp_path.iterdir())


def test_a_day_that_nobody_can_count_from_is_said(place):
    assert "is no day: write --sent as 2025-12-18" in run("clock", "--sent", "18/12/2025", status=1)
    assert "1978 to 2099" in run("clock", "--sent", "2100-01-01", status=1)
    assert "not both" in run("clock", "--sent", "2025-12-18", "--on", "2026-01-01", status=1)
    assert "There is no store" in run("clock", "--on", "2026-01-01", status=1)


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("2025-12-17", "No answer is late or due on 2025-12-17."),
        ("2025-12-18", "R1 2026-01-20 due in 20 working days|R2 2026-02-03 due in 30 working days"),
        ("2026-01-19", "R1 2026-01-20 due in 1 working day|R2 2026-02-03 due in 11 working days"),
        ("2026-01-20", "R1 2026-01-20 due today|R2 2026-02-03 due in 10 working days"),
        ("2026-01-21", "R1 2026-01-20 late by 1 working day|R2 2026-02-03 due in 9 working days"),
        ("2026-02-07", "R1 2026-01-20 late by 13 working days|R2 2026-02-03 late by 3 working days"),
    ],
)
def test_each_answer_that_is_late_or_due_is_a_line(watchdog_with_clocks, on, said):
    if "|" not in said:
        assert run("clock", "--on", on) == f"{said}\n"
        return
    lines = [line.split("\t") for line in run("clock", "--on", on).splitlines()]
    assert [f"{number} {due} {stands}" for number, _, due, stands, _ in lines] == said.split("|")
    assert {(body, asks[:16]) for _, body, _, _, asks in lines} == {("Ward 9 Trust", "Ring people back")}


@pytest.fixture
def watchdog_with_clocks(watchdog):
    store = Store(f"sqlite:///{watchdog / 'store' / 'feedback.db'}")
    with store.writing() as session:
        mine = session.exec(select(Watchdog.id)).one()
        a_clock(session, 1, SENT, mine=mine)
        a_step(session, a_clock(session, 2, SENT, mine=mine), StepKind.TAKES_LONGER, SENT, mine=mine)
        a_response(session, a_clock(session, 3, SENT, mine=mine), SENT, mine=mine)
    store.close()
