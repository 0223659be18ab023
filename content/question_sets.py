"""Which question sets ship with this release?"""

from content.words import ENGLISH, FOLDER

HAVE_YOUR_SAY = "have_your_say"  # what the form on the site asks


def question_set_names(language: str = ENGLISH) -> tuple[str, ...]:
    """The name of every file of questions, in the order of the alphabet."""
    return tuple(sorted(file.stem for file in (FOLDER / language / "questions").glob("*.toml")))
