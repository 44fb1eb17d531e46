"""How an answer was found, in words that a school student understands."""

import re
from collections.abc import Sequence

from assistant.composing.frames import listed
from assistant.domain import Answer, Evidence, Found, Hit, Language, Names, Outcome, Trace
from assistant.ui import texts
from assistant.ui.cards import plain, programme_name

_MOST_HITS = 5
_LONGEST = 200  # characters of a statement found
_DIGITS = 4
_CUT_WORD = re.compile(r"(?<=[^!-~])[!-~]+$")
_ANSWERED = (Outcome.ANSWERED, Outcome.PARTLY)


def trace_markdown(answer: Answer, trace: Trace) -> str:
    """What was understood, what the searches found, and why it was enough or not, as Markdown."""
    language = answer.language
    understood = [
        _line(texts.TRACE_LANGUAGE, texts.LANGUAGES[trace.query.language].in_language(language), language),
        *_understood(answer, trace),
    ]
    parts = [_bullets(understood)]
    if _has_further_parts(answer, trace):
        parts.append(plain(texts.TRACE_OF_ONE_PART.in_language(language)))
    parts.append(_bullets([_line(texts.TRACE_QUERY, trace.query.text, language)]))
    parts += _hits(trace.found, language)
    is_enough = enough_sentence(trace.evidence, language, is_answered=answer.outcome in _ANSWERED)
    parts.append(_bullets([_line(texts.TRACE_ENOUGH, is_enough, language)]))
    return "\n\n".join(parts)


def _understood(answer: Answer, trace: Trace) -> list[str]:
    """Programmes, what was asked, the years, and whether earlier questions were used; a line each."""
    language, query = answer.language, trace.query
    programmes = [programme_name(programme, language) for programme in answer.about]
    asked = [names.in_language(language) for names in answer.asked]
    earlier = texts.TRACE_EARLIER_USED if query.is_follow_up else texts.TRACE_EARLIER_NOT_USED
    return [
        _line(texts.TRACE_PROGRAMMES, _listed_or(programmes, texts.TRACE_ALL_PROGRAMMES, language), language),
        _line(texts.TRACE_ASKED, _listed_or(asked, texts.TRACE_OWN_WORDS, language), language),
        _line(texts.TRACE_YEARS, _listed_or(query.years, texts.TRACE_NO_YEAR, language), language),
        _line(texts.TRACE_EARLIER, earlier.in_language(language), language),
    ]


def _has_further_parts(answer: Answer, trace: Trace) -> bool:
    """Whether the answer is about more than the one query that the trace holds."""
    is_wider = answer.about != trace.query.programmes or not trace.query.asked.issuperset(answer.asked)
    return answer.outcome is Outcome.PARTLY or is_wider


def _hits(found: Found, language: Language) -> list[str]:
    """The first statements found, each with its document and both scores, under a sentence that explains these."""
    shown = found.statements[:_MOST_HITS]
    if not shown:
        return [plain(texts.TRACE_NOTHING.in_language(language))]
    rows = "\n".join(f"{number}. {_hit(hit, language)}" for number, hit in enumerate(shown, 1))
    return [plain(texts.TRACE_FOUND.in_language(language)), rows]


def _hit(hit: Hit, language: Language) -> str:
    text = hit.statement.text if hit.statement else hit.passage.text
    scores = texts.TRACE_SCORES.in_language(language).format(
        meaning="–" if hit.similarity is None else f"{hit.similarity:.2f}", words=f"{hit.words:.1f}"
    )
    return f"{_one_line(shortened(text))} <small>{plain(scores)} · {_one_line(hit.passage.breadcrumb)}</small>"


def enough_sentence(evidence: Evidence, language: Language, *, is_answered: bool) -> str:
    """Why the evidence was enough or not, in a sentence with both percentages where an estimate decided."""
    is_likely = evidence.confidence >= evidence.threshold
    if evidence.reason == "facts":
        sentence = texts.TRACE_FROM_TABLES
    elif evidence.reason == "nothing fits":
        sentence = texts.TRACE_NOTHING_FITS
    elif is_answered:
        sentence = texts.TRACE_SURE if is_likely else texts.TRACE_UNSURE_ANSWERED
    elif evidence.reason == "enough":
        sentence = texts.TRACE_REFUSED_FOR_ANOTHER_REASON
    else:
        sentence = texts.TRACE_CLOSE if is_likely else texts.TRACE_TOO_LITTLE
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


def _bullets(lines: Sequence[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _line(label: Names, said: str, language: Language) -> str:
    return f"<strong>{plain(label.in_language(language))}</strong> {_one_line(said)}"


def _listed_or(words: Sequence[str], otherwise: Names, language: Language) -> str:
    return listed(words, language) or otherwise.in_language(language)


def _one_line(text: str) -> str:
    """Plain text that stays within its list item."""
    return plain(" ".join(text.split()))
