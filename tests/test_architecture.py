"""The dependency rule: which folder may import which. It reads like the table in docs/design.md."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

MAY_IMPORT = {
    "settings": set(),
    "models": {"models"},
    "content": {"content", "models"},
    "analysis": {"analysis", "models.vocabulary", "models.scope", "models.facts"},
    "reporting": {"reporting", "analysis", "content", "models"},
    "training": {"training", "analysis", "models"},
    "imports": {"imports", "content", "models"},
    "storage": {"storage", "models", "settings"},
    "actions": {"actions", "imports", "reporting", "analysis", "content", "storage", "models", "settings"},
    "ui": {"ui", "actions", "reporting", "analysis", "content", "storage", "models", "settings"},
    "web": {"web", "actions", "reporting", "analysis", "content", "storage", "models", "settings"},
    "pages": {"pages", "ui", "actions", "reporting", "content", "models"},
}
NEVER = {
    "models": {"streamlit", "starlette", "textblob"},
    "content": {"streamlit", "starlette", "sqlmodel", "sqlalchemy"},
    "analysis": {"streamlit", "starlette", "sqlmodel", "sqlalchemy", "scipy", "sklearn"},
    "reporting": {"streamlit", "starlette", "sqlmodel", "sqlalchemy"},
    "imports": {"streamlit", "starlette", "sqlmodel", "sqlalchemy"},
    "training": {"streamlit", "starlette", "sqlmodel", "sqlalchemy"},
    "storage": {"streamlit", "starlette"},
    "actions": {"streamlit", "starlette"},
    "web": {"streamlit"},
    "pages": {"sqlmodel", "sqlalchemy"},
}
LOADED_WHEN_NEEDED = {"analysis/told_by_totals.py": {"scipy"}}
"""Large, and only for what is published: reading comments does without."""
NOT_THE_PRODUCT = {"tests", "benchmarks", "example_data", "tools"}
FRONT_DOORS = {"feedback_app.py", "feedback_cli.py", "commands"}
OURS = set(MAY_IMPORT) | NOT_THE_PRODUCT | {"commands", "feedback_app", "feedback_cli"}


def sources() -> list[Path]:
    places = [ROOT / "settings.py", ROOT / "feedback_app.py", ROOT / "feedback_cli.py"]
    for folder in [*MAY_IMPORT, "commands"]:
        places += (ROOT / folder).rglob("*.py")
    return [place for place in places if place.exists()]


def imported(source: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def is_in(name: str, allowed: set[str]) -> bool:
    return any(name == place or name.startswith(f"{place}.") for place in allowed)


def test_a_file_imports_only_what_its_folder_may() -> None:
    for source in sources():
        folder = source.relative_to(ROOT).parts[0].removesuffix(".py")
        names = imported(source)
        if folder not in {"commands", "feedback_app", "feedback_cli"}:
            ours = {name for name in names if name.split(".")[0] in OURS and "." in name or name in OURS}
            wrong = {name for name in ours if not is_in(name, MAY_IMPORT[folder])}
            narrowed = {name for name in wrong if not any(is_in(part, {name}) for part in MAY_IMPORT[folder])}
            assert not narrowed, f"{source}: {folder} may not import {sorted(narrowed)}"
            late = LOADED_WHEN_NEEDED.get(source.relative_to(ROOT).as_posix(), set())
            forbidden = {name for name in names if is_in(name, NEVER.get(folder, set()) - late)}
            assert not forbidden, f"{source}: {folder} never imports {sorted(forbidden)}"
        if folder != "commands":
            assert not {name for name in names if name.split(".")[0] in NOT_THE_PRODUCT}, source


def test_the_app_starts_without_what_is_large_and_seldom_needed() -> None:
    """80 MB of TextBlob's libraries, what draws pictures to take away, and which passwords are common."""
    for source in sources():
        if source != ROOT / "analysis" / "sentiment.py":
            names = imported(source)
            assert not {name for name in names if is_in(name, {"textblob", "analysis.sentiment"})}, source
        at_start = {
            alias
            for node in ast.parse(source.read_text()).body
            if isinstance(node, ast.ImportFrom | ast.Import)
            for alias in (
                [node.module] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names]
            )
        }
        assert not at_start & {"vl_convert", "weasyprint", "scipy", "scipy.optimize", "zxcvbn"}, source


