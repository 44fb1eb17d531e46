"""The years that a question asks for, with those that it only points to ("last year") told from the day it is asked."""

import re

from assistant.language import fold, years
from assistant.understanding.told import clauses_of, is_told, tells_of_entry

_RELATIVE = {  # on folded text: one script, one case
    -2: r"\b(?:two years ago|the year before last)\b|(?<!以)前年",
    -1: r"(?<!\bmy )(?<!your )(?<!their )(?<!\bour )(?<!\bhis )(?<!\bher )(?<!'s )(?<!s' )"
    r"\b(?:last|previous|past) (?:year|entry|intake|cycle)\b(?! of| at| in (?:uni|the prog|school))"
    r"|\ba year ago\b|去年|(?<!以)上年(?![级资龄])|旧年",
    0: r"\bthis (?:year|entry|intake|cycle)\b|\bthis academic year\b|\bcurrent (?:year|entry|intake|cycle)\b"
    r"|今年|本年(?!级)|本学年|这一年|呢年",
    1: r"\b(?:the )?following (?:year|entry|intake)\b|\bthe year after\b(?! \d)"
    r"|\b(?:next|coming|upcoming) (?:year|entry|intake|cycle|admission|academic year)\b(?! of)"
    r"|(?<![说证声标])明年|(?<!以)下年(?![级资龄])|(?<![列推提付支输])出年(?![份级])|下一年(?!级)|来年",
}
_BEFORE = re.compile(
    r"\b(?:the )?year (before|after)(?: that in)? ((?:19|20)\d\d)\b|((?:19|20)\d\d) ?年?(?:的|嘅)?(前|之前|后|之后)一年"
)
# "Since 2021" asks for no year of its own.
_OPEN_ENDED = re.compile(
    r"\b(?:after|since|before|until|from|by|till|up to) (?:the year )?(?:19|20)\d\d\b(?!-\d\d|[^.?]*\bto\b)"
    r"|(?:19|20)\d\d ?年?(?:之后|以后|之前|以前|后|前|起|至今)"
)
# Results of whoever asks: "mix it with last year's grades", "resat chemistry this year", 重考.
_OWN_RESULTS = re.compile(
    r"\b(?:combin|mix|merg|us|keep|add|counting|count)\w*\b[^.?!]{0,30}?\b(?:last|this|previous) year'?s?"
    r" (?:\w+ )?(?:grades?|results?|marks?|sitting|attempt|dse)\b"
    r"|\b(?:resat|resit\w*|retook|retak\w*|repeat(?:ed|ing)?)\b[^.?!,]{0,30}?\b(?:last|this|next) year\b(?!'s)"
    r"|(?:今年|去年|上年|旧年|前年) ?(?:考|攞|拿|取得|考获)(?:的|嘅|咗|到|了)"
    r"|(?:今年|去年|上年|旧年|明年|出年)[^,，。?？]{0,4}(?:重考|再考|重读)|重考[^,，。?？]{0,8}(?:今年|去年|上年|旧年)"
)
_DECADE = re.compile(r"\b(?:19|20)\d0'?s\b")
# What was answered before: "that's the 2025 median, now the one of 2024".
_GIVEN = re.compile(r"\bthat'?s [^,.?!;:]{0,40}\b(?:19|20)\d\d\b[^,.?!;:]{0,20}(?=,? (?:and |but )?now\b)")
_NOT_THOSE = re.compile(  # "(not 2023 or 2025)"
    r"(?:不是|并非|而非|唔系|\bnot|\brather than|\binstead of)(?: the| for)? ?"
    r"(?:(?:19|20)\d\d(?:-\d\d)?(?:年度?| one)?(?: ?(?:或|和|、|or|and|nor|,|/) ?)?)+"
)
# Beside the year that was spoken of before: "and the year before?", "the one after that", 前一年呢.
_BESIDE_THAT = {
    -1: re.compile(
        r"\b(?:year|one|intake|entry|cycle|round) (?:just |right )?before\b(?: (?:that|it))?(?! [\w'])"
        r"|\b(?:previous|preceding|prior) (?:year|one|intake|entry|cycle)\b(?!'s)|\b(?:a|one|the) year earlier\b"
        r"|再?(?:之?前|上|早)一(?:个)?(?:学)?[年届]"
    ),
    1: re.compile(
        r"\b(?:year|one|intake|entry|cycle|round) (?:just |right )?after\b(?: (?:that|it))?(?! [\w'])"
        r"|\bfollowing (?:year|one|intake|entry|cycle)\b|\b(?:a|one|the) year later\b"
        r"|再?(?:之?后|下)一?(?:个)?(?:学)?[年届]"
    ),
}
_ANY_ONE = re.compile(r"\bone (?:just |right )?(?:before|after)\b|\b(?:previous|preceding|prior|following) one\b")
_BACK_THEN = re.compile(r"\b(?:did|was|were|got|had|applied|went|made)\b[^?.!]*\bthen\W*$")
_THAT_YEAR = re.compile(r"\b(?:that (?:year|intake|entry)|then|in those days)\b|[那嗰当]一?年|当时|嗰阵")
_SAME_YEAR = re.compile(
    r"\b(?:that|(?:the )?same) (?:(?:academic|admission|calendar|entry|exact|intake|school|very) )?"
    r"(?:year|intake|entry|cycle|round)\b(?! (?:one|two|three|four|\d|students?\b))"
    r"|(?<!不)[那嗰当同该](?:一|个|一个)?(?:学)?[年届](?![级份纪])"
)


