"""Serves the chat page: python app.py"""

import logging
import os
import sys
from typing import TYPE_CHECKING

from assistant.errors import AssistantError
from assistant.settings import Settings, read_settings
from assistant.web.rules import rules_of
from assistant.web.serving import check_address, serve

if TYPE_CHECKING:
    from fastapi import FastAPI


def main() -> int:
    """Serve until stopped; 1 when a setting or the address cannot be used or the page cannot be built."""
    try:
        settings = read_settings()
        check_address(settings.host, settings.port)
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 1
    log_to_standard_error(settings.log_level)
    is_served = serve(lambda: build(settings), rules_of(settings), settings.host, settings.port, settings.log_level)
    return 0 if is_served else 1


def log_to_standard_error(level: str) -> None:
    """Log what has `level` or more, whatever lower one a library sets itself when imported, as bm25s does."""
    lines = logging.StreamHandler()
    lines.setLevel(level)
    logging.basicConfig(level=level, handlers=[lines], format="%(asctime)s %(levelname)s %(name)s: %(message)s")


def build(settings: Settings) -> "FastAPI":
    """The page with everything behind it, which goes on loading."""
    # Reading these takes seconds, in which the page that says so is up already.
    from assistant.bootstrap import create_clock, create_journal
    from assistant.startup import Startup
    from assistant.ui.page import mount, static_folder
    from assistant.web.application import create_app

    startup = Startup(settings)
    startup.begin()
    return mount(
        create_app(static_folder(), rules_of(settings), startup),
        startup,
        language=settings.language,
        concurrency=settings.concurrency,
        guide=startup,
        journal=create_journal(settings),
        clock=create_clock(settings),
    )


if __name__ == "__main__":
    status = main()
    logging.shutdown()
    os._exit(status)  # at once: the usual end would be aborted (status 134) by threads that are embedding an index
