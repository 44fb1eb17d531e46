"""Which form an answer takes: over all programmes, side by side, or quoted; one part or several for each query."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.composing import frames
from assistant.composing.beside import with_rows_beside
from assistant.composing.carrying import words_of
from assistant.composing.departments import counted, run_by_same
from assistant.composing.extremes import asks_for_extreme
from assistant.composing.introducing import all_introduced, introduced, overview
from assistant.composing.ordering import narrows
from assistant.composing.parts import Part, Said
from assistant.composing.quoting import quoted
from assistant.composing.rows import called as called_in
from assistant.composing.showing import Knowledge
from assistant.composing.sides import asks_in_general, contrasted, is_comparing, is_told_together, singly, usual
from assistant.composing.steps import (
    asks_nothing_more,
    following,
    hangs_on,
    is_told_of,
    led_on,
    of_department,
    programmes_before,
    programmes_told,
)
from assistant.composing.sums import sum_over_years
from assistant.composing.surveys import surveyed
from assistant.composing.tables import compared, untold
from assistant.composing.years import lacking_years
from assistant.domain import Concept, Found, Kind, Names, Passage, Programme, Query
from assistant.programmes import Catalogue

_MOST_COMPARED = 4
_MOST_OF_A_SIDE = 2
_TAUGHT, _DEPARTMENT, _TO_OFFER = "courses", "department", "offer"


@dataclass(frozen=True, slots=True)
class Desk:
    """What queries are answered from: the search, what is known, the catalogue, and all passages by id.

    `concepts_of` tells what a text talks about.
    """

    search: Callable[[Query], Found]
    known: Knowledge
    catalogue: Catalogue
    passages: Mapping[str, Passage]
    concepts_of: Callable[[str], Sequence[Concept]]

    def parts(self, queries: Sequence[Query], before: str = "", *, is_of_several: bool = False) -> list[Part]:
        """What the queries of one message yield, in order; `before` is an answer before it to a question about none.

        One that says of whom it asks by pointing at what was answered before ("how many places has each?") is asked of
        the programmes which that answer found, where it `is_of_several`, or of the one whose tables tell what is asked.
        """
        parts: list[Part] = []
        told = programmes_before(before, self.catalogue)
        if not is_of_several and not is_told_of(queries[0], told, self.known):
            told = ()
        for query in queries:
            if parts and asks_nothing_more(query, parts[-1]):
                continue
            is_of_all = not parts or is_of_all_programmes(parts[0].query)
            new = self._of_its_department(led_on(query, told, is_of_all=is_of_all, names_any=self._names_any))
            new += self._usual(query)
            if parts:
                new = [_refused(part) if hangs_on(part, parts[-1], self.known) else part for part in new]
            told = programmes_told(new[0], self.catalogue) or told
            parts += new
            if query.is_premise and new[-1].is_answered:
                break  # what was true of something that is over would be read as true of it today
        return parts

    def _names_any(self, text: str) -> bool:
        """Whether a text names a programme."""
        return bool(self.catalogue.named_in(text))

    def _of_its_department(self, query: Query) -> list[Part]:
        """What one query yields; one about the department of a programme is asked of that first."""
        asked = of_department(query, self._asked_by(_DEPARTMENT), self.catalogue)
        parts = self._of(asked) if asked else []
        return parts if any(part.is_answered for part in parts) else self._of(query)

    def _of(self, query: Query) -> list[Part]:
        """What one query yields; a question that has to find its programme first is then answered about that."""
        if query.is_of_whole and (whole := self._introduced(query)):
            return [whole]
        parts = self._directly(query)
        if query.is_of_topic and not any(part.is_answered for part in parts):
            return [overview(query, parts[0], self.known, self.passages) or parts[0], *parts[1:]]
        if query.programmes or len(parts) != 1 or not parts[0].is_answered:
            return parts
        rest = following(parts[0], programmes_told(parts[0], self.catalogue), self.known)
        second = [part for part in (self._directly(rest) if rest else ()) if part.is_answered]
        # Where a table tells what is asked, more is only said around it.
        return parts + [replace(p, said=p.said[:1]) if p.said and p.said[0].value else p for p in second]

    def _introduced(self, query: Query) -> Part | None:
        """What the programme is that a query is about; of a query about none, which there are of the level it names."""
        if query.programmes:
            return introduced(query, self.search, self.known, self.passages)
        those = [p for p in self.catalogue.of_level_in(query.text) if not p.is_discontinued]
        called = {programme.id: called_in(programme, query.language) for programme in those}
        return all_introduced(query, self.search, self.known, self.passages, called)

    def _of_department(
        self, query: Query, found: Found, told: Said, those: tuple[Programme, ...], called: Callable[[str], str]
    ) -> list[Part]:
        """Which programmes one department runs, and what else is asked of them side by side."""
        part = Part(query, found, self.known.sure, (told,), carries=frozenset(query.concepts))
        department = self._asked_by(_DEPARTMENT)
        own = [concept for concept in query.concepts if concept.is_term and not concept.is_carried]
        # What a department does is to "offer" programmes: that asks for no offers made.
        rest = tuple(c for c in own if not set(c.names) & set(department) and c.word != _TO_OFFER)
        beside = replace(query, programmes=those, concepts=rest, kind=Kind.COMPARISON)
        table = compared(beside, found, self.known, called, self.passages) if rest else None
        return [part, table] if table else [part]

    def _asked_by(self, word: str) -> list[Names]:
        """The groups of terms that a word of the terms' own stands for."""
        return [names for concept in self.concepts_of(word) for names in concept.names]

    def _usual(self, query: Query) -> list[Part]:
        """What holds of programmes in general, where a question sets one against that."""
        asked = usual(query, self.catalogue)
        parts = [quoted(asked, self.search(asked), self.known)] if asked else []
        return [replace(part, said=general) for part in parts if part.is_answered and (general := _general(part.said))]

    def _directly(self, query: Query) -> list[Part]:
        found = self.search(query)

        def called(programme_id: str) -> str:
            return called_in(self.catalogue.by_id(programme_id), query.language)

        about = [programme.id for programme in self.catalogue.of_level_in(query.text)]
        if together := run_by_same(query, self._asked_by(_DEPARTMENT), self.known, about):
            told = counted(*together, query, called, self.passages)
            return self._of_department(query, found, told, tuple(map(self.catalogue.by_id, together[1])), called)
        if is_of_all_programmes(query) and (part := surveyed(query, found, self.known, called, self.passages, about)):
            return [part]
        if query.programmes and (part := compared(query, found, self.known, called, self.passages)):
            if those := self._of_some(query, part):
                return those
            return [part, *self._quoted(untold(query, self.known), most=1), *self._in_general(query, most=1)]
        if query.kind is Kind.COMPARISON:
            return self._in_general(query) or self._quoted(singly(query, self.catalogue)[:_MOST_COMPARED])
        part = with_rows_beside(quoted(query, found, self.known), self.known)
        part = sum_over_years(part, self.known, self.passages)
        if _is_one_of_many(part):
            return [surveyed(query, found, self.known, called, self.passages, about) or part]
        sides = contrasted(query)
        if sides and not is_told_together(part, sides):
            parts = self._quoted(sides)
            return [part] if part.is_answered and not all(each.is_answered for each in parts) else parts
        return [part, *lacking_years(part)]

    def _of_some(self, query: Query, table: Part) -> list[Part]:
        """What is told of each side for those whom a comparison asks about, where its table tells of all others."""
        narrow = [c for c in query.concepts if c.is_term and c not in table.carries and narrows(c, self.known)]
        cells = [cell.text for row in table.grid.rows for cell in row] if table.grid else []
        if not narrow or any(concept.is_in(words_of(text)) for concept in narrow for text in cells):
            return []
        parts = self._quoted(singly(query, self.catalogue)[:_MOST_COMPARED], most=1)
        return parts if all(part.is_answered for part in parts) else []

    def _quoted(self, queries: Sequence[Query], most: int = _MOST_OF_A_SIDE) -> list[Part]:
        """What each of several sides is answered with: the best statements for each."""
        parts = [quoted(query, self.search(query), self.known) for query in queries]
        return [replace(part, said=part.said[:most]) for part in parts]

    def _in_general(self, query: Query, most: int = _MOST_OF_A_SIDE) -> list[Part]:
        """What programmes teach that are compared with an interest but no question: "I like hardware, EE or CE?"."""
        taught = tuple(concept for concept in self.concepts_of(_TAUGHT) if concept.is_term)
        if not taught or not asks_in_general(query) or all(map(is_comparing, query.concepts)):
            return []
        words = " ".join(concept.word for concept in taught)
        sides = singly(query, self.catalogue)[:_MOST_COMPARED]
        asked = [replace(side, text=f"{side.text} {words}", concepts=(*side.concepts, *taught)) for side in sides]
        pairs = zip(self._quoted(asked, most), self._quoted(sides, most), strict=True)
        return [part if part.is_answered else plain for part, plain in pairs if part.is_answered or plain.is_answered]


def is_of_all_programmes(query: Query) -> bool:
    """Whether a question is one to all programmes: which of them, or who has the most of something."""
    return query.kind is Kind.SURVEY or (not query.programmes and asks_for_extreme(query))


def _refused(part: Part) -> Part:
    """`part` without its answer."""
    return replace(part, said=(), grid=None, refusal=frames.NOT_FOUND.in_language(part.query.language))


def _general(said: Sequence[Said]) -> tuple[Said, ...]:
    """The first statement that is about no programme in particular; none where there is none."""
    sources = ((each, source) for each in said for source in each.sources)
    return tuple(each for each, s in sources if not s.statement.programmes and len(s.passage.programmes) != 1)[:1]


def _is_one_of_many(part: Part) -> bool:
    """Whether an answer to a question that names no programme, only terms, is about some programme all the same."""
    query = part.query
    is_open = not (query.programmes or query.unknown)
    is_open = is_open and all(concept.is_term or concept.is_carried for concept in query.concepts)
    if any(concept.is_carried and concept in part.carries for concept in query.concepts):
        return False  # it is about the thing that was spoken of before
    return is_open and part.is_answered and any(s.statement.programmes for s in part.said[0].sources)
