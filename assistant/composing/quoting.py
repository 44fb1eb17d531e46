"""The quoting composer: answers with the documents' own statements; needs no chat model and no network."""

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.composing import frames
from assistant.composing.carrying import objects_asked, words_of
from assistant.composing.dated import undated, years_of, years_since
from assistant.composing.decision import decided, is_gap_for
from assistant.composing.evidence import Candidate, candidates, carries_all_terms
from assistant.composing.parts import Part, Said, Source
from assistant.composing.showing import Knowledge, as_shown, is_unstated, leaves_names_out, quotation
from assistant.composing.weights import is_held
from assistant.domain import Concept, Found, Query
from assistant.language import content_tokens, fold, is_chinese, tokens, year_is_named

MOST_STATEMENTS = 3
# Statements are added until they hold the answer with this probability, or these words.
_SURE_ENOUGH, _WORDS_ENOUGH = 0.95, 70
# A further statement must hold the answer with this probability, one of another passage with the second.
_LIKELY, _LIKELY_ELSEWHERE = 0.01, 0.14
_WORD = re.compile(r"[a-z][a-z' -]*")
_DENIES = re.compile(r"\b(?:no|not|nobody|none|neither|never)\b|没有|并无|不设|不再|不是|未有")
_SAME_WORDS = 0.75
_FIRST_FEW = 5
_CLEARLY_MORE = 0.1  # of a question's words, weighed
_RELATED = 0.4
_NEARLY_AS_GOOD = 2.0
# Below this a word that no document holds is reason enough to refuse.
_DOUBTFUL = 0.6
# Nor is a statement that holds for all taken for one on some, unless it is as sure as this.
_SURE = 0.85


def quoted(query: Query, found: Found, known: Knowledge) -> Part:
    """The statements that answer one ask, the likeliest first; or why the documents do not answer it."""
    ranked = candidates(query, found, known.words, known.facts, known.today, known.fitted.ranking, known.narrowing)
    ranked = [c for c in ranked if not is_unstated(c.statement, query, known)]
    ranked = _narrow_first(ranked, query, known)
    evidence = decided(query, ranked, known.words, known.fitted)
    stating = [candidate for candidate in ranked if not candidate.is_known_gap]
    gaps = [candidate for candidate in ranked if is_gap_for(query, candidate)]
    gap = next((candidate for candidate in gaps if _says_all_terms(candidate, query)), next(iter(gaps), None))
    told = bool(stating) and (_is_of_the_very_thing(stating[0], query) or _says_more(stating[0], gap))
    if gap is not None and _is_of_the_very_thing(gap, query) and _says_all_terms(gap, query) and not told:
        evidence = replace(evidence, reason="known gap")
    if evidence.reason == "enough" and leaves_names_out(stating[0].statement, query, known):
        unnamed = (quotation(stating[0], query, known),)
        why = frames.NOT_PUBLISHED.in_language(query.language)
        return Part(query, found, replace(evidence, reason="known gap"), unnamed, refusal=why)
    refusal = _refusal(query, stating, known, evidence.confidence) or (
        "" if evidence.reason == "enough" else _why(query, gap, known)
    )
    if refusal:
        return Part(query, found, evidence, _related(query, stating, gap, known, evidence.reason), refusal=refusal)
    picked = _by_year(query, stating) or _with_what_there_is(_picked(stating, known.today), stating)
    said = [quotation(candidate, query, known) for candidate in picked]
    carries = frozenset().union(*(candidate.carries for candidate in picked))
    later = [each for each in _later(picked[0], query, known) if not any(each.value in other.text for other in said)]
    return Part(query, found, evidence, (*said, *later), carries=carries)


def _is_of_the_very_thing(candidate: Candidate, query: Query) -> bool:
    """Whether a statement is about a programme that is named, and carries every term that is asked."""
    about = {programme.id for programme in query.programmes}
    terms = [concept for concept in query.concepts if concept.is_term and not concept.is_carried]
    is_of_it = not about.isdisjoint(candidate.statement.programmes)
    return bool(terms) and is_of_it and carries_all_terms(candidate, query)


def _says_more(candidate: Candidate, gap: Candidate | None) -> bool:
    """Whether a statement carries clearly more of a question than what says that something is unknown."""
    return gap is not None and candidate.coverage > gap.coverage + _CLEARLY_MORE


def _says_all_terms(candidate: Candidate, query: Query) -> bool:
    """Whether a statement uses in its own words every term that is asked, for what stands under a heading is much."""
    said = words_of(candidate.statement.text)
    return all(concept.is_in(said) for concept in query.concepts if concept.is_term and not concept.is_carried)


