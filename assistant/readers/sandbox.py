"""One reusable process in which files of other people's making are parsed, killed when it takes too long."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Timer

from assistant.readers.extract import Extract, Unreadable
from assistant.readers.reply import Reply, decoded

_START = (
    "import sys; sys.path[:] = sys.argv[3:]; from assistant.readers.child import main; main(*map(int, sys.argv[1:3]))"
)
_ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1"}  # each thread would take a share of the memory; nothing else is passed on
_LONGEST_REPLY = 50_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost: `seconds` to read it, and `memory` (bytes) of the process that does."""

    seconds: float = 30.0
    memory: int = 1_000_000_000
    seconds_to_start: float = 60.0


class Sandbox:
    """The process, started when the first file is read and again after one that broke it; close it when done."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, ending: str, content: bytes) -> Extract:
        """What a file that ends in `ending` holds. Raises Unreadable with the reason when it cannot be read."""
        if self._process and self._process.poll() is not None:
            self.close()
        process = self._process or self._started()
        request = json.dumps({"ending": ending, "size": len(content)}).encode() + b"\n"
        reply = self._exchange(process, request + content, self._limits.seconds)
        if reply.extract is None:
            raise Unreadable(reply.refusal)
        return reply.extract

    def close(self) -> None:
        """End the process, if one is running."""
        process, self._process = self._process, None
        if process:
            process.kill()
            process.communicate()

    def _started(self) -> subprocess.Popen[bytes]:
        paths = [str(Path(path).absolute()) for path in sys.path]
        limits = [str(self._limits.memory), str(int(self._limits.seconds) + 2)]
        self._process = subprocess.Popen(  # noqa: S603  # our own code with our own arguments
            [sys.executable, "-P", "-X", "utf8", "-c", _START, *limits, *paths],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=None if sys.platform == "win32" else _ENVIRONMENT,
        )
        self._exchange(self._process, b"", self._limits.seconds_to_start)
        return self._process

    def _exchange(self, process: subprocess.Popen[bytes], request: bytes, seconds: float) -> Reply:
        """Send and wait for the reply; whatever goes wrong ends the process, so that the next file gets a new one."""
        if not process.stdin or not process.stdout:
            raise AssertionError("the process was started without pipes")
        is_late = Event()

        def end() -> None:
            is_late.set()
            process.kill()

        timer = Timer(seconds, end)
        timer.start()
        reply = None
        try:
            process.stdin.write(request)
            process.stdin.flush()
            reply = decoded(process.stdout.readline(_LONGEST_REPLY))
        except (OSError, ValueError) as error:
            reason = f"it took longer than {seconds:g} seconds" if is_late.is_set() else "the reader broke down on it"
            raise Unreadable(f"{reason}; split it, or save it anew in another format.") from error
        finally:
            timer.cancel()
            timer.join()
            if reply is None or reply.is_last or is_late.is_set():
                self.close()
        return reply
