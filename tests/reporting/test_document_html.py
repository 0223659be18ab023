"""A document as HTML: what a screen reader goes by is real, and words taken back are not in it."""

import re
from datetime import date

import pytest

from models.recommendation import Recheck
from reporting import document_words as say
from reporting.document import fingerprint, written
from reporting.document_asked import recommended_facts
from reporting.document_html import document_html
from tests.reporting.documents import (
    ANN,
    ASKED,
    FEELINGS,
    GONE,
    LONG,
    MATRIX,
    NOTHING,
    QUARTER,
    QUOTED,
    THEMES,
    UNSENT,
    WORDS,
)

DRAFT = QUARTER.model_copy(update={"published_by": "", "version": 1, "reason": ""})


def levels(html):
    return [int(level) for level in re.findall(r"<h([1-6])", html)]


@pytest.mark.parametrize(
    "document",
    [
        NOTHING,
        QUARTER,
        LONG,
        QUARTER.model_copy(update={"blocks": QUARTER.blocks[2:]}),
        QUARTER.model_copy(update={"blocks": (ASKED,)}),
    ],
)
def test_headings_begin_with_one_title_and_leave_no_level_out(document):
    found = levels(document_html(document, WORDS))
    assert found[0] == 1 and found.count(1) == 1
    assert all(below - above <= 1 for above, below in zip(found, found[1:], strict=False))


def test_every_link_of_the_contents_leads_to_a_heading_and_a_short_report_has_none():
    html = document_html(LONG, WORDS)
    led_to = re.findall(r'href="#([^"]+)"', html)
    assert len(led_to) == len(set(led_to)) == 9
    assert all(f' id="{anchor}"' in html for anchor in led_to)
    assert "<nav" not in document_html(NOTHING, {})


def test_a_table_has_a_caption_and_headers_of_its_columns_and_rows():
    table = re.search(r"<table.*?</table>", document_html(QUARTER, WORDS), re.DOTALL).group()
    assert "<caption>Table 1: What do people speak of most?</caption>" in table
    assert re.findall(r'<th scope="col"[^>]*>([^<]*)', table) == ["Theme", "People"]
    assert re.findall(r'<th scope="row">([^<]*)', table) == [
        "Medicines ready",
        "Told who to call",
        "An interpreter",
    ]
    assert "120 (39%)" in table and table.count("hidden</span>") == 1


def test_a_drawing_says_its_finding_and_where_the_numbers_are():
    html = document_html(QUARTER, WORDS)
    assert f'role="img" aria-label="{THEMES.sentence} All its numbers stand in the table below."' in html
    assert html.count('role="img"') == 2


def test_a_number_with_its_share_is_one_cell_and_a_hidden_one_gives_neither():
    columns, first, second, hidden = say.table(FEELINGS)
    assert columns == (
        "Theme",
        "Very negative",
        "Negative",
        "Neutral or mixed",
        "Positive",
        "Very positive",
        "Of",
    )
    assert first == ("Medicines ready", "35 (30%)", "40 (33%)", "15 (13%)", "20 (17%)", "10 (8%)", "120")
    assert second[3] == "hidden" and hidden[1:] == ("hidden",) * 6
    assert say.table(MATRIX)[0] == MATRIX.columns
    half = THEMES.model_copy(update={"rows": (("Food", 15, "[c]"),)})
    assert say.table(half)[1] == ("Food", "15")


def test_words_are_quoted_as_they_are_with_dots_where_some_were_left_out():
    html = document_html(QUARTER, WORDS)
    assert "“… Nobody told us who to call once Dad was home. …”" in html and "A daughter, Testford" in html
    whole = QUOTED.model_copy(update={"start": 0, "end": len(WORDS[ANN])})
    assert say.quoted(whole, WORDS) == f"“{WORDS[ANN]}”"


@pytest.mark.parametrize(
    ("document", "says"), [(QUARTER, "taken out after publication"), (DRAFT, "won’t be published")]
)
def test_words_that_may_not_be_shown_any_more_leave_one_sentence(document, says):
    html = document_html(document, {})
    assert html.count(says) == 2 and "Nobody told us" not in html
    assert GONE.whose not in html and QUOTED.whose not in html


