"""The documents keep up: every page, command, setting and make target is in them, and nothing else is."""

import re
import tomllib
from pathlib import Path

import pytest
import typer

from actions.moderate import MOST_CRITICAL
from content.words import words
from feedback_cli import app
from models.moderation import HoldReason
from models.vocabulary import Outcome, RedactionKind, WithholdReason
from settings import Settings
from storage.queries.awaiting_moderation import MANY_THEMES, MANY_WORDS
from storage.queries.needs_of_people import READ_WITHIN

ROOT = Path(__file__).parent.parent
DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def everything_written() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in DOCS)


def commands() -> list[str]:
    group = typer.main.get_command(app)
    names = []
    for name, command in group.commands.items():
        inner = getattr(command, "commands", None)
        names += [f"{name} {part}" for part in inner] if inner else [name]
    return names


@pytest.mark.parametrize("command", commands())
def test_every_command_is_in_the_documents_and_has_help(command):
    assert f"feedback_cli {command}" in everything_written() or command in {"demo", "migration"}
    found = typer.main.get_command(app)
    for part in command.split():
        found = found.commands[part]
    assert found.help
    for option in found.params:
        assert option.name == "help" or getattr(option, "help", None), f"{command} {option.name}"


@pytest.mark.parametrize("name", list(Settings.model_fields))
def test_every_setting_has_a_reason_and_is_in_the_example(name):
    assert Settings.model_fields[name].description
    assert f"FEEDBACK_{name.upper()}" in (ROOT / ".env.example").read_text()


def test_the_example_names_no_setting_that_does_not_exist():
    named = re.findall(r"^# (FEEDBACK_\w+)=", (ROOT / ".env.example").read_text(), re.M)
    assert {name.removeprefix("FEEDBACK_").lower() for name in named} == set(Settings.model_fields)


@pytest.mark.parametrize("page", sorted(path.stem for path in (ROOT / "pages").glob("*.py")))
def test_every_page_is_in_the_readme(page):
    assert f"pages/{page}.py" in (ROOT / "README.md").read_text()


def test_every_make_target_is_listed_by_make_and_described():
    makefile = (ROOT / "Makefile").read_text()
    phony = re.search(r"^\.PHONY: (.+)$", makefile, re.M).group(1).split()
    described = re.findall(r"^([a-z-]+):.*## ", makefile, re.M)
    assert set(phony) == set(described)


def test_every_requirement_is_pinned_and_says_why_it_is_there():
    for file in ("requirements.txt", "requirements-dev.txt"):
        for line in (ROOT / file).read_text().splitlines():
            if line and not line.startswith(("#", "-r")):
                assert re.fullmatch(r"[\w.\-\[\]]+==[\w.]+ +# .+", line), line


def test_every_link_between_documents_leads_somewhere():
    for path in DOCS:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name} links to {target}"


def test_the_handbook_for_moderators_has_every_choice_in_the_words_of_the_page():
    written = (ROOT / "docs" / "moderation.md").read_text(encoding="utf-8")
    keys = [
        *(f"named.outcome.{outcome.value}" for outcome in Outcome),
        *(f"named.reason.{reason.value}" for reason in WithholdReason),
        *(f"named.hold.{reason.value}" for reason in HoldReason),
        *(f"named.redaction.{kind.value}" for kind in RedactionKind),
        *(f"redact.criticality.{number}" for number in range(MOST_CRITICAL + 1)),
        *(f"moderation.{choice}" for choice in ("publish", "approve", "hold", "withhold")),
        "moderation.later",
        "whole_story.tell",
        "escalations.ask",
    ]
    assert not [words(key) for key in keys if words(key) not in written]
    assert f"more than {MANY_WORDS} words or more than {MANY_THEMES} themes" in written
    assert f"After {READ_WITHIN.days} days" in written


def test_the_table_of_folders_is_the_one_the_tests_hold():
    from tests.test_architecture import MAY_IMPORT

    written = (ROOT / "docs" / "design.md").read_text()
    for folder in MAY_IMPORT:
        assert re.search(rf"\| `{folder}(/|\.py)`", written), folder


def test_the_project_file_is_whole():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert project["tool"]["mypy"]["strict"] is True
    assert project["tool"]["pytest"]["ini_options"]["filterwarnings"] == ["error"]


@pytest.mark.parametrize(
    ("path", "is_refused"),
    [
        ("data/feedback.db", True),
        ("feedback.db-wal", True),
        ("notes/responses.csv", True),
        ("responses.XLSX".lower(), True),
        (".env", True),
        ("monday.hys", True),
        ("example_data/places.csv", False),
        (".env.example", False),
        ("storage/backup.py", False),
    ],
)
def test_a_commit_refuses_databases_and_stray_spreadsheets(path, is_refused):
    hooks = (ROOT / ".pre-commit-config.yaml").read_text()
    refused = re.search(r"files: '(.+)'", hooks).group(1)
    excused = re.search(r"exclude: '(.+)'", hooks).group(1)
    assert bool(re.search(refused, path) and not re.search(excused, path)) is is_refused
