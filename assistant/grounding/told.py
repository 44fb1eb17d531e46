"""A statement that is cited, read once: what it says itself, and what stands above it."""

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.domain import Names, Passage, Programme, Statement
from assistant.grounding.attributes import Measures
from assistant.grounding.claims import Claims, Figure, claims_of
from assistant.grounding.numbers import CURRENCIES
from assistant.grounding.opposites import measuring
from assistant.grounding.pieces import Piece, pieces
from assistant.language import fold
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
    def pieces(self) -> tuple[Piece, ...]:
        """What it says itself, word by word."""
        return pieces(self.own, self.catalogue, self.terms)

    @cached_property
    def measures(self) -> Measures:
        """What its figures measure."""
        return Measures(self.own.segments, measured_by(self.terms), self.above.words)

    def has_own_unit(self, figure: int) -> bool:
        """Whether one of its figures counts what no other counts; what is paid for is not told by its currency."""
        units = [each.quantity.unit for each in self.own.figures]
        return units[figure] not in ("", *CURRENCIES) and units.count(units[figure]) == 1

    def of_programmes(self, figure: Figure) -> tuple[str, ...]:
        """The programmes that a figure of it is of; empty where it holds for all."""
        if len(self.own.programmes) > 1 and figure.programmes:
            return figure.programmes
        return self.programmes


def measured_by(terms: Terms) -> Callable[[str], Collection[Hashable]]:
    """What tells the terms of a text and the words of it by which figures are told apart."""
    return lambda text: {*terms.named_in(text), *measuring(fold(text))}


def concerned(told: Sequence[Told], claimed: Iterable[str], catalogue: Catalogue) -> list[Programme]:
    """The programmes that cited statements are about or name, or of those `claimed` that one for all is applied to."""
    about = {programme for each in told for programme in (*each.programmes, *each.above.programmes)}
    if any(not each.programmes for each in told):
        about.update(claimed)
    return [catalogue.by_id(programme) for programme in sorted(about) if programme in catalogue]


def names_of(programmes: Iterable[Programme]) -> list[str]:
    """What programmes are called in any language, with their codes, degrees and departments."""
    return [name for p in programmes for name in (*all_names(p.names), *p.aliases, p.code, p.degree, p.department)]


def all_names(names: Names) -> tuple[str, ...]:
    """What something is called in each language."""
    return (names.en, names.zh_hant, names.zh_hans)
