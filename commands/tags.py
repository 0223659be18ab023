"""Another reading of the comments: made, compared with the one in use, and taken into use."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from actions.switch_tags import switch_tags
from actions.tag import tag_batch, this_release
from actions.tag_worker import TagWorker
from analysis.taxonomy import load_taxonomy
from commands.common import now, opened, terminal
from content.record_words import actor_in_words
from models.errors import FeedbackError
from models.people import job
from storage.engine import Store
from storage.queries.compare_tags import Agreement, BesidePeople, Comparison, compare_tags
from storage.queries.current_tags import Versions
from storage.queries.read_so_far import read_so_far
from storage.queries.scope import Scope
from storage.queries.services_to_choose_from import services_to_choose_from
from storage.queries.tags_in_use import NOTHING_READ, choices_of_tags, versions_in_use

MOST_AT_ONCE = 1_000
DAY = ["%Y-%m-%d"]

app = typer.Typer(help="Which reading of the comments the figures go by.", no_args_is_help=True)


def retag(
    since: Annotated[
        datetime | None, typer.Option(formats=DAY, help="Only what happened on this day or later.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(formats=DAY, help="Only what happened on this day or earlier.")
    ] = None,
    service: Annotated[str, typer.Option(help="Only what is about the service of this name.")] = "",
) -> None:
    """Read every comment that this release has not read yet. Interrupted, it goes on where it stopped."""
    with opened() as (store, watchdog_id), TagWorker() as tagger:
        by, release = job(watchdog_id, "tagger"), this_release()
        scope = Scope(
            since=since.date() if since else None,
            until=until.date() if until else None,
            service_id=_service(store, watchdog_id, service) if service else None,
        )
        with store.reading() as session:
            before = read_so_far(session, by, release, scope)
        with Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
        ) as bar:
            task = bar.add_task("Reading", completed=before.read, total=before.of)
            while True:
                done = tag_batch(
                    store,
                    tagger,
                    taxonomy_version=release.taxonomy,
                    model_version=release.model,
                    by=by,
                    at=now(),
                    most=MOST_AT_ONCE,
                    scope=scope,
                )
                bar.advance(task, done.tagged)
                if not (done.tagged or done.failed):
                    break
        with store.reading() as session:
            after = read_so_far(session, by, release, scope)
    typer.echo(f"{after.read - before.read:,} read now; {after.read:,} of {after.of:,} by {_named(release)}.")
    if after.unread:
        typer.echo(f"{after.unread:,} are still unread.")


@app.command()
def compare() -> None:
    """What would change with this release's reading, theme by theme, and which is closer to people."""
    with opened() as (store, watchdog_id), store.reading() as session:
        by, release = terminal(watchdog_id), this_release()
        in_use = versions_in_use(session, by)
        if in_use in (release, NOTHING_READ):
            raise FeedbackError("There is no other reading to compare the one in use with.")
        so_far = read_so_far(session, by, release)
        found = compare_tags(session, by, in_use, release)
    typer.echo(f"In use: {_named(in_use)}")
    typer.echo(f"New:    {_named(release)}, which has read {so_far.read:,} of {so_far.of:,} comments\n")
    for line in _compared(found):
        typer.echo(line)


@app.command()
def use(
    taxonomy: Annotated[str, typer.Option(help="Its taxonomy; this release's when left out.")] = "",
    model: Annotated[str, typer.Option(help="Its model; this release's when left out.")] = "",
    anyway: Annotated[bool, typer.Option("--anyway", help="Though many comments are unread.")] = False,
) -> None:
    """Have every figure go by another reading; what people decided stays, and so does the old reading."""
    release = this_release()
    to = Versions(taxonomy or release.taxonomy, model or release.model)
    with opened() as (store, watchdog_id), store.writing() as session:
        switch_tags(session, to, anyway=anyway, by=terminal(watchdog_id), at=now())
    typer.echo(f"The figures go by {_named(to)}.")


@app.command("in-use")
def in_use() -> None:
    """Which readings the figures went by, newest first, and what this release reads with."""
    with opened() as (store, watchdog_id), store.reading() as session:
        chosen = choices_of_tags(session, terminal(watchdog_id))
    for number, choice in enumerate(chosen):
        how = "in use" if number == 0 else "before"
        typer.echo(
            f"{how}\t{_named(choice.versions)}\tsince {choice.since:%Y-%m-%d}\t{actor_in_words(choice.by)}"
        )
    if not chosen:
        typer.echo("Nothing has been read yet.")
    typer.echo(f"this release\t{_named(this_release())}")


def _service(store: Store, watchdog_id: str, name: str) -> UUID:
    with store.reading() as session:
        services = services_to_choose_from(session, terminal(watchdog_id))
    found = [service.id for service in services if service.name.casefold() == name.strip().casefold()]
    if len(found) != 1:
        raise FeedbackError(f"{len(found) or 'No'} services here are called {name!r}: one is needed.")
    return found[0]


def _named(versions: Versions) -> str:
    return f"taxonomy {versions.taxonomy}, model {versions.model}"


def _compared(found: Comparison) -> list[str]:
    """The comparison, a line for each theme."""
    titles = {theme.id: theme.title for theme in load_taxonomy().themes.values()}
    width = max((len(titles.get(one.theme, one.theme)) for one in found.themes), default=5)
    heads = ("in use", "new", "both", "only in use", "only new")
    lines = [f"People by theme, in {found.comments:,} comments that both have read", ""]
    lines.append(f"{'theme':<{width}}" + "".join(f"{head:>13}" for head in heads))
    for one in found.themes:
        counts = (one.before, one.after, one.both, one.before - one.both, one.after - one.both)
        name = titles.get(one.theme, one.theme)
        lines.append(f"{name:<{width}}" + "".join(f"{count:>13,}" for count in counts))
    lines += ["", f"Sentiment: both put {_share(found.sides)} comments on the same side"]
    lines += [_beside("In use", found.before), _beside("New", found.after)]
    return lines


def _beside(name: str, beside: BesidePeople) -> str:
    return (
        f"{name} beside people: {_share(beside.sides)} comments on the same side; "
        f"{_share(beside.themes)} themes named by both, in {beside.themes_in:,} comments"
    )


def _share(agreement: Agreement) -> str:
    if not agreement.of:
        return "none of 0"
    return f"{agreement.alike / agreement.of:.1%} of {agreement.of:,}"
