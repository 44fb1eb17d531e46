"""Makes a result of a case and what was answered to it: the verdict, and everything that the measures need."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from assistant.domain import Answer, AnsweredStatement, Citation, Evidence, Hit, Language, Outcome, Passage
from assistant.evaluation.asking import Asked
from assistant.evaluation.case import Case, Expectation
from assistant.evaluation.matcher import comparable, held_facts, judge
from assistant.evaluation.records import (
    Cited,
    Decision,
    FoundFact,
    FoundHit,
    Level,
    Ranking,
    Result,
    Said,
    Verdict,
)
from assistant.evaluation.script import could_be, script_of
from assistant.evaluation.sources import Sources
from assistant.evaluation.support import NamedIn, basis_of, unsupported

_KEPT_HITS = 10
_MEASURED_RANKS = 10
_WORD = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]|[^\W\u3400-\u4dbf\u4e00-\u9fff]+(?:[.,'’*+-][^\W\u4e00-\u9fff]+)*")


def word_count(text: str) -> int:
    """Words in Latin script or figures, and Chinese signs, each as one.

    >>> word_count("The fee is HK$47,000."), word_count("學費 47,000 元")
    (5, 4)
    """
    return len(_WORD.findall(text))


def length(answer: Answer) -> int:
    """The words that a visitor reads as the answer: ours and those quoted, without marks, contact and address."""
    return sum(word_count(part) for part in (answer.lead, *(said.text for said in answer.statements), answer.closing))


def best_gains(finds: Iterable[Collection[object]]) -> tuple[int, ...]:
    """How many things are found anew at each of the first ranks when the best hit comes first each time.

    `finds` are the things that each hit would find. Greedy, as the ideal list of α-nDCG (Clarke et al. 2008).

    >>> best_gains([{1}, {1, 2}, {3}, {2}])
    (2, 1)
    """
    open_sets = [set(found) for found in finds if found]
    gains: list[int] = []
    while len(gains) < _MEASURED_RANKS and (best := max(open_sets, key=len, default=set())):
        gains.append(len(best))
        open_sets = [rest for found in open_sets if (rest := found - best)]
    return tuple(gains)


def ranking(level: Level, ranked: Sequence[Collection[object]], all_finds: Iterable[Collection[object]]) -> Ranking:
    """How well a list finds what is wanted; `ranked` are the things that each of its hits finds, best first.

    >>> ranking(Level.PASSAGES, [set(), {1}, {1, 2}], [{1}, {1, 2}, {3}])
    Ranking(level=<Level.PASSAGES: 'passages'>, wanted=3, gains=(0, 1, 1), best=(2, 1), first=2)
    """
    finds = [set(found) for found in all_finds]
    seen: set[object] = set()
    gains = []
    for found in ranked[:_MEASURED_RANKS]:
        gains.append(len(set(found) - seen))
        seen.update(found)
    first = next((rank for rank, found in enumerate(ranked, 1) if found), 0)
    return Ranking(level, len(set().union(*finds)), tuple(gains), best_gains(finds), first)


class Judge:
    """Judges answers against the passages of one generation."""

    def __init__(self, passages: Iterable[Passage], sources: Sources, named_in: NamedIn) -> None:
        """`named_in` tells the programmes that a text names."""
        self._by_original: dict[str, list[Passage]] = {}
        for passage in passages:
            self._by_original.setdefault(sources.original(passage.document_id), []).append(passage)
        self._sources = sources
        self._named_in = named_in

    def result(self, case: Case, asked: Asked) -> Result:
        """The verdict on the last answer, with what it was judged by."""
        if asked.error:
            facts = tuple(FoundFact(fact.any_of) for fact in case.facts)
            unavailable = Outcome.UNAVAILABLE
            return Result(case.id, case, unavailable, "", case.lang, None, Verdict.MISSING, facts, error=asked.error)
        answer = asked.answers[-1]
        refused = answer.outcome in (Outcome.NOT_FOUND, Outcome.OUT_OF_SCOPE, Outcome.UNAVAILABLE)
        verdict, facts, forbidden = judge(case, answer.text, refused=refused)
        found = answer.trace.found if answer.trace else None
        passages = found.passages if found else ()
        statements = found.statements if found else ()
        homes = self._homes(case)
        return Result(
            id=case.id,
            case=case,
            outcome=answer.outcome,
            answer=answer.text,
            language=answer.language,
            written_in=_written_in(answer, case.lang),
            verdict=verdict,
            facts=facts,
            forbidden=forbidden,
            lead=answer.lead,
            closing=answer.closing,
            said=self._said(answer),
            citations=tuple(self._cited(case, citation) for citation in answer.citations),
            about=tuple(programme.id for programme in answer.about),
            decision=_decision(answer.trace.evidence) if answer.trace else None,
            passages=tuple(self._hit(case, hit) for hit in passages[:_KEPT_HITS]),
            statements=tuple(self._hit(case, hit) for hit in statements[:_KEPT_HITS]),
            reachable=tuple(sorted({i for p in homes for i in held_facts(case, comparable(p.text))})),
            in_index=self._present(case),
            rankings=self._rankings(case, passages, statements, homes),
            earlier=tuple(before.text for before in asked.answers[:-1]),
            word_count=length(answer),
            seconds=asked.seconds,
            first_text=asked.first_text,
            is_stable=asked.is_stable,
            writing=answer.trace.writing if answer.trace else None,
        )

    def _homes(self, case: Case) -> list[Passage]:
        """The passages of the sources of a case that wants an answer."""
        if case.expect is Expectation.REFUSE:
            return []
        groups = self._by_original.items()
        return [passage for original, group in groups if self._sources.of(case, original) for passage in group]

    def _present(self, case: Case) -> tuple[str, ...]:
        present = {source for original in self._by_original for source in self._sources.of(case, original)}
        return tuple(source for source in case.sources if source in present)

    def _facts(self, case: Case, document: str, text: str) -> tuple[int, ...]:
        return held_facts(case, comparable(text)) if self._sources.of(case, document) else ()

    def _rankings(
        self, case: Case, passages: Sequence[Hit], statements: Sequence[Hit], homes: Sequence[Passage]
    ) -> tuple[Ranking, ...]:
        if not homes:
            return ()
        documents = dict.fromkeys(self._sources.original(hit.passage.document_id) for hit in passages)
        said = [self._facts(case, hit.passage.document_id, _words(hit)) for hit in statements]
        return (
            ranking(
                Level.DOCUMENTS,
                [self._sources.of(case, document) for document in documents],
                (self._sources.of(case, original) for original in self._by_original),
            ),
            ranking(
                Level.PASSAGES,
                [self._facts(case, hit.passage.document_id, _words(hit)) for hit in passages],
                (held_facts(case, comparable(p.text)) for p in homes),
            ),
            ranking(
                Level.STATEMENTS,
                said,
                (held_facts(case, comparable(statement.text)) for p in homes for statement in p.statements),
            ),
        )

    def _hit(self, case: Case, hit: Hit) -> FoundHit:
        document = hit.passage.document_id
        return FoundHit(
            passage=hit.passage.id,
            document=document,
            original=self._sources.original(document),
            breadcrumb=hit.passage.breadcrumb,
            text=_words(hit),
            score=hit.score,
            similarity=hit.similarity,
            words=hit.words,
            statement=hit.statement.id if hit.statement else "",
            sources=self._sources.of(case, document),
            facts=self._facts(case, document, _words(hit)),
        )

    def _cited(self, case: Case, citation: Citation) -> Cited:
        passage = citation.passage
        return Cited(
            mark=citation.mark,
            passage=passage.id,
            document=passage.document_id,
            original=self._sources.original(passage.document_id),
            breadcrumb=passage.breadcrumb,
            text=passage.text,
            as_of=passage.provenance.as_of,
            quotes=tuple(quote.text for quote in citation.quotes),
            sources=self._sources.of(case, passage.document_id),
            facts=self._facts(case, passage.document_id, passage.text),
        )

    def _said(self, answer: Answer) -> tuple[Said, ...]:
        cited: Mapping[int, Passage] = {citation.mark: citation.passage for citation in answer.citations}
        said = []
        for statement in answer.statements:
            basis = basis_of((cited[mark] for mark in statement.marks), self._named_in, _rows(answer, statement))
            said.append(Said(statement.text, statement.marks, unsupported(statement.text, basis, self._named_in)))
        return tuple(said)


def _rows(answer: Answer, statement: AnsweredStatement) -> int:
    """How many quotes a statement rests on."""
    return sum(len(citation.quotes) for citation in answer.citations if citation.mark in statement.marks)


def _words(hit: Hit) -> str:
    return hit.statement.text if hit.statement else hit.passage.text


def _written_in(answer: Answer, wanted: Language) -> Language | None:
    """The script of what the answer says; `wanted` where nothing speaks against it."""
    said = "\n".join((answer.lead, *(statement.text for statement in answer.statements)))
    return wanted if could_be(said, wanted) else script_of(said)


def _decision(evidence: Evidence) -> Decision:
    return Decision(evidence.reason, evidence.confidence, evidence.threshold, evidence.similarity, evidence.coverage)
