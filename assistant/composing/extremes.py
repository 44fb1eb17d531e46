"""Who has the most or the least of something: of all programmes, or of those that are compared."""

import re
from collections.abc import Callable, Mapping, Sequence

from assistant.composing import frames
from assistant.composing.parts import Said
from assistant.composing.rows import Row, label, source_of, valued
from assistant.domain import Names, Passage, Query
from assistant.language import fold

# Matched on folded text: one script, one case.
_HIGHEST = re.compile(
    r"\b(highest|(?<!at )most|largest|biggest|hardest|top|greatest|longest|heaviest|dearest|most expensive"
    r"|(?:came|comes|is|was|ranks?|ranked) (?:at the )?(?:top|first)(?= ?[?.,]| (?:in|with|by|for)\b))\b"
    r"|(?:头|前)[两二三四五2-5](?:名|位|个|科|门|高|多|大)|最(?:高|多(?! ?\d)|大|重|難|难|貴|贵|長|长)"
)
_LOWEST = re.compile(
    r"\b(lowest|fewest|(?<!at )least|smallest|lightest|easiest|shortest|cheapest"
    r"|(?:came|comes|is|was|ranks?|ranked) (?:at the )?(?:bottom|last)(?= ?[?.,]| (?:in|with|by|for)\b))\b"
    r"|最(?:低(?!要|入学|收生|分|门槛)|少|小|轻|細|细|易|容易|平|便宜|短)"
)
# Of a ratio such as applicants per offer: the larger, the harder.
_HARD = re.compile(r"\b(?:hard\w*|difficult|most competitive|toughest)\b|最(?:難|难)|競爭最|竞争最")
_HIGHER = re.compile(
    r"\b(?:higher|more|larger|bigger|greater|longer|dearer|better)\b"
    r"|更(?:高|多|大|贵|长)|[高多大贵长][啲些]|(?:边|哪)[^,，。?？少]{0,8}多(?!少)|较[高多大贵长]"
)
_LOWER = re.compile(
    r"\b(?:lower|fewer|less|smaller|shorter|cheaper)\b"
    r"|更(?:低|少|小|平|便宜|短)|[低少小平短][啲些]|(?:边|哪)[^,，。?？多]{0,8}少|较[低少小短]"
)
_HARDER = re.compile(r"\b(?:harder|tougher|more (?:difficult|competitive))\b|难|竞争大")
_EASIER = re.compile(r"\b(?:easier|less (?:difficult|competitive))\b|易")
# Most and least of an amount that one rule bounds, asked of no programme: "the most I can skip", 最多可以少修幾多學分.
_WHOEVER = (
    r"(?:i|you|we|one|they|he|she|someone|anyone|(?:a |an )?(?:students?|applicants?|person|people|child|son|daughter))"
)
_BOUNDS = re.compile(
    r"(?<!with the )(?<!has the )(?<!have the )(?<!had the )(?<!with )"
    rf"\b(?:most|least|fewest|highest|lowest|largest|smallest|longest|shortest)\b[^.?!,;:]{{0,40}}? {_WHOEVER} "
    r"(?:can|could|may|might|must|needs?|have to|has to|should|am|are|is|will|would|get)\b"
    r"|最[多少高低大小长短早快](?!是|系|的|嘅)[^,，。;；:：?？的嘅那嗰科课系专]{0,10}(?:几|多少)"
)
# What a question asks of when it asks who has the most.
_OF_PROGRAMMES = re.compile(
    r"\b(?:programmes?|programs?|majors?|degrees?|departments?|courses|choices?|codes?|who|whose|which|engineering|jupas|faculty|cuhk"
    r"|master'?s?|msc)\b|课程|专业|主修(?!学分)|[边哪嗰那各几的嘅](?:一)?[个啲些]?科(?!目)|学系|工程|联招|硕士|谁|[边哪]一?个"
)
_SEVERAL = 2
_NUMERALS = {"two": 2, "three": 3, "four": 4, "five": 5, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5}
_COUNT = r"([2-5]|two|three|four|five|[两二三四五])"
_MANY = re.compile(
    rf"\b(?:top|bottom|highest|lowest|largest|smallest|most|least)\s{_COUNT}\b"
    rf"|\b{_COUNT} (?:highest|lowest|largest|smallest|most|least|biggest|cheapest)\b"
    rf"|最(?:高|低|多|少|大|小)(?:的|嘅)?{_COUNT}(?:个|科|门)|(?:头|前){_COUNT}(?:名|位|个|科|门|高|多|大)"
)


def asks_for_extreme(query: Query) -> bool:
    """Whether a question asks who has the most or the least of something: "the cheapest", 最高.

    How much something is at most ("the most I can skip") is another question.
    """
    folded = _BOUNDS.sub(" ", fold(query.text))
    return _HIGHEST.search(folded) is not None or _LOWEST.search(folded) is not None


def is_of_programmes(query: Query) -> bool:
    """Whether a question says that programmes, or those of the faculty, are what it looks through for the most."""
    return _OF_PROGRAMMES.search(fold(query.text)) is not None


