"""A statement that is cited, read once: what it says itself, and what stands above it."""

from dataclasses import dataclass
from functools import cached_property

from assistant.domain import Passage, Statement
from assistant.grounding.attributes import Measures
from assistant.grounding.claims import Claims, Figure, claims_of
from assistant.grounding.numbers import CURRENCIES
from assistant.programmes import Catalogue
from assistant.terms import Terms


@dataclass(frozen=True)
class Told:
    """A cited statement, read once: its own claims, and those of the headings and the date above it."""

    passage: Passage
    statement: Statement
    catalogue: Catalogue
    terms: Terms

    @cached_property
    def own(self) -> Claims:
        """What the statement itself says."""
        return claims_of(self.statement.text, self.catalogue)

    @cached_property
    def above(self) -> Claims:
        """What title, headings and date say."""
        return claims_of("; ".join((self.passage.breadcrumb, self.passage.provenance.as_of)), self.catalogue)

    @cached_property
    def text(self) -> str:
        """All of its words, plain."""
        return f"{self.above.plain}; {self.own.plain}"

    @cached_property
    def programmes(self) -> tuple[str, ...]:
        """The programmes that it is about or names; empty where it holds for all."""
        return tuple(dict.fromkeys((*self.statement.programmes, *self.own.programmes)))

    @cached_property
    def years(self) -> tuple[str, ...]:
        """The years that it names, else those of its dates, headings and source."""
        dated = [str(day.year) for day in (*self.own.days, *self.above.days) if day.year]
        return self.own.years or tuple(dict.fromkeys((*self.above.years, *dated)))

    @cached_property
    def all_years(self) -> tuple[str, ...]:
        """Every year that it, its headings or its source name."""
        dated = [str(day.year) for day in (*self.own.days, *self.above.days) if day.year]
        return (*self.own.years, *self.above.years, *dated)

    @cached_property
    def measures(self) -> Measures:
        """What its figures measure."""
        return Measures(self.own.segments, self.terms.named_in, self.above.words)

    def has_own_unit(self, figure: int) -> bool:
        """Whether one of its figures counts what no other counts; what is paid for is not told by its currency."""
        units = [each.quantity.unit for each in self.own.figures]
        return units[figure] not in ("", *CURRENCIES) and units.count(units[figure]) == 1

    def of_programmes(self, figure: Figure) -> tuple[str, ...]:
        """The programmes that a figure of it is of; empty where it holds for all."""
        if len(self.own.programmes) > 1 and figure.programmes:
            return figure.programmes
        return self.programmes
