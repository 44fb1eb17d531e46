"""The parts of an answer put together: one for each thing asked, their sources numbered through."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from assistant.composing import frames
from assistant.composing.levels import asks_for_postgraduates
from assistant.composing.parts import Citations, Grid, Part, Said
from assistant.domain import (
    Answer,
    AnsweredStatement,
    Contact,
    Institution,
    Kind,
    Language,
    Names,
    Outcome,
    Passage,
    Query,
    Trace,
)
from assistant.grounding import unsupported_figures
from assistant.language import fold, is_chinese, tokens, year_is_named, years
from assistant.programmes import Catalogue

_MOST_TOPICS = 3
_MOST_ROWS = 4
_MOST_WORDS = 90
_ENGLISH = re.compile("[A-Za-z]{2,} [A-Za-z]{2,}")
# Asks for all programmes that do something, matched on folded text.
_SEVERAL = re.compile(
    r"\b(?:programmes|programs|majors|degrees|departments|bachelors|masters|mscs)\b|[哪边](?:些|啲|几)|所有|全部"
)


def composed(parts: Sequence[Part], catalogue: Catalogue) -> Answer:
    """The answer of `parts`, at least one: ANSWERED, PARTLY where some of them are refused, or NOT_FOUND.

    What states a figure that it does not rest on is left out; such a cell of a table is not stated.
    """
    institution = catalogue.institution
    parts = [_grounded(part, catalogue) for part in parts]
    answered = [part for part in parts if part.is_answered]
    if not answered:
        return _not_found(parts, institution)
    first = answered[0]
    language = first.query.language
    citations = Citations()
    grid = _joined([part.grid for part in answered if part.grid])
    all_said = [_said(part, grid, language) for part in answered]
    statements = citations.statements(_once(_within_words(all_said) if len(all_said) > 1 else all_said[0]))
    table = citations.table(grid) if grid else None
    carried = {concept.word for part in answered for concept in part.carries}
    told_years = [year for part in answered for year in _years_told(part)]
    refused = [part for part in parts if not part.is_answered and not _is_carried(part, carried, told_years)]
    told = citations.statements([said for part in refused for said in part.said if part.said])
    shown = [said for each in all_said for said in each] + [cell for row in (grid.rows if grid else ()) for cell in row]
    is_english_quoted = language is not Language.EN and any(map(_is_in_english, shown))
    lead = frames.PARTLY.in_language(language) if refused else ""
    if is_english_quoted:
        lead += frames.QUOTED_FROM_ENGLISH.in_language(language)
    return Answer(
        Outcome.PARTLY if refused else Outcome.ANSWERED,
        language,
        lead=lead,
        statements=(*statements, *(told if refused else ())),
        table=table,
        citations=citations.all,
        closing=_closing(answered, refused, language),
        contact=contact_of(institution, first.query) if refused else None,
        about=tuple(dict.fromkeys(programme for part in parts for programme in part.query.programmes)),
        asked=_asked(parts),
        trace=Trace(first.query, first.found, first.evidence),
    )


def _is_in_english(said: Said) -> bool:
    """Whether words, not only figures and names, are quoted from an English document."""
    is_of_english = any(source.passage.language is Language.EN for source in said.sources)
    return is_of_english and not is_chinese(said.text) and _ENGLISH.search(said.text) is not None


def _within_words(all_said: Sequence[Sequence[Said]]) -> list[Said]:
    """What several parts say: the first statement of each, and of the others those that leave the answer short."""
    firsts = {said[0].text for said in all_said if said}
    left = _MOST_WORDS - sum(len(tokens(text)) for text in firsts)
    kept = []
    for said in all_said:
        for each in said:
            left -= 0 if each.text in firsts else len(tokens(each.text))
            kept += [each] if each.text in firsts or left >= 0 else []
    return kept


def _joined(grids: Sequence[Grid]) -> Grid | None:
    """The one table of an answer: the first, with the rows of those that have its columns; None where there is none."""
    if not grids:
        return None
    rows = dict.fromkeys(row for grid in grids if grid.header == grids[0].header for row in grid.rows)
    return Grid(grids[0].header, tuple(rows))


def _said(part: Part, shown: Grid | None, language: Language) -> tuple[Said, ...]:
    """What a part says, and the rows of its table as statements where the answer's one table is another's."""
    grid = part.grid
    if grid is None or shown is None or grid.header == shown.header:
        return part.said
    return (*part.said, *(_as_statement(grid.header, row, language) for row in grid.rows[:_MOST_ROWS]))


def _as_statement(header: Sequence[str], row: Sequence[Said], language: Language) -> Said:
    """A row of a table in one line: "first-year places (2026): Robotics – 40, Botany – 25"."""
    label, *cells = row
    told = [(name, cell) for name, cell in zip(header[1:], cells, strict=True) if cell.sources]
    which = frames.listed((f"{name} – {cell.text}" if name else cell.text for name, cell in told), language)
    text = frames.ROW.in_language(language).format(what=label.text, which=which)
    return Said(
        text,
        tuple(source for _, cell in told for source in cell.sources),
        computed=tuple(computed for _, cell in told for computed in cell.computed),
    )


def _not_found(parts: Sequence[Part], institution: Institution) -> Answer:
    part = parts[0]
    language = part.query.language
    citations = Citations()
    statements: tuple[AnsweredStatement, ...] = citations.statements(part.said[:1])
    lead, not_published = part.refusal, frames.NOT_PUBLISHED.in_language(language)
    if not statements and lead == not_published:
        lead = frames.NOT_FOUND.in_language(language)
    if statements and lead != not_published:
        lead += frames.space(language) + frames.WHAT_THEY_SAY.in_language(language)
    topics = list(dict.fromkeys(_topic(hit.passage) for hit in part.found.passages if hit.words))[:_MOST_TOPICS]
    closing = ""
    if topics and not statements and not part.query.unknown:
        closing = frames.CLOSEST_TOPICS.in_language(language).format(topics="; ".join(topics))
    return Answer(
        Outcome.NOT_FOUND,
        language,
        lead=lead,
        statements=statements,
        citations=citations.all,
        closing=closing,
        contact=contact_of(institution, part.query),
        about=part.query.programmes,
        asked=_asked(parts),
        trace=Trace(part.query, part.found, part.evidence),
    )


def _grounded(part: Part, catalogue: Catalogue) -> Part:
    """`part` without what it does not rest on; refused where nothing of its answer is left."""
    language = part.query.language
    said = tuple(each for each in part.said if _rests(each, catalogue))
    lacking = Said(frames.NOT_STATED.in_language(language), ())
    grid = part.grid and replace(
        part.grid,
        rows=tuple(
            tuple(cell if not cell.sources or _rests(cell, catalogue) else lacking for cell in row)
            for row in part.grid.rows
        ),
    )
    if grid and not any(cell.sources for row in grid.rows for cell in row):
        grid = None
    is_lost = part.is_answered and not said and grid is None
    refusal = frames.NOT_FOUND.in_language(language) if is_lost else part.refusal
    return replace(part, said=said, grid=grid, refusal=refusal)


def _rests(said: Said, catalogue: Catalogue) -> bool:
    """Whether every figure occurs in what is cited, is recomputed from it, or is a code of what that is about."""
    about = {programme for source in said.sources for programme in source.statement.programmes}
    codes = {fold(catalogue.by_id(programme).code) for programme in about}
    strange = unsupported_figures(said.text, [source.passage for source in said.sources], said.computed)
    return codes.issuperset(strange)


def _years_told(part: Part) -> list[str]:
    """The years that an answer names: those of its statements, and of the labels of its table."""
    labels = [row[0] for row in part.grid.rows] if part.grid else []
    return [year for said in (*part.said, *labels) for year in years(said.text)]


def _is_carried(part: Part, carried: Collection[str], told: Collection[str]) -> bool:
    """Whether what is answered carries every term of a refused part, too, and for its years."""
    asked = [c.word for c in part.query.concepts if c.is_term and not c.is_carried]
    return bool(asked) and set(asked) <= set(carried) and all(year_is_named(year, told) for year in part.query.years)


def _unanswered(refused: Sequence[Part], language: Language) -> str:
    """Which parts the documents do not answer, by what was asked; never in the visitor's own words."""
    names = dict.fromkeys(
        f"{n.in_language(language)}{frames.brackets(listed, language) if listed else ''}"
        for part in refused
        for listed in (frames.listed(part.query.years, language),)
        for c in part.query.concepts
        if not (c.is_carried or c.is_told)
        for n in c.names[:1]
    )
    part = frames.listed(names, language) or frames.THE_REST.in_language(language)
    return frames.THE_OTHER_PART.in_language(language).format(part=part)