def hardest_first(query: Query) -> bool:
    """Whether the programmes are to be ordered by a ratio from the largest down: the larger, the harder to enter."""
    return _HARD.search(fold(query.text)) is not None


def without_extremes(folded: str) -> str:
    """A folded question without its words for most and least, and how many of them."""
    return _LOWEST.sub("", _HIGHEST.sub("", _MANY.sub("", folded)))


def distance(asked: Names, folded: str, query: Query) -> int:
    """How far what is asked stands from the word for most or least in a question: that nearest is meant by it.

    "Which department runs the programme with the highest median": the median. 0 where no such word stands in it.
    """
    found = [match.span() for pattern in (_HIGHEST, _LOWEST) for match in pattern.finditer(folded)]
    words = {concept.word for concept in query.concepts if asked in concept.names}
    places = [(at, at + len(word)) for word in words if (at := folded.find(word)) >= 0]
    gaps = [max(start - end, from_ - to, 0) for start, to in found for from_, end in places]
    return min(gaps, default=len(folded) if found else 0)


def extremes(
    row: Row, folded: str, query: Query, names_of: Callable[[str], str], passages: Mapping[str, Passage]
) -> tuple[Said, ...]:
    """Who has the most and who has the least of something, where the `folded` question asks for it; may be empty."""
    numbered = {programme: fact for programme, fact in row.facts.items() if fact.number is not None}
    said = []
    for pattern, is_highest, frame in ((_HIGHEST, True, frames.HIGHEST), (_LOWEST, False, frames.LOWEST)):
        if numbered and pattern.search(folded):
            first = 1 if is_highest else -1
            values = sorted({fact.number or 0.0 for fact in numbered.values()}, reverse=is_highest)
            wanted = values[: _how_many(folded)]
            chosen = [(p, fact) for p, fact in numbered.items() if fact.number in wanted]
            those = dict(sorted(chosen, key=lambda item: -first * (item[1].number or 0.0)))
            text = frame.in_language(query.language).format(
                what=label(row, query.language),
                which=frames.listed(
                    (f"{names_of(p)} – {valued(row, fact, query.language)}" for p, fact in those.items()),
                    query.language,
                ),
            )
            said.append(Said(text, tuple(source_of(fact, passages) for fact in those.values())))
    return tuple(said)


def higher(row: Row, query: Query, names_of: Callable[[str], str], passages: Mapping[str, Passage]) -> tuple[Said, ...]:
    """Which of the programmes that are compared has more or less of something, where the question asks that."""
    folded = fold(query.text)
    numbers = [fact.number for fact in row.facts.values() if fact.number is not None]
    if len(numbers) < _SEVERAL:  # one alone is neither more nor less
        return ()
    if said := extremes(row, folded, query, names_of, passages):
        return said
    if len(set(numbers)) < _SEVERAL or not row.year:
        return ()
    words = ("highest",) if _HIGHER.search(folded) else ("lowest",) if _LOWER.search(folded) else ()
    return tuple(said for word in words for said in extremes(row, word, query, names_of, passages))


def harder(names: Names, cells: Mapping[str, Said], query: Query, names_of: Callable[[str], str]) -> tuple[Said, ...]:
    """Which of the programmes that are compared comes first by a ratio of our own, where the question asks that."""
    folded = fold(query.text)
    sign = -1 if _HARDER.search(folded) or _HIGHER.search(folded) else 1 if _EASIER.search(folded) else 0
    ordered = sorted(cells.items(), key=lambda cell: (sign * float(cell[1].text), cell[0]))
    return first_of(names, ordered, query, names_of) if sign and len(ordered) > 1 else ()


def _how_many(folded: str) -> int:
    """How many of the highest are asked for: "top two programmes", 最高的三個; 1 where no number is said."""
    match = _MANY.search(folded)
    said = next((group for group in match.groups() if group), "") if match else ""
    return int(said) if said.isdigit() else _NUMERALS.get(said, 1)


def first_of(
    names: Names, ordered: Sequence[tuple[str, Said]], query: Query, names_of: Callable[[str], str]
) -> tuple[Said, ...]:
    """Who comes first by a ratio of our own; several where they are level. `ordered` must not be empty."""
    programmes = [programme for programme, cell in ordered if cell.text == ordered[0][1].text]
    cells = [cell for _, cell in ordered[: len(programmes)]]
    is_highest = float(ordered[0][1].text) >= float(ordered[-1][1].text)
    frame = (frames.HIGHEST if is_highest else frames.LOWEST).in_language(query.language)
    which = (f"{names_of(programme)} – {_as_divided(cell)}" for programme, cell in zip(programmes, cells, strict=True))
    text = frame.format(what=names.in_language(query.language), which=frames.listed(which, query.language))
    sources = tuple(source for cell in cells for source in cell.sources)
    return (Said(text, sources, computed=tuple(computed for cell in cells for computed in cell.computed)),)


def _as_divided(cell: Said) -> str:
    """A ratio with the two figures that it is computed from: "22.5 (900 ÷ 40)"."""
    figures = " ÷ ".join(each.value for computed in cell.computed for each in computed.cells)
    return f"{cell.text} ({figures})"
