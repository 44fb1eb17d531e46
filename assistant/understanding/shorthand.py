"""What people shorten when they type in a hurry ("wats the dept of ppl"), written out."""

import re

_SHORT = {
    "abt": "about",
    "apps": "applications",
    "asap": "as soon as possible",
    "avg": "average",
    "b4": "before",
    "biz": "business",
    "bout": "about",
    "cos": "because",
    "coz": "because",
    "cuz": "because",
    "ddl": "deadline",
    "dept": "department",
    "depts": "departments",
    "diff": "difference",
    "dl": "deadline",
    "dunno": "do not know",
    "enuf": "enough",
    "faq": "questions",
    "grad": "graduate",
    "grads": "graduates",
    "hav": "have",
    "hr": "hour",
    "hrs": "hours",
    "hv": "have",
    "hw": "homework",
    "im": "I am",
    "int'l": "international",
    "intl": "international",
    "intv": "interview",
    "lang": "language",
    "lv": "level",
    "lvl": "level",
    "lvls": "levels",
    "max": "maximum",
    "min": "minimum",
    "mth": "month",
    "mths": "months",
    "nite": "night",
    "nites": "nights",
    "postgrad": "postgraduate",
    "postgrads": "postgraduates",
    "pls": "please",
    "plz": "please",
    "ppl": "people",
    "prog": "programme",
    "progs": "programmes",
    "r": "are",
    "rec": "recommendation",
    "recs": "recommendations",
    "req": "requirement",
    "reqs": "requirements",
    "sch": "school",
    "sem": "semester",
    "sems": "semesters",
    "thx": "thanks",
    "u": "you",
    "undergrad": "undergraduate",
    "undergrads": "undergraduates",
    "uni": "university",
    "unis": "universities",
    "ur": "your",
    "w/": "with",
    "w/o": "without",
    "wat": "what",
    "wats": "what is",
    "wht": "what",
    "whats": "what is",
    "whens": "when is",
    "wheres": "where is",
    "whos": "who is",
    "wk": "week",
    "wks": "weeks",
    "wanna": "want to",
    "yr": "year",
    "yrs": "years",
}
_LONGEST_FIRST = "|".join(map(re.escape, sorted(_SHORT, key=len, reverse=True)))
_WORDS = re.compile(rf"(?<![\w/'’.&-])(?!(?<=\d )min\b)(?:{_LONGEST_FIRST})(?![\w/'’&-])")  # "10 min" are minutes
# Somebody sat an examination; in small letters it is not the SAT.
_SAT = re.compile(
    r"(?<!the )\bsat(?= (?:the|my|our|his|her|for|in|an?|two|both|it|them|maths?|dse|hkdse|ib|gce|a-levels?|"
    r"that|this|last|(?:19|20)\d\d)\b)",
)
# What one begins with is no beginning of a programme.
_STARTS_WITH = re.compile(
    r"\bstart(?:s|ed|ing)? (?:(?:off |out )?(?=with\b)"
    r"|(?:you|him|her|them|us|me|students|people) (?:off |out )?(?=with\b|on\b))"
)
# Where somebody lives is no closing date, and what is on offer is no offer of a place.
_NEAR, _ON_OFFER = re.compile(r"\bclose (?=by\b|to\b)"), re.compile(r"\bon offer\b")
# Whose entry: "27fall", "fall 27".
_FALL = re.compile(
    r"(?<!\d)(2\d) ?(?=(?:fall|spring|entry|intake)\b|[入开開][學学])|(?<=\bfall )(2\d)(?!\d)", re.IGNORECASE
)
# A year by its last two figures, 23年; not how long something is, nor a form (3年級).
_SHORT_YEAR = re.compile(r"(?<![\d.])(2[1-9])年(?![級级班前後后內内来來以之間间])")
_AND = re.compile(r"(?<=[a-z]) n (?=[a-z])", re.IGNORECASE)
# One word for what is not the same: 區別, 差別, 差異.
_DIFFERENCE = re.compile("[區区差][別别]|差異|差异")
# Folded, 係 ("is") is 系 ("department"): 開學係幾時 would ask for a 學系.
_IS_AFTER_A_SUBJECT = re.compile("(?<=[學学])係")


def written_out(question: str) -> str:
    """`question` with each small-lettered abbreviation of everyday typing written out; names in capitals stay.

    係 after 學, which would read as 學系, is written 是; "sat" an examination, which would read as the SAT, "took";
    the year of an entry is written out ("27fall", 27年), and a difference is always 分別.

    >>> written_out("wats the dept of IE, and how many ppl per yr?")
    'what is the department of IE, and how many people per year?'
    """
    question = _ON_OFFER.sub("available", _NEAR.sub("near ", _STARTS_WITH.sub("go first ", question)))
    question = _AND.sub(" and ", _SHORT_YEAR.sub(r"20\1年", _DIFFERENCE.sub("分別", question)))
    question = _SAT.sub("took", _IS_AFTER_A_SUBJECT.sub("是", question))
    question = _FALL.sub(lambda match: f"20{match[1] or match[2]} ", question)
    return _WORDS.sub(lambda match: _SHORT[match[0]], question)
