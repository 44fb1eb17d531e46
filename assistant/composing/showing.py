"""How a statement that is quoted is shown: of a table row what is asked, with its year, and whether it is past."""

import re
from dataclasses import dataclass
from datetime import date

from assistant.composing import frames
from assistant.composing.dated import years_since
from assistant.composing.decision import Calibration
from assistant.composing.evidence import Candidate
from assistant.composing.forms import tells
from assistant.composing.parts import Said, Source
from assistant.domain import Evidence, Institution, Passage, Query, Statement
from assistant.facts import Facts
from assistant.grounding import unsupported_figures
from assistant.index.words import WordIndex
from assistant.language import alone, fold, is_chinese, years
from assistant.terms import Terms

# Over folded text: the names that a cell leaves out though it tells more ("names not stated (six streams)").
_UNNAMED = re.compile(
    r"\bnames\b(?: of [^;,()]+)? (?:are )?not (?:stated|published|given|known)\b|\bunknown names\b"
    r"|(?:没有|未有?)(?:列明|注明|说明|公布)[^;,()]{0,16}?(?:名称|名字)|(?:名称|名字)(?:未有?|没有|不)(?:列明|注明|说明|公布|详)"
)
# Asks who holds a post today, over folded text; and a statement on who held it for a time.
_ASKS_WHO_NOW = re.compile(
    r"(?=.*\bwho\b).*\b(?:now|current(?:ly)?|present(?:ly)?|today|nowadays|these days|at the moment)\b"
    r"|\bwho(?:'s| is|s|) (?:the )?(?:\w+ ){0,5}(?:chair\w*|head|dean|director)\b"
    r"|现任|(?=.*[谁边]).*(?:现在|目前|现时|而家|依家|如今)|(?:主任|院长|主席|总监)(?:是|系|叫)?(?:谁|边[个位]|哪位)"
    r"|(?:谁|边[个位]|哪位)(?:是|系|做|当)[^,，。?？]{0,12}(?:主任|院长|主席|总监)"
)
_ASKS_WHO_ONCE = re.compile(
    r"\b(?:used to|former(?:ly)?|before|once|previous(?:ly)?|earlier|first|founding|was|were|been)\b"
    r"|以前|曾经?|之前|过往|做过|当过|前任|前院长|前系主任|首[任位]|第[一二三四]任|创[院系立办]|最早"
)
_ASKS_WHEN_ONCE = re.compile(
    r"\b(?:was|were|did|had|used to|closed|opened|ended|past|previous(?:ly)?|last|old|older|earlier|history|ever)\b"
    r"|以前|曾|当年|当时|上次|上一|上年|旧年|去年|过去|过往|之前|历史|历来|历年|往年"
)
_LONG_OVER = 2 * 365  # days, two rounds of admission
_UNTIL = re.compile(r"\bfrom\b[^.;]{4,30}? (?:to|until) (?:\w+ )?((?:19|20)\d\d)\b|(?:至|到)((?:19|20)\d\d) ?年")
_ASKS_NAMES = re.compile(r"\bnames?\b|\b(?:is|are) .*\bcalled\b|名称|名字|叫[做作]?(?:咩|乜|什么)|(?:咩|什么)名")


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What an answer is composed from, beside what was found: facts, word statistics, the institution, the day."""

    facts: Facts
    words: WordIndex
    institution: Institution
    today: date
    fitted: Calibration
    terms: Terms

    @property
    def sure(self) -> Evidence:
        """The evidence of an answer that is computed from tables."""
        return Evidence("facts", 1.0, self.fitted.threshold, 1.0, 1.0)


def quotation(candidate: Candidate, query: Query, known: Knowledge) -> Said:
    """A candidate as a visitor reads it, with the value that is asked for where a table tells it."""
    text = as_shown(candidate.passage, candidate.statement, query, known)
    told = [fact.value for fact in known.facts.of(candidate.statement.id) if fact.is_stated and fact.tells(query.asked)]
    value = told[0] if len(told) == 1 and told[0] in text else "" if told else _figure_in(text, query, known)
    return Said(text, (Source(candidate.passage, candidate.statement),), value)


def _figure_in(text: str, query: Query, known: Knowledge) -> str:
    """The one figure in a sentence that a table tells for what is asked, too, and for the same year; else empty.

    Of several years, where none is asked for, it is that of the year that holds the day of the question.
    """
    about = [programme.id for programme in query.programmes] or [""]
    if not query.asked or len(about) > 1:
        return ""
    named = years(text)
    figures = [fact for fact in known.facts.matching(query.asked, query.language, about) if fact.number is not None]
    told = [fact for fact in figures if fact.year in named and re.search(alone(fact.value), text)]
    if len({fact.value for fact in told}) > 1 and not query.years:
        told = [fact for fact in told if years_since(fact.year, known.today) == 0]
    values = {fact.value for fact in told}
    return values.pop() if len(values) == 1 else ""


def as_shown(passage: Passage, statement: Statement, query: Query, known: Knowledge) -> str:
    """The statement verbatim (of a table row only what is asked), with its year where it has figures but names none.

    What is over by the day of the question says so.
    """
    text = _asked_cells(statement, query, known) or statement.text
    shown = text
    if any(sign.isdigit() for sign in text) and not years(text):
        dated = next((heading for heading in reversed(passage.headings) if years(heading)), "")
        note = dated or frames.as_of_text(passage.provenance.as_of, query.language)
        shown += frames.brackets(note, query.language)
    if unsupported_figures(shown, [passage]):
        shown = text
    return shown + past_note(passage, query, known)


def is_past(passage: Passage, today: date) -> bool:
    """Whether what a passage says is over."""
    return (passage.provenance.valid_until or today) < today


def past_note(passage: Passage, query: Query, known: Knowledge) -> str:
    """What is to be said behind words of a passage that is over, where no year is asked for; empty for others."""
    is_noted = is_past(passage, known.today) and not query.years
    return frames.brackets(frames.PAST.in_language(query.language), query.language) if is_noted else ""


def is_unstated(statement: Statement, query: Query, known: Knowledge) -> bool:
    """Whether a statement is a table row whose cells say of all that is asked that it is not stated."""
    cells = [f for f in known.facts.of(statement.id) if not query.asked.isdisjoint(f.names)]
    return bool(cells) and not any(fact.is_stated for fact in cells)


def is_over(statement: Statement, query: Query, known: Knowledge) -> bool:
    """Whether it is asked who holds a post today, and a statement tells who held it until a year that is past."""
    until = [int(year) for found in _UNTIL.findall(fold(statement.text)) for year in found if year]
    asked = fold(query.text)
    is_of_now = _ASKS_WHO_NOW.search(asked) is not None and _ASKS_WHO_ONCE.search(asked) is None
    return is_of_now and bool(until) and max(until) < known.today.year


def is_long_over(passage: Passage, statement: Statement, query: Query, known: Knowledge) -> bool:
    """Whether a statement gives a date that passed years ago, where it is asked when something is, and not when it was.

    Such a date tells nobody when to apply.
    """
    until = passage.provenance.valid_until
    if until is None or query.years or (known.today - until).days < _LONG_OVER:
        return False
    return tells("date", query.text, statement.text) and _ASKS_WHEN_ONCE.search(fold(query.text)) is None


def leaves_names_out(statement: Statement, query: Query, known: Knowledge) -> bool:
    """Whether a statement is a table row that says of what is asked that its names are not stated, and they are asked.

    How many there are may stand there all the same, so it is an answer to other questions.
    """
    cells = [fact for fact in known.facts.of(statement.id) if not query.asked.isdisjoint(fact.names)]
    is_unnamed = any(_UNNAMED.search(fold(fact.value)) for fact in cells)
    return is_unnamed and _ASKS_NAMES.search(fold(query.text)) is not None


def _asked_cells(statement: Statement, query: Query, known: Knowledge) -> str:
    """A table row with only the columns that are asked for; empty where that is all of them, or none."""
    asked = query.asked
    told = known.facts.of(statement.id)
    # One group that names the table ("weightings") asks for all of it; several tell its columns apart.
    titles = {names for fact in told for names in fact.names if names in fact.context}
    own = [fact for fact in told if asked.issuperset(fact.names)] if len(titles) > 1 else []
    cells = own or [fact for fact in told if asked & set(fact.names) - set(fact.context)]
    columns = {fact.column for fact in cells if fact.column}
    if not columns or len(columns) == len(statement.cells) - 1:
        return ""
    colon, semicolon = (": ", "; ") if not is_chinese(statement.text) else ("：", "；")
    kept = [f"{cell.name}{colon}{cell.value}" for cell in statement.cells[1:] if cell.name in columns]
    return f"{statement.cells[0].value} — {semicolon.join(kept)}"