def test_the_plain_pages_are_there_before_what_draws_figures_is_loaded() -> None:
    """It takes a second or two and 80 MB, and most visitors need none of it."""
    asked = "import sys, feedback_app; print({'pandas', 'altair', 'xlsxwriter', 'docx'} & {*sys.modules})"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, cwd=ROOT, check=True)
    assert told.stdout.splitlines()[-1] == "set()"


@pytest.mark.parametrize("folder", ["analysis", "reporting", "content", "models"])
def test_the_clock_is_handed_in(folder: str) -> None:
    for source in (ROOT / folder).rglob("*.py"):
        calls = [node for node in ast.walk(ast.parse(source.read_text())) if isinstance(node, ast.Call)]
        read = {call.func.attr for call in calls if isinstance(call.func, ast.Attribute)}
        assert not read & {"now", "utcnow", "today", "time", "monotonic"}, source.name


def reads_feedback_past_the_record(source: Path) -> set[str]:
    """What a file imports that opens somebody's words without a row that says who read them."""
    queue = "storage.queries.moderation_queue"
    names = imported(source)
    opened_up = {f"{queue}.to_moderate", f"{queue}.*", "storage.queries.whole_story.whole_story"} & names
    has_all_of_it = queue in names and not any(name.startswith(f"{queue}.") for name in names)
    return opened_up | ({queue} if has_all_of_it else set())


def test_nobodys_words_are_opened_past_the_record() -> None:
    """Reading an identifiable record leaves a row, so only the actions that leave it may read one."""
    for source in sources():
        if source not in {ROOT / "actions" / "read_feedback.py", ROOT / "actions" / "open_story.py"}:
            assert not reads_feedback_past_the_record(source), source


@pytest.mark.parametrize(
    ("line", "is_found"),
    [
        ("from storage.queries.moderation_queue import to_moderate", True),
        ("from storage.queries.moderation_queue import *", True),
        ("from storage.queries import moderation_queue", True),
        ("import storage.queries.moderation_queue", True),
        ("from storage.queries.moderation_queue import ToModerate, awaiting_moderation", False),
        ("from storage.queries.whole_story import whole_story", True),
        ("from storage.queries.whole_story import Story, story_called", False),
    ],
)
def test_the_rule_notices_a_page_that_reads_past_the_record(
    tmp_path: Path, line: str, is_found: bool
) -> None:
    page = tmp_path / "page.py"
    page.write_text(f"{line}\n")

    assert bool(reads_feedback_past_the_record(page)) is is_found


def test_the_rule_notices_a_page_that_reads_the_database(tmp_path: Path) -> None:
    page = tmp_path / "page.py"
    page.write_text("from storage.queries.scope import Scope\nimport sqlmodel\n")

    names = imported(page)

    assert not is_in("storage.queries.scope", MAY_IMPORT["pages"])
    assert "storage.queries.scope" in names and "sqlmodel" in names


def test_every_folder_of_python_has_a_place_in_the_rule() -> None:
    folders = {
        path.relative_to(ROOT).parts[0] for path in ROOT.glob("*/*.py") if not path.parts[-2].startswith(".")
    }
    assert folders <= OURS


def test_files_say_one_thing() -> None:
    """250 lines a file, 120 a page; each exception says why."""
    allowed: dict[str, str] = {}
    long = {
        str(source.relative_to(ROOT)): lines
        for source in sources()
        if "migrations" not in source.parts
        and (lines := len(source.read_text(encoding="utf-8").splitlines()))
        > (120 if source.parent.name == "pages" else 250)
    }
    assert set(long) <= set(allowed), long
