"""What people say about each kind of programme: what is said of nine people and of ten, and what never is."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from analysis.follow import Every
from analysis.measures import measure_called
from models.commitment import CommitmentSeen, Verdict, VerdictSeen
from models.programme import DayGiven, ProgrammeKind, ProgrammeSeen
from models.scope import Who
from reporting import pictures_of_programme_review as review
from reporting import pictures_of_programme_scheme as scheme
from reporting import pictures_of_programme_service as service
from reporting import pictures_of_programme_strategy as strategy
from reporting import pictures_of_programme_winter as winter
from reporting.own_days import looked_with_own_days
from reporting.pictures_over_time import over_time
from reporting.programme_words import days_of_its_life, disagreeing, promises_in_words
from tests.joins_told import looked_at, went
from tests.over_time_facts import HUB, look, some_facts
from tests.reporting.frames import drawn_words

SOME_ID = UUID(int=7)
OF_A_SCHEME = (scheme.understood, scheme.number_of_kinds, scheme.which_kinds, scheme.ways)
TODAY = date(2026, 11, 20)
BEFORE, AFTER = "2025-10-05", "2025-12-05"


def a_programme(kind=ProgrammeKind.SERVICE, **changes):
    given = {"started_on": date(2025, 11, 17), "source": "The council’s news."} | changes
    return ProgrammeSeen(SOME_ID, "discharge-hub", "Testford Hub", kind, **given)


def told(month, yes, no, speaker="myself", question="told_whom_to_contact"):
    return [
        {"month": month, "speaker": speaker, "answers": {question: "yes" if at < yes else "no"}}
        for at in range(yes + no)
    ]


@pytest.mark.parametrize(("after", "is_said"), [((9, 0), False), ((10, 0), True)])
def test_before_and_after_are_compared_from_ten_people_on_each_side(after, is_said):
    looked = look(some_facts([*told(BEFORE, 2, 18), *told(AFTER, *after)]))

    picture = service.before_and_after(looked, a_programme(), Who.PATIENTS)

    said = "Told who to contact: 100% of 10 patients said yes after it started, and 10% of 20 before."
    assert (picture.sentence == said) is is_said
    assert is_said or picture.sentence.startswith("Too few people")
    row = picture.table.set_index("Question").loc["Told who to contact"]
    assert row["After less before, in points"] == ("+90 (+56 to +97)" if is_said else "Fewer than 10 people")
    assert any("doesn’t show that it was the cause" in note for note in picture.notes) is is_said


def test_what_families_say_is_in_no_figure_of_patients():
    patients = [*told(BEFORE, 10, 10), *told(AFTER, 10, 10)]
    families = [*told(BEFORE, 0, 30, "family"), *told(AFTER, 30, 0, "carer")]
    looked = look(some_facts([*patients, *families]))

    of_patients = service.before_and_after(looked, a_programme(), Who.PATIENTS)
    of_families = service.before_and_after(looked, a_programme(), Who.FAMILIES)

    assert of_patients.sentence.startswith("Patients answer as they did before")
    assert "100% of 30 families and carers said yes after" in of_families.sentence
    assert service.of_one_group(looked, Who.PATIENTS).whole.people == 40


def test_what_has_not_started_or_has_no_day_is_held_against_nothing():
    for programme, said in (
        (a_programme(started_on=None), "Nobody has said when it started"),
        (a_programme(started_on=date(2026, 11, 21)), "It starts on 21 November 2026."),
    ):
        assert service.nothing_to_compare(programme, TODAY).startswith(said)
        assert service.frozen_at_start(programme, TODAY) == ()
        with pytest.raises(ValueError, match=said):
            service.before_and_after(look(some_facts([])), programme, Who.PATIENTS)
    assert service.nothing_to_compare(a_programme(started_on=TODAY), TODAY) == ""


def test_what_came_after_it_ended_is_left_out():
    rows = [*told(BEFORE, 0, 10), *told(AFTER, 10, 0), *told("2026-03-05", 0, 50)]

    picture = service.before_and_after(
        look(some_facts(rows)), a_programme(ended_on=date(2026, 2, 28)), Who.PATIENTS
    )

    assert "100% of 10 patients said yes after" in picture.sentence
    assert "November 2025 to February 2026: Yes" in picture.table
    assert "It ended on 28 February 2026. What came later is left out here." in picture.notes
    assert any("started on 17 November 2025 (source: The council’s news)." in note for note in picture.notes)


@pytest.mark.parametrize(("months_before", "every"), [(20, Every.MONTH), (21, None)])
def test_limits_are_frozen_at_its_start_by_months_where_quarters_would_be_too_few(months_before, every):
    rows = [
        row
        for month in range(months_before + 6)
        for row in told(f"{2024 + month // 12}-{month % 12 + 1:02}-01", 1, 2)
    ]
    started = date(2024 + months_before // 12, months_before % 12 + 1, 9)
    looked, measure = look(some_facts(rows)), measure_called("answer.told_whom_to_contact")
    decided = service.frozen_at_start(a_programme(started_on=started), TODAY)

    assert service.length(looked, measure, decided) is every
    assert service.length(looked, measure, ()) is None
    picture = over_time(looked, measure, decided, every=every)
    fixed = [note for note in picture.notes if note.startswith("Limits fixed on what came before")]
    assert f"started on 9 {started:%B %Y} (source: The council’s news)." in fixed[0]


def test_its_charts_show_its_own_days_and_nothing_that_happened_elsewhere():
    started, other = HUB._replace(programme="discharge-hub"), HUB._replace(name="Another", programme="x")
    days = (DayGiven("Told the press", date(2025, 10, 8), "The news"),)
    looked = look(some_facts([*told(BEFORE, 2, 18), *told(AFTER, 9, 1)], [started, other]))

    picture = over_time(
        looked_with_own_days(looked, a_programme(started_on=HUB.on, days=days)), service.measures()[0]
    )

    assert picture.notes[0] == (
        "1 Told the press, 8 October 2025 (source: The news) · "
        "2 Testford Discharge Hub, 3 November 2025 (source: Invented.)."
    )


@pytest.mark.parametrize(("people", "is_shown"), [(9, False), (10, True)])
def test_a_way_that_fewer_than_ten_people_went_is_nowhere_on_a_schemes_page(people, is_shown):
    looked = looked_at([*[went("police", "housing")] * people, *[went("gp", "hospital")] * 12])

    pictures = [make(looked) for make in OF_A_SCHEME]

    everything = [
        word
        for picture in pictures
        for word in (
            picture.sentence,
            *picture.table.iloc[:, 0],
            *picture.marks,
            *drawn_words(picture.draw("light").to_dict()),
        )
    ]
    assert any("Police" in word for word in everything) is is_shown
    assert any("GP › Hospital" in word for word in everything)
    ways = next(picture for picture in pictures if picture.name == "programme_said_ways")
    assert (
        ways.sentence
        == f"12 people of {people + 12} people told us of this way, more than of any other: GP › Hospital."
    )
    kinds = next(picture for picture in pictures if picture.name == "programme_said_kinds")
    hidden = "Not shown, because fewer than 10 people said so: Housing, Police."
    assert (hidden in kinds.notes) is not is_shown


def test_half_of_the_people_of_a_scheme_dealt_with_so_many_kinds():
    stories = [went("gp", "police")] * 5 + [went("gp", "police", "housing", "urgent")] * 6

    picture = scheme.number_of_kinds(looked_at(stories))

    assert (
        picture.sentence == "Half of the 11 people who told us of any spoke of 4 kinds of services or more."
    )
    assert picture.table.to_numpy().tolist() == [["2 or more", 11]]


@pytest.mark.parametrize(
    ("yes", "others", "is_said"),
    [(9, 0, False), (10, 0, True), (10, 10, True), (12, 9, False), (9, 12, False), (21, 1, False)],
)
def test_whether_one_person_understood_is_said_where_nobody_stands_alone_with_an_answer(yes, others, is_said):
    rows = told("2026-01-05", yes, others, question="understood_needs")

    picture = scheme.understood(look(some_facts(rows)))

    said = (
        f"One person understood their needs, patients: yes for {yes / (yes + others):.0%} of {yes + others}"
    )
    assert (said in picture.sentence) is is_said
    assert is_said or picture.sentence.startswith("In no group did 10 people or more say yes")
    assert len(picture.table) == is_said and [len(rows) for rows in picture.marks.values()] == (
        [yes + others] if is_said else []
    )
    assert "To some extent" not in picture.table


def test_what_staff_tell_of_those_they_look_after_is_not_said_to_be_their_own():
    picture = scheme.number_of_kinds(looked_at([went("gp", "police")] * 12))

    assert "had to deal" not in picture.sentence
    assert any("Several of them may tell of the same person." in note for note in picture.notes)


def of_review(speaker, now, change, people):
    answers = {"care_areas": "urgent,planned", "urgent_now": now, "urgent_change": change}
    return [{"month": "2026-07-05", "speaker": speaker, "channel": "paper", "answers": answers}] * people


def test_what_each_group_says_of_an_area_stands_side_by_side_and_never_summed():
    rows = [
        *of_review("myself", "well", "closer,staff", 20),
        *of_review("staff", "badly", "staff", 15),
        *of_review("family", "not_well", "staff", 9),
        *of_review("myself", "not_sure", None, 5),
    ]
    looked = look(some_facts(rows))

    works = review.works_now(looked)
    helps = review.would_help(looked, review.Area.URGENT)

    assert works.sentence == (
        "Urgent care: 0% of 15 people who work in health or care say that it works very or quite well, "
        "and 100% of 20 patients."
    )
    urgent = works.table.set_index("Area of care").loc["Urgent care"]
    assert urgent["Families and carers: Very or quite well, share"] == "Fewer than 10 people"
    assert helps.heading == "Urgent care: what would help most?"
    assert helps.sentence == (
        "Care closer to home: ticked by 0% of 15 people who work in health or care, "
        "and by 100% of 20 patients."
    )
    assert review.groups(looked).sentence == "Patients were the largest group: 51% of 49 people."
    assert review.areas(looked).table.to_numpy().tolist() == [["Planned care", 49], ["Urgent care", 49]]


def test_of_one_group_alone_its_largest_share_is_said():
    picture = review.works_now(look(some_facts(of_review("staff", "well", "staff", 10))))

    assert picture.sentence == (
        "Urgent care: 100% of 10 people who work in health or care say that it works very or quite well."
    )


def test_lost_referrals_are_counted_apart_for_mental_health_and_for_learning_disability():
    lost, fine = {"themes": ["referral_lost"], "month": "2026-03-05"}, {"month": "2026-03-05"}

    def through(*people, sector):
        return [one | {"joins": [{"from_sector": "gp", "to_sector": sector}]} for one in people]

    rows = [
        *through(*[lost] * 18, *[fine] * 2, sector="mental_health"),
        *through(*[lost] * 9, sector="learning_disability"),
        *through(*[lost] * 4, *[fine] * 36, sector="hospital"),
    ]
    looked = look(some_facts(rows))

    apart = strategy.sectors(looked)

    assert apart.sentence == (
        "“Referral lost or never sent”: mentioned by 90% of 20 people who told us of mental health services, "
        "and by 10% of 40 who told us of everything else."
    )
    row = apart.table.set_index("Theme").loc["Referral lost or never sent"]
    assert row["Learning disability or autism: Spoke of it, share"] == "Fewer than 10 people"
    assert strategy.promised(looked).sentence == (
        "“Referral lost or never sent” comes up most of these: mentioned by 45% of 69 people."
    )


def test_where_nobody_has_read_what_people_wrote_nothing_is_said_of_it():
    picture = strategy.promised(look(some_facts([{"month": "2026-03-05", "is_tagged": False}])))

    assert picture.sentence == "Nobody has told us about this yet."
    assert picture.table.empty and picture.fewest is None


def went_to(winter_day, place, people):
    return [{"month": winter_day, "answers": {"destination": place, "all_ready": "yes"}}] * people


def test_winters_are_compared_once_they_are_over():
    rows = [
        *went_to("2024-12-05", "short_stay", 4),
        *went_to("2024-12-05", "home_without_help", 18),
        *went_to("2024-12-05", "home_with_help", 18),
        *went_to("2026-02-05", "short_stay", 24),
        *went_to("2026-02-05", "home_without_help", 8),
        *went_to("2026-02-05", "home_with_help", 8),
    ]
    facts = some_facts(rows)

    over = winter.where(look(facts, today=date(2026, 3, 1)))
    not_over = winter.where(look(facts, today=date(2026, 2, 28)))

    assert over.sentence == (
        "A short stay in a care home or community bed: 60% of 40 people in the winter that began in 2025, "
        "and 10% of 40 people the winter before."
    )
    assert not_over.sentence == "There is no second whole winter to set it against yet."
    assert "Winter 2025 to 2026, not over yet: Went there first" in not_over.table
    moved = winter.moves(look(facts, today=date(2026, 3, 1))).table.set_index("Where they went")
    ready = moved.loc["A short stay in a care home or community bed"]
    assert ready["Winter 2025 to 2026: Everything was ready"] == 24
    assert ready["Winter 2024 to 2025: Everything was ready, share"] == "Fewer than 10 people"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Taken to have started on 17 November 2025. Source: The council’s news."),
        ({"started_on": date(2026, 11, 21), "source": ""}, "It starts on 21 November 2026."),
        ({"started_on": None}, "Nobody has said when it started."),
        (
            {"source": "", "ended_on": TODAY},
            "Taken to have started on 17 November 2025. It ends on 20 November 2026.",
        ),
        (
            {"source": "", "ended_on": date(2026, 11, 19)},
            "Taken to have started on 17 November 2025. It ended on 19 November 2026.",
        ),
    ],
)
def test_the_day_it_is_taken_to_have_started_is_said_with_who_says_so(changes, said):
    assert days_of_its_life(a_programme(**changes), TODAY) == said


def test_days_that_other_sources_give_are_said_beside_the_one_that_is_used():
    days = (
        DayGiven("Launched", date(2023, 12, 20), "Healthwatch news"),
        DayGiven("Launched", date(2025, 11, 17), "The council’s news."),
    )

    assert disagreeing(a_programme(days=days)) == (
        "Other days that sources give: Launched, 20 December 2023 (Healthwatch news)."
    )
    assert disagreeing(a_programme()) == ""


def test_promises_are_counted_by_the_verdict_that_holds():
    def promise(*verdicts, **changes):
        given = tuple(
            VerdictSeen(verdict, "Because.", "", "Jo", datetime(2026, 1, 1, tzinfo=UTC))
            for verdict in verdicts
        )
        return CommitmentSeen(
            SOME_ID, SOME_ID, "Hub", "hub", "We will", "The hub", "Its leaflet", verdicts=given, **changes
        )

    ended = promise(Verdict.CONSISTENT, ended_at=datetime(2026, 2, 1, tzinfo=UTC))
    promised = [promise(Verdict.MIXED, Verdict.CONSISTENT), promise(), promise(), ended]

    assert promises_in_words(promised) == "3 promises: 1 “mixed”, 2 with no verdict yet."
    assert promises_in_words([ended]) == ""
