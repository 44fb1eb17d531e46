"""The start screen: a sentence, and questions that the documents answer, by topic."""

from collections.abc import Sequence

from assistant.domain import Language, Names
from assistant.ui.markup import NOTHING, Fragment, tag
from assistant.ui.texts import frame
from assistant.ui.turns import ask_button


def draw_start(groups: Sequence[tuple[Names, Sequence[str]]], language: Language, waiting: str = "") -> Fragment:
    """What a visitor sees first; each group is a topic and its questions. `waiting` says that there are none yet."""
    topics = [
        tag(
            "section",
            tag("h3", topic.in_language(language), id=f"topic-{number}"),
            tag("ul", *(tag("li", ask_button(question)) for question in questions)),
            aria_labelledby=f"topic-{number}",
            class_="topic",
        )
        for number, (topic, questions) in enumerate(groups, 1)
    ]
    return tag(
        "div",
        tag("h2", frame.ASK_ABOUT.in_language(language), class_="welcome"),
        tag("p", frame.WHAT_IT_IS.in_language(language), class_="welcome-text"),
        tag("p", waiting, class_="waiting", role="status") if waiting else NOTHING,
        tag("div", *topics, class_="topics") if topics else NOTHING,
        class_="start",
        lang=language,
        data_waits="true" if waiting else None,
    )
