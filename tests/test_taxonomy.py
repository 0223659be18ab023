"""Every theme's file loads, and its own examples are tagged as it claims."""

import re
from pathlib import Path

import pytest

from analysis.taxonomy import FOLDER, TaxonomyError, Theme, Tone, load_taxonomy, read_taxonomy
from analysis.themes import find_themes

FRAMEWORK = frozenset(
    f"v7: {name}"
    for name in (
        "Activities & access to fresh air",
        "Appointment arrangements",
        "Appointment method",
        "Being kept informed, clarity & consistency of information",
        "Cleanliness, tidiness & infection control",
        "Competence & training",
        "Contacting services",
        "Continuity of care",
        "Discharge",
        "Electronic entertainment",
        "Environment, facilities & equipment",
        "Feeling safe",
        "Food & drink provision & facilities",
        "Funding & use of financial resources",
        "Information directly from staff during care",
        "Information provision & guidance",
        "Interaction with family/ carers",
        "Labelling not possible",
        "Mental Health Act",
        "Organisation & efficiency",
        "Pain management",
        "Parking",
        "Positive experience & gratitude",
        "Sensory experience",
        "Service location",
        "Staff listening, understanding & involving patients",
        "Staff manner & personal attributes",
        "Staffing levels & responsiveness",
        "Supplying & understanding medication",
        "Timeliness of care",
        "Transport to/ from services",
        "Unspecified communication",
    )
)

THEMES = tuple(load_taxonomy().themes.values())
EXAMPLES = [(theme, example) for theme in THEMES for example in theme.examples]

