"""A series in, the same rows out with limits and special causes: the command that needs no store."""

import csv
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from feedback_cli import app

MONTHS = [0, 20, 0, 20, 0, 20, 0, 20, 0, 20, 0, 20, 90]


def typed(folder: Path, text: str, *options: str) -> tuple[Result, list[dict[str, str]]]:
    (folder / "in.csv").write_text(text, encoding="utf-8")
    out = folder / "out.csv"
    result = CliRunner().invoke(
        app, ["spc", f"--input={folder / 'in.csv'}", "--value-column=Share", f"--output={out}", *options]
    )
    if not out.exists():
        return result, []
    with out.open(encoding="utf-8", newline="") as file:
        return result, list(csv.DictReader(file))


def test_rows_stay_as_they_came_and_gain_five_columns(tmp_path: Path) -> None:
    rows = "".join(f"{number},note {place},-3\n" for place, number in enumerate(MONTHS))
    result, out = typed(tmp_path, f"Share,Note,Less\n{rows},nobody asked,\n")

    assert result.exit_code == 0
    assert [row["Share"] for row in out] == [*map(str, MONTHS), ""]
    assert {row["Less"] for row in out} == {"-3", ""}
    assert [row["special_cause"] for row in out] == [""] * 12 + ["outside", ""]
    assert out[12]["direction"] == "above"
    assert (out[0]["mean"], out[0]["upper_limit"]) == ("16.153846", "80.437179")
    assert [out[13][name] for name in ("mean", "upper_limit", "lower_limit")] == ["", "", ""]
    assert "1 rows have no number" in result.output


def test_dates_put_points_in_order_and_leave_rows_where_they_are(tmp_path: Path) -> None:
    days = ["2026-03", "2026-02-01", "01/01/2026", "Apr 2026", "1 May 2026", "2026-06-01", "2026-07-01"]
    result, out = typed(
        tmp_path,
        "Share,Month\n" + "".join(f"{n},{day}\n" for n, day in zip((3, 2, 1, 4, 5, 6, 7), days, strict=True)),
        "--date-column=Month",
    )

    assert [row["Month"] for row in out] == days
    assert [row["special_cause"] for row in out] == ["trend", "trend", "outside", *["trend"] * 3, "outside"]
    assert "on trial" in result.output


def test_screening_is_asked_for(tmp_path: Path) -> None:
    text = "Share\n" + "".join(f"{n}\n" for n in [1, 2, 1, 2, 10, *[1, 2] * 6, 1])
    assert typed(tmp_path, text)[1][0]["upper_limit"] == "6.951503"
    assert typed(tmp_path, text, "--screen")[1][0]["upper_limit"] == "4.604444"


@pytest.mark.parametrize(
    ("text", "options", "said"),
    [
        ("Share\n1\nlots\n", [], "Row 3: “lots” under “Share” is not a number."),
        ("Share\n1\n1,5\n", [], "Row 3 of in.csv has more cells than there are column names"),
        ('Share\n"1,5"\n', [], "Row 2: “1,5” under “Share” is not a number."),
        ("Share\nnan\n", [], "“nan” under “Share” is not a number."),
        ("Share\n\n \n", [], "has no number in it"),
        ("Number\n1\n", [], "no column “Share”"),
        ("Share,mean\n1,2\n", [], "a column “mean” already"),
        ("Share,Day\n1,soon\n", ["--date-column=Day"], "“soon” under “Day” is not a date"),
        ("Share,Day\n1,2026-01\n2,01/01/2026\n", ["--date-column=Day"], "Rows 2 and 3 have the same date"),
        ("Share\n1\n", ["--date-column=Day"], "no column “Day”"),
    ],
)
def test_what_cannot_be_read_gets_a_sentence_and_no_file(
    tmp_path: Path, text: str, options: list[str], said: str
) -> None:
    result, out = typed(tmp_path, text, *options)

    assert result.exit_code == 1
    assert said in result.output
    assert out == []


def test_percentages_and_thousands_are_numbers(tmp_path: Path) -> None:
    _, out = typed(tmp_path, 'Share\n50%\n"1,250"\n-0.5\n1e3\n')
    assert {row["mean"] for row in out} == {"574.875000"}
