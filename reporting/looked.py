"""What a page of figures looks at: the facts of one scope, everything beside them, and how they are read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from analysis.behind import Behind, behind, only_people
from models.facts import Facts
from models.scope import Scope


@dataclass(frozen=True, eq=False)
class Looked:
    """`facts` are those of `scope`; `whole` are the same without its period, for what came before.

    `theme_marks` says what is to be known of a theme's counts, by its id. `smallest` is the number of people
    under which a figure is not for publication.
    """

    facts: Facts
    whole: Facts
    scope: Scope
    today: date
    smallest: int
    is_people_only: bool = False
    theme_marks: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def behind(self) -> Behind:
        """What figures of answers and ratings rest on."""
        return self.behind_of(self.facts)

    def behind_of(self, facts: Facts) -> Behind:
        """What figures rest on that are made of these facts."""
        return behind(facts, is_people_only=self.is_people_only, theme=self.scope.theme)

    @cached_property
    def tagged(self) -> Facts:
        """The facts that figures of themes are made of: with `is_people_only`, no machine's tag is there."""
        return only_people(self.facts) if self.is_people_only else self.facts

    @cached_property
    def behind_tags(self) -> Behind:
        """What figures of themes rest on."""
        return self.behind_of(self.tagged)