def _closing(answered: Sequence[Part], refused: Sequence[Part], language: Language) -> str:
    """What stands after the statements: which parts are not answered, else that a list may lack some; may be empty."""
    if refused:
        return _unanswered(refused, language)
    return frames.MAY_BE_MORE.in_language(language) if any(map(_tells_of_some, answered)) else ""


def _tells_of_some(part: Part) -> bool:
    """Whether a question for all programmes that do something is answered with what is said of one here and there."""
    sources = [source for said in part.said for source in said.sources]
    is_single = bool(sources) and all(len(source.statement.programmes) == 1 for source in sources)
    is_counted = part.grid is not None or any(said.computed for said in part.said)
    is_list = part.query.kind is Kind.SURVEY and _SEVERAL.search(fold(part.query.text)) is not None
    return is_list and is_single and not is_counted


def _once(said: Iterable[Said]) -> list[Said]:
    """What is said, each text once; a row of which more is said beside it does not stand alone."""
    kept: dict[str, Said] = {}
    for each in said:
        kept.setdefault(each.text, each)
    return [each for each in kept.values() if not any(_says_more(other, each) for other in kept.values())]


def _says_more(other: Said, said: Said) -> bool:
    """Whether `other` rests on the same statements and holds every word of `said`, and more."""
    words, more = set(said.text.split()), {word.rstrip(";") for word in other.text.split()} | set(other.text.split())
    return other.text != said.text and said.sources == other.sources and words < more


def _asked(parts: Sequence[Part]) -> tuple[Names, ...]:
    """What was asked of the programmes: the question's own terms, else those that it takes from the turns before."""
    said = [concept for part in parts for concept in part.query.concepts]
    own = [concept for concept in said if concept.is_term and not concept.is_carried]
    return tuple(dict.fromkeys(name for concept in own or said for name in concept.names[:1]))


def contact_of(institution: Institution, query: Query) -> Contact:
    """Whom to ask what the documents do not hold."""
    office = institution.contact
    if institution.postgraduate_contact and asks_for_postgraduates(query):
        office = institution.postgraduate_contact
    ask = frames.ASK.in_language(query.language).format(contact=office.names.in_language(query.language))
    return Contact(ask, office.url)


def _topic(passage: Passage) -> str:
    return " › ".join((passage.title, *passage.headings[-1:]))