GOOD_THEME = """
id = "parking_again"
title = "Parking"
group = "general"
tone = "either"
definition = "Finding somewhere to park."
not_this = "Buses."
qdc = ["v7: Parking"]
source = "A test."
reviewed_by = ""
phrases = ["car park*"]
""" + "".join(
    f'[[examples]]\ntext = "The car park was full at {hour}."\ntagged = true\n'
    f'[[examples]]\ntext = "The bus came at {hour}."\ntagged = false\n'
    for hour in ("eight", "nine", "ten")
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A taxonomy of one good theme, for a test to spoil."""
    (tmp_path / "taxonomy.toml").write_text('version = "9"\n[groups]\ngeneral = "General"\n')
    (tmp_path / "parking_again.toml").write_text(GOOD_THEME)
    return tmp_path


def test_a_theme_tags_its_own_examples_as_it_claims() -> None:
    wrong = [
        (theme.id, example)
        for theme, example in EXAMPLES
        if (theme.id in {found.theme for found in find_themes(example.text, load_taxonomy())})
        is not example.tagged
    ]

    assert EXAMPLES and not wrong


def test_every_file_in_the_folder_is_a_theme_but_the_index() -> None:
    files = {path.stem for path in FOLDER.glob("*.toml")} - {"taxonomy"}

    assert files == set(load_taxonomy().themes)


def test_leaving_hospital_and_joins_are_looked_at_closely() -> None:
    groups = [theme.group for theme in THEMES]

    assert len(groups) >= 15
    assert groups.count("leaving_hospital") >= 20
    assert groups.count("joins") >= 25


@pytest.mark.parametrize("group", ["leaving_hospital", "joins"])
def test_a_group_looks_for_praise_as_well_as_for_problems(group: str) -> None:
    praise = [theme for theme in THEMES if theme.group == group and theme.tone is Tone.PRAISE]

    assert len(praise) >= 4


@pytest.mark.parametrize("theme", [theme for theme in THEMES if theme.part_of], ids=lambda theme: theme.id)
def test_what_is_found_in_a_part_counts_under_the_wider_theme_too(theme: Theme) -> None:
    for example in theme.examples:
        found = {found.theme for found in find_themes(example.text, load_taxonomy())}

        assert theme.part_of in found or not example.tagged


def test_every_category_of_the_framework_has_a_general_theme_of_its_own() -> None:
    general = [theme.qdc for theme in THEMES if theme.group == "general"]

    assert sorted(general) == sorted((name,) for name in FRAMEWORK)


def test_the_framework_has_thirty_two_categories_and_the_themes_assert_those_alone() -> None:
    asserted = {name for theme in THEMES for name in theme.qdc}

    assert len(FRAMEWORK) == 32
    assert asserted == FRAMEWORK


@pytest.mark.parametrize(
    ("group", "category"),
    [("leaving_hospital", "v7: Discharge"), ("joins", "v7: Continuity of care")],
)
def test_a_theme_of_a_group_asserts_the_category_that_the_group_divides(group: str, category: str) -> None:
    assert all(category in theme.qdc for theme in THEMES if theme.group == group)


def test_a_theme_that_another_points_to_is_there() -> None:
    pointed_to = {name for theme in THEMES for name in re.findall(r"`(\w+)`", theme.not_this)}

    assert pointed_to <= set(load_taxonomy().themes)


def test_no_two_themes_have_the_same_title() -> None:
    titles = [theme.title for theme in THEMES]

    assert len(titles) == len(set(titles))


def test_themes_stand_in_the_order_of_their_groups_and_then_of_their_titles() -> None:
    groups = list(load_taxonomy().groups)
    order = [(groups.index(theme.group), theme.title.casefold()) for theme in THEMES]

    assert order == sorted(order)


def test_a_theme_that_ever_shipped_is_here_still_or_names_the_one_to_choose_instead() -> None:
    """Comments carry ids for good. A new theme is added to the list of those that shipped."""
    shipped = set((Path(__file__).parent / "reference" / "themes_shipped.txt").read_text().split())
    taxonomy = load_taxonomy()

    assert shipped == taxonomy.themes.keys() | taxonomy.retired.keys()


@pytest.mark.parametrize(
    ("retired", "fault"),
    [
        ('[retired.parking_again]\ntitle = "Parking"\nsuccessor = "parking_again"', "one or the other"),
        ('[retired.old]\nsuccessor = "parking_again"', "its title"),
        ('[retired.old]\ntitle = "Old"\nsuccessor = "gone"', "a successor that is a theme"),
    ],
)
def test_a_retired_theme_keeps_its_title_and_names_one_that_stayed(
    folder: Path, retired: str, fault: str
) -> None:
    index = folder / "taxonomy.toml"
    good = '[retired.old]\ntitle = "Old"\nsuccessor = "parking_again"'
    index.write_text(f"{index.read_text()}\n{good}")
    assert read_taxonomy(folder).retired["old"].successor == "parking_again"

    index.write_text(index.read_text().replace(good, retired))
    with pytest.raises(TaxonomyError, match=fault):
        read_taxonomy(folder)


def test_the_taxonomy_is_read_once() -> None:
    assert load_taxonomy() is load_taxonomy()


def test_each_version_is_explained_in_the_change_log() -> None:
    changes = (FOLDER / "CHANGELOG.md").read_text(encoding="utf-8")

    assert f"## Version {load_taxonomy().version} (" in changes


def test_a_good_folder_is_read(folder: Path) -> None:
    taxonomy = read_taxonomy(folder)

    assert taxonomy.version == "9"
    assert list(taxonomy.themes) == ["parking_again"]


@pytest.mark.parametrize(
    ("good", "bad", "fault"),
    [
        ('title = "Parking"', "title = ", "cannot be read as TOML"),
        ('title = "Parking"', "", "title missing"),
        ('title = "Parking"', "title = 3", "title must be words"),
        ('title = "Parking"', 'title = " "', "title must be words"),
        ('title = "Parking"', 'title = "Parking"\ncolour = "red"', "colour not known"),
        ('id = "parking_again"', 'id = "parking"', "must be the same"),
        ('group = "general"', 'group = "travel"', "'travel' is not in taxonomy.toml"),
        ('tone = "either"', "", "tone missing"),
        ('tone = "either"', 'tone = "glum"', "tone must be one of problem, praise, either"),
        ('tone = "either"', "tone = 3", "tone must be one of problem, praise, either"),
        ('tone = "either"', 'tone = "either"\npart_of = "travel"', "part_of 'travel' must be a theme"),
        ('tone = "either"', 'tone = "either"\npart_of = "parking_again"', "no part itself"),
        ('qdc = ["v7: Parking"]', "qdc = []", "at least one name"),
        ('qdc = ["v7: Parking"]', 'qdc = ["Parking"]', 'beginning "v7: "'),
        ('phrases = ["car park*"]', "phrases = []", "nothing would ever be found"),
        ('phrases = ["car park*"]', 'phrases = "car park"', "must be a list"),
        ('phrases = ["car park*"]', 'phrases = ["Car park"]', "lower-case plain words"),
        ('phrases = ["car park*"]', 'phrases = ["car  park"]', "lower-case plain words"),
        ('phrases = ["car park*"]', 'phrases = ["* park"]', "lower-case plain words"),
        ('phrases = ["car park*"]', 'phrases = ["car ..."]', "lower-case plain words"),
        ('phrases = ["car park*"]', 'phrases = ["car (park|"]', "lower-case plain words"),
        ('phrases = ["car park*"]', 'phrases = ["car park", "car park"]', "is there twice"),
        ('phrases = ["car park*"]', 'phrases = ["park"]\nnot_phrases = ["park"]', "in both phrases"),
        ('ten."\ntagged = false', 'ten."\ntagged = true', "tagged = false"),
        ('ten."\ntagged = false', 'ten."\ntagged = "no"', "true or false"),
        ('ten."\ntagged = false', 'ten."', "text and tagged"),
    ],
)
def test_a_bad_file_is_refused_with_a_sentence_that_names_it(
    folder: Path, good: str, bad: str, fault: str
) -> None:
    assert good in GOOD_THEME
    (folder / "parking_again.toml").write_text(GOOD_THEME.replace(good, bad))

    with pytest.raises(TaxonomyError, match="parking_again.toml: ") as refusal:
        read_taxonomy(folder)

    assert fault in str(refusal.value)


@pytest.mark.parametrize(
    ("index", "fault"),
    [
        ("[groups]\n", "say which version"),
        ("version = 9\n[groups]\n", "say which version"),
        ('version = "9"\n', "a title under"),
        ('version = "9"\n[groups]\ngeneral = 1\n', "a title under"),
    ],
)
def test_a_bad_index_is_refused_by_name(folder: Path, index: str, fault: str) -> None:
    (folder / "taxonomy.toml").write_text(index)

    with pytest.raises(TaxonomyError, match=f"taxonomy.toml: .*{fault}"):
        read_taxonomy(folder)


def test_a_folder_without_an_index_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TaxonomyError, match=r"taxonomy.toml: the file is not there"):
        read_taxonomy(tmp_path)
