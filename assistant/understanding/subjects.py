"""What a question is about beside programmes: names, the objects of its questions, and what others offer."""

import re
from collections.abc import Collection, Iterable

from assistant.domain import Concept, Programme
from assistant.language import fold, is_chinese
from assistant.programmes import Catalogue
from assistant.terms import Terms
from assistant.understanding.told import asking_part

# A name: a word with two capitals, or one with a capital within a sentence.
_NAME = re.compile(
    r"(?<![A-Za-z\d])[A-Za-z\d]*[A-Z][A-Za-z\d]*[A-Z][A-Za-z\d]*(?![A-Za-z\d])|(?<=[a-z,;] )[A-Z][a-z]+\b"
    r"|(?:(?<=Prof\. )|(?<=Dr\. )|(?<=M[rs]\. ))[A-Z][a-z]+\b"
)
_TITLES = frozenset({"prof", "professor", "dr", "mr", "mrs", "ms", "sir"})
# What a question without a programme is about ("tuition at yale", "code for nursing", 醫科的學費), on folded text. In
# Chinese not a clause (在香港讀的, 換了新的), for nothing is asked of that.
_HAN_SIGN = "(?![跟同和与对从到了过着在要俾被给能可想去来办换做拿有没冇是我你佢他她别新旧每各这那嗰呢])[㐀-鿿]"
_HAN_START = "(?:(?<=^)|(?<=[^㐀-鿿])|(?<=[跟同和与对从到请问读报道]))"
_NO_OBJECT = "least|most|minimum|maximum|all|once|first|last|present|home|example|instance"  # at least, at home …
_OBJECT = re.compile(
    rf"\b(?:at|for)\s+(?:the |a |an |my |our |any )*(?!(?:{_NO_OBJECT})\b)([a-z][\w-]*)"
    rf"|{_HAN_START}((?:{_HAN_SIGN}){{2,6}})[的嘅](?=[㐀-鿿a-z])"
)
# A programme that the catalogue does not know: the words after "degree in" or before "engineering", on folded text.
_DEGREES = "msc|master'?s?|bachelor'?s?|beng|bsc|ba|bba|mba|degree|programme|program|major"
_SMALL = (
    "the|a|an|my|your|this|that|which|what|any|each|all|it|other|engineering|our|one|two|of|at|in|for|and|or|is|are|do|does"
    "|with|from|have|has|can|to|degree|programme|program|major|study|studying|about|by|as|on|into|than|some"
)
_SUBJECT = rf"(?!(?:{_SMALL})\b)[a-z][a-z-]+(?: (?!(?:{_SMALL})\b)[a-z][a-z-]+){{0,3}}"
_PROGRAMME = re.compile(
    rf"\b(?:{_DEGREES})(?: degree| programme)? (?:in|of) ({_SUBJECT})|\b(?:msc|beng|bsc|mba) ({_SUBJECT})"
    rf"|\b((?!(?:{_SMALL})\b)[a-z]{{4,}}) engineering\b"
    rf"|((?:{_HAN_SIGN}){{2,6}}?)(?:学?(?:理学)?硕士|学士|学位课程|专业|本科)"
)
# What the name of a place of learning ends with says nothing by itself (內地大學的學歷).
_GENERAL = re.compile("(?:大学|学校|院校)$")
# What a term is asked of at the end of a question ("the code for nursing", "the dean of law"), on folded text.
_ASKED_OF = re.compile(
    rf" (?:at|for|of) (?:the |a |an )?(?!(?:{_NO_OBJECT})\b)"
    r"(?!(?:(?:first|second|third|fourth|final|senior|junior)-years?|everyone|everybody|them|me|us|him|her|it|people|students"
    r"|boys|girls|secondary|primary|high|school|local|international|overseas|mainland|new|prospective|current|locals|non-locals|internationals|good|sure|free|now|undergraduates|postgraduates|freshmen|adults|beginners)\b)([a-z][a-z-]+)"
    r"(?: (?:students?|degree|programme|university|college))?(?: in (?:19|20)\d\d(?:-\d\d)?)?\W*$"
)
# A degree in something, written as a name.
_DEGREE_IN = re.compile(
    r"\b(?:[Mm][Ss][Cc]|[Mm]aster'?s?|[Bb]achelor'?s?|BEng|BSc|[Dd]egree|[Mm]ajor)(?: degree| programme)?(?: in| of)? "
    r"((?:[A-Z][a-z]+)(?:(?: and| &)? [A-Z][a-z]+)*)"
)
COMPARES = re.compile(r"\b(?:compar\w*|versus|vs|than|differ\w*|side by side)\b|比|相差|分别|对照")
# A partner is no subject: what is studied with it is the programme's own.
_JOINT_STUDY = re.compile(
    r"\b(?:between|dual|double|second major|joint|partner\w*|exchange|agreement|memorandum|link\w*"
    r"|(?:run|offered|taught|held|organi[sz]ed|done) (?:\w+ )?with)\b"
    r"|双学位|双主修|第二主修|联合|合作|合办|交流|交换"
)
_TOGETHER_WITH = r"(?:\b(?:with|and|by|to|at) (?:the )?|[跟同和与去到])\s*"
# Nor is where somebody comes from: "transfer from HKU", 科大轉過來.
_FROM = (
    r"(?:\b(?:from|(?:studying|studied|am|was|enrolled) (?:at|in)|graduate of|students? (?:at|of|from))"
    r" (?:the )?|[由从])"
)
_WHO_COMES = r"[^,，。?？]{0,8}?(?:转|毕业|学生|读紧|读过)"
# Nor is a subject that whoever asks has studied.
_HELD = re.compile(r"\b(?:graduat\w+|studied|studying|holder|background|did|minor|after)\b|毕业|背景|副修|读紧|读过|转")


