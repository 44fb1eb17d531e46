"""The process that files are parsed in: bytes in, plain text out, within limits on memory and time.

It runs nothing of its own accord; `sandbox` starts it, and speaks to it in lines of JSON. All libraries that parse what
strangers made are imported here, so that the process of the assistant never holds them.
"""

import contextlib
import json
import os
import signal
import sys
from collections.abc import Callable
from typing import BinaryIO

from assistant.readers import docx, html, pdf, pptx, xlsx
from assistant.readers.extract import Extract, Unreadable
from assistant.readers.reply import Reply, encoded

_READERS: dict[str, Callable[[bytes], Extract]] = {
    ".docx": docx.read,
    ".htm": html.read,
    ".html": html.read,
    ".pdf": pdf.read,
    ".pptx": pptx.read,
    ".xlsx": xlsx.read,
}


def main(memory: int, seconds: int) -> None:
    """Read files from standard input until it ends: a line with ending and size, then the bytes; one line in reply.

    `memory` (bytes of address space) and `seconds` (for one file) are limits of the operating system where it has them.
    """
    files = sys.stdin.buffer
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints must not stand between the replies
    _limit(memory)
    _send(replies, Reply())
    while line := files.readline():
        request = json.loads(line)
        content = files.read(request["size"])
        _alarm(seconds)  # ends this process even when the one that started it has gone
        reply = _reply(request["ending"], content)
        _send(replies, reply)
        _alarm(0)
        if reply.is_last:
            return


def _limit(memory: int) -> None:
    """No more memory than `memory`, no file written, no core dumped."""
    with contextlib.suppress(ImportError, ValueError, OSError):  # Windows has no limits, macOS not all
        import resource  # not on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _alarm(seconds: int) -> None:
    if hasattr(signal, "alarm"):  # not on Windows
        signal.alarm(seconds)


def _reply(ending: str, content: bytes) -> Reply:
    try:
        return Reply(extract=_READERS[ending](content))
    except Unreadable as error:
        return Reply(refusal=str(error))
    except MemoryError:
        return Reply(refusal="it needs too much memory to be read; split it or save it anew.", is_last=True)
    except Exception as error:  # parsers fail on damaged files in any way they like
        kind = type(error).__name__
        return Reply(refusal=f"it is damaged or not what its ending says ({kind}); open it and save it again.")


def _send(replies: BinaryIO, reply: Reply) -> None:
    replies.write(encoded(reply))
    replies.flush()
