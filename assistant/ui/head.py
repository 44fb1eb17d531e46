"""The head of the page, and the dialogs that it opens: what the assistant is, and the choice of a programme."""

from collections.abc import Sequence
from itertools import groupby

from assistant.domain import Language, Programme
from assistant.ui.answers import programme_name
from assistant.ui.cards import close_button
from assistant.ui.markup import Fragment, tag
from assistant.ui.texts import frame, limits


def draw_head(language: Language, *, has_conversation: bool, is_journal_kept: bool) -> Fragment:
    """The title, the choice of language, and what the assistant is; carries what the document's head needs."""
    new = tag("button", frame.NEW_CONVERSATION.in_language(language), type="button", class_="quiet", data_does="new")
    about = tag(
        "button",
        limits.SHORT_TITLE.in_language(language),
        type="button",
        class_="quiet",
        data_opens="limits",
        aria_haspopup="dialog",
    )
    return tag(
        "header",
        tag("h1", frame.TITLE.in_language(language)),
        tag("div", *([new] if has_conversation else []), about, _languages(language), class_="head-tools"),
        tag(
            "p",
            tag("strong", frame.NOT_OFFICIAL.in_language(language)),
            " ",
            frame.CAN_BE_WRONG.in_language(language),
            class_="notice",
        ),
        _limits(language, is_journal_kept=is_journal_kept),
        id="page-head",
        data_language=language,
        data_title=frame.TITLE.in_language(language),
        lang=language,
    )


def _languages(current: Language) -> Fragment:
    buttons = [
        tag(
            "button",
            tag("span", frame.IN_ITS_OWN[language], class_="long"),
            tag("span", frame.IN_SHORT[language], class_="short", aria_hidden="true"),
            type="button",
            lang=language,
            data_language=language,
            aria_label=frame.IN_ITS_OWN[language],
            aria_pressed="true" if language is current else "false",
        )
        for language in Language
    ]
    label = frame.LANGUAGE.in_language(current)
    return tag("div", *buttons, class_="languages", role="group", aria_label=label)


def _limits(language: Language, *, is_journal_kept: bool) -> Fragment:
    """The short page on what such a system can and cannot do, and what is kept."""
    kept = limits.JOURNAL if is_journal_kept else limits.NO_JOURNAL
    parts = [*limits.PARTS, (limits.KEPT, (limits.KEPT_HERE, kept))]
    sections = [
        tag(
            "section",
            tag("h3", heading.in_language(language)),
            *(tag("p", paragraph.in_language(language)) for paragraph in paragraphs),
        )
        for heading, paragraphs in parts
    ]
    return tag(
        "dialog",
        tag("div", close_button(language), class_="dialog-top"),
        tag("h2", limits.TITLE.in_language(language), id="limits-head", tabindex="-1"),
        *sections,
        id="limits",
        class_="limits",
        aria_labelledby="limits-head",
    )


def draw_picked(programme: Programme | None, language: Language, *, is_editing: bool) -> Fragment:
    """What narrows the next question, above the box: the picked programme, and that the last question is reworded."""
    chips = []
    if is_editing:
        keep = frame.KEEP_AS_IT_WAS.in_language(language)
        chips.append(
            tag(
                "p",
                frame.EDITING.in_language(language),
                " ",
                tag("button", keep, type="button", class_="link-like", data_does="keep"),
                class_="editing",
            )
        )
    if programme:
        name = frame.PICKED.in_language(language).format(programme=programme_name(programme, language))
        chips.append(
            tag(
                "button",
                tag("span", name),
                tag("span", "×", class_="cross", aria_hidden="true"),
                tag("span", f" – {frame.UNPICK.in_language(language)}", class_="unseen"),
                type="button",
                class_="chip picked",
                data_picks="",
                id="unpick",
            )
        )
    else:
        chips.append(
            tag(
                "button",
                frame.PICK.in_language(language),
                type="button",
                class_="chip",
                id="pick",
                data_opens="programmes",
                aria_haspopup="dialog",
            )
        )
    return tag("div", *chips, class_="chips", lang=language)


def draw_programmes(programmes: Sequence[Programme], language: Language) -> Fragment:
    """The dialog in which a programme is searched and picked, by level."""
    groups = [
        tag(
            "section",
            tag("h3", frame.LEVELS[level].in_language(language)),
            tag("ul", *(tag("li", _pick_button(programme, language)) for programme in of_level)),
        )
        for level, of_level in groupby(sorted(programmes, key=_level), key=lambda programme: programme.level)
    ]
    return tag(
        "dialog",
        tag("div", close_button(language), class_="dialog-top"),
        tag("h2", frame.PICK.in_language(language), id="programmes-head", tabindex="-1"),
        tag("p", frame.PICK_WHY.in_language(language), class_="hint"),
        tag("label", frame.SEARCH_PROGRAMMES.in_language(language), for_="programme-search"),
        tag("input", type="search", id="programme-search", autocomplete="off", data_filters="programmes"),
        *groups,
        tag("p", frame.NO_PROGRAMME.in_language(language), class_="no-match", hidden=True, role="status"),
        id="programmes",
        class_="programmes",
        aria_labelledby="programmes-head",
        lang=language,
    )


def _level(programme: Programme) -> int:
    levels = list(frame.LEVELS)
    return levels.index(programme.level) if programme.level in levels else len(levels)


def _pick_button(programme: Programme, language: Language) -> Fragment:
    names = programme.names
    words = " ".join((names.en, names.zh_hant, names.zh_hans, programme.code, *programme.aliases)).lower()
    return tag("button", programme_name(programme, language), type="button", data_picks=programme.id, data_words=words)
