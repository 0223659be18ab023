"""Reading comments without a store, judging the tags, and teaching a new model."""

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from commands.common import column_place, opened, replacing, sentences, terminal
from models.errors import FeedbackError

if TYPE_CHECKING:
    from analysis.proposals import Proposals
    from analysis.spotted import Spotted
    from analysis.tagger import Tags
    from training.labelled import Labelled

ADDED = ["sentiment", "sentiment_score", "is_mixed", "themes", "evidence"]
ADDED_BY_ALL = ["services", "moves", "joins", "concerns", "personal_details"]
BETWEEN_THEMES = ";"
BETWEEN_WORDS = " … "


def analyse(
    input_: Annotated[Path, typer.Option("--input", help="A CSV or XLSX file of comments.")],
    text_column: Annotated[str, typer.Option(help="The column that holds the words.")],
    output: Annotated[Path, typer.Option(help="The CSV file to write.")],
    all_: Annotated[
        bool, typer.Option("--all", help="Also joins, concerns and personal details, in five more columns.")
    ] = False,
) -> None:
    """Tag the comments of a spreadsheet: the same rows, in order, with columns added. Needs no store."""
    from analysis.proposals import proposals_in
    from analysis.services import service_names
    from analysis.tagger import SCORED_LANGUAGE, tag
    from imports.read import open_sheet

    with sentences(), open_sheet(input_) as sheet, replacing(output) as file:
        place = column_place(sheet.header, text_column, input_)
        added = [*ADDED, *(ADDED_BY_ALL if all_ else ())]
        named = service_names()
        if taken := [name for name in added if name in sheet.header]:
            raise FeedbackError(f"{input_.name} has a column “{taken[0]}” already: rename it first.")
        rows = csv.writer(file)
        rows.writerow([*sheet.header, *added])
        read = 0
        for row in sheet.rows:
            if row.fault:
                raise FeedbackError(f"Row {row.number} of {input_.name} can't be taken apart: {row.fault}.")
            cells = [*row.cells, *[""] * (len(sheet.header) - len(row.cells))]
            text = cells[place]
            found = _columns(text, tag(text))
            if all_:
                found += _more_columns(text, proposals_in(text, SCORED_LANGUAGE, named))
            rows.writerow([*cells, *found])
            read += 1
    typer.echo(f"{read:,} comments read into {output}")


def _columns(text: str, tags: "Tags") -> list[str]:
    """The cells of `ADDED` for one comment; all empty where there was nothing to read."""
    found = tags.sentiment
    evidence = [
        f"{theme.theme}: {BETWEEN_WORDS.join(text[start:end] for start, end in theme.spans)}"
        for theme in tags.themes
    ]
    return [
        found.label.value if found else "",
        f"{found.score:.3f}" if found else "",
        str(int(found.is_mixed)) if found else "",
        BETWEEN_THEMES.join(theme.theme for theme in tags.themes),
        f"{BETWEEN_THEMES} ".join(evidence),
    ]


def _more_columns(text: str, proposals: "Proposals") -> list[str]:
    """The cells of `ADDED_BY_ALL` for one comment: kinds, and the words that speak for them."""
    joins = proposals.joins
    ends = [
        [text[slice(*end.span)] if end else "" for end in (move.from_service, move.to_service)]
        for move in joins.moves
    ]
    return [
        BETWEEN_THEMES.join(dict.fromkeys(found.sector.value for found in joins.services)),
        BETWEEN_THEMES.join(" > ".join(move) for move in ends),
        BETWEEN_THEMES.join(found.theme for found in joins.themes),
        _kinds(text, proposals.concerns),
        _kinds(text, proposals.details),
    ]


def _kinds(text: str, found: "tuple[Spotted[Any], ...]") -> str:
    by_kind: dict[str, list[str]] = {}
    for one in found:
        by_kind.setdefault(one.kind.value, []).append(text[slice(*one.span)])
    return f"{BETWEEN_THEMES} ".join(f"{kind}: {BETWEEN_WORDS.join(said)}" for kind, said in by_kind.items())


