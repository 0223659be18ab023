"""A spreadsheet in, the same rows out; labels in, figures out; a worse model refused."""

import csv
from pathlib import Path

import pytest
from sqlmodel import Session
from typer.testing import CliRunner, Result

from actions.submit import submit
from analysis import MODEL_VERSION
from analysis.model_file import IN_USE, header_of, read_model
from commands.common import opened
from feedback_cli import app
from models.moderation import ApprovedWords
from models.people import resident
from models.tag import TagDecision
from models.vocabulary import TagKind
from tests.commands.conftest import run
from tests.conftest import NOW
from tests.factories import a_draft
from tests.training.test_learn import QUICK, some_comments

HEADER = "number,Comment,note\n"


def typed(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def analysed(folder: Path, rows: str, *options: str) -> list[dict[str, str]]:
    """What `analyse` makes of these rows."""
    (folder / "in.csv").write_text(HEADER + rows, encoding="utf-8")
    result = typed(
        "analyse",
        f"--input={folder / 'in.csv'}",
        "--text-column=Comment",
        f"--output={folder / 'out.csv'}",
        *options,
    )
    assert result.exit_code == 0, result.output
    with (folder / "out.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_rows_stay_in_order_with_their_cells_as_they_came(tmp_path: Path) -> None:
    rows = analysed(tmp_path, '-3,"Kind, very kind staff",=1+1\n007,,\n2.50,"Two\nlines",“quoted”\n')

    assert [(row["number"], row["Comment"], row["note"]) for row in rows] == [
        ("-3", "Kind, very kind staff", "=1+1"),
        ("007", "", ""),
        ("2.50", "Two\nlines", "“quoted”"),
    ]


def test_each_comment_gets_its_sentiment_its_themes_and_the_words_that_say_so(tmp_path: Path) -> None:
    good, bad, nothing = analysed(
        tmp_path, "1,Excellent care from kind nurses,\n2,Sent home at midnight with no medicines,\n3,n/a,\n"
    )

    assert good["sentiment"] in {"positive", "very_positive"}
    assert float(good["sentiment_score"]) > 0 > float(bad["sentiment_score"])
    assert good["is_mixed"] == "0"
    assert "medicines_when_leaving" in bad["themes"].split(";")
    assert "Sent home at midnight with no medicines" in bad["evidence"]
    assert [nothing[name] for name in ("sentiment", "sentiment_score", "is_mixed", "themes", "evidence")] == [
        ""
    ] * 5


def test_all_adds_joins_concerns_and_personal_details_each_with_its_words(tmp_path: Path) -> None:
    said = "My GP referred me to the memory clinic. Dr Patel hit her. Ring 01632 960123."
    told, nothing = analysed(tmp_path, f"1,{said},\n2,All fine,\n", "--all")

    assert told["services"] == "gp;mental_health"
    assert told["moves"] == "GP > memory clinic"
    assert "allegation: " in told["concerns"]
    assert "hit her" in told["concerns"]
    assert told["personal_details"] == "name: Patel; phone: 01632 960123"
    assert [nothing[name] for name in ("moves", "joins", "concerns", "personal_details")] == [""] * 4


def test_without_all_no_column_holds_concerns_or_personal_details(tmp_path: Path) -> None:
    [told] = analysed(tmp_path, "1,Dr Patel hit her.,\n")

    assert not told.keys() & {"services", "moves", "joins", "concerns", "personal_details"}


def test_analysing_needs_no_store_no_key_and_no_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FEEDBACK_DATABASE_URL", raising=False)
    monkeypatch.delenv("FEEDBACK_ENCRYPTION_KEYS", raising=False)

    assert len(analysed(tmp_path, "1,Kind,\n")) == 1


@pytest.mark.parametrize(
    ("held", "column", "fault"),
    [
        (HEADER + "1,Kind,\n", "Words", "has no column “Words”"),
        ("themes,Comment\nx,Kind\n", "Comment", "has a column “themes” already"),
        ("", "Comment", "is empty"),
    ],
)
def test_a_file_that_cannot_be_analysed_is_refused_and_nothing_is_written(
    tmp_path: Path, held: str, column: str, fault: str
) -> None:
    (tmp_path / "in.csv").write_text(held)

    result = typed(
        "analyse",
        f"--input={tmp_path / 'in.csv'}",
        f"--text-column={column}",
        f"--output={tmp_path / 'out.csv'}",
    )

    assert result.exit_code == 1
    assert fault in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


def labelled_file(folder: Path) -> tuple[Path, Path]:
    """A labelled CSV of invented comments, and its map."""
    file, map_file = folder / "labelled.csv", folder / "map.toml"
    with file.open("w", encoding="utf-8", newline="") as opened:
        rows = csv.writer(opened)
        rows.writerow(["words", "read", "v7: Timeliness of care", "v7: Staff manner & personal attributes"])
        for row in some_comments():
            waited = "v7: Timeliness of care" in (row.themes or ())
            rows.writerow([row.text, "bad" if waited else "good", int(waited), int(not waited)])
    map_file.write_text(
        'text = "words"\nthemes_from_qdc = true\nsource = "invented"\n'
        '[feeling]\ncolumn = "read"\nlabels = { good = "positive", bad = "negative" }\n'
    )
    return file, map_file


def test_tags_are_held_against_labels_with_intervals_and_support(tmp_path: Path) -> None:
    file, map_file = labelled_file(tmp_path)

    result = typed("evaluate", f"--input={file}", "--text-column=words", f"--truth-map={map_file}")

    assert result.exit_code == 0, result.output
    assert "### Sentiment (240 comments)" in result.output
    assert "| Timeliness of care | 120 |" in result.output
    assert " to " in result.output


def test_evaluating_needs_to_be_told_against_what() -> None:
    assert typed("evaluate").exit_code == 2


def test_a_worse_model_is_refused_and_the_one_in_use_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from training import train as training

    file, map_file = labelled_file(tmp_path)
    before = IN_USE.read_bytes()
    monkeypatch.setattr(training, "worse_in", lambda new, in_use: ("themes, micro-F1",))
    monkeypatch.setattr(training, "Recipe", lambda: QUICK)
    monkeypatch.setattr("training.labelled.read_written", lambda taxonomy: [])
    monkeypatch.setattr("training.labelled.read_examples", lambda taxonomy: [])

    result = typed("train", f"--input={file}", f"--map={map_file}", "--version=trial")

    assert result.exit_code == 1
    assert "worse in themes, micro-F1" in result.output
    assert IN_USE.read_bytes() == before
    assert MODEL_VERSION != "trial"
    assert not (IN_USE.parent / "trial.npz").exists()


def test_a_model_is_judged_by_what_people_decided_here(watchdog: Path) -> None:
    assert "No comment here carries a label" in run("evaluate", "--reviewed")

    with opened() as (store, watchdog_id), store.writing() as session:
        for words, theme in (
            ("We waited nine hours.", "waiting"),
            ("The nurse was kind.", "kindness_of_staff"),
        ):
            a_reviewed_comment(session, watchdog_id, words, theme)

    assert "### Themes (2 comments with at least one)" in run("evaluate", "--reviewed")


def test_a_model_learns_from_what_people_decided_here_and_keeps_no_word_of_it(
    watchdog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from training import train as training

    file, map_file = labelled_file(watchdog)
    in_use = watchdog / "in_use.npz"
    in_use.write_bytes(IN_USE.read_bytes())
    for name, value in (("FOLDER", watchdog), ("IN_USE", in_use)):
        monkeypatch.setattr(f"analysis.model_file.{name}", value)
    monkeypatch.setattr("training.card.CARDS", watchdog)
    monkeypatch.setattr(training, "worse_in", lambda new, in_use: ())
    monkeypatch.setattr(training, "Recipe", lambda: QUICK)
    monkeypatch.setattr("training.labelled.read_written", lambda taxonomy: [])
    monkeypatch.setattr("training.labelled.read_examples", lambda taxonomy: [])
    with opened() as (store, watchdog_id), store.writing() as session:
        for number in range(3):
            a_reviewed_comment(session, watchdog_id, f"Zebedee {number} was kind.", "kindness_of_staff")

    said = run("train", "--reviewed", f"--input={file}", f"--map={map_file}", "--version=trial")

    card = (watchdog / "trial.md").read_text()
    assert "trial is in use" in said and "| reviewed here |" in card
    assert header_of(in_use)["version"] == "trial"
    learnt = read_model(in_use).word_place
    assert "kind" in learnt and not [word for word in learnt if "zebedee" in word] and "Zebedee" not in card


def test_teaching_needs_to_be_told_from_what() -> None:
    assert "--reviewed" in typed("train", "--version=trial").output


def a_reviewed_comment(session: Session, watchdog_id: str, words: str, theme: str) -> None:
    by = resident(watchdog_id)
    said = submit(session, a_draft(words), by=by, at=NOW).feedback_id
    mine = {"watchdog_id": watchdog_id, "feedback_id": said}
    session.add(ApprovedWords(**mine, decision=1, is_publishable=False, words=words, approved_at=NOW))
    signed = {"decided_by": "person:1", "decided_at": NOW}
    session.add(TagDecision(**mine, kind=TagKind.THEME, value=theme, **signed))
