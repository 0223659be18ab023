"""Where two people disagree on a theme, a word says so wherever the theme is shown, and a table how far."""

import re
from datetime import timedelta

import pytest

from actions.tag import tag_batch, this_release
from analysis.tagger import Tags
from analysis.themes import ThemeFound
from models.tag import TagDecision
from models.vocabulary import TagKind
from storage.queries.kept_proposals import NEWEST
from tests.conftest import NOW, WATCHDOG
from tests.factories import some_feedback
from tests.pages.opening import everything_on, open_page
from tests.reviewing import approved

PAIRS = 30
FIRST, SECOND = "person:first", "person:second"


@pytest.fixture
def store(sqlite_store):
    """Pages are the same on every database."""
    return sqlite_store


@pytest.fixture
def read_twice(store, moderator, somebody, tagger_job):
    """Thirty comments read by two: on "pain" they agree, on "waiting" only by chance. One more waits."""
    with store.writing() as session:
        for number in range(PAIRS):
            said = some_feedback(session, somebody, f"Story {number}").feedback_id
            mine = {"watchdog_id": WATCHDOG, "feedback_id": said, "decided_at": NOW, "kind": TagKind.THEME}
            first = ["pain"] * (number % 2) + ["waiting"] * (number % 3 == 0)
            second = ["pain"] * (number % 2) + ["waiting"] * (number % 3 == 1)
            for by, themes, is_blind in ((FIRST, first, False), (SECOND, second, True)):
                for theme in themes or [""]:
                    session.add(TagDecision(**mine, value=theme, decided_by=by, is_blind=is_blind))
    waiting = approved(store, moderator, "One more story")
    release = this_release()
    found = Tags(None, tuple(ThemeFound(theme, ((0, 3),)) for theme in ("pain", "waiting")))
    tag_batch(
        store,
        lambda words, language: found,
        taxonomy_version=release.taxonomy,
        model_version=release.model,
        by=tagger_job,
        at=NOW,
    )
    return waiting


def test_the_theme_that_people_disagree_on_is_marked_in_words_and_the_other_is_not(
    store, read_twice, moderator, monkeypatch
):
    overview = everything_on(open_page("overview", store, moderator, monkeypatch))
    review = open_page("theme_review", store, moderator, monkeypatch)

    assert not review.exception
    labels = [box.label for box in review.checkbox if (box.key or "").startswith("theme-")]
    assert any("people disagree" in label and "Waiting" in label for label in labels)
    assert not any("people disagree" in label for label in labels if "Waiting" not in label)
    for shown in (overview, everything_on(review)):
        assert "kappa for this theme is under 0.6" in shown
    assert "(people disagree)" in overview
    moderation = everything_on(open_page("moderation", store, moderator, monkeypatch))
    assert "people disagree" in moderation and "kappa for this theme is under 0.6" in moderation


def test_analysts_see_how_far_people_agree_on_each_theme_and_whoever_reads_no_figures_does_not(
    store, read_twice, moderator, safeguarding_lead, monkeypatch
):
    page = open_page("theme_review", store, moderator, monkeypatch)

    table = next(each.proto.body for each in page.get("html") if '<div class="rows">' in each.proto.body)
    assert ">1.00 (1.00 to 1.00)<" in table, "on pain they agree"
    assert table.count(">people disagree<") == 1
    assert f">{PAIRS}<" in table


def test_each_language_has_a_row_of_its_own(store, somebody, moderator, monkeypatch):
    with store.writing() as session:
        for number in range(PAIRS):
            for language, second in (("en", number % 2), ("pl", number % 3)):
                given = [(FIRST, number % 2, False), (SECOND, second, True)]
                read_by(session, somebody, given, language=language)

    table = table_on(open_page("theme_review", store, moderator, monkeypatch))

    assert [(*row[1:4], row[4].split()[0]) for row in table if row[0].startswith("Pain and")] == [
        ("all", f"{2 * PAIRS}", "75% of 60", "0.50"),
        ("English", f"{PAIRS}", "100% of 30", "1.00"),
        ("Polski", f"{PAIRS}", "50% of 30", "0.00"),
    ]


def test_a_theme_of_which_people_keep_less_than_before_is_marked(
    store, somebody, moderator, tagger_job, monkeypatch
):
    with store.writing() as session:
        for number in range(2 * NEWEST):
            keeps = number < NEWEST or number % 2
            read_by(session, somebody, [(FIRST, keeps, False)], at=NOW + timedelta(minutes=number))
    read_as_pain(store, tagger_job)

    page = open_page("theme_review", store, moderator, monkeypatch)

    [row] = [row for row in table_on(page) if row[0].startswith("Pain and")]
    assert (row[5], row[7]) == ("75% of 100", "machine drifts")
    assert "(machine drifts)" in everything_on(open_page("overview", store, moderator, monkeypatch))


def read_by(session, somebody, given, *, at=NOW, **more) -> None:
    """A comment that people have read: who, whether they found pain in it, and whether it was blind."""
    said = some_feedback(session, somebody, "It hurt", **more).feedback_id
    mine = {"watchdog_id": WATCHDOG, "feedback_id": said, "decided_at": at, "kind": TagKind.THEME}
    for by, is_pain, is_blind in given:
        value = "pain" if is_pain else ""
        session.add(TagDecision(**mine, value=value, decided_by=by, is_blind=is_blind))


def read_as_pain(store, tagger_job) -> None:
    release = this_release()
    tag_batch(
        store,
        lambda words, language: Tags(None, (ThemeFound("pain", ((0, 2),)),)),
        taxonomy_version=release.taxonomy,
        model_version=release.model,
        by=tagger_job,
        at=NOW,
    )


def table_on(page) -> list[tuple[str, ...]]:
    """The cells of the table of agreement, row by row."""
    table = next(each.proto.body for each in page.get("html") if '<div class="rows">' in each.proto.body)
    return [tuple(re.findall(r"<td[^>]*>([^<]*)</td>", row)) for row in table.split("<tr>")[2:]]
