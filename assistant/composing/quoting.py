"""The quoting composer: answers with the documents' own statements; needs no chat model and no network."""

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.composing import frames
from assistant.composing.dated import is_for, undated, years_of, years_since
from assistant.composing.decision import corrected, decided, is_gap_for, is_of_other_level, is_told_by_row
from assistant.composing.evidence import Candidate, candidates, carries_all_terms
from assistant.composing.forms import MONTHS, lacks, tells
from assistant.composing.levels import asks_for_bachelors, is_of_other_award
from assistant.composing.ordering import AS_GOOD, exact_first, narrow_first, present_first, saying_first
from assistant.composing.parts import Part, Said, Source
from assistant.composing.refusing import is_known_gap, refusal, related, says_all_terms
from assistant.composing.showing import (
    Knowledge,
    as_shown,
    is_long_over,
    is_over,
    is_past,
    is_unstated,
    leaves_names_out,
    quotation,
)
from assistant.domain import Found, Query
from assistant.language import content_tokens, fold, has_day, tokens

MOST_STATEMENTS = 3
# Statements are added until they hold the answer with this probability, or these words.
_SURE_ENOUGH, _WORDS_ENOUGH = 0.95, 70
# A further statement must hold the answer with this probability, one of another passage with the second.
_LIKELY, _LIKELY_ELSEWHERE = 0.01, 0.14
# And this where it has the form that is asked for, and none before it has: a person for "who".
_LIKELY_IN_FORM = 0.05
# And this where it is older than the first and carries no more of a question for no figure.
_LIKELY_THOUGH_OLDER = 0.25
_FORMS = ("person", "date", "amount", "duration", "address")
_DENIES = re.compile(r"\b(?:no|not|nobody|none|neither|never)\b|没有|并无|不设|不再|不是|未有")
_MONTH = re.compile(rf"\b(?:{MONTHS})\b", re.IGNORECASE)
_SAME_WORDS = 0.75
# How much less a statement for another year may weigh, in the same words; in nearly the same it is AS_GOOD.
_NEARLY_AS_GOOD = 2.0
_MOST_TO_COME = 2


def quoted(query: Query, found: Found, known: Knowledge) -> Part:
    """The statements that answer one ask, the likeliest first; or why the documents do not answer it."""
    ranked = candidates(query, found, known.words, known.facts, known.today, known.fitted.ranking, known.terms)
    ranked = corrected(ranked, known.fitted.ranking_trees)
    ranked = [c for c in ranked if not is_unstated(c.statement, query, known)]
    if asks_for_bachelors(query) and not query.is_follow_up:  # which may be about later studies without saying so
        ranked = [c for c in ranked if _holds_what_hangs(c) or not is_of_other_level(c)]
    ranked = [c for c in ranked if not is_of_other_award(query, c.passage, c.statement)]
    if _asks_for_own(query, known):
        ranked = [candidate for candidate in ranked if candidate.statement.programmes]
    ranked = exact_first(narrow_first(saying_first(present_first(ranked, known.today), query), query, known), query)
    evidence = decided(query, ranked, known.words, known.fitted)
    stating = [candidate for candidate in ranked if not candidate.is_known_gap]
    gaps = [candidate for candidate in ranked if is_gap_for(query, candidate)]
    gap = next((candidate for candidate in gaps if says_all_terms(candidate, query)), next(iter(gaps), None))
    if is_known_gap(query, stating, gap):
        evidence = replace(evidence, reason="known gap")
    elif evidence.reason == "too little" and stating and is_told_by_row(query, stating[0]):
        evidence = replace(evidence, reason="enough")
    if evidence.reason == "enough" and leaves_names_out(stating[0].statement, query, known):
        unnamed = (quotation(stating[0], query, known),)
        why = frames.NOT_PUBLISHED.in_language(query.language)
        return Part(query, found, replace(evidence, reason="known gap"), unnamed, refusal=why)
    if stating and (is_over(stating[0].statement, query, known) or _is_long_over(query, stating, known)):
        evidence = replace(evidence, reason="too little")
    if why := refusal(query, found, stating, gap, known, evidence):
        return Part(query, found, evidence, related(query, stating, gap, known, evidence.reason), refusal=why)
    if stating[0].carries & query.exact:  # of several alike no other is an answer beside the one asked for
        stating = [candidate for candidate in stating if candidate.carries & query.exact]
    picked = _by_year(query, stating) or _with_what_there_is(_picked(query, stating, known), stating)
    if not query.years:  # what is still to come before what is over
        picked = sorted(picked, key=lambda candidate: is_past(candidate.passage, known.today))
    first = _before_what_is_over(query, picked, stating, gaps, known)
    said = [quotation(candidate, query, known) for candidate in (*first, *picked)]
    carries = frozenset().union(*(candidate.carries for candidate in picked))
    later = [each for each in _later(picked[0], query, known) if not any(each.value in other.text for other in said)]
    return Part(query, found, evidence, (*said, *later), carries=carries)


