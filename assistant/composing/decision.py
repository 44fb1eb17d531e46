"""Whether the best statement is evidence enough to answer a question, with the reason."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.composing.carrying import objects_asked
from assistant.composing.evidence import Candidate
from assistant.composing.features import FEATURES
from assistant.composing.weights import is_held, weights
from assistant.domain import Concept, Evidence, Query
from assistant.index.words import WordIndex
from assistant.language import is_chinese

# What is read off the best statement's own features, under the same names.
_OF_THE_BEST = (
    "similarity",
    "words",
    "heading fits",
    "figure missing",
    "amount missing",
    "carried over",
    "other programme",
    "tells",
    "asked alike",
    "asked behind",
    "asked words",
)
SIGNALS = (
    *_OF_THE_BEST,
    "score",
    "coverage",
    "terms",
    "no term",
    "decisive missing",
    "gap ahead",
    "near miss",
    "near miss here",
    "learned near miss",
    "learned near miss here",
    "unheld words",
    "unheld term",
    "unheld object",
    "unknown named",
    "rare missing",
    "question length",
    "follow-up",
)
_AT = {name: number for number, name in enumerate(FEATURES)}
_FILE = "calibration.json"
_FAR = 6.0  # how far behind the best statement a known gap is taken to be where there is none
_LONG_QUESTION = 10
_CLEARLY_NEARER = 0.1  # in cosines


@dataclass(frozen=True, slots=True)
class Calibration:
    """What `python -m assistant.evaluation calibrate` fitted, for the embedding model `model`.

    `ranking` are the weights of FEATURES; `decision` those of SIGNALS with `bias`; a question is answered from
    `threshold` (0 to 1) on.
    """

    model: str
    ranking: Mapping[str, float]
    decision: Mapping[str, float]
    bias: float
    threshold: float


@cache
def calibration() -> Calibration:
    """The calibration that the package carries."""
    return calibration_of(files("assistant.composing").joinpath(_FILE).read_text(encoding="utf-8"))


def calibration_of(text: str) -> Calibration:
    """The calibration that a JSON text holds, as `python -m assistant.evaluation calibrate` writes it."""
    stored = json.loads(text)
    return Calibration(
        stored["model"], stored["ranking"], stored["decision"], float(stored["bias"]), float(stored["threshold"])
    )


def is_gap_for(query: Query, candidate: Candidate) -> bool:
    """Whether a statement says that what is asked is not published: of a programme that is named, or of all."""
    about = {programme.id for programme in query.programmes}
    own = set(candidate.statement.programmes)
    return candidate.is_known_gap and (not own or not about.isdisjoint(own))


def signals(
    query: Query, ranked: Sequence[Candidate], words: WordIndex, ranking: Mapping[str, float]
) -> tuple[float, ...]:
    """What speaks for and against answering from the best of `ranked` that states something, in the order of SIGNALS.

    `ranked` must not be empty.
    """
    gap_weight = ranking.get("known gap", 0.0)
    stating = [candidate for candidate in ranked if not candidate.is_known_gap]
    best = stating[0] if stating else ranked[0]
    gap = max((c.score - gap_weight for c in ranked if is_gap_for(query, c)), default=best.score - _FAR)
    terms = best.features[_AT["terms"]] + best.features[_AT["terms under heading"]]
    found = {name: best.features[_AT[name]] for name in _OF_THE_BEST} | {
        "score": best.score / 5,
        "coverage": best.coverage,
        "terms": terms if any(c.is_term for c in query.concepts if not c.is_carried) else 1.0,
        "gap ahead": min(max((gap - best.score) / 3, -2.0), 2.0),
        "near miss": _ahead(max(c.not_told for c in ranked), max(c.asked for c in ranked)),
        "near miss here": _ahead(best.not_told, best.asked),
        "learned near miss": max(c.learned.not_told for c in ranked) - max(c.learned.asked for c in ranked),
        "learned near miss here": best.learned.not_told - best.learned.asked,
    }
    found |= _of_the_question(query, best, words)
    return tuple(found[name] for name in SIGNALS)


def _ahead(not_told: float, asked: float) -> float:
    """How much nearer a question is to what is said not to be told than to what is answered (-1 to 1)."""
    return min(max((not_told - asked) / _CLEARLY_NEARER, -1.0), 1.0)


def _of_the_question(query: Query, best: Candidate, words: WordIndex) -> dict[str, float]:
    """What of the question's own words the documents hold, and the best statement carries."""
    own = [concept for concept in query.concepts if not concept.is_carried]
    unheld = [concept for concept in own if _is_strange(concept, words)]
    decisive = [concept for concept in own if concept.is_decisive]
    objects = (*decisive, *objects_asked(query))
    terms = [concept for concept in own if concept.is_term]
    shares = weights(query, words)
    return {
        "no term": float(bool(terms) and best.carries.isdisjoint(terms)),
        "decisive missing": sum(c not in best.carries for c in decisive) / len(decisive) if decisive else 0.0,
        "unheld words": len(unheld) / max(len(own), 1),
        "unheld term": float(any(concept.is_term for concept in unheld)),
        "unheld object": float(any(_is_strange(concept, words) for concept in objects)),
        "unknown named": float(bool(query.unknown)),
        "rare missing": max((shares[c] for c in own if c not in best.carries), default=0.0),
        # The more a question tells around what it asks, the less of it need be carried.
        "question length": min(len(own), _LONG_QUESTION) / _LONG_QUESTION,
        "follow-up": float(query.is_follow_up),
    }


def _is_strange(concept: Concept, words: WordIndex) -> bool:
    """Whether no document holds it. Chinese words that are no terms are pairs of signs, of which any may be no word."""
    return not is_held(concept, words) and (concept.is_term or not is_chinese(concept.word))


def decided(query: Query, ranked: Sequence[Candidate], words: WordIndex, fitted: Calibration) -> Evidence:
    """The evidence that the best of `ranked` gives, and whether it is enough."""
    is_asked = bool(query.concepts or query.programmes or query.years)
    if not ranked or not is_asked:
        return Evidence("nothing fits", 0.0, fitted.threshold, 0.0, 0.0)
    found = signals(query, ranked, words, fitted.ranking)
    weighed = fitted.bias + sum(
        fitted.decision.get(name, 0.0) * value for name, value in zip(SIGNALS, found, strict=True)
    )
    confidence = 1 / (1 + math.exp(-weighed))
    best = next((candidate for candidate in ranked if not candidate.is_known_gap), ranked[0])
    reason = "enough" if confidence >= fitted.threshold and not best.is_known_gap else "too little"
    return Evidence(reason, confidence, fitted.threshold, best.similarity, best.coverage)
