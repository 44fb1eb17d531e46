"""Who is to do something, and for whom, in English: the parts that its patterns share."""

from assistant.scope.patterns import any_of

POLITE = any_of(
    """please pls kindly just now then also and so but or ok(?:ay)? hey hi hello well instead first finally quickly
    simply honestly seriously frankly be_(?:honest|frank|straight) maybe perhaps again go_ahead_and try_to"""
)
START = rf"^\W*+(?:{POLITE}[,:]? )*+"
# You are to do it: a bare imperative, "could you", "I want you to"; and "help me" where it adds nothing.
BID = any_of(
    """(?:can|could|would|why_don't)_(?:you|u) (?:want|need|order|like|ask|beg|expect|get)_(?:you|u)_to let's
    please
    """,
    before=r"\b",
    after=rf"(?: {POLITE})*+ ",
)
YOU = rf"(?:{START}|{BID})(?:help (?:me|us) (?:to )?|\w+ly |100% )?"
_MUST = any_of("you_(?:must|should|will|shall|have_to|need_to|can) will_you from_now_on,?")
YOU_MUST = rf"(?:{YOU}|\b{_MUST}(?: {POLITE})*+ )"
KIN = any_of("son daughter child kid brother sister friend classmate cousin boyfriend girlfriend student roommate")
ONE = rf"(?:i|we|he|she|my {KIN}(?: \S+){{0,2}}?)"
MINE = rf"(?:my|our|his|her|{KIN}'s|(?:an)?other \w+'s)"
FOR_ME = rf"(?:for (?:me|us|my {KIN})|on (?:my|our) behalf)\b"
STAFF_WORD = any_of(
    """professors? profs? teachers? lecturers? tutors? instructors? supervisors? deans? (?:vice-)?chancellors?
    presidents? chair(?:man|person)s? faculty_members? staff dr mr mrs
    """,
    after=r"\.?",
)
STAFF = rf"\b{STAFF_WORD}(?![\w'-])"


def gap(most: int) -> str:
    """Up to so many words inside an object; not into a clause of its own ("check whether an essay is needed")."""
    return rf"(?:(?!{any_of('your whether if how what that which when to clear')} )\S+ ){{0,{most}}}?"
