"""Whether the best statement is evidence enough to answer a question, with the reason."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

import numpy as np

from assistant.composing.carrying import objects_asked
from assistant.composing.evidence import Candidate
from assistant.composing.features import FEATURES
from assistant.composing.forest import Forest
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
# What the trees are told besides: the best statement's features, and how sure the order is.
ALL_SIGNALS = (
    *SIGNALS,
    *(f"best: {name}" for name in FEATURES),
    "probability",
    "next probability",
    "uncertainty",
    "candidates",
)
_AT = {name: number for number, name in enumerate(FEATURES)}
_FILE, TREES = "calibration.json", "trees.json"
CORRECTED = 30  # so many of the first candidates are looked at by the trees
_FAR = 6.0  # how far behind the best statement a known gap is taken to be where there is none
_LONG_QUESTION = 10
_LEAST_SHARE = 1e-9  # for logarithms
_CLEARLY_NEARER = 0.1  # in cosines


@dataclass(frozen=True, slots=True)
class Calibration:
    """What `python -m assistant.evaluation calibrate` fitted, for the embedding model `model`.

    `ranking` are the weights of FEATURES, whose scores `ranking_trees` correct; `decision` those of SIGNALS with
    `bias`, whose probability is averaged with that of `decision_trees`; a question is answered from `threshold` (0 to
    1) on. Without trees the weights alone count.
    """

    model: str
    ranking: Mapping[str, float]
    decision: Mapping[str, float]
    bias: float
    threshold: float
    ranking_trees: Forest | None = None
    decision_trees: Forest | None = None


@cache
def calibration() -> Calibration:
    """The calibration that the package carries."""
    folder = files("assistant.composing")
    return calibration_of(*(folder.joinpath(name).read_text(encoding="utf-8") for name in (_FILE, TREES)))


def calibration_of(text: str, trees: str) -> Calibration:
    """The calibration that two JSON texts hold, as `python -m assistant.evaluation calibrate` writes them."""
    stored, grown = json.loads(text), json.loads(trees)
    return Calibration(
        stored["model"],
        stored["ranking"],
        stored["decision"],
        float(stored["bias"]),
        float(stored["threshold"]),
        Forest.of(grown["ranking"]),
        Forest.of(grown["decision"]),
    )


def is_gap_for(query: Query, candidate: Candidate) -> bool:
    """Whether a statement says that what is asked is not published: of a programme that is named, or of all.

    What is unknown of some only, such as non-local students, is no gap for a question about all, nor what is unknown of
    a part: the number of exchange places for one about places.
    """
    about = {programme.id for programme in query.programmes}
    own = set(candidate.statement.programmes)
    is_of_less = candidate.is_of_a_part or holds_for_some(candidate)
    return candidate.is_known_gap and not is_of_less and (not own or not about.isdisjoint(own))


def says_terms(candidate: Candidate) -> float:
    """The share of the terms asked that a statement says in its own words or under its headings (0 to 1)."""
    return candidate.features[_AT["terms"]] + candidate.features[_AT["terms under heading"]]


def tells_fact(candidate: Candidate) -> bool:
    """Whether a statement is a row of a table that tells what is asked."""
    return candidate.features[_AT["tells"]] > 0


def is_told_by_row(query: Query, candidate: Candidate) -> bool:
    """Whether a row of a table on the one programme named tells the one thing that a question asks.

    Its other words only say the same once more: "how many students did it admit" is asked by "how many students did".
    """
    own = [concept for concept in query.concepts if not (concept.is_carried or concept.is_told)]
    terms = [concept for concept in own if concept.is_term]
    said = {way for concept in terms for way in concept.ways}
    asks_more = any(said.isdisjoint(concept.ways) for concept in own)
    is_own = candidate.statement.programmes == tuple(programme.id for programme in query.programmes)
    return (
        len(terms) == 1 and not asks_more and is_own and tells_fact(candidate) and candidate.carries.issuperset(terms)
    )


def holds_for_some(candidate: Candidate) -> bool:
    """Whether a statement says of whom alone it holds, and these are not asked about: "for sub-degree holders"."""
    return candidate.features[_AT["narrower"]] > 0


def is_of_other_level(candidate: Candidate) -> bool:
    """Whether a statement is about postgraduates where bachelors are asked about, or the other way round."""
    return candidate.features[_AT["other level"]] > 0


def _best(ranked: Sequence[Candidate]) -> Candidate:
    """The first that states something; the first of all where none does."""
    return next((candidate for candidate in ranked if not candidate.is_known_gap), ranked[0])


def signals(
    query: Query, ranked: Sequence[Candidate], words: WordIndex, ranking: Mapping[str, float]
) -> tuple[float, ...]:
    """What speaks for and against answering from the best of `ranked` that states something, in the order of SIGNALS.

    `ranked` must not be empty.
    """
    gap_weight = ranking.get("known gap", 0.0)
    best = _best(ranked)
    gap = max((c.score - gap_weight for c in ranked if is_gap_for(query, c)), default=best.score - _FAR)
    terms = says_terms(best)
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


def corrected(ranked: Sequence[Candidate], trees: Forest | None) -> list[Candidate]:
    """`ranked`, best first, in the order that their trees make of them: these speak on the first CORRECTED alone."""
    if trees is None or not ranked:
        return list(ranked)
    at = [_AT[name] for name in trees.names]
    first = ranked[:CORRECTED]
    more = trees.of_rows(np.array([[candidate.features[i] for i in at] for candidate in first])).tolist()
    scored = [replace(candidate, score=candidate.score + extra) for candidate, extra in zip(first, more, strict=True)]
    return sorted([*scored, *ranked[CORRECTED:]], key=lambda candidate: (-candidate.score, candidate.statement.id))


def all_signals(
    query: Query, ranked: Sequence[Candidate], words: WordIndex, ranking: Mapping[str, float]
) -> tuple[float, ...]:
    """What speaks for and against answering, in the order of ALL_SIGNALS. `ranked` must not be empty."""
    best = _best(ranked)
    odds = np.exp(np.array([candidate.score for candidate in ranked]) - ranked[0].score)
    shares = odds / odds.sum()
    uncertainty = -float(shares @ np.log(np.maximum(shares, _LEAST_SHARE)))
    following = float(shares[1]) if len(shares) > 1 else 0.0
    order = (float(shares[0]), following, uncertainty, float(len(shares)))
    return (*signals(query, ranked, words, ranking), *best.features, *order)


def confidence_of(found: Sequence[float], fitted: Calibration) -> float:
    """How likely a question with these ALL_SIGNALS can be answered (0 to 1)."""
    weighed = fitted.bias + sum(
        fitted.decision.get(name, 0.0) * value for name, value in zip(SIGNALS, found, strict=False)
    )
    linear = 1 / (1 + math.exp(-weighed))
    if fitted.decision_trees is None:
        return linear
    return (linear + float(fitted.decision_trees.of_rows(np.array([found]))[0])) / 2


def decided(query: Query, ranked: Sequence[Candidate], words: WordIndex, fitted: Calibration) -> Evidence:
    """The evidence that the best of `ranked` gives, and whether it is enough."""
    is_asked = bool(query.concepts or query.programmes or query.years)
    if not ranked or not is_asked:
        return Evidence("nothing fits", 0.0, fitted.threshold, 0.0, 0.0)
    confidence = confidence_of(all_signals(query, ranked, words, fitted.ranking), fitted)
    best = _best(ranked)
    reason = "enough" if confidence >= fitted.threshold and not best.is_known_gap else "too little"
    return Evidence(reason, confidence, fitted.threshold, best.similarity, best.coverage)