def _refusal(query: Query, stating: Sequence[Candidate], known: Knowledge, confidence: float) -> str:
    """Why a question is refused whatever the evidence: another institution is its subject, or its year is lacking."""
    language = query.language
    carried = {concept.word for candidate in stating[:1] for concept in candidate.carries}
    if query.unknown and not carried.issuperset(query.unknown):
        names = known.institution.names.in_language(language)
        return frames.OTHER_INSTITUTION.in_language(language).format(
            institution=names, others=frames.listed([_as_typed(name, query.text) for name in query.unknown], language)
        )
    is_doubtful = confidence < _DOUBTFUL and not query.is_follow_up
    if never := _never_mentioned(query, known, is_doubtful=is_doubtful):
        words = frames.listed([_as_typed(concept.word, query.text) for concept in never], language)
        sentence = frames.NOT_FOUND.in_language(language) + frames.space(language)
        return sentence + frames.NEVER_MENTIONED.in_language(language).format(words=words)
    objects = [c for c in query.concepts if c.is_decisive and not c.is_term and is_chinese(c.word)]
    is_of_another = bool(stating) and any(concept not in stating[0].carries for concept in objects)
    is_too_wide = confidence < _SURE and _is_too_wide(query, stating, known)
    if (is_of_another and is_doubtful and not query.programmes) or is_too_wide:
        return frames.NOT_FOUND.in_language(language)
    told = set() if any(carries_all_terms(candidate, query) for candidate in stating) else _years_told(query, known)
    if told and not any(year_is_named(year, told) for year in query.years):
        return frames.LACKS_YEAR.in_language(language).format(
            asked=frames.listed([names.in_language(language) for names in sorted(query.asked, key=str)], language),
            years=frames.listed(query.years, language),
            known=frames.listed(sorted(told, reverse=True), language),
        )
    return ""


def _never_mentioned(query: Query, known: Knowledge, *, is_doubtful: bool) -> list[Concept]:
    """What is asked for and no document mentions: terms, names and, if the evidence `is_doubtful`, more."""
    # A term holds in every language, since each group names the same thing in all of them.
    terms = [c for c in query.concepts if c.is_term and not c.is_carried and not is_held(c, known.words)]
    # Other Chinese words do not count, which are pairs of signs.
    strange = [c for c in objects_asked(query) if not is_held(c, known.words) and _WORD.fullmatch(c.word)]
    strange = [] if query.is_follow_up else strange
    return terms or [concept for concept in strange if is_doubtful or concept.is_decisive]


def _is_too_wide(query: Query, stating: Sequence[Candidate], known: Knowledge) -> bool:
    """Whether it is asked what holds for some only, such as the application fee, and the best statement is of all."""
    return bool(stating) and not stating[0].carries.issuperset(_narrow(query, known))


def _narrow(query: Query, known: Knowledge) -> list[Concept]:
    """What a question asks about that holds for some only."""
    return [c for c in query.concepts if c.is_term and c.is_decisive and any(known.narrowing(n.en) for n in c.names)]


def _narrow_first(ranked: Sequence[Candidate], query: Query, known: Knowledge) -> list[Candidate]:
    """`ranked`; of the first few those first that are of what holds for some, where that is asked, and say no less."""
    narrow = _narrow(query, known)
    if not ranked or ranked[0].carries.issuperset(narrow):
        return list(ranked)
    sought = {concept for concept in ranked[0].carries if concept.is_term}.union(narrow)
    first = sorted(ranked[:_FIRST_FEW], key=lambda candidate: not candidate.carries.issuperset(sought))
    return [*first, *ranked[_FIRST_FEW:]]


def _years_told(query: Query, known: Knowledge) -> set[str]:
    """The years for which a table tells what is asked of the programme, where years are asked for."""
    about = [programme.id for programme in query.programmes]
    if not query.years or len(about) != 1:
        return set()
    return {
        fact.year for fact in known.facts.matching(query.asked, query.language, about) if fact.year and fact.is_stated
    }


def _why(query: Query, gap: Candidate | None, known: Knowledge) -> str:
    """The sentence that says why there is not enough evidence."""
    language = query.language
    if gap is not None and _tells_why(gap, query):
        return frames.NOT_PUBLISHED.in_language(language)
    # Not for Chinese words: an English document may hold the thing under its English name.
    # Nor for what holds a digit, which may be somebody's own number.
    things = (*objects_asked(query), *(concept for concept in query.concepts if concept.is_decisive))
    unheard = [c.word for c in dict.fromkeys(things) if not is_held(c, known.words) and _WORD.fullmatch(c.word)]
    sentence = frames.NOT_FOUND.in_language(language)
    if unheard:
        words = frames.listed([_as_typed(word, query.text) for word in unheard], language)
        return sentence + frames.space(language) + frames.NEVER_MENTIONED.in_language(language).format(words=words)
    if query.years:
        return (
            sentence
            + frames.space(language)
            + frames.NOTHING_DATED.in_language(language).format(years=frames.listed(query.years, language))
        )
    return sentence


