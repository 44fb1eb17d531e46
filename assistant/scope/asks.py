"""The kinds of things that are asked for and not done."""

from enum import StrEnum


class Ask(StrEnum):
    """What is asked for that the assistant does not do; where words could mean two of them, the first counts."""

    RULES = "RULES"  # change or show how the assistant works: ignore the instructions, play a role, swear
    HOMEWORK = "HOMEWORK"  # produce a work: an essay, code, a translation, a solved exercise, a joke
    GUARANTEE = "GUARANTEE"  # promise admission, a visa or a job
    PREDICTION = "PREDICTION"  # tell a score or rank to come, or somebody's chances
    PERSONAL = "PERSONAL"  # look into somebody's case, record or private life
    ACT = "ACT"  # do something in the visitor's place: submit, pay, book, write to somebody
    OPINION = "OPINION"  # judge people, universities or politics
    OTHER = "OTHER"  # anything else that is not asked of this assistant, told from its meaning only
