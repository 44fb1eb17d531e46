"""Passages that say what another one says, that a model cannot read whole, or that were written for a search."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from assistant.domain import Passage
from assistant.ingestion.findings import Finding, Severity
from assistant.language import fold, tokens

_SHINGLE = 3
_ALIKE = 0.8
_SHORTEST = 12
_QUESTIONS, _QUESTIONS_SHARE = 10, 0.3


def near_duplicates(passages: Sequence[Passage]) -> Iterator[Finding]:
    """Pairs of passages with the same figures and codes whose three-word sequences are alike.

    Alike is a Jaccard index of at least 0.8, after Broder, "On the resemblance and containment of documents" (1997).
    """
    shingles = [_shingles(passage) for passage in passages]
    with_shingle: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, own in enumerate(shingles):
        shared = Counter(j for shingle in own for j in with_shingle[shingle])
        for j, count in sorted(shared.items()):
            other, passage = passages[j], passages[i]
            is_alike = count / (len(own) + len(shingles[j]) - count) >= _ALIKE
            if is_alike and _figures(other) == _figures(passage):
                yield Finding(
                    Severity.WARNING,
                    passage.document_id,
                    passage.place.line,
                    "near-duplicate",
                    f"nearly the same words as {other.document_id}:{other.place.line}. Keep one of them.",
                )
        for shingle in own:
            with_shingle[shingle].append(i)


def too_long(passages: Iterable[Passage], count_tokens: Callable[[str], int], size: int) -> Iterator[Finding]:
    """Passages that are longer than `size` word pieces, breadcrumb included."""
    for passage in passages:
        length = count_tokens(f"{passage.breadcrumb}\n{passage.text}")
        if length > size:
            yield Finding(
                Severity.WARNING,
                passage.document_id,
                passage.place.line,
                "too-long",
                f"{length} word pieces, of which the model reads {size}. Shorten the headings or the longest sentence.",
            )


def stuffed(passages: Iterable[Passage]) -> Iterator[Finding]:
    """Documents that are mostly questions, as if written to be found for everything."""
    by_document: dict[str, list[str]] = defaultdict(list)
    for passage in passages:
        by_document[passage.document_id] += [statement.text for statement in passage.statements]
    for document, said in sorted(by_document.items()):
        questions = sum(text.rstrip().endswith(("?", "？")) for text in said)
        if questions >= _QUESTIONS and questions >= _QUESTIONS_SHARE * len(said):
            message = (
                f"{questions} of {len(said)} statements are questions. Say answers; questions belong into headings."
            )
            yield Finding(Severity.WARNING, document, 1, "stuffed", message)


def answered_near_misses(passages: Iterable[Passage]) -> Iterator[Finding]:
    """Questions that one section says it does not tell and another of the same programmes says it answers."""
    passages = list(passages)
    answering: dict[tuple[str, tuple[str, ...]], Passage] = {}
    for passage in passages:
        for question in passage.questions:
            answering.setdefault((fold(question), passage.programmes), passage)
    for passage in passages:
        for question in passage.not_told:
            if other := answering.get((fold(question), passage.programmes)):
                message = f"“{question}” is not told here, but {other.document_id}:{other.place.line} answers it"
                yield Finding(Severity.WARNING, passage.document_id, passage.place.line, "answered-near-miss", message)


def _figures(passage: Passage) -> set[str]:
    return {token for token in tokens(passage.text) if any(sign.isdigit() for sign in token)}


def _shingles(passage: Passage) -> frozenset[tuple[str, ...]]:
    words = tokens(passage.text)
    if len(words) < _SHORTEST:
        return frozenset()
    return frozenset(tuple(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1))
