"""What a question only tells: clauses about whoever asks that ask nothing themselves."""

import re

from assistant.language import fold

_CLAUSE = re.compile(r"[^.,;:!?。，、；：！？\n]+(?:\.(?=\d)[^.,;:!?。，、；：！？\n]+)*[.,;:!?。，、；：！？\n]*")
_KIN = r"(?:son|daughter|child|kid|brother|sister|friend|cousin|mum|mom|mother|dad|father|parents?|boy|girl|student)"
_OWN = (
    r"(?:degree|diploma|school|college|university|g?cgpa|gpa|grades?|results?|scores?|major|transcripts?|electives?"
    r"|toefl|ielts|dse|ib|sat|exams?|english)"
)
_SAYS = r"(?:says?|said|claims?|claimed|thinks?|told|tells|insists?|swears?|swore|believes?)"
# What a list or somebody else says, which is then asked about: "my teacher says", "the list I keep".
_OTHERS_SAY = (
    r"you (?:gave|told|said|showed|answered|wrote)"
    r"|the (?:\w+ )?(?:list|table|book|leaflet|page|website|note)s? (?:that )?(?:i|we)"
    r"|(?:the|an?|my|our|his|her) (?:\w+ )?(?:teacher|colleague|friend|senior|tutor|classmate|neighbour|counsellor"
    rf"|website|leaflet|brochure|folder|forum)(?: \w+){{0,6}}? {_SAYS}"
    rf"|(?:people|someone|somebody|everyone|everybody|some)(?: \w+){{0,4}}? {_SAYS}"
    r"|(?:thanks|thank you|cheers)(?: so much| a lot| very much)? for"
)
_OF_THE_ASKER = re.compile(
    r"^\W*(?:(?:since|as|because|if|and|but|so|well|hi|hello|when|although|though) |(?:back )?in (?:19|20)\d\d,? )*"
    rf"(?:{_OTHERS_SAY}"
    rf"|i|i've|i'm|we|we've|my (?:\w+ )?{_KIN}|my (?:\w+ ){{0,2}}{_OWN}|he|she|they)\b"
    r"|^\W*(?:only |just |already )?(?:born|graduated|sat|took|taken|finished|obtained|got|scored|passed|completed)\b"
    r"|^\W*(?:(?:19|20)\d\d ?年?|因为|由于|如果|虽然|但系?|不过|其实|你好|请问)*"
    r"(?:我|本人|咱|细佬|家姐|[哥姐]{2}|[弟妹]{2}|阿[仔女]|个[仔女]|儿子|女儿|朋友|表[哥姐弟妹])"
)
_ASKS = re.compile(
    r"[?？]|\b(?:what|which|when|where|who|how|why|want|wants|need|needs|would like|i'd like"
    r"|wonder|wondering|ask|asking|looking for|interested|curious)\b"
    r"|多少|几|点|吗|么|咩|乜|哪|边|想|问|有冇|有没有|可唔可|可不可|能否|能不能|要不要|使唔使|需要"
)


# What a question sets aside: "besides the fee", "not counting hostel", 不計宿費.
_SET_ASIDE = re.compile(
    r"\b(?:besides|apart from|aside from|other than|except(?: for)?|excluding|not (?:counting|including)|on top of)"
    r" (?:(?:the|my|all|any) )?[a-z'-]+(?: [a-z'-]+)?(?: (?:and|or) (?:the )?[a-z'-]+)?(?=[,;:.?!)]|$)"
    r"|\bused to be [^,;:.?]{1,30}(?=,| but)|(?:以前|之前|过去|从前|旧时)(?:是|系|用)[^,，。?？、；;]{1,12}(?=[,，])"
    r"|(?:不计|不算|不包括?|不连|唔计|唔包括?|扣除|撇除)[^,，。?？!！、;；:：()（）]{1,6}?(?=[,，。?？!！、;；:：()（）]|$)"
    r"|除(?:咗|了|去)?[^,，。?？!！、;；:：]{1,8}?(?:以外|之外|外)"
)


