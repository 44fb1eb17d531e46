"""What a text denies, demands, hedges or stresses: the small words that turn its meaning round."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

_I = re.IGNORECASE
_NO_DENIAL = re.compile(
    r"\b(?:not only|no (?:more|less|fewer|later|earlier) than|not (?:more|less|fewer|later|earlier) than|whether or not"
    r"|no\. ?\d|not necessarily)\b"
    "|不(?:同|过|少于|多于|超过|低于|高于|仅|但|只|断|论|管|一定|迟于|早于|久)|非(?:本地|联招|常|华语|政府)|未来|无论|没关系|没有注明|未有注明",
    _I,
)
_DENIAL = re.compile(
    r"\b(?:not|no|never|none|neither|nor|without|cannot|nobody|nothing|lacks?|ineligible|exempt(?:ed|ion)?|waived?"
    r"|excluded?)\b|n't\b|[不没无未毋勿冇唔]|非|豁免|免修|免试",
    _I,
)
_DUTY = re.compile(
    r"\b(?:compulsory|mandatory|obligatory|must|required?|requires|needs?|needed|have to|has to)\b"
    r"|必须|必修|必需|强制|规定|一定要|须|需",
    _I,
)
_DUTY_TOLD = re.compile(
    _DUTY.pattern + r"|\brequirements?\b|\bminimum\b|\bexpect\w*\b|\bprerequisites?\b|要求|最低", _I
)
_CHOICE = re.compile(r"\b(?:optional|voluntary|voluntarily|at will)\b|自愿|非必|可选择?|选择性", _I)
_MAY = re.compile(r"\b(?:may|might|could|possibly|perhaps|likely)\b|可能|或会|或须|或可|或有|有机会|或将", _I)
_MAY_SAID = re.compile(
    _MAY.pattern + r"|\b(?:can|possible|sometimes|some|selective\w*|depend\w*|up to)\b|可|或|部分|视乎|有时", _I
)
# What a sentence stresses by itself must be stressed by what it cites: the name, how it is said, how it may be told.
_STRESSES: Sequence[tuple[str, re.Pattern[str], re.Pattern[str]]] = [
    (
        "only",
        re.compile(r"(?<!not )\b(?:only|merely|solely|sole|exclusively)\b|(?<!不)[只仅](?!要|需)|唯一", _I),
        re.compile(r"\b(?:only|just|merely|sole\w*|exclusive\w*|limited|no other|alone)\b|[只仅]|唯|限", _I),
    ),
    (
        "superlative",
        re.compile(
            r"\b(?:highest|lowest|largest|biggest|smallest|cheapest|easiest|hardest|toughest|leading"
            r"|best(?! (?:five|5))"
            r"|most (?:popular|competitive|difficult|expensive|selective))\b"
            "|最(?:高|低(?!入学|要求|等级|成绩)|大|小|好|易|难|贵|便宜|热门|受欢迎|佳(?!五科)|多的)|首屈一指",
            _I,
        ),
        re.compile(
            r"\b(?:\w{3,}(?<!inter)(?<!requ)(?<!t)est|best|most|leading|top|only|first(?!-year))\b|最(?!低)|首(?!年)|唯一",
            _I,
        ),
    ),
    (
        "all",
        re.compile(
            r"\b(?:all|every|always|everyone|any)\b(?! (?:year|month|term)s?\b)|所有|全部|每[个名位项科]|一律|凡是", _I
        ),
        re.compile(
            r"\b(?:all|every|each|always|any|no|none|nobody|whole|both)\b|所有|全部|每|一律|凡|均|都|任何|各|不", _I
        ),
    ),
    (
        "advice",
        re.compile(r"\b(?:prefer\w*|recommend\w*|advis(?:e|ed|able))\b|优先|建议", _I),
        re.compile(
            r"\b(?:prefer\w*|recommend\w*|advi[sc]\w*|should|suggest\w*|desir\w*|welcome)\b|优先|建议|应|宜|较佳|欢迎",
            _I,
        ),
    ),
    (
        "certain",
        re.compile(
            r"\b(?:guarantee\w*|certain(?:ly)?|definitely|automatic(?:ally)?)\b|必定|保证|一定(?!要)|自动(?!化)", _I
        ),
        re.compile(r"\b(?:guarantee\w*|certain\w*|automatic\w*|always)\b|必定|保证|一定|自动(?!化)", _I),
    ),
]
_FEW = 2
_TURNS = re.compile(
    r"[;；。!?]|[.](?=\s)|,? \b(?:but|while|whereas|however|although|though|unless|yet)\b"
    r"|,(?= ?(?:and )?(?:no|not|never|without|none)\b)|[,]?(?:但是?|而(?!且|家)|不过|虽然|除非|惟)|[,](?=[不没无未毋])",
    _I,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a text: what it is about, and whether it denies, leaves a choice, says "may", is soft or demands.

    One that says "may" is soft, but also one that says "can" or "some".
    """

    about: frozenset[str]
    is_denied: bool
    is_choice: bool
    is_hedged: bool
    is_soft: bool
    demands: bool


