"""What partners counted: totals leave through the gate, and nothing of one person leaves at all."""

import io

import pytest
from python_calamine import CalamineWorkbook

from analysis.disclosure import Rules
from models.scheme import ContactKind, Counted, Pair
from reporting.chart_spec import spec_of
from reporting.picture import Counts, Picture
from reporting.picture_drawn import DrawnKind, drawn
from reporting.picture_files import Around, numbers_file, published_file
from reporting.picture_words import band, rests_on
from reporting.pictures_of_scheme import less_or_more, of_contacts, of_people
from reporting.words_file import FileKind
from tests.conftest import TODAY
from tests.reporting.pictures import png

AROUND = Around("A scheme", TODAY, 10)
CALLS, AE, POLICE = ContactKind.CALLS_999, ContactKind.AE, ContactKind.POLICE
LESS = tuple(Pair(12 + number % 5, 90, 6 + number % 3, 90) for number in range(22))
ONE_ALONE = (Pair(400, 90, 10, 90), *(Pair(2, 90, 3, 90) for _ in range(21)))
NONE_AFTER = (Pair(3, 90, 0, 90),) * 22


def picture(**counted):
    found = {ContactKind[kind]: Counted(tuple(pairs), 1) for kind, pairs in counted.items()}
    return of_contacts(found, Rules())


def published(made):
    content = published_file(made, FileKind.XLSX, AROUND, Rules())
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    kinds = {"999 calls", "A&E visits", "Contacts with the police"}
    return {row[0]: row[-1] for row in rows if row[0] in kinds}, str(rows)


def test_the_finding_is_what_changed_most_and_chance_is_allowed_for():
    made = picture(CALLS_999=LESS, AE=[Pair(5, 90, 5, 90)] * 22)
    assert made.sentence.startswith(
        "999 calls of 22 people went from 4.6 to 2.3 in 30 days for each person: 50% less."
    )
    assert "Allowing for chance: from 5" in made.sentence and "% less to 4" in made.sentence
    assert list(made.table.iloc[1]) == [
        "A&E visits",
        22,
        1.7,
        1.7,
        "no change",
        "from no change to no change",
        0,
        22,
        0,
    ]
    assert "doesn’t show that the scheme brought it about" in " ".join(made.notes)
    assert "None of it is what people told us" in rests_on(made)
    assert "only before or only since: 999 calls; A&E visits." in " ".join(made.notes)


def test_the_published_file_has_rounded_changes_of_what_is_nobodys_own():
    changes, everything = published(picture(CALLS_999=LESS, AE=ONE_ALONE, POLICE=NONE_AFTER))
    assert changes == {"999 calls": -50}
    for told in ("400", "21", "22", "12.5", "4.6"):
        assert told not in everything.replace(str(TODAY), "")


TELLING = {
    "one person": LESS[:1],
    "nine people": LESS[:9],
    "one of 22 had any": [Pair(0, 90, 7, 90), *[Pair(0, 90, 0, 90)] * 21],
    "nine of 22 had any": [*LESS[:9], *[Pair(0, 90, 0, 90)] * 13],
    "nobody had any": [Pair(0, 90, 0, 90)] * 20,
    "nobody had any before": [Pair(0, 90, 2, 90)] * 12,
    "nobody has any since": NONE_AFTER,
    "one person had most": ONE_ALONE,
}


@pytest.mark.parametrize("people", TELLING.values(), ids=TELLING)
def test_what_would_tell_of_somebody_is_in_no_picture_and_no_file_nor_is_why(people):
    assert picture(POLICE=people) is None

    made = picture(CALLS_999=LESS, POLICE=people)

    ours = numbers_file(made, FileKind.CSV, AROUND).decode("utf-8-sig")
    public = published_file(made, FileKind.CSV, AROUND, Rules()).decode("utf-8-sig")
    shown = str(spec_of(made.draw, "light")) + made.table.to_string() + made.sentence
    assert "Contacts with the police" not in shown + public
    assert "police" not in ours.partition("Contact,People,Before")[2]
    assert "because it would tell of single people: Contacts with the police." in " ".join(made.notes)
    assert made.fewest == 22 and made.counts.rows == ["999 calls"]


@pytest.mark.parametrize(("base", "any_had", "is_shown"), [(10, 10, True), (11, 10, False), (5, 9, False)])
def test_enough_people_had_any_and_never_fewer_than_ten(base, any_had, is_shown):
    people = [*LESS[:any_had], *[Pair(0, 90, 0, 90)] * 12]
    made = of_contacts({CALLS: Counted(tuple(people), 0)}, Rules(base=base))
    assert (made is not None) is is_shown
    assert not made or (list(made.table.iloc[0, 6:]) == [10, 12, 0] and not band(made, base))


@pytest.mark.parametrize(("more", "shown"), [(4, ["hidden"] * 3), (5, [17, 0, 5]), (0, [22, 0, 0])])
def test_of_few_who_had_more_nobody_is_told(more, shown):
    made = picture(CALLS_999=[*[Pair(2, 90, 3, 90)] * more, *LESS[more:]])
    assert list(made.table.iloc[0, 6:]) == shown


def test_no_file_is_made_of_the_picture_of_single_people():
    made = of_people(CALLS, {7: Pair(9, 90, 3, 90), 2: Pair(0, 30, 1, 90)})
    assert made.sentence == "999 calls. 2 people: 1 had fewer since, 1 had more, 0 as many."
    assert made.table.to_numpy().tolist() == [["person 2", 0.0, 0.3], ["person 7", 3.0, 1.0]]
    assert made.stays and not made.marks and made.counts is None
    for leave in (
        lambda: numbers_file(made, FileKind.CSV, AROUND),
        lambda: published_file(made, FileKind.CSV, AROUND, Rules()),
        lambda: drawn(made, DrawnKind.SVG, AROUND),
    ):
        with pytest.raises(ValueError):
            leave()
    with pytest.raises(ValueError, match="stays"):
        Picture(**{**vars(made), "counts": Counts([], [], [])})


def test_with_nobody_to_compare_there_is_no_picture():
    assert picture(CALLS_999=[]) is None and of_people(CALLS, {}) is None


def test_both_charts_can_be_drawn_narrow_and_wide():
    totals = picture(CALLS_999=LESS, AE=[*LESS[:12], *ONE_ALONE[1:9]])
    people = of_people(CALLS, dict(enumerate(ONE_ALONE, 1)))
    for made in (totals, people):
        assert len(png(made.draw("light"), width=300, scale=0.5)) > 1_000
        assert len(png(made.draw("dark"), width=900, scale=0.5)) > 1_000


@pytest.mark.parametrize(("change", "said"), [(-0.376, "38% less"), (0.004, "no change"), (1.5, "150% more")])
def test_a_change_is_said_as_less_or_more(change, said):
    assert less_or_more(change) == said
