"""A language is open only when nothing is missing in it and a named person has checked it."""

import string
import tomllib
from datetime import date

import pytest

from content import languages as known
from content.languages import FOR_RESIDENTS, WORDS, Language, is_open, languages, missing_in, resident_strings
from content.question_sets import question_set, question_set_names
from content.words import FOLDER

STAFF_ONLY = {
    "staff.toml",
    "redact.toml",
    "directory.toml",
    "events.toml",
    "our_settings.toml",
    "people.toml",
    "outbox.toml",
    "mail.toml",
    "record.toml",
    "health.toml",
    "office.toml",
    "thresholds.toml",
    "proposed.toml",
    "data_requests.toml",
    "callbacks.toml",
    "escalations.toml",
    "search.toml",
    "theme_review.toml",
    "today.toml",
    "phone_entry.toml",
    "whole_story.toml",
    "entry.toml",
    "entry_seen.toml",
    "phone.toml",
    "scope.toml",
    "pictures.toml",
    "over_time.toml",
    "overview.toml",
    "joins.toml",
    "leaving_hospital.toml",
    "one_service.toml",
    "who_we_hear_from.toml",
    "programmes.toml",
    "programme_said.toml",
    "programme_about.toml",
    "commitments.toml",
    "indicators.toml",
    "scheme_contacts.toml",
    "newsletter_desk.toml",
    "recommendations.toml",
    "letters.toml",
    "responses.toml",
    "answer.toml",
    "reports.toml",
    "report.toml",
    "drawn.toml",
    "clock_settings.toml",
    "public_page.toml",
    "baselines.toml",
    "powers.toml",
}
OTHERS = [code for code in languages() if code != "en"]


@pytest.fixture(autouse=True)
def _afresh():
    yield
    is_open.cache_clear()


def test_english_is_open():
    assert is_open("en") and missing_in("en") == ()


@pytest.mark.parametrize("code", OTHERS)
def test_no_language_is_open_without_all_its_words_and_a_named_checker(code):
    language = languages()[code]
    may_open = not missing_in(code) and bool(language.checked_by.strip()) and language.checked_on is not None

    assert is_open(code) == may_open


@pytest.fixture
def complete(monkeypatch):
    """Every language has every word."""
    monkeypatch.setattr(known, "missing_in", lambda code: ())


@pytest.mark.parametrize(
    ("checked_by", "checked_on", "opens"),
    [
        ("A. Person", date(2026, 11, 22), True),
        ("", date(2026, 11, 22), False),
        ("  ", date(2026, 11, 22), False),
        ("A. Person", None, False),
    ],
)
def test_a_complete_language_opens_with_its_checker_and_the_day(
    complete, monkeypatch, checked_by, checked_on, opens
):
    given = {"ur": Language("ur", "اردو", "rtl", checked_by, checked_on)}
    monkeypatch.setattr(known, "languages", lambda: given)

    is_open.cache_clear()

    assert is_open("ur") is opens


def test_a_checked_language_with_one_word_missing_stays_shut(monkeypatch):
    given = {"ur": Language("ur", "اردو", "rtl", "A. Person", date(2026, 11, 22))}
    monkeypatch.setattr(known, "languages", lambda: given)
    monkeypatch.setattr(known, "missing_in", lambda code: ("plain.toml: home.title",))

    is_open.cache_clear()

    assert not is_open("ur")


def test_a_language_that_nobody_knows_is_not_open():
    assert not is_open("xx")


@pytest.mark.parametrize("code", OTHERS)
def test_a_language_that_somebody_checked_is_not_shut_by_a_new_string(code):
    """Take the string out, or have it translated and checked: else the site closes for its readers."""
    if languages()[code].checked_by:
        assert missing_in(code) == ()


@pytest.mark.parametrize("code", OTHERS)
def test_a_language_is_ready_to_be_checked(code):
    assert missing_in(code) == ()


@pytest.mark.parametrize("name", question_set_names())
@pytest.mark.parametrize("code", OTHERS)
def test_the_same_is_asked_in_every_language(code, name):
    english, other = (
        tomllib.loads((FOLDER / language / "questions" / f"{name}.toml").read_text("utf-8"))
        for language in ("en", code)
    )
    assert all_but_words(other) == all_but_words(english)
    assert other.get("groups", {}).keys() == english.get("groups", {}).keys()
    assert question_set(name, language=code).name == question_set(name).name


def all_but_words(said):
    if isinstance(said, dict):
        return {name: all_but_words(inner) for name, inner in said.items() if name not in {*WORDS, "groups"}}
    return [all_but_words(inner) for inner in said] if isinstance(said, list) else said


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_says_nothing_that_english_does_not(code):
    """A word that English dropped would never be shown, and never be checked."""
    left_over = [
        f"{file}: {key}"
        for file, said in resident_strings(code).items()
        for key in said
        if key not in resident_strings("en")[file]
    ]
    assert left_over == []


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_has_the_same_gaps_to_fill(code):
    for file, said in resident_strings(code).items():
        for key, sentence in said.items():
            if key != "form.day":  # which may have the month by its name or its number
                assert gaps(sentence) == gaps(resident_strings("en")[file][key]), f"{code}/{file}: {key}"


def gaps(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_every_file_of_words_is_for_residents_or_for_staff():
    files = {file.name for file in (FOLDER / "en").glob("*.toml")}

    assert files - STAFF_ONLY - set(FOR_RESIDENTS) == set()
