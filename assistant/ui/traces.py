"""How an answer was found, in words that a school student understands."""

import re
from collections.abc import Sequence

from assistant.composing.frames import listed
from assistant.domain import Answer, Evidence, Found, Hit, Language, Names, Outcome, Trace
from assistant.ui.answers import programme_name
from assistant.ui.markup import NOTHING, Fragment, tag
from assistant.ui.texts import traces as texts

MOST_HITS = 5
_LONGEST = 200  # characters of a statement found
_DIGITS = 4
_CUT_WORD = re.compile(r"(?<=[^!-~])[!-~]+$")
_ANSWERED = (Outcome.ANSWERED, Outcome.PARTLY)


def draw_trace(answer: Answer, trace: Trace, language: Language) -> Fragment:
    """What was understood, what the searches found, and why it was enough or not, in `language`; folded."""
    query = trace.query
    understood = [
        _line(texts.LANGUAGE, texts.LANGUAGES[query.language].in_language(language), language),
        *_understood(answer, trace, language),
    ]
    part = tag("p", texts.OF_ONE_PART.in_language(language)) if _has_further_parts(answer, trace) else NOTHING
    is_enough = enough_sentence(trace.evidence, language, is_answered=answer.outcome in _ANSWERED)
    return tag(
        "details",
        tag("summary", texts.HOW_FOUND.in_language(language)),
        tag("p", texts.STEP_UNDERSTOOD.in_language(language), class_="step"),
        tag("ul", *understood),
        part,
        tag("p", texts.STEP_SEARCHED.in_language(language), class_="step"),
        tag("ul", _line(texts.QUERY, query.text, language)),
        *_hits(trace.found, language),
        tag("p", texts.STEP_DECIDED.in_language(language), class_="step"),
        tag("ul", _line(texts.ENOUGH, is_enough, language)),
        class_="trace",
        lang=language,
    )


def _understood(answer: Answer, trace: Trace, language: Language) -> list[Fragment]:
    """Programmes, what was asked, the years, and whether earlier questions were used; a line each."""
    query = trace.query
    programmes = [programme_name(programme, language) for programme in answer.about]
    asked = [names.in_language(language) for names in answer.asked]
    earlier = texts.EARLIER_USED if query.is_follow_up else texts.EARLIER_NOT_USED
    return [
        _line(texts.PROGRAMMES, _listed_or(programmes, texts.ALL_PROGRAMMES, language), language),
        _line(texts.ASKED, _listed_or(asked, texts.OWN_WORDS, language), language),
        _line(texts.YEARS, _listed_or(query.years, texts.NO_YEAR, language), language),
        _line(texts.EARLIER, earlier.in_language(language), language),
    ]


def _has_further_parts(answer: Answer, trace: Trace) -> bool:
    """Whether the answer is about more than the one query that the trace holds."""
    is_wider = answer.about != trace.query.programmes or not trace.query.asked.issuperset(answer.asked)
    return answer.outcome is Outcome.PARTLY or is_wider


def _hits(found: Found, language: Language) -> list[Fragment]:
    """The first statements found, each with its document and both scores, under a sentence that explains these."""
    shown = found.statements[:MOST_HITS]
    if not shown:
        return [tag("p", texts.NOTHING.in_language(language))]
    return [tag("p", texts.FOUND.in_language(language)), tag("ol", *(_hit(hit, language) for hit in shown))]


def _hit(hit: Hit, language: Language) -> Fragment:
    text = hit.statement.text if hit.statement else hit.passage.text
    scores = texts.SCORES.in_language(language).format(
        meaning="–" if hit.similarity is None else f"{hit.similarity:.2f}", words=f"{hit.words:.1f}"
    )
    return tag(
        "li",
        tag("bdi", shortened(text), lang=hit.passage.language),
        tag("small", scores, " · ", tag("bdi", hit.passage.breadcrumb, lang=hit.passage.language)),
    )


def enough_sentence(evidence: Evidence, language: Language, *, is_answered: bool) -> str:
    """Why the evidence was enough or not, in a sentence with both percentages where an estimate decided."""
    is_likely = evidence.confidence >= evidence.threshold
    if evidence.reason == "facts":
        sentence = texts.FROM_TABLES
    elif evidence.reason == "nothing fits":
        sentence = texts.NOTHING_FITS
    elif is_answered:
        sentence = texts.SURE if is_likely else texts.UNSURE_ANSWERED
    elif evidence.reason == "enough":
        sentence = texts.REFUSED_FOR_ANOTHER_REASON
    else:
        sentence = texts.CLOSE if is_likely else texts.TOO_LITTLE
    confidence, threshold = percentages(evidence.confidence, evidence.threshold)
    return sentence.in_language(language).format(confidence=confidence, threshold=threshold)


def percentages(confidence: float, threshold: float) -> tuple[str, str]:
    """Both shares (0 to 1) as percentages, with so many digits that the one that is less also reads as less.

    >>> percentages(0.731, 0.4), percentages(0.398, 0.4)
    (('73%', '40%'), ('39.8%', '40.0%'))
    """
    shares = confidence * 100, threshold * 100
    for digits in range(_DIGITS):
        shown, least = (round(share, digits) for share in shares)
        if (shown >= least) == (confidence >= threshold):
            break
    return f"{shares[0]:.{digits}f}%", f"{shares[1]:.{digits}f}%"


def shortened(text: str, most: int = _LONGEST) -> str:
    """At most `most` characters of `text`, and "…" where something is left out; no word or figure is cut in two.

    >>> shortened("The fee is HK$47,000.", 17), shortened("學費為四萬七千元", 5)
    ('The fee is …', '學費為四萬 …')
    """
    if len(text) <= most:
        return text
    kept = text[:most]
    return f"{_CUT_WORD.sub('', kept).rstrip()} …"


def _line(label: Names, said: str, language: Language) -> Fragment:
    return tag("li", tag("strong", label.in_language(language)), " ", said)


def _listed_or(words: Sequence[str], otherwise: Names, language: Language) -> str:
    return listed(words, language) or otherwise.in_language(language)
