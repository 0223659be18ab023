"""The mark: two voices, and the thread that joins them."""

from content.look.tokens import Mode, tokens

NAME = "Have Your Say"
WIDTH, HEIGHT = 44.0, 27.0

# The thread is drawn first and tucked under both bubbles, so that it looks tied and not laid on top.
_THREAD = '<path d="M10 17a12 7.7 0 0 0 24 0" fill="none" stroke="{thread}" stroke-width="3.4"/>'
_VOICES = (
    '<path fill="{voice}" d="M9.5 0a9.5 9.5 0 0 1 3.3 18.4L2 23.8l-.1-8.6A9.5 9.5 0 0 1 9.5 0Z'
    'M34.5 0a9.5 9.5 0 0 0-3.3 18.4L42 23.8l.1-8.6A9.5 9.5 0 0 0 34.5 0Z"/>'
)


def drawing(*, voice: str, thread: str) -> str:
    """The mark's two shapes, WIDTH by HEIGHT, for use inside an SVG."""
    return (_THREAD + _VOICES).format(voice=voice, thread=thread)


def mark_svg(mode: Mode = "light") -> str:
    """The mark alone, as a file."""
    colours = tokens().palette(mode)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}">'
        f"{drawing(voice=colours.spruce, thread=colours.marigold)}</svg>\n"
    )


def inline_mark() -> str:
    """The mark inside a plain page: it takes its colours from the page, so it follows every mode.

    It is hidden from screen readers, because the product's name stands beside it in words.
    """
    return (
        f'<svg class="mark" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" width="44" height="27" aria-hidden="true">'
        f"{drawing(voice='var(--spruce)', thread='var(--marigold)')}</svg>"
    )


def favicon_svg() -> str:
    """The mark on a tile of paper, to be told apart on light and on dark browser tabs alike."""
    colours = tokens().light
    across = 52.0
    left, top = (across - WIDTH) / 2, (across - HEIGHT) / 2
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across:g} {across:g}">'
        f'<rect width="{across:g}" height="{across:g}" rx="10" fill="{colours.paper}"/>'
        f'<g transform="translate({left:g} {top:g})">'
        f"{drawing(voice=colours.spruce, thread=colours.marigold)}</g></svg>\n"
    )
