"""A report says nothing that a file to publish would not: no true number, in no table, sentence or note."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import lru_cache
from uuid import UUID

import pytest

from analysis.disclosure import Rules
from content.report_templates import report_template
from models.programme import ProgrammeKind, ProgrammeSeen
from models.provider_response import CameBy, ChangeState, ResponseSeen, Stance
from models.recommendation import Recheck, RecommendationKind, StepKind
from models.recommendation_seen import RecommendationSeen, StepSeen
from models.report import ReportTemplate
from models.report_parts import PictureChosen, QuotationChosen, RecommendationChosen, TextOfOurs
from models.report_seen import ReportSeen
from models.scope import Scope
from reporting.compose import Material, compose, recommended
from reporting.document import Answer, Pictured, read, written
from reporting.document_asked import recommended_facts
from reporting.method_box import method
from reporting.picture import Counts
from reporting.picture_block import picture_block
from reporting.pictures_of_overview import people as people_by_month
from reporting.public_page import cards
from reporting.publishable import HIDDEN, publishable_table
from reporting.report_pictures import CATALOGUE, offered
from tests.joins_told import facts_of, some_stories
from tests.over_time_facts import look, some_facts
from tests.reporting.test_published_together import people  # noqa: F401 - a fixture

AT = datetime(2026, 11, 20, tzinfo=UTC)
RULES = Rules()
HUB = ProgrammeSeen(UUID(int=7), "hub", "Hub", ProgrammeKind.SERVICE, started_on=date(2026, 8, 9))
RATINGS = {"very_good": 137, "good": 213, "neither": 58, "poor": 23, "very_poor": 3}
CHANNELS = ["online"] * 311 + ["phone"] * 118 + ["event"] * 4


@lru_cache(maxsize=1)
def told():
    """So many people that no true number is a multiple of 5."""
    rated = [rating for rating, many in RATINGS.items() for _ in range(many)]
    facts = some_facts(
        [
            {
                "month": "2026-09-03" if at < 287 else "2026-10-03",
                "journey": "leaving_hospital",
                "speaker": "myself" if at % 3 else "family",
                "rating": rating,
                "channel": CHANNELS[at % len(CHANNELS)],
                "themes": [*(["medicines"] if at < 171 else []), *(["had_to_chase"] if at % 9 == 0 else [])],
                "answers": {"told_whom_to_contact": "yes" if at < 164 else "no"},
                "is_checked_themes": at % 4 == 0,
            }
            for at, rating in enumerate(rated)
        ]
    )
    stories = facts_of(some_stories(len(rated), 3))
    return replace(facts, joins=stories.joins, problems=stories.problems, directory=stories.directory)


def a_report(*parts, template=ReportTemplate.QUARTERLY, **more):
    return ReportSeen(UUID(int=1), 3, template, "What people told us", 1, "Ash", AT, parts=parts, **more)


def material(*parts, facts=None, **more):
    looked = look(told() if facts is None else facts, Scope(since=date(2026, 9, 1)))
    given = {"watchdog": "Voice", "area": "Testford", "scope": "Everything", "made_on": date(2026, 11, 20)}
    report = more.pop("report", None) or a_report(*parts)
    return Material(report=report, looked=looked, rules=RULES, **given, **more)


ALL = tuple(
    PictureChosen(name=one.name)
    for one in CATALOGUE.values()
    if one.of_kind in (None, ProgrammeKind.SERVICE) and not one.reach
)


def counts_in(block: Pictured) -> list[int]:
    return [
        cell
        for row in block.rows
        for name, cell in zip(block.columns[1:], row[1:], strict=True)
        if isinstance(cell, int) and not name.endswith("%")
    ]


def numbers_in(said: str) -> set[int]:
    said = re.sub(r"\b(19|20)\d\d\b|\d+%", "", said)
    return {int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*", said)}


def test_no_true_number_stands_anywhere_in_a_report() -> None:
    document = compose(material(*ALL, programme=HUB))
    assert len([one for one in document.pictures if one.rows]) > 8
    for block in document.pictures:
        assert all(number % 5 == 0 for number in counts_in(block)), block.name
        assert numbers_in(block.sentence) <= {*counts_in(block), 1, 2, 3}, block.sentence
    large = {number for number in numbers_in(re.sub(r'"[a-z_]+":', "", written(document))) if number > 100}
    assert large and all(number % 5 == 0 for number in large)
    assert not numbers_in(" ".join(document.method)) & {434, 311, 118, 4, 109, 108}
    assert "about 435 people told us" in document.method[0]
    assert 435 in document.counted and {*document.counted} <= numbers_in(" ".join(document.method[:2]))
    assert "online about 310, by phone about 120" not in document.method[1], "4 at an event would be told"


def test_a_block_has_the_cells_of_a_file_to_publish_and_no_others(people) -> None:  # noqa: F811
    """What those files say together is attacked in `test_published_together`."""
    looked, seen = look(people), 0
    for choice in offered(Scope(service_id=UUID(int=1)), HUB):
        picture = choice.make(looked, HUB)
        if picture is None or picture.counts is None or not picture.counts.rows:
            continue
        block = picture_block(picture, RULES)
        table = publishable_table(picture.counts, RULES)
        assert {str(cell) for row in block.rows for cell in row[1:]} <= {
            str(one) for one in table.values.ravel()
        }
        assert not set(picture.notes) & {*block.notes}, "notes of ours may tell true numbers"
        seen += 1
    assert seen > 10


def a_picture(counts: Counts | None, **more):
    picture = people_by_month(look(told()))
    return replace(picture, name="themes", counts=counts, **more)


FIRST = "More people spoke of “a” than of any other theme: about 40 of 120 people (33%)."
LEVEL = "“a” and “b” are level as the themes that most people spoke of: 33% of about 120 people each."
FEW = "Too few people told us about this, so no number is shown."


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ([[41], [9]], FIRST),
        ([[41], [39]], LEVEL),
        ([[41], [3]], f"{FIRST} Numbers that are hidden may be higher or lower."),
        ([[4], [3]], FEW),
        ([[118], [0]], FEW),
        ([[0], [0]], "Nobody said so."),
    ],
)
def test_the_finding_is_written_from_published_numbers(cells, sentence) -> None:
    block = picture_block(a_picture(Counts(["a", "b"], ["People"], cells, [121, 121])), RULES)
    assert block.sentence == sentence


def test_of_a_table_from_kinds_to_kinds_the_largest_cell_is_said_and_nothing_is_drawn() -> None:
    counts = Counts(["GP", "Hospital"], ["GP", "Hospital"], [[12, 31], [22, 11]], is_table=True)
    block = picture_block(replace(a_picture(counts), name="joins_to_publish"), RULES)
    assert block.bars == ()
    said = "Of about 75 people, the largest group first went from “GP” to “Hospital”: about 30 (40%)."
    assert block.sentence == said


def test_rows_that_stood_by_their_true_numbers_stand_by_published_ones() -> None:
    """Of 42, 41 and 39, all 40 for the public, the order would tell which is largest."""
    counts = Counts(["c", "b", "a", "d"], ["People"], [[42], [41], [39], [2]], [121] * 4)
    block = picture_block(a_picture(counts), RULES)
    assert [row[0] for row in block.rows] == ["a", "b", "c", "d"]


def test_a_picture_without_counts_or_of_single_people_is_no_block() -> None:
    with pytest.raises(ValueError, match="no counts"):
        picture_block(a_picture(None), RULES)
    with pytest.raises(ValueError, match="never leaves"):
        picture_block(a_picture(None, marks={}, stays=True), RULES)
    nothing = picture_block(a_picture(None, fewest=None), RULES)
    assert nothing.rows == () and nothing.bars == ()


def test_the_box_on_method_speaks_of_those_few_that_there_are() -> None:
    few = method(look(some_facts([{"month": "2026-10-03", "channel": "phone"}] * 9)), RULES)
    assert not numbers_in(" ".join(few[:2])) & {9, 10}
    enough = method(look(some_facts([{"month": "2026-10-03", "channel": "phone"}] * 11)), RULES)
    assert "about 10 people" in enough[0] and "by phone about 10" in enough[1]


def an_answer(**more):
    given = {"came_by": CameBy.LETTER, "stance": Stance.PARTLY, "shown": "We will.", "words": "Sealed."}
    days = {"dated_on": date(2026, 10, 5), "received_on": date(2026, 10, 6)}
    public = {"published_at": AT, "change": ChangeState.PLANNED, "change_what": "A card"}
    return ResponseSeen(UUID(int=5), UUID(int=4), None, "Trust", **days, **(given | public | more))


def asked(*responses, **more):
    sent = StepSeen(
        UUID(int=8), 1, StepKind.SENT, date(2026, 9, 24), "", None, "", "Ash", AT,
        due_on=date(2026, 10, 22), longer_due_on=date(2026, 11, 5),
    )  # fmt: skip
    given = {"kind": RecommendationKind.RECOMMENDATION, "asks": "Give a number", "finding": "Few know it."}
    return RecommendationSeen(
        UUID(int=4), 7, body="Old Trust", organisation_id=UUID(int=2), recheck_months=12,
        answers_now="New Trust", steps=(sent,), responses=responses, **(given | more),
    )  # fmt: skip


def test_a_recommendation_has_its_published_answer_alone_and_says_who_answers_now() -> None:
    part = RecommendationChosen(recommendation_id=UUID(int=4))

    def of(one):
        [block] = compose(material(part, recommendations={one.id: one})).blocks
        return block

    unpublished = of(asked(an_answer(published_at=None)))
    assert unpublished.answer is None and unpublished.body == "Old Trust (now New Trust)"
    assert (unpublished.due_on, unpublished.longer_on) == (date(2026, 10, 22), date(2026, 11, 5))
    answer = of(asked(an_answer(published_at=None), an_answer())).answer
    assert isinstance(answer, Answer) and answer.days == 8 and "Sealed" not in answer.model_dump_json()


def test_a_report_and_the_public_page_say_the_same_day_and_sum_of_an_answer() -> None:
    """Not the day on the letter, on which nobody here could have read it."""
    looked = StepSeen(
        UUID(int=9), 2, StepKind.RECHECKED, date(2026, 10, 6), "", Recheck.PARTLY, "We rang.", "Ash", AT
    )
    one = asked(an_answer())
    one = replace(one, steps=(*one.steps, looked))
    assert one.answer.dated_on < one.answer.received_on
    part = RecommendationChosen(recommendation_id=one.id)
    [block] = compose(material(part, recommendations={one.id: one})).blocks
    [card] = cards([one], {})
    assert (block.answer.received_on, block.answer.days) == (date(2026, 10, 6), 8)
    assert (card.answer.received_on, card.days) == (block.answer.received_on, block.answer.days)
    said = [line for fact in recommended_facts(block) for line in fact.lines]
    assert "Trust answered on 6 October 2026. It came 8 working days after we asked." in said
    assert (
        (block.looked_on, block.found) == (card.looked.on, card.looked.recheck) == (looked.on, looked.recheck)
    )
    before = replace(looked, on=date(2026, 10, 5))
    assert recommended(replace(one, steps=(one.steps[0], before)), {}).looked_on is None
    unpublished = replace(one, responses=(an_answer(published_at=None),))
    assert recommended(unpublished, {}).looked_on is None


def test_the_same_material_gives_the_same_document_and_it_reads_back() -> None:
    parts = (
        TextOfOurs(heading="In short", said="First.\n\nSecond."),
        *ALL,
        RecommendationChosen(recommendation_id=UUID(int=4)),
        QuotationChosen(feedback_id=UUID(int=3), start=0, end=9, digest="d"),
    )
    made = material(*parts, recommendations={UUID(int=4): asked()}, versions={"taxonomy": "t", "model": "m"})
    again = replace(made, versions={"model": "m", "taxonomy": "t"})
    assert written(compose(made)) == written(compose(again))
    assert read(written(compose(made))) == compose(made)


def test_of_whom_is_quoted_the_kind_of_service_and_the_month_is_said_alone() -> None:
    quotation = QuotationChosen(feedback_id=UUID(int=0), start=0, end=9, digest="d")
    [block] = compose(material(quotation)).blocks
    assert block.whose == "A family member, heard in September 2026"
    visit = material(quotation)
    visit = replace(visit, report=replace(visit.report, template=ReportTemplate.VISIT))
    assert compose(visit).blocks[0].whose == "A family member", "with a day and a place it could tell who"
    one = material(quotation)
    one = replace(one, looked=replace(one.looked, scope=replace(one.looked.scope, service_id=UUID(int=2))))
    assert compose(one).blocks[0].whose == "A family member"
    gone = QuotationChosen(feedback_id=UUID(int=10_000), start=0, end=9)
    assert compose(material(gone)).blocks[0].whose == "Somebody who told us"


def test_a_heading_with_nothing_under_it_is_left_out() -> None:
    said = [TextOfOurs(heading=name) for name in ("a", "b", "c")]
    document = compose(material(said[0], said[1], PictureChosen(name="people"), said[2]))
    assert [block.said for block in document.blocks if block.kind == "heading"] == ["b"]


@pytest.mark.parametrize("template", list(ReportTemplate))
def test_every_template_begins_with_pictures_that_there_are(template) -> None:
    given = report_template(template)
    for kind in (None, *ProgrammeKind):
        parts = given.begin(kind)
        assert {part.name for part in parts if isinstance(part, PictureChosen)} <= {*CATALOGUE}
    assert all(given.guidance(part.heading) for part in parts if isinstance(part, TextOfOurs))
    assert all(one.label for one in CATALOGUE.values())
    assert HIDDEN not in given.what_for