def test_nothing_that_anybody_typed_is_obeyed():
    hard = "<script>alert(1)</script>"
    blocks = (THEMES.model_copy(update={"heading": hard, "sentence": hard, "notes": (hard,)}), QUOTED, ASKED)
    document = QUARTER.model_copy(update={"blocks": blocks, "title": hard, "method": (hard,)})
    html = document_html(document, {ANN: hard * 3})
    assert "<script>" not in html and "<its>" not in html and "<entirely>" not in html


def test_the_cover_says_who_signed_which_version_and_why():
    lines = say.cover(QUARTER)
    assert lines[0] == "By Testford Voice"
    assert "What people told us from 1 June 2026 to 31 August 2026." in lines
    assert "Version 2, published on 20 November 2026 and signed by Jo Baker." in lines
    assert lines[-1] == "Why there is a new version: A date was wrong."


def test_the_days_are_said_once_and_of_figures_alone():
    days = "What people told us from 1 June 2026 to 31 August 2026."
    said = QUARTER.model_copy(update={"scope": "Everything, from 1 June 2026 to 31 August 2026"})
    half = QUARTER.model_copy(update={"scope": "Everything since 1 June 2026"})
    without = QUARTER.model_copy(update={"blocks": (ASKED,)})
    assert [days in say.cover(one) for one in (QUARTER, half, said, without)] == [True, True, False, False]


def test_a_draft_says_so_and_has_no_fingerprint():
    html = document_html(DRAFT, WORDS)
    assert "Draft: not published" in html and "Fingerprint" not in html
    assert "Draft: not published" not in document_html(QUARTER, WORDS)


def test_the_fingerprint_is_the_one_that_the_document_was_kept_under():
    assert f"Fingerprint: {fingerprint(written(QUARTER))[:12]}." in document_html(QUARTER, WORDS)
    assert f"Fingerprint: {'ab' * 6}." in document_html(QUARTER, WORDS, kept_as="ab" * 32)


def test_a_recommendation_says_whom_by_when_and_what_came_of_it():
    facts = {fact.name: fact for fact in recommended_facts(ASKED)}
    assert list(facts) == [
        "What we heard",
        "In full",
        "Whom we asked",
        "Copied to",
        "Sent",
        "Answer due",
        "Their answer",
        "What changes",
    ]
    assert facts["Answer due"].lines == (
        "4 September 2026; or 18 September 2026, if they must ask others first",
    )
    assert facts["Their answer"].lines[:2] == (
        "Testford General Hospital answered on 3 September 2026. It came 19 working days after we asked.",
        "They said yes",
    )
    assert facts["Their answer"].quoted == ("Thank you.", "We agree <entirely>.")
    assert facts["What changes"].lines == ("They plan this by 30 November 2026: A number on the letter",)


def test_of_what_is_not_sent_or_not_answered_no_answer_is_claimed():
    assert [fact.lines for fact in recommended_facts(UNSENT)] == [
        ("Testford ICB",),
        ("It wasn’t sent yet when this was written.",),
    ]
    waiting = UNSENT.model_copy(update={"sent_on": date(2026, 8, 6), "due_on": date(2026, 9, 4)})
    assert recommended_facts(waiting)[-1].lines == ("No answer had come when this was written.",)


def test_what_was_found_when_somebody_looked_again_stands_last():
    looked = {"looked_on": date(2027, 9, 3), "found": Recheck.PARTLY}
    last = recommended_facts(ASKED.model_copy(update=looked))[-1]
    assert last == ("What came of it", ("We looked again on 3 September 2027: a part of it is done.",), ())


@pytest.mark.parametrize(("length", "is_short"), [(100, True), (2000, False)])
def test_a_recommendation_is_kept_on_one_page_of_paper_unless_it_is_longer(length, is_short):
    asked = ASKED.model_copy(update={"details": "a" * length})
    html = document_html(QUARTER.model_copy(update={"blocks": (asked,)}), {})
    assert ('class="asked short"' in html) is is_short