def _asks_for_own(query: Query, known: Knowledge) -> bool:
    """Whether it asks of programmes what each has for itself, when it began; what is said of all is no answer then."""
    own = [concept for concept in query.concepts if concept.is_term and not concept.is_carried]
    return bool(query.programmes and own) and all(not known.terms.own.isdisjoint(c.names) for c in own)


def _holds_what_hangs(candidate: Candidate) -> bool:
    """Whether a statement carries something that a question hangs on, such as a fellowship that it names."""
    return any(concept.is_decisive for concept in candidate.carries)


def _is_long_over(query: Query, stating: Sequence[Candidate], known: Knowledge) -> bool:
    """Whether the best that is known of when something is passed years ago."""
    best = _newest(stating[0], stating, known)
    return is_long_over(best.passage, best.statement, query, known)


def _before_what_is_over(
    query: Query, picked: Sequence[Candidate], stating: Sequence[Candidate], gaps: Sequence[Candidate], known: Knowledge
) -> list[Candidate]:
    """Where all that is picked is over: what is still to come, else that the next is unknown; else nothing."""
    if query.years or not all(is_past(candidate.passage, known.today) for candidate in picked):
        return []
    return _to_come(query, picked[0], stating, known) or _next_unknown(query, picked[0], gaps)


def _to_come(query: Query, best: Candidate, stating: Sequence[Candidate], known: Knowledge) -> list[Candidate]:
    """What is still to come of what is asked, for some programme, where none is named."""
    if query.programmes:
        return []
    fitting = (each for each in stating if has_day(each.statement.text) and carries_all_terms(each, query))
    near = [each for each in fitting if each.score >= best.score - AS_GOOD]
    return [each for each in near if not is_past(each.passage, known.today)][:_MOST_TO_COME]


def _next_unknown(query: Query, best: Candidate, gaps: Sequence[Candidate]) -> list[Candidate]:
    """That the next one of what is asked is unknown: the deadline of next year."""
    if not any(concept.is_term and not concept.is_carried for concept in query.concepts):
        return []
    of_whom = {programme.id for programme in query.programmes} & set(best.statement.programmes)
    fitting = (g for g in gaps if says_all_terms(g, query) and of_whom.issubset(g.statement.programmes))
    return [gap for gap in fitting if of_whom or not gap.statement.programmes][:1]


def _picked(query: Query, stating: Sequence[Candidate], known: Knowledge) -> list[Candidate]:
    """The fewest statements that hold the answer with enough probability, the likeliest first, none said twice."""
    top = stating[0].score
    odds = [math.exp(candidate.score - top) for candidate in stating]
    total = sum(odds)
    picked: list[Candidate] = []
    sure, length = 0.0, 0
    for candidate, odd in zip(stating, odds, strict=True):
        probability = odd / total
        if any(_adds_nothing(candidate, chosen) for chosen in picked):
            sure += probability
            continue
        if picked and (sure >= _SURE_ENOUGH or probability < _LIKELY or length >= _WORDS_ENOUGH):
            break
        is_unlikely = probability < _LIKELY_ELSEWHERE and candidate.passage not in [c.passage for c in picked]
        if picked and is_unlikely and (probability < _LIKELY_IN_FORM or not _gives_form(query, candidate, picked)):
            continue
        newest = _newest(candidate, stating, known)
        may_be_older = probability >= _LIKELY_THOUGH_OLDER and not query.asks_for_figure
        if newest in picked or (picked and not _goes_with(newest, picked, known.today, may_be_older=may_be_older)):
            continue
        picked.append(newest)
        sure += probability
        length += len(tokens(candidate.statement.text))
        if len(picked) == MOST_STATEMENTS:
            break
    return picked


def _gives_form(query: Query, candidate: Candidate, picked: Sequence[Candidate]) -> bool:
    """Whether a statement has a form that is asked for and that none of those before it has."""
    return any(
        tells(form, query.text, candidate.statement.text)
        and all(lacks(form, query.text, chosen.statement.text) for chosen in picked)
        for form in _FORMS
    )


def _with_what_there_is(picked: Sequence[Candidate], stating: Sequence[Candidate]) -> list[Candidate]:
    """`picked`, and after a single statement that something is not so the one that its passage goes on with."""
    if len(picked) != 1 or not _DENIES.search(fold(picked[0].statement.text)):
        return list(picked)
    passage = picked[0].passage
    ids = [statement.id for statement in passage.statements]
    after = ids[ids.index(picked[0].statement.id) + 1 :][:1]
    return [*picked, *(candidate for candidate in stating if candidate.statement.id in after)]