def _related(
    query: Query, stating: Sequence[Candidate], gap: Candidate | None, known: Knowledge, reason: str
) -> tuple[Said, ...]:
    """What the documents do say: that it is unknown, or one statement on what is asked."""
    if query.unknown:
        return ()
    if gap is not None and _tells_why(gap, query):
        return (quotation(gap, query, known),)
    best = next((c for c in stating if c.coverage >= _RELATED and _is_about(c, query)), None)
    return (quotation(best, query, known),) if best and reason != "nothing fits" else ()


def _tells_why(gap: Candidate, query: Query) -> bool:
    """Whether what is said to be unknown is what is asked: it says all terms of the question, or a name in it."""
    return _is_about(gap, query) and _says_all_terms(gap, query)


def _is_about(candidate: Candidate, query: Query) -> bool:
    """Whether a statement carries something that is asked, about a programme that is asked about, if any is."""
    asked = [concept for concept in query.concepts if concept.is_term or concept.is_decisive] or query.concepts
    about = {programme.id for programme in query.programmes}
    is_of_it = not about or not candidate.statement.programmes or not about.isdisjoint(candidate.statement.programmes)
    return is_of_it and any(concept in candidate.carries for concept in asked)


def _picked(stating: Sequence[Candidate], today: date) -> list[Candidate]:
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
        if picked and probability < _LIKELY_ELSEWHERE and candidate.passage not in [c.passage for c in picked]:
            continue
        newest = _newest(candidate, stating, today)
        if newest in picked or (picked and not _goes_with(newest, picked, today)):
            continue
        picked.append(newest)
        sure += probability
        length += len(tokens(candidate.statement.text))
        if len(picked) == MOST_STATEMENTS:
            break
    return picked


def _with_what_there_is(picked: Sequence[Candidate], stating: Sequence[Candidate]) -> list[Candidate]:
    """`picked`, and after a single statement that something is not so the one that its passage goes on with."""
    if len(picked) != 1 or not _DENIES.search(fold(picked[0].statement.text)):
        return list(picked)
    passage = picked[0].passage
    ids = [statement.id for statement in passage.statements]
    after = ids[ids.index(picked[0].statement.id) + 1 :][:1]
    return [*picked, *(candidate for candidate in stating if candidate.statement.id in after)]


def _goes_with(candidate: Candidate, picked: Sequence[Candidate], today: date) -> bool:
    """Whether a further statement is in the language of those before, and not an older word on what they say."""
    first = picked[0]
    carried = frozenset().union(*(chosen.carries for chosen in picked))
    is_older = _age(candidate, today) > _age(first, today)
    return candidate.passage.language is first.passage.language and not (is_older and candidate.carries <= carried)


def _newest(candidate: Candidate, stating: Sequence[Candidate], today: date) -> Candidate:
    """The newest statement that says the same as `candidate` for another year and is nearly as good."""
    alike = [
        other
        for other in stating
        if other.score >= candidate.score - _NEARLY_AS_GOOD
        and other.statement.programmes == candidate.statement.programmes
        and _is_of_another_year(other, candidate)
    ]
    return min([candidate, *alike], key=lambda other: _age(other, today))


def _age(candidate: Candidate, today: date) -> tuple[bool, int]:
    """Past and present first, the newest first; then the nearest future."""
    ages = [years_since(year, today) for year in years_of(candidate.passage, candidate.statement)]
    age = min((a for a in ages if a >= 0), default=min(ages, default=0, key=abs))
    return age < 0, abs(age)


def _is_of_another_year(one: Candidate, other: Candidate) -> bool:
    """Whether two statements differ in their years and figures only, or are rows of one kind of table."""
    left, right = (
        [t for t in content_tokens(undated(c.statement.text)) if not any(map(str.isdigit, t))] for c in (one, other)
    )
    return (
        bool(left)
        and left == right
        and years_of(one.passage, one.statement) != years_of(other.passage, other.statement)
    )


def _by_year(query: Query, stating: Sequence[Candidate]) -> list[Candidate]:
    """The best statement for each of several years that are asked for; none where one statement has them all."""
    if len(query.years) < 2:  # one year needs no choice
        return []
    picked: list[Candidate] = []
    for year in query.years:
        named = [c for c in stating if year_is_named(year, years_of(c.passage, c.statement))]
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


def _as_typed(word: str, question: str) -> str:
    """A folded word as the visitor wrote it, where that can be found."""
    folded = fold(question)
    at = folded.find(word) if len(folded) == len(question) else question.lower().find(word)
    return question[at : at + len(word)] if at >= 0 else word