# Who keeps asking or cannot agree, behind a question: "Parents keep asking me."
_REMARK = re.compile(
    r"^\W*(?:(?:the|my|our|all|some|most|many|these|those|both|two|half) )*(?:\w+ )?"
    r"(?:teachers?|parents?|mum|dad|family|families|students?|pupils|people|everyone|everybody|nobody|friends?|forums?"
    r"|classmates?|colleagues?|sources?|websites?|leaflets?|books?|files?)(?: \w+){0,3}?"
    r" (?:is|are|was|were|has|have|had|can't|cannot|can|could"
    r"|will|won't|wont|would|keep|keeps|kept|wants?|asks?|differ|differs|disagree|agree|don't|doesn't|never)\b"
)


_ENTERS = re.compile(
    r"^\W*(?:as an?|(?:if|when|since|because|suppose|assuming)? ?(?:i|i'm|i'll|i've|we|my \w+|he|she)) .*"
    r"\b(?:start\w*|begin\w*|enter\w*|join\w*|enrol\w*|admitted)\b"
    r"|^\W*(?:作为|身为|如果|假设|若|我|本人|[阿个小]?[儿仔女]).*(?:入学|入读|开始读|升读|报到)"
)


def tells_of_entry(clause: str) -> bool:
    """Whether a folded clause only tells when somebody begins to study, and asks nothing.

    >>> tells_of_entry("as a student starting in 2027,"), tells_of_entry("if i start in 2027, what is the fee?")
    (True, False)
    """
    return _ENTERS.search(clause) is not None and _ASKS.search(clause) is None


def clauses_of(question: str) -> list[str]:
    """`question`, folded, cut behind each mark; joined again it is the same.

    >>> clauses_of("I got a 3.5 in 2022, may I apply?")
    ['i got a 3.5 in 2022,', ' may i apply?']
    """
    return _CLAUSE.findall(fold(question))


def is_told(clause: str) -> bool:
    """Whether a folded clause is about whoever asks, or theirs, and asks nothing.

    >>> is_told("i sat it in 2022,"), is_told("i want to know the fee"), is_told("may i apply?")
    (True, False, False)
    """
    return _OF_THE_ASKER.search(clause) is not None and _ASKS.search(clause) is None


_STUDIED = re.compile(
    r"\b(?:graduat\w+|studied|studying|majored|majoring|did|have an?|hold\w*|degree|bachelor'?s?|background|btech|beng"
    r"|bsc)\b"
    r"|毕业|背景|读(?:[嘅的紧过]|[^,，]{1,10}[嘅的]\W*$)|本科|专业|主修|出身"
)


def tells_of_studies(question: str) -> str:
    """The clauses of `question`, folded, that only tell what somebody has studied; empty where there is none.

    >>> tells_of_studies("I studied mechanical engineering, may I take the MSc in EE?")
    'i studied mechanical engineering,'
    """
    return "".join(clause for clause in clauses_of(question) if is_told(clause) and _STUDIED.search(clause))


def without_set_aside(text: str) -> str:
    """`text`, folded, without what it sets aside.

    >>> without_set_aside("besides engineering, which faculties teach it?")
    ', which faculties teach it?'
    """
    return _SET_ASIDE.sub("", fold(text))


def asking_part(question: str) -> str:
    """`question`, folded, without what it only tells of whoever asks; all of it where nothing else is left.

    >>> asking_part("Who pays for it? Teachers here can't agree."), asking_part("How much? For local students.")
    ('who pays for it?', 'how much? for local students.')
    """
    clauses = clauses_of(question)
    kept, has_asked = [], False
    for clause in clauses:
        if not is_told(clause) and not (has_asked and _is_remark(clause)):
            kept.append(clause)
        has_asked |= clause.rstrip().endswith("?")
    return "".join(kept) or "".join(clauses)


def _is_remark(clause: str) -> bool:
    """Whether a folded clause behind a question only says why it is asked."""
    return _REMARK.search(clause) is not None and _ASKS.search(clause) is None
