"""What kind of device is this, in words that its owner knows it by?"""

import re

from starlette.requests import Request

BROWSERS = (
    ("Edge", r"Edg(e|A|iOS)?/"),
    ("Samsung Internet", r"SamsungBrowser/"),
    ("Firefox", r"(Firefox|FxiOS)/"),
    ("Chrome", r"(Chrome|CriOS|Chromium)/"),
    ("Safari", r"Safari/"),
)
SYSTEMS = (
    ("iPhone", r"iPhone"),
    ("iPad", r"iPad"),
    ("Android", r"Android"),
    ("Windows", r"Windows"),
    ("Mac", r"Macintosh|Mac OS X"),
    ("Chromebook", r"CrOS"),
    ("Linux", r"Linux"),
)


def device_of(request: Request) -> str:
    """ "Firefox on Windows": enough to know one's own devices apart, and nothing more is kept."""
    said = request.headers.get("user-agent", "")
    found = [
        next((name for name, sign in kinds if re.search(sign, said)), "") for kinds in (BROWSERS, SYSTEMS)
    ]
    return " on ".join(filter(None, found))
