"""Serves the chat page: python app.py"""

import logging
import sys

from assistant.bootstrap import Startup, create_journal
from assistant.errors import SettingsError
from assistant.settings import read_settings
from assistant.ui.page import mount, static_folder
from assistant.web import create_app, serve
from assistant.web.rules import rules_of


def main() -> int:
    """Serve until stopped; 1 when a setting cannot be used."""
    try:
        settings = read_settings()
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 1
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    startup = Startup(settings)
    startup.begin()
    app = mount(
        create_app(static_folder(), rules_of(settings), startup),
        startup,
        language=settings.language,
        concurrency=settings.concurrency,
        guide=startup,
        journal=create_journal(settings),
    )
    serve(app, settings.host, settings.port, settings.log_level)
    return 0


if __name__ == "__main__":
    sys.exit(main())