def _goes_with(candidate: Candidate, picked: Sequence[Candidate], today: date, *, may_be_older: bool) -> bool:
    """Whether a further statement is in the language of those before, and not an older word on what they say.

    `may_be_older` where it may well be the answer, and no figure is asked for, of which the newest counts.
    """
    first = picked[0]
    carried = frozenset().union(*(chosen.carries for chosen in picked))
    is_older = _age(candidate, today) > _age(first, today) and not may_be_older
    return candidate.passage.language is first.passage.language and not (is_older and candidate.carries <= carried)


def _newest(candidate: Candidate, stating: Sequence[Candidate], known: Knowledge) -> Candidate:
    """The newest statement that says the same as `candidate` for another year and is nearly as good.

    One that says it with a word more or less ("weighted") counts where its year is later and it carries as much. What
    is still to come is newer than what is over: the next deadline, not the last.
    """
    alike = [
        other
        for other in stating
        if other.score >= candidate.score - AS_GOOD
        and other.statement.programmes == candidate.statement.programmes
        and (_is_same_row(other, candidate) or _is_later_word(other, candidate, known))
        and years_of(other.passage, other.statement) != years_of(candidate.passage, candidate.statement)
    ]

    def order(other: Candidate) -> tuple[bool, bool, tuple[bool, int]]:
        is_undated = not years_of(other.passage, other.statement)
        return is_past(other.passage, known.today), is_undated, _age(other, known.today)

    return min([candidate, *alike], key=order)


def _is_same_row(one: Candidate, other: Candidate) -> bool:
    """Whether `one` differs from `other` in years and figures only, or is another row of its kind of table."""
    if one.score < other.score - _NEARLY_AS_GOOD:
        return False
    words = _undated_words(one)
    return bool(words) and words == _undated_words(other)


def _is_later_word(one: Candidate, other: Candidate, known: Knowledge) -> bool:
    """Whether `one` says for a later year, for the same people, what `other` says, but for a word or two."""
    if not one.carries >= other.carries:
        return False
    few, many = sorted((set(_undated_words(one)), set(_undated_words(other))), key=len)
    newest = [max(years_of(each.passage, each.statement), default="") for each in (one, other)]
    return (
        few <= many
        and len(few) > _SAME_WORDS * len(many)
        and newest[0] > newest[1]
        and known.terms.narrowing(one.statement.text) == known.terms.narrowing(other.statement.text)
    )


def _age(candidate: Candidate, today: date) -> tuple[bool, int]:
    """Past and present first, the newest first; then the nearest future."""
    ages = [years_since(year, today) for year in years_of(candidate.passage, candidate.statement)]
    age = min((a for a in ages if a >= 0), default=min(ages, default=0, key=abs))
    return age < 0, abs(age)


def _undated_words(candidate: Candidate) -> list[str]:
    """The words of a statement but for its years, months and figures."""
    text = _MONTH.sub(" ", undated(candidate.statement.text))
    return [t for t in content_tokens(text) if not any(map(str.isdigit, t))]


def _by_year(query: Query, stating: Sequence[Candidate]) -> list[Candidate]:
    """The best statement for each of several years that are asked for; none where one statement has them all."""
    if len(query.years) < 2:  # one year needs no choice
        return []
    picked: list[Candidate] = []
    for year in query.years:
        named = [c for c in stating if is_for(year, years_of(c.passage, c.statement))]
        best = next((c for c in named if carries_all_terms(c, query)), None if picked else next(iter(named), None))
        if best is not None and best not in picked:
            picked.append(best)
    return picked


def _later(best: Candidate, query: Query, known: Knowledge) -> tuple[Said, ...]:
    """The next academic year's figure after that of today, where the best statement is a row of a table by years."""
    cells = known.facts.of(best.statement.id) if not query.years else ()
    for cell in cells:
        later = [
            fact
            for fact in known.facts.all
            if (fact.passage_id, fact.column, fact.programme) == (cell.passage_id, cell.column, cell.programme)
            and "-" in fact.year
            and fact.year > cell.year
            and years_since(cell.year, known.today) == 0
        ]
        if later:
            row = next(s for s in best.passage.statements if s.id == later[0].statement_id)
            return (Said(as_shown(best.passage, row, query, known), (Source(best.passage, row),), later[0].value),)
    return ()


def _adds_nothing(candidate: Candidate, chosen: Candidate) -> bool:
    """Whether nearly all that a statement says is said by one that was chosen before."""
    left, right = set(content_tokens(candidate.statement.text)), set(content_tokens(chosen.statement.text))
    return len(left & right) >= _SAME_WORDS * len(left)
