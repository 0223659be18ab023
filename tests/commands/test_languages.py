"""The terminal says which languages are open, and what is still to be translated."""

from typer.testing import CliRunner

from content.languages import missing_in
from feedback_cli import app


def run(*asked: str):
    return CliRunner().invoke(app, ["languages", *asked])


def test_each_language_is_one_line_and_only_a_checked_one_is_open():
    lines = [line.split("\t") for line in run().output.splitlines()]

    assert [line[0] for line in lines] == ["en", "pl", "ro", "ur"]
    assert [line[2] for line in lines] == ["open", "shut", "shut", "shut"]
    assert [line[4] for line in lines[1:]] == ["not checked"] * 3


def test_what_is_missing_is_listed_for_whoever_translates_it():
    assert run("--missing", "pl").output.split("\n")[: len(missing_in("pl"))] == list(missing_in("pl"))
    assert run("--missing", "en").output.strip() == ""


def test_a_language_that_nobody_knows_is_named():
    answer = run("--missing", "xx")

    assert answer.exit_code == 1 and "'xx'" in answer.output
