"""Files that were made to do harm are refused with their name and a reason, and hurt nothing else."""

import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.errors import CorpusError
from assistant.ingestion.build import read_corpus
from assistant.readers import DocumentReader, read_document
from assistant.readers.sandbox import Limits
from tests import hostile_files, made_files
from tests.hostile_files import HOSTILE
from tests.made_files import with_side_file
from tests.scripted import BOTANY, write_corpus

SECONDS = 10


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


@pytest.fixture(scope="module")
def reader(folder: Path) -> Iterator[DocumentReader]:
    with DocumentReader(folder) as reader:
        yield reader


@pytest.mark.parametrize("name", HOSTILE)
def test_threat_13_a_hostile_file_is_refused_within_seconds_and_a_good_one_beside_it_is_read(
    folder: Path, reader: DocumentReader, name: str
) -> None:
    ending, make, reason = HOSTILE[name]
    hostile = with_side_file(folder / f"hostile{ending}", make())
    good = with_side_file(folder / "good.pdf", made_files.pdf_file())
    began = time.monotonic()

    with pytest.raises(CorpusError) as error:
        reader.read(hostile)

    assert time.monotonic() - began < SECONDS
    assert str(error.value).startswith(f"hostile{ending}: ")
    assert reason in str(error.value)
    assert "Traceback" not in str(error.value)
    assert "/" not in str(error.value)
    assert reader.read(good).blocks


def test_threat_13_every_hostile_file_of_a_corpus_is_named_at_once(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "corpus", botany=BOTANY)
    with_side_file(corpus / "bomb.docx", hostile_files.docx_of_400_mb())
    with_side_file(corpus / "far.xlsx", hostile_files.xlsx_with_far_cell())
    with_side_file(corpus / "good.pdf", made_files.pdf_file())
    (corpus / "scan.pdf").write_bytes(made_files.pdf_file())

    with pytest.raises(CorpusError) as error:
        read_corpus(corpus)

    assert [line.partition(":")[0] for line in str(error.value).splitlines()] == ["bomb.docx", "far.xlsx", "scan.pdf"]


def test_a_file_that_takes_too_long_is_ended_and_the_next_one_is_read(tmp_path: Path) -> None:
    contents = zlib.compress(b"BT (x) Tj ET " * 4_000_000)
    slow = with_side_file(tmp_path / "slow.pdf", hostile_files.pdf_with_stream(contents, "/Filter /FlateDecode"))
    good = with_side_file(tmp_path / "good.docx", made_files.docx_file())

    with DocumentReader(tmp_path, Limits(seconds=1.5)) as reader:
        with pytest.raises(CorpusError, match=r"slow\.pdf: it took longer than 1\.5 seconds"):
            reader.read(slow)

        assert reader.read(good).blocks


def test_a_reader_that_had_nothing_to_do_for_longer_than_a_file_may_take_still_reads(tmp_path: Path) -> None:
    good = with_side_file(tmp_path / "good.docx", made_files.docx_file())

    with DocumentReader(tmp_path, Limits(seconds=0.9)) as reader:
        before = reader.read(good)
        time.sleep(2.5)

        assert reader.read(good) == before


def test_a_file_that_needs_too_much_memory_is_refused_and_the_next_one_is_read(tmp_path: Path) -> None:
    large = with_side_file(tmp_path / "large.html", b"<p>Many words stand here.</p>" * 90_000)
    good = with_side_file(tmp_path / "good.docx", made_files.docx_file())

    with DocumentReader(tmp_path, Limits(memory=270_000_000)) as reader:
        with pytest.raises(CorpusError, match=r"large\.html: "):
            reader.read(large)

        assert reader.read(good).blocks


def test_a_locked_file_opens_for_nobody_but_one_that_only_forbids_changes_is_read(tmp_path: Path) -> None:
    path = with_side_file(tmp_path / "a.pdf", made_files.pdf_file(owner_password="o"))  # noqa: S106

    assert read_document(tmp_path, path).blocks


def test_a_scan_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"a\.pdf: its pages are pictures without text; run text recognition"):
        read_document(tmp_path, with_side_file(tmp_path / "a.pdf", made_files.scan()))


@pytest.mark.parametrize(("name", "largest"), [("a.csv", 5), ("a.txt", 5), ("a.pdf", 50)])
def test_a_file_that_is_too_large_is_not_even_read(tmp_path: Path, name: str, largest: int) -> None:
    path = with_side_file(tmp_path / name, b"")
    with path.open("wb") as file:
        file.truncate(10_000_000_000)

    with pytest.raises(CorpusError, match=f"{name}: the file is larger than {largest} MB"):
        read_document(tmp_path, path)


def test_a_sheet_with_too_many_columns_or_rows_is_refused(tmp_path: Path) -> None:
    wide, long = b"a," * 300 + b"x\n" + b"1," * 300 + b"2\n", b"a,b\n" * 20_001

    with pytest.raises(CorpusError, match="row 1 has more than 200 columns"):
        read_document(tmp_path, with_side_file(tmp_path / "wide.csv", wide))
    with pytest.raises(CorpusError, match="more than 20,000 rows"):
        read_document(tmp_path, with_side_file(tmp_path / "long.csv", long))
