"""Which words of a text may be a sign that somebody is at risk, was harmed or is accused?

Every text is looked at, whatever its language and however little it seems to say, and to its end: by rules,
for what is said in usual words, and by a model taught with examples, for what is hinted at. Both are made to
miss little, so much of what they raise will turn out to be nothing: a person reads it and decides.
Nothing here says that a text is free of concerns, because nothing here can know.
"""

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from analysis.concern_model import FILE, load_concern_model
from analysis.normalise import Word, words_of
from analysis.phrases import Tree, lay_out, spoken_for
from analysis.spotted import Spotted
from models.vocabulary import ConcernKind

_RULES = Path(__file__).resolve().parent / "concerns.toml"

FEWEST_LETTERS_APART = 3
"""So many letters, each standing alone ("d i e", "s.u.i.c.i.d.e"), are read as one word."""

SHORTEST_MENDED = 6
LONGEST_MENDED = 16
"""Letters of a word that is held against the words often misspelt."""


class Sign(StrEnum):
    """What in somebody's words raised a concern: a rule of concerns.toml, or the model."""

    SUICIDE = "suicide"
    WISH_TO_DIE = "wish_to_die"
    NOTHING_TO_LIVE_FOR = "nothing_to_live_for"
    OVERDOSE = "overdose"
    WITHOUT_FOOD_OR_DRINK = "without_food_or_drink"
    WITHOUT_VITAL_MEDICINE = "without_vital_medicine"
    THREAT_TO_LIFE = "threat_to_life"
    SELF_HARM = "self_harm"
    HURT_BY_SOMEBODY = "hurt_by_somebody"
    UNEXPLAINED_INJURY = "unexplained_injury"
    LOCKED_IN_OR_TIED = "locked_in_or_tied"
    SEXUAL_HARM = "sexual_harm"
    HUMILIATED = "humiliated"
    LEFT_WITHOUT_CARE = "left_without_care"
    PRESSURE_SORES = "pressure_sores"
    MONEY_OR_BELONGINGS_TAKEN = "money_or_belongings_taken"
    ABUSE_BY_NAME = "abuse_by_name"
    AFRAID_AT_HOME = "afraid_at_home"
    HURT_BY_PARTNER_OR_FAMILY = "hurt_by_partner_or_family"
    CHILD_AT_RISK = "child_at_risk"
    CARER_AT_BREAKING_POINT = "carer_at_breaking_point"
    FORCED_OR_EXPLOITED = "forced_or_exploited"
    SENT_HOME_VULNERABLE = "sent_home_vulnerable"
    MISSING_PERSON = "missing_person"
    SAFEGUARDING_BY_NAME = "safeguarding_by_name"
    WRONG_MEDICINE = "wrong_medicine"
    INJURED_IN_CARE = "injured_in_care"
    DIAGNOSIS_MISSED = "diagnosis_missed"
    NEARLY_DIED = "nearly_died"
    DEATH_BLAMED_ON_CARE = "death_blamed_on_care"
    NEVER_EVENT = "never_event"
    SOMEBODY_ACCUSED = "somebody_accused"
    READ_AS_A_CONCERN = "read_as_a_concern"
    """The model's: no phrase is known for it, but it reads like what the model was taught with."""


class Rule(NamedTuple):
    """The phrases that are a sign, and those that only sound like it."""

    id: Sign
    kind: ConcernKind
    phrases: tuple[str, ...]
    not_phrases: tuple[str, ...]


class _Rules(NamedTuple):
    signs: Mapping[str, Rule]
    tree: Tree
    read_as: Mapping[str, tuple[str, ...]]
    """What a word stands for, where it is not read as written."""
    one_letter_less: Mapping[str, str]
    """The words often misspelt, by themselves and with any one letter left out."""


def find_concerns(text: str) -> tuple[Spotted[ConcernKind], ...]:
    """Return what may be a concern in `text`, read to its end."""
    return concerns_in(words_of(text))


