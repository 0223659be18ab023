"""What pages fetch from us: the type, the marks, the icon and one script. Nothing comes from another host."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from web import look
from web.drawing import YEAR

FOREVER = {"Cache-Control": f"public, max-age={YEAR}, immutable"}
A_DAY = {"Cache-Control": "public, max-age=86400"}


def font(request: Request) -> Response:
    """One cut of the typeface: the same name is always the same bytes."""
    try:
        return Response(look.font(request.path_params["name"]), 200, FOREVER, "font/woff2")
    except KeyError:
        raise HTTPException(404) from None


def file(request: Request) -> Response:
    """A mark, the icon, or the script of the form."""
    name = request.path_params["name"]
    try:
        return Response(look.file(name), 200, A_DAY, look.FILES[name])
    except KeyError:
        raise HTTPException(404) from None
