"""Which languages the site may be read in, and what is still to be translated."""

from typing import Annotated

import typer

from content.languages import is_open, missing_in, resident_strings
from content.languages import languages as every_language
from content.words import ENGLISH


def languages(
    missing: Annotated[
        str, typer.Option(help="List what is still missing in the language with this code, one a line.")
    ] = "",
) -> None:
    """Say of each language whether it is open, how much is translated, and who checked it."""
    known = every_language()
    if missing:
        if missing not in known:
            typer.echo(f"There is no language {missing!r} in content/languages.toml.", err=True)
            raise typer.Exit(1)
        for line in missing_in(missing):
            typer.echo(line)
        return
    total = sum(len(said) for said in resident_strings(ENGLISH).values())
    for code, language in known.items():
        done = total - len(missing_in(code))
        state = "open" if is_open(code) else "shut"
        checked = f"checked by {language.checked_by}" if language.checked_by else "not checked"
        checked = "what the others are translated from" if code == ENGLISH else checked
        typer.echo(f"{code}\t{language.name}\t{state}\t{done:,} of {total:,}\t{checked}")
