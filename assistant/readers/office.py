"""The outer shell of Office files: a zip archive of XML parts, checked before anything parses it."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from assistant.readers.extract import Unreadable

_LARGEST_UNPACKED = 100_000_000
_LARGEST_XML = 40_000_000
_MOST_PARTS = 5_000
_OLD_CONTAINER = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DECLARATIONS = tuple(text.encode(coding) for text in ("<!DOCTYPE", "<!ENTITY") for coding in ("utf-8", "utf-16-le"))


def check(content: bytes, main_part: str) -> None:
    """Nothing when an Office file may be parsed. Raises Unreadable when it is too large unpacked, damaged or locked."""
    for _ in xml_parts(content, main_part):
        pass


def xml_parts(content: bytes, main_part: str) -> Iterator[tuple[str, bytes]]:
    """The XML parts of an Office file with their names; the one called `main_part` must be among them.

    Raises Unreadable when it is too large unpacked, is damaged, has a password, or declares entities.
    """
    if content.startswith(_OLD_CONTAINER):
        if _ENCRYPTED in content:
            raise Unreadable("it has a password; save it without one.")
        raise Unreadable("it is in the format of Office 97-2003; save it as .docx, .pptx or .xlsx.")
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _check_directory(archive, main_part)
            yield from _read(archive)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, zlib.error) as error:
        raise Unreadable("it is damaged or not what its ending says; open it and save it again.") from error


def _check_directory(archive: zipfile.ZipFile, main_part: str) -> None:
    entries = archive.infolist()
    if len(entries) > _MOST_PARTS or sum(entry.file_size for entry in entries) > _LARGEST_UNPACKED:
        raise Unreadable(
            f"it unpacks to more than {_LARGEST_UNPACKED // 1_000_000} MB; split it or shrink its pictures."
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable("it has a password; save it without one.")
    if main_part not in archive.namelist():
        raise Unreadable("it is damaged or not what its ending says; open it and save it again.")


def _read(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Every XML part, each read at most as far as the limit allows, whatever the directory says."""
    spare = _LARGEST_XML
    for entry in archive.infolist():
        if not entry.filename.endswith((".xml", ".rels", ".vml")):
            continue
        with archive.open(entry) as part:
            text = part.read(spare + 1)
        spare -= len(text)
        if spare < 0:
            raise Unreadable(f"its text unpacks to more than {_LARGEST_XML // 1_000_000} MB; split it.")
        if any(declaration in text for declaration in _DECLARATIONS):
            raise Unreadable("it declares XML entities, which no Office program does; save it again from one.")
        yield entry.filename, text
