"""An answer as it grows from checked sentences and quotations, its sources numbered in the order shown."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from assistant.composing import frames
from assistant.composing.chat.checking import Checked
from assistant.composing.parts import Citations, Source
from assistant.domain import Answer, AnsweredStatement, Language, Outcome, Statement, TableCell, Writing
from assistant.grounding.claims import claims_of
from assistant.grounding.told import Told
from assistant.language import fold
from assistant.programmes import Catalogue
from assistant.terms import Terms


class Draft:
    """The sentences that are shown so far; what it says is not taken back."""

    def __init__(self, quoted: Answer, *, catalogue: Catalogue, terms: Terms, today: date) -> None:
        """`quoted` is the answer that it says anew, which has statements or a table."""
        self._quoted = quoted
        self._catalogue = catalogue
        self._terms = terms
        self._today = today
        self._citations = Citations()
        self._said: list[AnsweredStatement] = []
        self._rests_on: set[str] = set()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is shown yet."""
        return not self._said

    def add(self, checked: Checked, *, is_repair: bool = False) -> bool:
        """Show a checked sentence, dated where it has figures without a year; False where it says nothing new.

        Nothing new is what was said in the same words, and as a repair what rests on statements that were told.
        """
        is_told = all(source.statement.id in self._rests_on for source in checked.sources)
        if (is_repair and is_told) or any(fold(checked.text) in fold(said.text) for said in self._said):
            return False
        text = checked.text + self._note(checked)
        values = [said.value for said in self._quoted.statements if said.value and said.value in text]
        self._say(text, checked.sources, values[0] if values else "")
        return True

    def lacking(self, *, is_whole: bool) -> list[AnsweredStatement]:
        """The statements of the quoted answer that are not said yet.

        Of a reply that `is_whole` only the first, with which the answer to the question opens, and what we computed
        ourselves; else all of them.
        """
        statements = self._quoted.statements
        needed = [said for place, said in enumerate(statements) if not is_whole or place == 0 or said.computed]
        return [said for said in needed if not self._is_said(said)]

    def quote(self, said: AnsweredStatement) -> None:
        """Show a statement of the quoted answer, marked as a quotation; what we computed ourselves is none."""
        sources = self._sources_of(said.marks, said)
        whole = next((each.statement.text for each in sources if said.text.startswith(each.statement.text)), said.text)
        frame = frames.QUOTED.in_language(self._quoted.language)
        text = said.text if said.computed else frame.format(text=whole) + said.text[len(whole) :]
        self._rests_on.update(source.statement.id for source in sources)
        self._said.append(replace(said, text=text, marks=self._citations.marks(sources)))

    def statement_of(self, source: Source) -> AnsweredStatement | None:
        """What the quoted answer says by this statement alone, if that is not said yet."""
        for said in self._quoted.statements:
            rests_on = [each.statement.id for each in self._sources_of(said.marks, said)]
            if source.statement.id in rests_on and not self._is_said(said):
                return said
        return None

    def growing(self) -> Answer:
        """The answer so far, incomplete; only where something is shown."""
        return replace(
            self._quoted, lead=self._lead(), statements=tuple(self._said), citations=self._citations.all, table=None,
            closing="", contact=None, trace=None, is_complete=False,
        )  # fmt: skip

    def whole(self, writing: Writing, note: str = "") -> Answer:
        """The complete answer, with the table and the closing of the quoted one; `note` is said before all else."""
        table = self._quoted.table
        if table:
            places = {
                citation.mark: [Source(citation.passage, each) for each in citation.quotes]
                for citation in self._quoted.citations
            }
            rows = tuple(tuple(self._renumbered(cell, places) for cell in row) for row in table.rows)
            table = replace(table, rows=rows)
        trace = replace(self._quoted.trace, writing=writing) if self._quoted.trace else None
        lead = frames.space(self._quoted.language).join(part for part in (note, self._lead()) if part)
        return replace(
            self._quoted,
            lead=lead,
            statements=tuple(self._said),
            citations=self._citations.all,
            table=table,
            trace=trace,
        )

    def _say(self, text: str, sources: Sequence[Source], value: str) -> None:
        self._rests_on.update(source.statement.id for source in sources)
        self._said.append(AnsweredStatement(text, self._citations.marks(sources), value))

    def _lead(self) -> str:
        """Our own sentence before the answer; that the source is English is said of quotations only."""
        language = self._quoted.language
        return self._quoted.lead.removesuffix(frames.QUOTED_FROM_ENGLISH.in_language(language) or "\ue000")

    def _renumbered(self, cell: TableCell, places: dict[int, list[Source]]) -> TableCell:
        marks = (mark for old in cell.marks for mark in self._citations.marks(places[old]))
        return replace(cell, marks=tuple(dict.fromkeys(marks)))

    def _sources_of(self, marks: Sequence[int], said: AnsweredStatement) -> list[Source]:
        """The statements that a quoted one rests on: of each passage those whose words it says, else all."""
        found = []
        for citation in self._quoted.citations:
            if citation.mark in marks:
                own = [each for each in citation.quotes if _says(said.text, each)] or list(citation.quotes)
                found += [Source(citation.passage, each) for each in own]
        return found

    def _is_said(self, said: AnsweredStatement) -> bool:
        """Whether a sentence rests on what a quoted statement rests on, and has its value or, without one, a figure."""
        if said.computed or said in self._said:
            return said in self._said
        needed = {source.statement.id for source in self._sources_of(said.marks, said)}
        if not needed & self._rests_on:
            return False
        text = " ".join(each.text for each in self._said if self._marks_meet(each, needed))
        if said.value:
            return said.value in text or self._has_figures(said.value, text, all)
        return self._has_figures(said.text, text, any)

    def _marks_meet(self, each: AnsweredStatement, needed: set[str]) -> bool:
        """Whether something shown cites one of the statements."""
        cited = (citation for citation in self._citations.all if citation.mark in each.marks)
        return any(quote.id in needed for citation in cited for quote in citation.quotes)

    def _has_figures(self, wanted: str, text: str, how: Callable[[list[bool]], bool]) -> bool:
        """Whether the figures, dates and codes of `wanted` stand in `text`; True where there are none."""
        here, there = claims_of(wanted, self._catalogue), claims_of(text, self._catalogue)
        found = [any(one.quantity.is_as(other.quantity) for other in there.figures) for one in here.figures]
        found += [any(day.is_told_by(other) or other.is_told_by(day) for other in there.days) for day in here.days]
        found += [code in there.codes for code in here.codes if not here.figures and not here.days]
        return how(found) if found else True

    def _note(self, checked: Checked) -> str:
        """The year of a sentence that has figures and names none, and whether what it says is over."""
        language = self._quoted.language
        asks_for_years = bool(self._quoted.trace and self._quoted.trace.query.years)
        claim = claims_of(checked.text, self._catalogue)
        note = ""
        if claim.figures and not claim.years and not any(day.year for day in claim.days):
            note = frames.brackets(self._dated(checked.sources[0], claim.figures[0].quantity.value, language), language)
        untils = [source.passage.provenance.valid_until for source in checked.sources]
        if all(until and until < self._today for until in untils) and not asks_for_years:
            note += frames.brackets(frames.PAST.in_language(language), language)
        return note

    def _dated(self, source: Source, value: object, language: Language) -> str:
        told = Told(source.passage, source.statement, self._catalogue, self._terms)
        of_figure = [figure.years for figure in told.own.figures if figure.quantity.value == value and figure.years]
        years = of_figure[0] if of_figure else told.years
        if len(years) == 1:
            return years[0]
        return frames.as_of_text(source.passage.provenance.as_of, language)


def _says(text: str, statement: Statement) -> bool:
    """Whether a quoted text shows a statement: its words, or of a row its label."""
    label = statement.cells[0].value if statement.cells else ""
    return text.startswith(statement.text) or bool(label and text.startswith(label)) or statement.text in text


def is_rewritten(quoted: Answer) -> bool:
    """Whether an answer has something to say anew; refusals and what is no question stay as they are."""
    return quoted.outcome in (Outcome.ANSWERED, Outcome.PARTLY) and bool(quoted.citations)