def concerns_in(words: tuple[Word, ...]) -> tuple[Spotted[ConcernKind], ...]:
    """Return what may be a concern in `words`, in the order of the text; spans of several kinds may overlap.

    `words` should be those of the whole text: what is cut off cannot be raised. The model adds a kind only
    where no rule has raised it, with the sentence that spoke for it most.
    """
    by_rule = concerns_by_rule(words)
    kinds = {found.kind for found in by_rule}
    by_model = [
        Spotted(found.kind, found.span, Sign.READ_AS_A_CONCERN)
        for found in load_concern_model().read(words)
        if found.kind not in kinds
    ]
    return tuple(sorted([*by_rule, *by_model], key=lambda one: (one.span, one.kind, one.reason)))


def concerns_by_rule(words: tuple[Word, ...]) -> list[Spotted[ConcernKind]]:
    """Return what the rules of concerns.toml raise, in no order."""
    rules = _rules()
    found = spoken_for(tuple(_as_meant(words, rules)), rules.tree)
    return [
        Spotted(rules.signs[sign].kind, span, rules.signs[sign].id)
        for sign, spans in found.items()
        for span in spans
    ]


@lru_cache(maxsize=1)
def concerns_version() -> str:
    """Return what tells these rules and this model from those of another release."""
    return hashlib.sha256(_RULES.read_bytes() + FILE.read_bytes()).hexdigest()[:16]


def all_rules() -> tuple[Rule, ...]:
    """Return every rule of concerns.toml, in its order, with its named lists of words written out."""
    return tuple(_rules().signs.values())


def _as_meant(words: tuple[Word, ...], rules: _Rules) -> Iterator[Word]:
    """Yield the words as read here: letters written apart joined, hidden and misspelt words as meant."""
    for word in _joined_letters(words):
        for place, text in enumerate(_meant(word.text)):
            yield word._replace(text=text, follows_on=word.follows_on or place > 0)


def _joined_letters(words: tuple[Word, ...]) -> Iterator[Word]:
    """Yield the words, with a run of letters that each stand alone, one character apart, as one word."""
    run: list[Word] = []
    for word in words:
        is_letter = word.end == word.start + 1
        if run and not (is_letter and word.start == run[-1].end + 1):
            yield from _as_one_word(run)
            run = []
        if is_letter:
            run.append(word)
        else:
            yield word
    yield from _as_one_word(run)


def _as_one_word(letters: list[Word]) -> list[Word]:
    if len(letters) < FEWEST_LETTERS_APART:
        return letters
    whole = "".join("u" if letter.text == "you" else letter.text for letter in letters)
    return [Word(whole, letters[0].start, letters[-1].end, letters[0].follows_on)]


@lru_cache(maxsize=65_536)
def _meant(word: str) -> tuple[str, ...]:
    """Return the words that a word stands for: nearly always itself."""
    rules = _rules()
    if word in rules.read_as:
        return rules.read_as[word]
    if SHORTEST_MENDED <= len(word) <= LONGEST_MENDED:
        for spelt in (word, *_with_a_letter_left_out(word)):
            if spelt in rules.one_letter_less:
                return (rules.one_letter_less[spelt],)
    return (word,)


def _with_a_letter_left_out(word: str) -> list[str]:
    return [word[:place] + word[place + 1 :] for place in range(len(word))]


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    """Read concerns.toml. Raises ValueError for a kind or sign that the code does not know."""
    file = tomllib.loads(_RULES.read_text(encoding="utf-8"))
    lists = {name: "|".join(words) for name, words in file["lists"].items()}

    def written_out(phrases: list[str]) -> tuple[str, ...]:
        return tuple(phrase.format_map(lists) for phrase in phrases)

    signs = {
        sign: Rule(
            Sign(sign),
            ConcernKind(kind),
            written_out(rule["phrases"]),
            written_out(rule.get("not_phrases", [])),
        )
        for kind, rules in file["signs"].items()
        for sign, rule in rules.items()
    }
    return _Rules(
        signs=signs,
        tree=lay_out(signs.values()),
        read_as={written: tuple(read.split()) for written, read in file["read_as"].items()},
        one_letter_less={
            spelt: word
            for word in file["often_misspelt"]["words"]
            for spelt in (word, *_with_a_letter_left_out(word))
        },
    )