def decisive_in(question: str, rest: str, *, is_open: bool) -> set[str]:
    """The words, folded, without which `question` means something else; `rest` is what it says beside names.

    They are names and, where it `is_open` which programme is meant, what is asked about.
    """
    asking = asking_part(question)
    found = {name for word in _NAME.findall(question) if (name := fold(word)) in asking} - _TITLES
    if is_open:
        found |= {fold(word) for match in _OBJECT.finditer(fold(question)) for word in match.groups() if word}
        found |= {
            word for match in _PROGRAMME.finditer(rest) for said in match.groups() if said for word in said.split()
        }
    return {short for word in found if (short := _GENERAL.sub("", word))}


def unknown_in(question: str, catalogue: Catalogue, terms: Terms, programmes: tuple[Programme, ...]) -> tuple[str, ...]:
    """What the catalogue does not offer and the question is about: institutions that are no partners, and subjects."""
    folded = fold(question)
    asking = asking_part(question)
    asked_about = catalogue.others_in(asking)
    others = tuple(name for name in others_meant(question, catalogue) if name in asked_about)
    is_partner = is_joint(question)
    institutions = tuple(
        name for name in others if not (is_partner and re.search(rf"{_TOGETHER_WITH}{re.escape(name)}", folded))
    )
    if institutions or _HELD.search(folded):
        return institutions
    if programmes:
        return catalogue.masters_not_offered(asking)
    degrees = [match[1] for match in _DEGREE_IN.finditer(question)]
    degrees = [name for name in degrees if fold(name) in asking and not terms.named_in(name)]
    degrees = [name for name in degrees if not catalogue.is_of_institution(name)]
    return catalogue.other_subjects_in(question) or tuple(
        fold(name) for name in degrees if catalogue.without_names(name).strip() == fold(name)
    )


def others_meant(question: str, catalogue: Catalogue) -> tuple[str, ...]:
    """The other institutions that `question` names, folded, but those that somebody only comes from.

    That is so where it asks about a programme here, or about this institution: "May I transfer from HKU to CUHK?"
    """
    folded, others = fold(question), catalogue.others_in(question)
    if not others or not (catalogue.named_in(question) or catalogue.names_institution(question)):
        return others
    return tuple(
        name for name in others if not re.search(rf"{_FROM}{re.escape(name)}|{re.escape(name)}{_WHO_COMES}", folded)
    )


def is_joint(question: str) -> bool:
    """Whether `question` is about studies with a partner, and does not compare.

    >>> is_joint("Is there a dual degree with Peking University?"), is_joint("EE vs IE: whose exchange is longer?")
    (True, False)
    """
    folded = fold(question)
    return _JOINT_STUDY.search(folded) is not None and COMPARES.search(folded) is None


def strange_subject(rest: str, concepts: Iterable[Concept], terms: Terms) -> tuple[str, ...]:
    """The word that is no term and of which a term right before it is asked at the end of `rest`, if any."""
    match = _ASKED_OF.search(rest)
    asked = rest[: match.start()].split() if match else []
    if match is None or not asked or not terms.named_in(asked[-1]):
        return ()
    return tuple(concept.word for concept in concepts if concept.word == match[1] and not concept.is_term)


def chinese_objects(concepts: Iterable[Concept], decisive: set[str]) -> list[Concept]:
    """The Chinese words that a question is about, each as one concept of the character pairs that it is cut into."""
    found = []
    for word in sorted(filter(is_chinese, decisive)):
        pairs = [concept.word for concept in concepts if concept.word in word and not concept.is_term]
        if pairs:
            whole = word[word.index(pairs[0]) : word.rindex(pairs[-1]) + len(pairs[-1])]
            found.append(Concept(whole, (tuple(pairs),), is_decisive=True))
    return found


def is_named(concept: Concept, decisive: Collection[str]) -> bool:
    """Whether one of the decisive words is, begins or (in Chinese) holds the concept."""
    return any(
        concept.word == word or concept.word.startswith(f"{word} ") or (is_chinese(word) and concept.word in word)
        for word in decisive
    )
