"""The question as a program sends it, and what it is told where that cannot be used."""

from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from assistant.answering import LONGEST_QUESTION
from assistant.domain import Language
from assistant.web.asking import MOST_TURNS

_SENTENCES = {
    "question": f"`question` must be a text of 1 to {LONGEST_QUESTION} characters.",
    "turns": "`turns` must be a list of the turns so far, oldest first, each an object with `question` and `answer`, "
    "which are texts.",
    "language": f"`language` must be one of {', '.join(Language)}; without it, the answer is in the question's.",
    "programme": "`programme` must be the id of a programme, such as answers give in `about`.",
}
_OTHER_FIELD = f"There are no fields but {', '.join(f'`{name}`' for name in _SENTENCES)}: leave out the others."
_NO_OBJECT = 'The body must be a JSON object such as {"question": "…"}, sent with Content-Type: application/json.'


def _said(text: str) -> str:
    if not text.strip():
        raise ValueError("empty")
    return text


class TurnFields(BaseModel):
    """An earlier question and its answer."""

    model_config = ConfigDict(extra="ignore")

    question: str = Field(description="What was asked.")
    answer: str = Field(default="", description="What was answered, as text.")


class QuestionFields(BaseModel):
    """A question with what surrounds it."""

    model_config = ConfigDict(extra="forbid", strict=True)

    question: Annotated[str, AfterValidator(_said)] = Field(
        max_length=LONGEST_QUESTION, description="What is asked, in English or Chinese."
    )
    turns: list[TurnFields] = Field(
        default=[], description=f"The turns before, oldest first; the last {MOST_TURNS} are looked at."
    )
    language: Annotated[Language, Field(strict=False)] | None = Field(
        default=None, description="The language to answer in; without it, the question's."
    )
    programme: str = Field(
        default="",
        max_length=100,
        description="Id of the programme that a question which names none is about; an unknown one is ignored.",
    )


def problems(errors: Sequence[Any]) -> list[str]:
    """What is wrong with a body, as sentences that say what to do, in the order of the fields; once each.

    `errors` are pydantic's.
    """
    found = []
    for error in errors:
        field = error["loc"][1] if len(error["loc"]) > 1 else ""
        if error["type"] == "extra_forbidden":
            found.append(_OTHER_FIELD)
        else:
            found.append(_SENTENCES.get(field, _NO_OBJECT) if isinstance(field, str) else _NO_OBJECT)
    return list(dict.fromkeys(found))
