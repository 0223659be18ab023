"""The words people read: found by key, filled in, and never a programmer's."""

import ast
import tomllib
from pathlib import Path

import pytest

from content.words import FOLDER, PAGES, said_of, words

ROOT = Path(__file__).parent.parent.parent


def test_words_are_found_by_key_and_filled_in():
    assert words("form.progress", number=3, total=8) == "Question 3 of 8"


def test_a_key_that_nobody_wrote_is_named():
    with pytest.raises(KeyError, match=r"form\.nonsense"):
        words("form.nonsense")


def test_what_a_language_lacks_is_said_in_english():
    assert words("form.continue", language="xx") == words("form.continue")


def test_every_key_asked_for_by_name_exists():
    asked_for = [
        (source, node.args[0].value)
        for folder in ("ui", "pages", "content")
        for source in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "words"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    ]
    known = {
        f"{table}.{name}"
        for file in PAGES
        for table, entries in tomllib.loads((FOLDER / "en" / file).read_text(encoding="utf-8")).items()
        for name in entries
    }
    assert len(asked_for) > 20
    assert [(str(source), key) for source, key in asked_for if key.count(".") == 1 and key not in known] == []


def test_an_error_we_wrote_a_sentence_for_is_said_in_that_sentence():
    assert said_of("date_too_old", fallback="x", earliest=2006).startswith("Choose 2006 or later")


def test_an_error_of_ours_without_a_sentence_keeps_its_english():
    assert said_of("brand_new_rule", fallback="Try a shorter name") == "Try a shorter name"


@pytest.mark.parametrize("kind", ["missing", "uuid_parsing", "string_too_short", "enum"])
def test_the_librarys_errors_are_never_quoted(kind):
    assert said_of(kind, fallback="Field required") == "Answer this one again. We couldn’t read it"


def test_no_error_says_invalid_must_or_failed():
    sentences = tomllib.loads((FOLDER / "en" / "errors.toml").read_text(encoding="utf-8"))
    for sentence in sentences.values():
        assert not {"invalid", "must", "failed", "please"} & set(sentence.lower().split()), sentence