def years_asked(question: str, this_year: int, *, is_yearly: bool = True) -> tuple[str, ...]:
    """The years that `question` asks for in its own words, in order: explicit ones, then those told from `this_year`.

    Years in which something happened to whoever asks ("I sat it in 2022") are told, not asked for; so is the one
    in which they begin to study, where what is asked does not change from year to year (not `is_yearly`).

    >>> years_asked("fees last year and in 2027-28", 2026), years_asked("the year before 2023", 2026)
    (('2027-28', '2025'), ('2022',))
    """
    folded = _GIVEN.sub(" ", _DECADE.sub(" ", _NOT_THOSE.sub(" ", fold(question))))
    if not _THAT_YEAR.search(folded):
        folded = _untold(folded, this_year, is_yearly=is_yearly)
    return _years_in(_OWN_RESULTS.sub(" ", folded), this_year)


def is_of_same_year(question: str) -> bool:
    """Whether `question` asks about the year that was spoken of before.

    >>> is_of_same_year("When did applications close for that intake?"), is_of_same_year("嗰年有幾多人報？")
    (True, True)
    """
    folded = fold(question)
    return _SAME_YEAR.search(folded) is not None or _BACK_THEN.search(folded) is not None


def years_beside(question: str, before: str, told: str = "") -> tuple[str, ...]:
    """The year before or after `before`, a year or an academic year, where `question` only tells that; else none.

    Where none was asked for before, it is told from the one that was `told`, unless the question names no year at all
    ("and the one before?"), which may be asked of anything.

    >>> years_beside("And the year before?", "2025"), years_beside("下一年呢？", "2026-27")
    (('2024',), ('2027-28',))
    """
    folded = _BEFORE.sub(" ", fold(question))
    steps = [step for step, words in _BESIDE_THAT.items() if words.search(folded)]
    before = before or (told if not _ANY_ONE.search(folded) else "")
    if len(steps) != 1 or not before:
        return ()
    first = int(before[:4]) + steps[0]
    return (f"{first}-{(first + 1) % 100:02}" if "-" in before else str(first),)


def is_present(question: str, this_year: int) -> bool:
    """Whether `question` names no year but the present one, and that only by words such as "this year".

    >>> is_present("may I use both this year?", 2026), is_present("the 2026 fee", 2026)
    (True, False)
    """
    return years_asked(question, this_year) == (str(this_year),) and str(this_year) not in fold(question)


def _untold(question: str, this_year: int, *, is_yearly: bool) -> str:
    """`question`, folded, without the clauses that only tell a year of whoever asks."""
    return "".join(
        clause
        for clause in clauses_of(question)
        if not (tells_of_entry(clause) and not is_yearly)
        and (not is_told(clause) or any(int(year[:4]) >= this_year for year in _years_in(clause, this_year)))
    )


def _years_in(folded: str, this_year: int) -> tuple[str, ...]:
    shifted = [
        int(m[2] or m[3]) + (-1 if (m[1] or m[4]) in ("before", "前", "之前") else 1) for m in _BEFORE.finditer(folded)
    ]
    rest = _BEFORE.sub(" ", folded)
    found = [*years(_OPEN_ENDED.sub(" ", rest)), *map(str, shifted)]
    found += [str(this_year + step) for step, words in _RELATIVE.items() if re.search(words, rest)]
    return tuple(dict.fromkeys(found))


def without_years(text: str) -> str:
    """`text` without the words that `years_asked`, `years_beside` and `is_of_same_year` read."""
    for words in _RELATIVE.values():
        text = re.sub(words, " ", text)
    for beside in _BESIDE_THAT.values():
        text = beside.sub(" ", text)
    return _SAME_YEAR.sub(" ", _BEFORE.sub(" ", text))