def evaluate(
    input_: Annotated[Path | None, typer.Option("--input", help="A CSV file of labelled comments.")] = None,
    text_column: Annotated[str, typer.Option(help="The column of words, where the map names another.")] = "",
    truth_map: Annotated[
        Path | None, typer.Option(help="A TOML file that says which label is where.")
    ] = None,
    store: Annotated[
        bool, typer.Option("--store", help="Judge kept tags by what reviewers decided.")
    ] = False,
    reviewed: Annotated[
        bool, typer.Option("--reviewed", help="Read approved comments anew, by what reviewers decided.")
    ] = False,
    test_only: Annotated[bool, typer.Option(help="Only comments that no model has learnt from.")] = False,
) -> None:
    """Hold today's tags against labels that people gave: in a file, or in the store."""
    from analysis.tagger import tag
    from analysis.taxonomy import load_taxonomy
    from training.judge import judge, told
    from training.labelled import read_labelled, read_map

    if store:
        _agreement()
    elif reviewed:
        with sentences():
            rows = [row for row in _reviewed() if row.is_test or not test_only]
            typer.echo(told(judge(rows, tag, load_taxonomy())))
    elif input_ is None or truth_map is None:
        raise typer.BadParameter("Say which file (--input and --truth-map), --store, or --reviewed.")
    else:
        with sentences():
            columns = dict(read_map(truth_map)) | ({"text": text_column} if text_column else {})
            rows = [row for row in read_labelled(input_, columns) if row.is_test or not test_only]
            typer.echo(told(judge(rows, tag, load_taxonomy())))


def _reviewed() -> "list[Labelled]":
    """What people decided about the approved comments in the store; nothing of it leaves memory."""
    from analysis.tagger import SCORED_LANGUAGE
    from analysis.taxonomy import load_taxonomy
    from storage.queries.reviewed_words import reviewed_words
    from training.labelled import reviewed_rows

    with opened() as (kept, watchdog_id), kept.reading() as session:
        return reviewed_rows(reviewed_words(session, terminal(watchdog_id), SCORED_LANGUAGE), load_taxonomy())


def _agreement() -> None:
    """Print how far the machine agrees with what people decided in this store."""
    from analysis import MODEL_VERSION
    from analysis.taxonomy import load_taxonomy
    from storage.queries.current_tags import Versions
    from storage.queries.read_by_both import read_by_both
    from training.judge import Judgement, told
    from training.scores import score_feelings, score_themes

    with opened() as (kept, watchdog_id), kept.reading() as session:
        versions = Versions(load_taxonomy().version, MODEL_VERSION)
        both = read_by_both(session, terminal(watchdog_id), versions)
    judgement = Judgement(
        feelings=score_feelings(both.sentiments) if both.sentiments else None,
        signs=None,
        themes=score_themes(both.themes, list(load_taxonomy().themes)) if both.themes else None,
    )
    typer.echo(told(judgement))


def train(
    version: Annotated[str, typer.Option(help="The new model's name, such as comments-4.")],
    input_: Annotated[
        list[Path] | None, typer.Option("--input", help="A labelled CSV; may be repeated.")
    ] = None,
    map_: Annotated[
        list[Path] | None, typer.Option("--map", help="The map of each --input, in the same order.")
    ] = None,
    reviewed: Annotated[
        bool, typer.Option("--reviewed", help="Also learn from what reviewers decided here.")
    ] = False,
) -> None:
    """Learn a new model, compare it with the one in use, and take it into use unless it is worse."""
    from analysis.model_file import FOLDER, IN_USE, header_of
    from analysis.taxonomy import load_taxonomy
    from training.card import CARDS, card
    from training.labelled import once_each, read_examples, read_labelled, read_map, read_written
    from training.train import train as learn

    files, maps = input_ or [], map_ or []
    if len(files) != len(maps):
        raise typer.BadParameter("Give each --input a --map of its own.")
    if not files and not reviewed:
        raise typer.BadParameter("Say what to learn from: --input with its --map, or --reviewed.")
    with sentences():
        taxonomy = load_taxonomy()
        labelled = [
            row
            for file, map_file in zip(files, maps, strict=True)
            for row in read_labelled(file, read_map(map_file))
        ]
        labelled += _reviewed() if reviewed else []
        rows = [*once_each(labelled), *read_examples(taxonomy), *read_written(taxonomy)]
        trained = learn(rows, taxonomy, version=version, to=FOLDER / f"{version}.npz")
        if trained.worse_in:
            trained.file.unlink()
            raise FeedbackError(
                f"The new model is worse in {', '.join(trained.worse_in)}, so it was refused."
            )
        trained.file.replace(IN_USE)
        written = CARDS / f"{version}.md"
        written.write_text(card(rows, trained, header_of(IN_USE)), encoding="utf-8")
    typer.echo(f"{version} is in use. Its card is {written}")
