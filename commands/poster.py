"""The square code that leads a telephone's camera to the form: for posters, leaflets and letters."""

from pathlib import Path
from typing import Annotated

import typer

from commands.common import sentences
from content.questions import code_of_a_partner
from models.errors import FeedbackError
from settings import settings
from web.qr import qr_code

FORM = "/say"
BAD_PARTNER = "A partner's code is up to 40 letters, digits, - and _, such as age-uk"


def qr(
    output: Annotated[Path, typer.Argument(help="The SVG file to write.")] = Path("say.svg"),
    by: Annotated[str, typer.Option(help="The code of the partner who gives it out, such as age-uk.")] = "",
) -> None:
    """Write the square code of the plain form, which opens on any phone. Prints where it leads."""
    with sentences():
        if by and not code_of_a_partner(by):
            raise FeedbackError(BAD_PARTNER)
    address = f"{settings().address.rstrip('/')}{FORM}{f'?by={by}' if by else ''}"
    output.write_text(
        f'<?xml version="1.0" encoding="utf-8"?>\n{_standing_alone(address)}\n', encoding="utf-8"
    )
    typer.echo(f"{address} is in {output}")


def _standing_alone(address: str) -> str:
    return str(qr_code(address)).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