def spans(text: str) -> list[tuple[int, int]]:
    """Where the clauses of a text begin and end, in order.

    >>> [text[a:b] for text in ["Level 5 is normal, but Level 4 may do."] for a, b in spans(text)]
    ['Level 5 is normal', ' Level 4 may do.']
    """
    edges = [0, *(edge for match in _TURNS.finditer(text) for edge in match.span()), len(text)]
    return [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if text[start:end].strip(" .")]


def clauses(words: str, about: Callable[[str], Iterable[str]]) -> list[Clause]:
    """The clauses of a text without its values, in order; `about` tells what a clause is about."""
    return [_clause(words[start:end], about) for start, end in spans(words)] or [
        Clause(frozenset(), False, False, False, False, False)
    ]


def turned(claimed: Sequence[Clause], told: Sequence[Clause]) -> str:
    """How a claim turns round what it cites: "negation", "duty" or "may"; empty where it does not.

    Each clause of the claim is held against those of the sources that are about most of the same.
    """
    for clause in claimed:
        if _only_leads(clause, told) and len(claimed) > 1:
            continue
        nearest = _nearest(clause, told)
        if not any(_denies_alike(clause, other) for other in nearest):
            return "negation"
        if clause.demands and not (clause.is_denied or clause.is_choice) and all(other.is_choice for other in nearest):
            return "duty"
        is_about_it = any(clause.about & other.about for other in nearest) or len(claimed) == 1
        if is_about_it and not clause.is_soft and not clause.is_denied and all(other.is_hedged for other in nearest):
            return "may"
    return ""


def denies(text: str) -> bool:
    """Whether a text denies something.

    >>> denies("There is no interview."), denies("not only engineers")
    (True, False)
    """
    return _DENIAL.search(_NO_DENIAL.sub(" ", text)) is not None


def demands_more(claim: str, told: str) -> bool:
    """Whether `claim` says that something must be, and `told` nowhere demands anything.

    >>> demands_more("an interview is required", "an interview may be held"), demands_more("必须", "is compulsory")
    (True, False)
    """
    return _DUTY.search(claim) is not None and not demands(told)


def demands(text: str) -> bool:
    """Whether a text says that something must be, if only as a requirement or a minimum.

    >>> demands("the minimum is Level 3"), demands("须达3级"), demands("Level 3")
    (True, True, False)
    """
    return _DUTY_TOLD.search(text) is not None


def stressed(claim: str, told: str) -> str:
    """What `claim` stresses and `told` does not: "only", "superlative", "all", "advice", "certain"; empty for nothing.

    >>> stressed("Only 30 places", "30 places"), stressed("只有三十個", "only 30")
    ('only', '')
    """
    return next((name for name, said, source in _STRESSES if said.search(claim) and not source.search(told)), "")


def _clause(part: str, about: Callable[[str], Iterable[str]]) -> Clause:
    return Clause(
        about=frozenset(about(part)),
        is_denied=denies(part),
        is_choice=_CHOICE.search(part) is not None,
        is_hedged=_MAY.search(part) is not None,
        is_soft=_MAY_SAID.search(part) is not None,
        demands=_DUTY.search(part) is not None,
    )


def _denies_alike(claim: Clause, other: Clause) -> bool:
    """Whether both deny or neither does; "optional" is as good as "not compulsory"."""
    if claim.is_denied == other.is_denied:
        return True
    return (claim.is_denied and claim.demands and other.is_choice) or (
        claim.is_choice and other.is_denied and other.demands
    )


def _only_leads(clause: Clause, told: Sequence[Clause]) -> bool:
    """Whether a clause is of a word or two that none of the sources is about: "in short"."""
    return len(clause.about) <= _FEW and all(clause.about.isdisjoint(other.about) for other in told)


def _nearest(clause: Clause, told: Sequence[Clause]) -> list[Clause]:
    common = [len(clause.about & other.about) for other in told]
    return [other for other, shared in zip(told, common, strict=True) if shared == max(common)]
