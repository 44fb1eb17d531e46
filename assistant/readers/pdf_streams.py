"""How large the streams of a PDF become when they are unpacked, found out before anything parses them."""

import re
import zlib

from assistant.readers.extract import Unreadable

_LARGEST = 100_000_000
_PIECE = 1_000_000
_STREAM = re.compile(rb"stream\r?\n")
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")
_DICTIONARY = 600


def check(content: bytes) -> None:
    """Nothing when a PDF may be parsed. Raises Unreadable when its streams unpack to too much, or it is no PDF.

    What calls itself a picture does not count here: nothing unpacks it, unless a page uses it as its text.
    """
    if b"%PDF-" not in content[:1024]:
        raise Unreadable("it is damaged or not a PDF; open it and save it again.")
    spare = _LARGEST
    for found in _STREAM.finditer(content):
        dictionary = content[max(0, found.start() - _DICTIONARY) : found.start()].rpartition(b"obj")[2]
        if not _PICTURE.search(dictionary):
            spare -= _unpacked_size(memoryview(content)[found.end() :], spare)


def check_stream(packed: bytes) -> None:
    """Nothing when a stream of a page may be unpacked, else Unreadable."""
    _unpacked_size(memoryview(packed), _LARGEST)


def _unpacked_size(packed: memoryview, spare: int) -> int:
    """The size in bytes of what `packed` begins with, once more where that is packed again; 0 when it is not packed."""
    outer, inner = zlib.decompressobj(), zlib.decompressobj()
    size, is_packed_twice, position = 0, True, 0
    try:
        while not outer.eof and (outer.unconsumed_tail or position < len(packed)):
            piece = outer.unconsumed_tail or packed[position : position + _PIECE]
            position += 0 if outer.unconsumed_tail else _PIECE
            unpacked = outer.decompress(piece, _PIECE)
            size += len(unpacked)
            if is_packed_twice:
                try:
                    size += len(inner.decompress(unpacked, spare))
                except zlib.error:
                    is_packed_twice = False
            if size > spare:
                raise Unreadable(f"it unpacks to more than {_LARGEST // 1_000_000} MB; print it to a new PDF.")
    except zlib.error:
        pass
    return size
