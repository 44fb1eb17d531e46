"""Makes the chat model that settings name, with everything that guards it."""

import logging
import time
from collections.abc import Callable

from assistant.models.budgets import Budget
from assistant.models.calls import Prices, RemoteChat
from assistant.models.chat import ChatFailed, ChatModel, Message, Role
from assistant.models.circuit import Circuit
from assistant.models.providers import Connection, connect

_log = logging.getLogger(__name__)


def load_chat_model(
    name: str,
    connection: Connection,
    prices: Prices,
    budget: Budget,
    has_key: Callable[[str], bool],
    clock: Callable[[], float] = time.monotonic,
) -> RemoteChat:
    """The chat model `name`, written "provider:model"; nothing is sent to it yet.

    `has_key` tells whether a variable of the environment is set, `clock` seconds that only go forward. Loading a
    provider's library takes seconds. Raises ModelUnavailable saying what to do.
    """
    return RemoteChat(
        name=name,
        context_tokens=connection.context_tokens,
        reply_tokens=connection.reply_tokens,
        provider=connect(name, connection, has_key),
        limits=connection.limits,
        prices=prices,
        circuit=Circuit(clock),
        budget=budget,
    )


def tell_whether_it_replies(model: ChatModel) -> bool:
    """Ask the model for one word, and log what is wrong when it gives none: a wrong name, a wrong key, no server."""
    try:
        for _ in model.reply([Message(Role.USER, "Reply with the word OK.")]):
            _log.info("The chat model %s replies.", model.name)
            return True
        wrong = "The chat model's reply is empty."
    except ChatFailed as error:
        wrong = str(error)
    _log.error("%s Until %s replies, answers are quotations.", wrong, model.name)
    return False
