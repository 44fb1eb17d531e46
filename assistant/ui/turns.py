"""One turn of the conversation as the page draws it: the question, its answer, its sources, and how it was found."""

from dataclasses import dataclass

import gradio as gr  # noqa: TID251  # this is the door

from assistant.domain import Answer, Citation, Language
from assistant.ui import cards, texts, traces

_HIGHLIGHT = "#f5d547"


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question of this visitor and its answer."""

    question: str
    answer: Answer


def draw(exchange: Exchange, number: int) -> None:
    """Draw turn `number` (from 1) where Gradio is drawing; the cards of its sources and its trace are closed."""
    answer = exchange.answer
    with gr.Column(elem_classes="turn", key=f"turn-{number}"):
        _markdown(cards.plain(exchange.question), f"question-{number}", "question")
        if about := cards.about_line(answer):
            _markdown(about, f"about-{number}", "about")
        _markdown(cards.answer_markdown(answer, number), f"answer-{number}", "answer", answer.outcome.lower())
        sources = "  \n".join(cards.source_markdown(citation, answer.language) for citation in answer.citations)
        if sources:
            _markdown(sources, f"sources-{number}", "sources")
        for citation in answer.citations:
            _draw_source(citation, answer.language, cards.source_id(number, citation.mark))
        if answer.trace:
            label = texts.HOW_FOUND.in_language(answer.language)
            with gr.Accordion(label, open=False, elem_classes="trace", key=f"trace-{number}"):
                _markdown(traces.trace_markdown(answer, answer.trace), f"trace-{number}-text", "trace-text")


def _draw_source(citation: Citation, language: Language, card: str) -> None:
    """A closed card with the passage, its quoted words highlighted."""
    label = cards.card_label(citation, language)
    with gr.Accordion(label, open=False, elem_id=card, elem_classes="source", key=card):
        gr.HighlightedText(
            cards.highlighted(citation, language),
            show_label=False,
            show_inline_category=False,
            container=False,
            color_map={texts.QUOTED.in_language(language): _HIGHLIGHT},
            elem_classes="passage",
            key=f"{card}-passage",
        )


def _markdown(text: str, key: str, *classes: str) -> None:
    gr.Markdown(text, elem_classes=list(classes), latex_delimiters=[], key=key)
