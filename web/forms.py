"""What did somebody type into a plain form? Read with a limit, and kept nowhere."""

from urllib.parse import parse_qsl

from starlette.requests import Request

from content.plain_words import plain
from models.errors import FeedbackError

LARGEST = 64 * 1024
READ_ON = 1024 * 1024
MOST_FIELDS = 200


class FormTooLarge(FeedbackError):
    """More was sent than any form of ours can hold."""


Pairs = list[tuple[str, str]]
"""The fields of a form in the order of the page; one that was ticked twice is there twice."""


async def read_form(request: Request, *, largest: int = LARGEST) -> dict[str, str]:
    """Return the fields of a form as they were typed. Raises FormTooLarge above `largest` bytes."""
    return dict(await read_pairs(request, largest=largest))


async def read_pairs(request: Request, *, largest: int = LARGEST) -> Pairs:
    """The same, with every field that was sent.

    A little more than the limit is still read, though not kept, so that the browser sees our answer
    and not a broken connection.
    """
    body, received = bytearray(), 0
    async for chunk in request.stream():
        received += len(chunk)
        if received > largest + READ_ON:
            break
        if received <= largest:
            body += chunk
    if received > largest:
        raise FormTooLarge(plain("form.too_large"))
    try:
        return parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise FormTooLarge(plain("form.too_large")) from None
