"""What happens to a visit at each event, as updates of the places of the page."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr  # noqa: TID251  # this is the door

from assistant.answering import LONGEST_QUESTION
from assistant.domain import Answer, Language
from assistant.ui.answerer import answering
from assistant.ui.commands import Command, read_command
from assistant.ui.kept import visit_of
from assistant.ui.notes import Notes
from assistant.ui.texts import frame
from assistant.ui.views import Views
from assistant.ui.visit import Exchange, Visit
from assistant.web.languages import accepted_language, language_of
from assistant.web.visitors import visitor_of

Updates = dict[Any, Any]


@dataclass(frozen=True, slots=True)
class Places:
    """The components that events read and change."""

    visit: gr.State
    head: gr.Markdown
    conversation: gr.Markdown
    following: gr.Markdown
    coming: gr.Markdown
    start: gr.Markdown
    picked: gr.Markdown
    keeping: gr.Markdown
    box: gr.Textbox
    ask: gr.Button
    stop: gr.Button
    command: gr.Textbox
    sending: gr.Button

    @property
    def all(self) -> list[Any]:
        """Every component that an event changes."""
        return [
            self.visit, self.head, self.conversation, self.following, self.coming, self.start, self.picked,
            self.keeping, self.box, self.ask, self.stop,
        ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Desk:
    """What happens to a visit at each event, as updates of the places."""

    views: Views
    language: Language
    places: Places
    notes: Notes

    def ask(self, typed: str, visit: Visit, request: gr.Request) -> Iterator[Updates]:
        """Answer what was typed; shows the answer as it comes."""
        question = typed.strip()
        if not question:
            yield {self.places.box: gr.update()}
            return
        places, shown = self.places, question[:LONGEST_QUESTION]
        yield {
            places.box: gr.update(value=""),
            places.start: "",
            places.following: "",
            places.conversation: self.views.conversation(replace(visit, exchanges=visit.before)),
            places.coming: self.views.coming(visit, shown, frame.LOOKING.in_language(visit.language)),
            places.ask: gr.update(visible=False),
            places.stop: gr.update(visible=True),
        }
        answerer, context = self.views.answerer, visit.context(visitor_of(request.request))
        answer: Answer | None = None
        for so_far in answering(answerer, question, visit.turns, context, visit.language):
            if isinstance(so_far, Answer) and so_far.is_complete:
                answer = so_far
            else:
                yield {places.coming: self.views.coming(visit, shown, so_far)}
        if answer:
            self.notes.unanswered(shown, answer)
            visit = visit.with_exchange(Exchange(shown, answer))
        yield self.shown(visit)

    def follow(self, visit: Visit, request: gr.Request) -> str:
        """What could be asked next; shown after the answer, which need not wait for it."""
        return self.views.following(visit, visitor_of(request.request))

    def stop(self, visit: Visit) -> Updates:
        """The page without the question that was being answered."""
        return self.shown(visit)

    def obey(self, sent: str, visit: Visit, request: gr.Request) -> Updates:
        """Do what the page's script wishes."""
        command = read_command(sent)
        if command is None:
            return {self.places.box: gr.update()}
        if command.does == "open":
            visit = self._opened(command, request)
        elif command.does == "wait":
            return {self.places.start: self.views.start(visit), self.places.picked: self.views.picked(visit)}
        elif command.does == "rate":
            visit = self.notes.rated(visit, command)
        return self.shown(_changed(visit, command))

    def _opened(self, command: Command, request: gr.Request) -> Visit:
        """The visit that the browser kept, or a new one; in the language of the address, else of before."""
        kept = visit_of(command.kept) if command.kept else None
        accepted = accepted_language(request.headers.get("accept-language", ""), self.language)
        language = language_of(command.language) or (kept.language if kept else accepted)
        return replace(kept or Visit(), language=language)

    def shown(self, visit: Visit) -> Updates:
        """The whole page of a visit."""
        places, views = self.places, self.views

        def says(label: str) -> Updates:
            return dict(gr.update(value=label))

        language = visit.language
        return {
            places.visit: visit,
            places.head: views.head(visit),
            places.conversation: views.conversation(visit),
            places.following: "",
            places.coming: "",
            places.start: views.start(visit),
            places.picked: views.picked(visit),
            places.keeping: views.keeping(visit),
            places.box: gr.update(
                label=frame.YOUR_QUESTION.in_language(language), placeholder=frame.TYPE_HERE.in_language(language)
            ),
            places.ask: gr.update(value=frame.ASK.in_language(language), visible=True),
            places.stop: gr.update(value=frame.STOP.in_language(language), visible=False),
        }


def _changed(visit: Visit, command: Command) -> Visit:
    """A visit after a wish that needs nothing but the visit."""
    if command.does == "language":
        return replace(visit, language=language_of(command.language) or visit.language)
    if command.does == "programme":
        return replace(visit, programme=command.programme)
    if command.does == "edit" and visit.exchanges:
        return replace(visit, is_editing=True)
    if command.does == "keep":
        return replace(visit, is_editing=False)
    if command.does == "new":
        return Visit(visit.language)
    return visit
