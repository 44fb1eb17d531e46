"""What can go wrong, worded for whoever must act: what happened, where, and what to do."""


class AssistantError(Exception):
    """The root of all failures that this project raises on purpose; its text is a sentence for a person."""


class SettingsError(AssistantError):
    """A setting has a value that cannot be used."""


class AddressUnusable(AssistantError):
    """The page cannot listen where it is told to."""


class CorpusError(AssistantError):
    """One or more files of the corpus cannot be read; each line names the file, the line and the reason."""


class IndexMissing(AssistantError):
    """There is no index yet."""


class IndexUnusable(AssistantError):
    """The index cannot serve with these settings or is damaged."""


class ModelUnavailable(AssistantError):
    """An embedding model or a chat model cannot be loaded."""


class BuildInProgress(AssistantError):
    """Another process is building the index."""


class JournalUnusable(AssistantError):
    """What visitors say of answers cannot be kept or read."""
