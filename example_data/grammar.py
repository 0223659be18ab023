"""How a sentence with gaps becomes what one person would say about another, or about themselves."""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

KEPT = frozenset({"why", "referral", "illness", "age", "nights", "weekend", "late", "kit", "tablets", "home"})
GAP = re.compile(r"\{(\w+)\}")
PLAIN_STARTS = frozenset(
    re.findall(
        r"\S+",
        "A After All An At By Each Every Everybody Everyone He Her His In It It's My No Nobody Not On "
        "One Our She Somebody Someone That The Their There They This Three Two We What When Your",
    )
)


@dataclass(frozen=True)
class Person:
    """The person whom a story is about, as the teller speaks of them."""

    first: str
    later: str
    she: str
    her: str
    their: str
    self: str
    weight: int = 1
    young: bool = False


MYSELF = Person("I", "I", "I", "me", "my", "myself")


@dataclass
class Telling:
    """One story being told: who, what has been said (`kept` stays the same), and who is named yet."""

    rng: random.Random
    slots: Mapping[str, Sequence[str]]
    synonyms: Mapping[str, Sequence[str]]
    person: Person
    kept: dict[str, str]
    named: bool = field(default=False)

    @property
    def is_own_story(self) -> bool:
        return self.person is MYSELF

    def say(self, sentence: str) -> str:
        """Return `sentence` with every gap filled, in order; {Hours} is {hours} with a capital."""
        for plain, others in self.synonyms.items():
            if plain in sentence and self.rng.random() < 0.3:
                words = rf"(?<![\w{{]){re.escape(plain)}(?![\w}}])"
                sentence = re.sub(words, self.rng.choice(others), sentence, count=1)
        return GAP.sub(lambda gap: self._fill(gap[1]), sentence)

    def pick(self, sentences: Sequence[str]) -> str:
        """Say one of `sentences`."""
        return self.say(self.rng.choice(sentences))

    def _fill(self, gap: str) -> str:
        words = self._person(gap)
        if words is not None:
            return words
        key = gap[0].lower() + gap[1:]
        found = self.kept.get(key) or self.say(self.rng.choice(self._slot(key)))
        if key in KEPT:
            self.kept[key] = found
        return found if key == gap else capitalised(found)

    def _slot(self, key: str) -> Sequence[str]:
        return self.slots.get(f"young_{key}", self.slots[key]) if self.person.young else self.slots[key]

    def _person(self, gap: str) -> str | None:
        person = self.person
        match gap:
            case "is":
                return "am" if self.is_own_story else "is"
            case "has":
                return "have" if self.is_own_story else "has"
            case "r":
                return person.self
            case "p" | "P":
                own = self._possessive()
                return own if gap == "p" else capitalised(own)
            case "o":
                return self._name_once() or person.her
            case "s":
                return self._name_once() or person.she
            case "S":
                again = person.later if self.rng.random() < 0.22 else person.she
                return capitalised(self._name_once() or again)
        return None

    def _name_once(self) -> str:
        if self.named or self.is_own_story:
            return ""
        self.named = True
        return self.person.first

    def _possessive(self) -> str:
        if self.is_own_story or self.named or self.person.first.count(" ") > 1:
            return self.person.their
        self.named = True
        return f"{self.person.first}'s"


def capitalised(words: str) -> str:
    """Return `words` with a capital first letter and the rest as it is."""
    return words[:1].upper() + words[1:]


def led_by(connector: str, sentence: str) -> str:
    """Return `sentence` after a connector such as "Then", or as it was where that would jar."""
    first = sentence.split(" ", 1)[0]
    if first in PLAIN_STARTS:
        return f"{connector} {sentence[0].lower()}{sentence[1:]}"
    return f"{connector} {sentence}" if first == "I" else sentence
