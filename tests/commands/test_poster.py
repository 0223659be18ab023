"""The square code for posters: it leads to the plain form, and says whose poster it was."""

from xml.etree import ElementTree

import pytest
import segno
from typer.testing import CliRunner

from commands import poster
from feedback_cli import app
from reporting.qr import MODULE_PX, QUIET_ZONE
from settings import Settings


def run(*arguments: str):
    return CliRunner().invoke(app, ["qr", *arguments])


@pytest.fixture(autouse=True)
def _an_address(monkeypatch):
    ours = Settings(address="https://say.example.org/")
    monkeypatch.setattr(poster, "settings", lambda: ours)


@pytest.mark.parametrize(
    ("options", "address"),
    [((), "https://say.example.org/say"), (("--by", "age-uk"), "https://say.example.org/say?by=age-uk")],
)
def test_the_square_is_that_of_the_plain_form(tmp_path, options, address):
    file = tmp_path / "say.svg"
    answer = run(str(file), *options)

    assert answer.exit_code == 0 and address in answer.output
    drawn = ElementTree.fromstring(file.read_text(encoding="utf-8"))
    size = (segno.make(address, error="m").symbol_size(border=QUIET_ZONE)[0]) * MODULE_PX
    assert drawn.tag == "{http://www.w3.org/2000/svg}svg" and int(drawn.get("width")) == size


def test_a_name_is_not_a_partners_code(tmp_path):
    answer = run(str(tmp_path / "say.svg"), "--by", "Jo Bloggs <jo@example.org>")

    assert answer.exit_code == 1 and "such as age-uk" in answer.output
    assert not (tmp_path / "say.svg").exists()
