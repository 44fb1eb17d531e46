"""How much of a question each of its words is, by how rare the documents have made it."""

from assistant.domain import Concept, Query
from assistant.index.words import WordIndex
from assistant.language import is_chinese

# What is neither a term nor decisive is often only told around a question ("for my daughter"), however rare it is.
_TERM_COUNTS, _OTHERS_COUNT, _OTHER_CHINESE_COUNTS = 0.6, 0.5, 0.25


def weights(query: Query, words: WordIndex) -> dict[Concept, float]:
    """How much of the question each of its own concepts is: its rarity as a share of all (together 1); may be empty."""
    rarities = {concept: _rarity(concept, words) for concept in query.concepts if not concept.is_carried}
    total = sum(rarities.values())
    return {concept: rarity / total if total else 0.0 for concept, rarity in rarities.items()}


def is_held(concept: Concept, words: WordIndex) -> bool:
    """Whether some text of the documents holds every word of one of a concept's ways."""
    return any(words.hold(way) for way in concept.ways)


def true_rarity(concept: Concept, words: WordIndex) -> float:
    """How rare the commonest way of saying a concept is in the documents, be it a term or not."""
    held = [way for way in concept.ways if words.hold(way)]
    return min((max(map(words.rarity, way)) for way in held), default=0.0)


def _rarity(concept: Concept, words: WordIndex) -> float:
    """How rare the commonest way of saying a concept is; the rarest of its words counts for each way.

    A term is what questions are about, however common the documents have made it.
    """
    held = [way for way in concept.ways if words.hold(way)] or concept.ways
    rarity = min((max(map(words.rarity, way)) for way in held), default=words.rarity(""))
    if concept.is_term:
        return max(rarity, _TERM_COUNTS * words.rarity(""))
    if concept.is_decisive:
        return rarity
    most = _OTHER_CHINESE_COUNTS if is_chinese(concept.word) and not is_held(concept, words) else _OTHERS_COUNT
    return min(rarity, most * words.rarity(""))
