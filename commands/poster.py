"""What is printed and put up: the square code, a poster with it, and the form on paper."""

from pathlib import Path
from typing import Annotated

import typer

from actions.printed import checked_language, paper_facts, poster_facts
from commands.common import now, opened, sentences
from content.questions import code_of_a_partner
from content.words import ENGLISH, words
from models.errors import FeedbackError
from models.watchdog import Watchdog
from reporting.paper_form import paper_form
from reporting.poster import FORM
from reporting.poster import poster as draw_poster
from reporting.qr import qr_file
from settings import settings

Language = Annotated[str, typer.Option(help="The code of the language, such as en or ur.")]
Partner = Annotated[str, typer.Option(help="The code of the partner who gives it out, such as age-uk.")]


def qr(
    output: Annotated[Path, typer.Argument(help="The SVG file to write.")] = Path("say.svg"),
    by: Partner = "",
) -> None:
    """Write the square code of the plain form, which opens on any phone. Prints where it leads."""
    with sentences():
        if by and not code_of_a_partner(by):
            raise FeedbackError(words("print.bad_partner"))
    address = f"{settings().address.rstrip('/')}{FORM}{f'?by={by}' if by else ''}"
    output.write_text(qr_file(address), encoding="utf-8")
    typer.echo(f"{address} is in {output}")


def poster(
    output: Annotated[Path, typer.Argument(help="The PDF file to write.")] = Path("poster.pdf"),
    service: Annotated[str, typer.Option(help="The id of the service that is filled in already.")] = "",
    programme: Annotated[str, typer.Option(help="The code of the programme whose questions it asks.")] = "",
    by: Partner = "",
    language: Language = ENGLISH,
) -> None:
    """Write a poster of one page with the square code of the plain form. Prints where it leads."""
    with opened() as (store, watchdog_id), store.reading() as session:
        ours = session.get_one(Watchdog, watchdog_id)
        chosen = {"service": service, "programme": programme, "partner": by}
        facts = poster_facts(session, ours, **chosen, on=now().date())
        output.write_bytes(draw_poster(facts, language=checked_language(language)))
    typer.echo(f"{facts.address} is on {output}")


def paper_form_(
    output: Annotated[Path, typer.Argument(help="The PDF file to write.")] = Path("form.pdf"),
    programme: Annotated[str, typer.Option(help="The code of the programme whose own form it is.")] = "",
    language: Language = ENGLISH,
) -> None:
    """Write the form on paper, in large print. What nobody has checked yet says on it that it is a draft."""
    with opened() as (store, watchdog_id), store.reading() as session:
        ours = session.get_one(Watchdog, watchdog_id)
        facts = paper_facts(session, ours, programme=programme, on=now().date())
        output.write_bytes(paper_form(facts, language=checked_language(language)))
    typer.echo(f"The form is in {output}")
