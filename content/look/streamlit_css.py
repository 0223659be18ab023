"""The only CSS that Streamlit's pages are given: what its theme has no key for."""

from content.look.css import smaller
from content.look.tokens import Mode, tokens

# Streamlit cuts off what lies outside these, so their ring is drawn inside.
FRAMED = ("[data-testid=stTextAreaRootElement]", "[data-testid=stTextInputRootElement]")
# Fields whose frame has the ring already.
INSIDE = (*FRAMED, "[data-testid=stSelectbox]")
CHOSEN_PILL = "[data-testid=stButtonGroup] [data-selected]"
POINTED_AT = "button:is([kind=secondary], [kind=tertiary]):is(:hover, :active)"
QUIET_TEXT = (
    "[data-testid=stCaptionContainer]",
    "[data-testid=stRadioCaption]",
    "[data-testid=stWidgetLabel]",
    "::placeholder",
    "small",
)
EDGES = (
    "button",
    "input",
    "textarea",
    "[data-testid=stTextInputRootElement]",
    "[data-testid=stTextAreaRootElement]",
    "[data-testid=stSelectbox] *",
    "[data-testid=stRadioOption] *",
    "[data-testid=stCheckbox] *",
    "[data-testid=stExpander] details",
    "[data-testid=stVerticalBlock]",
    "[data-testid=stForm]",
)
NOT_FOR_PAPER = (
    "[data-testid=stHeader]",
    "[data-testid=stSidebar]",
    "[data-testid=stToolbar]",
    "[data-testid=stElementToolbar]",
    "[data-testid=stStatusWidget]",
    "[data-testid=stButton]",
    "[data-testid=stFormSubmitButton]",
    "[data-testid=stDownloadButton]",
    "[data-testid=stPageLink]",
    "[data-testid=stPopover]",
    "[data-testid=stVegaLiteChart] details",
)
PICTURE = "[class*=st-key-picture-]"
"""Round each picture of a page of figures; `ui.pictures` gives it this key."""
NOT_ON_PAPER_WITH_PICTURES = (
    "[data-testid=stSelectbox]",
    "[data-testid=stCheckbox]",
    "[data-testid=stExpander]:not(:has(details[open]))",
    "[class*=st-key-publish-]",
)


def streamlit_css(mode: Mode) -> str:
    """A few rules, for `st.html(f"<style>{...}</style>")` once a run.

    1. The words of a chosen pill, and of a button that is pointed at: in dark, the primary colour is
       under 4.5:1 as text.
    2. The focus ring: 3 px of ink, 3 px away, on everything; on a row where its own input is hidden.
    3. and 4. Somebody who asks for more contrast gets edges in ink and no faded words.
    5. On paper, no menus and no buttons.
    6. and 7. Fields that cut off what they hold leave the ring to their frame.
    8. Streamlit's own hint to press Ctrl and Enter, which our pages don't need, is not shown.
    9. On the narrowest screens the mark leaves room for the button that opens the menu, and a title of one
       long word stays on its line.
    10. What is ticked is read to its end: in a row Streamlit would cut it off.
    11. That a picture is not for publication stands in a quiet line of its own.
    12. A chart has no buttons of Streamlit's: its files would say nothing of what is not for publication, and
        leave no row in the record.
    13. On paper everything is black on white, whatever the screen had; a chart that was drawn for a dark
        screen is turned about. A picture stays together with its heading. What is folded away, and the
        boxes that choose what a picture is of, are left out.
    """
    framed = ", ".join(f"{frame}:has(:focus-visible)" for frame in FRAMED)
    inside = ", ".join(f"{frame} :is(input, textarea):focus-visible" for frame in INSIDE)
    ink, edge = tokens().palette(mode).ink, tokens().palette(mode).edge
    turned = "invert(1) hue-rotate(180deg)" if mode == "dark" else "none"
    return smaller(
        f"""
        {CHOSEN_PILL}, {CHOSEN_PILL} *, {POINTED_AT}, {POINTED_AT} * {{ color: {ink} !important }}
        :focus-visible, [data-focus-visible] {{
            outline: 3px solid {ink} !important; outline-offset: 3px !important }}
        @media (prefers-contrast: more) {{ {", ".join(EDGES)} {{ border-color: {ink} !important }} }}
        @media (prefers-contrast: more) {{
            {", ".join(QUIET_TEXT)} {{ color: {ink} !important; opacity: 1 !important }} }}
        {framed} {{ outline: 3px solid {ink} !important; outline-offset: -3px !important }}
        {inside} {{ outline: none !important }}
        [data-testid=InputInstructions] {{ display: none }}
        @media (max-width: 22.5rem) {{ [data-testid=stHeaderLogo] {{
            max-width: 68vw; object-fit: contain; object-position: left }}
            [data-testid=stHeading] h1 {{ font-size: 1.6rem !important }} }}
        [data-testid=stCheckbox] p {{ white-space: normal !important }}
        {PICTURE} [data-testid=stElementToolbar] {{ display: none }}
        .for-us {{ border: 1px solid {edge}; border-radius: 0.5rem; padding: 0.25rem 0.75rem; margin: 0 }}
        @media print {{
            {", ".join(NOT_FOR_PAPER)} {{ display: none !important }}
            .stApp, .stApp :not(svg *, svg) {{ color: #000 !important; background: #FFF !important }}
            [data-testid=stVegaLiteChart] svg {{ filter: {turned} }}
            .stApp:has({PICTURE}) :is({", ".join(NOT_ON_PAPER_WITH_PICTURES)}) {{ display: none !important }}
            {PICTURE}, {PICTURE} > * {{ break-inside: avoid }}
        }}
        """
    )


def rows_css(mode: Mode) -> str:
    """How a table of ours looks (`ui.rows`), for a page that has one: where it is narrow, rows are blocks."""
    soft, line = tokens().palette(mode).soft, tokens().palette(mode).line
    return smaller(
        f"""
        .rows {{ container-type: inline-size; font-size: 0.875rem; line-height: 1.5 }}
        .rows table {{ width: 100%; border-collapse: collapse }}
        .rows th {{ color: {soft}; font-weight: 400; text-align: left }}
        .rows th, .rows td {{ border: 0; padding: 0; overflow-wrap: anywhere; vertical-align: top }}
        .rows tr {{ border-bottom: 1px solid {line} }}
        @container (min-width: 700px) {{
            .rows th, .rows td {{ min-width: 7.5em; padding: 0.5rem 0.75rem 0.5rem 0 }}
            .rows td:first-child {{ min-width: 11em }}
        }}
        @container (max-width: 699px) {{
            .rows thead {{ position: absolute; clip-path: inset(50%) }}
            .rows tr, .rows td {{ display: block }}
            .rows tr {{ padding: 0.75rem 0 }}
            .rows td:empty {{ display: none }}
            .rows td::before {{ content: attr(data-label) ": "; color: {soft} }}
        }}
        """
    )
