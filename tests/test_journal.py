import csv
import io
import json
import multiprocessing
import os
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta, timezone
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import pytest

from assistant.bootstrap import create_journal
from assistant.domain import Language, Outcome
from assistant.errors import JournalUnusable
from assistant.journal import Entry, LineJournal, Rating, Reason, rated, unanswered
from assistant.journal.export import as_csv, neutral
from assistant.settings import Settings
from tests.conftest import ROOT
from tests.made_answers import made_answer

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
ROOM = 1_000_000


def made_entry(number: int = 0, **more: object) -> Entry:
    fields: dict[str, object] = {
        "time": NOW + timedelta(seconds=number),
        "question": f"Question {number}?",
        "outcome": Outcome.ANSWERED,
        "language": Language.EN,
        "rating": Rating.UP,
    }
    return Entry(**(fields | more))  # type: ignore[arg-type]  # the fields of Entry by name


def note_many(folder: Path, first: int, count: int, most: int = ROOM) -> None:
    journal = LineJournal(folder, most)
    for number in range(first, first + count):
        journal.note(made_entry(number, question=f"Question {number}? " + "字" * 300))


def test_what_is_noted_is_read_again(tmp_path: Path) -> None:
    journal = LineJournal(tmp_path / "journal", ROOM)
    down = rated("Fee?", made_answer(), Rating.DOWN, NOW, Reason.OUTDATED, "It is\nolder\u2028now", "t-1")
    asked = unanswered("問題？", made_answer(Outcome.NOT_FOUND, Language.ZH_HANT), NOW)

    journal.note(down)
    assert asked
    journal.note(asked)

    assert list(journal.entries()) == [down, asked]
    assert (down.documents, down.passages) == (("robotics.md",), ("robotics.md#1",))
    assert (down.rating, down.reason, down.line, down.trace_id) == ("down", "outdated", "It is older now", "t-1")


def test_only_what_the_documents_did_not_answer_is_unanswered() -> None:
    assert unanswered("Fee?", made_answer(), NOW) is None
    assert unanswered("Write my essay", made_answer(Outcome.OUT_OF_SCOPE), NOW) is None
    assert unanswered("Fee?", made_answer(Outcome.PARTLY), NOW) is not None


def test_threat_15_nothing_personal_reaches_the_disk(tmp_path: Path) -> None:
    question = "I am a@b.hk, A123456(7), passport K12345678, GB82 WEST 1234 5698 7654 32, call 9123 4567: JS4468 fee?"

    LineJournal(tmp_path, ROOM).note(made_entry(question=question, line="write to c@d.hk 或 ９８７６５４３２"))

    written = b"".join(path.read_bytes() for path in tmp_path.iterdir()).decode()
    assert not any(each in written for each in ("@", "123456", "9123", "9876", "９８７６", "GB82", "5698"))
    assert "JS4468 fee?" in written


def test_an_entry_is_masked_before_it_is_cut() -> None:
    entry = made_entry(question="x" * 1995 + " alice@example.com", line="y" * 498 + " alice@example.com")

    assert not any(part in entry.question + entry.line for part in ("alice", "@"))
    assert (len(entry.question), len(entry.line)) == (2000, 500)


def test_the_time_is_kept_in_utc() -> None:
    assert made_entry(time=datetime(2026, 11, 25, 20, tzinfo=timezone(timedelta(hours=8)))).time == NOW


@pytest.mark.parametrize(
    "fields",
    [
        {"time": datetime(2026, 11, 25)},  # noqa: DTZ001  # what is refused
        {"reason": Reason.WRONG},
        {"rating": None, "line": "a line"},
    ],
)
def test_an_entry_that_makes_no_sense_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"time zone|only what is rated"):
        made_entry(**fields)


def test_no_entry_makes_no_folder(tmp_path: Path) -> None:
    journal = LineJournal(tmp_path / "journal", ROOM)

    assert list(journal.entries()) == []
    assert not (tmp_path / "journal").exists()


def test_switched_off_nothing_is_ever_written(tmp_path: Path) -> None:
    journal = create_journal(Settings(keep_journal=False, journal_dir=tmp_path / "journal"))

    journal.note(made_entry())

    assert not journal.is_kept
    assert list(journal.entries()) == []
    assert not (tmp_path / "journal").exists()


def test_by_the_default_settings_a_journal_is_kept(tmp_path: Path) -> None:
    journal = create_journal(Settings(journal_dir=tmp_path))

    journal.note(made_entry())

    assert journal.is_kept
    assert list(journal.entries()) == [made_entry()]


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_only_the_account_that_serves_may_read_it(tmp_path: Path) -> None:
    LineJournal(tmp_path / "journal", ROOM).note(made_entry())

    assert (tmp_path / "journal").stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in (tmp_path / "journal").iterdir())


def test_threads_and_processes_lose_no_entry(tmp_path: Path) -> None:
    count = 40
    context = multiprocessing.get_context("spawn")
    writers: list[BaseProcess | threading.Thread] = [
        *(context.Process(target=note_many, args=(tmp_path, 1000 * n, count)) for n in range(2)),
        *(threading.Thread(target=note_many, args=(tmp_path, 1000 * n, count)) for n in range(2, 5)),
    ]

    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    numbers = sorted(int(entry.question.split()[1][:-1]) for entry in LineJournal(tmp_path, ROOM).entries())
    assert numbers == [1000 * n + i for n in range(5) for i in range(count)]


def test_the_files_stay_within_their_size_and_keep_the_newest_in_order(tmp_path: Path) -> None:
    most = 20_000

    for number in range(100):
        note_many(tmp_path, number, 1, most)

        assert sum(path.stat().st_size for path in tmp_path.glob("*.jsonl")) <= most
    times = [entry.time for entry in LineJournal(tmp_path, most).entries()]
    assert times == sorted(times)
    assert times[-1] == NOW + timedelta(seconds=99)
    assert len(times) > 8


def test_a_line_that_a_crash_cut_short_spoils_no_other(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    journal = LineJournal(tmp_path, ROOM)
    journal.note(made_entry(1))
    with (tmp_path / "journal.jsonl").open("ab") as file:
        file.write(b'{"time": "2026-11')

    journal.note(made_entry(2))

    assert list(journal.entries()) == [made_entry(1), made_entry(2)]
    assert "journal.jsonl:2 is no entry" in caplog.text


def test_a_folder_that_cannot_be_written_is_an_error_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(JournalUnusable, match="file"):
        LineJournal(tmp_path / "file" / "journal", ROOM).note(made_entry())


def test_text_that_is_no_unicode_is_kept_with_a_sign_in_its_place(tmp_path: Path) -> None:
    journal = LineJournal(tmp_path, ROOM)

    journal.note(made_entry(question="a\ud800b"))

    assert [entry.question for entry in journal.entries()] == ["a?b"]


FORMULAS = [
    "=cmd|' /C calc'!A0",
    "+1",
    "-2",
    "@SUM(A1:A9)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "＝1",
    "\u200b=1",
    "\u3000＋1",
    "﹣2",
]


@pytest.mark.parametrize("formula", FORMULAS)
def test_threat_14_a_spreadsheet_formula_is_neutralised_in_every_cell(formula: str) -> None:
    entry = made_entry(question=formula, line=formula, trace_id=formula, documents=(formula,), passages=(formula,))

    rows = list(csv.reader(io.StringIO(as_csv([entry]), newline="")))

    written = [cell for cell in rows[1] if cell.endswith(formula[-2:])]
    assert len(written) == 5
    assert all(cell.startswith("'") for cell in written)


@pytest.mark.parametrize("plain", ["", "What is A-Level?", "1:22.5", "學費＝？", "a=1", "'=1", "(=1)"])
def test_what_is_no_formula_stays_as_it_is(plain: str) -> None:
    assert neutral(plain) == plain


def test_staff_get_the_journal_as_csv(tmp_path: Path) -> None:
    LineJournal(tmp_path / "journal", ROOM).note(
        made_entry(question='學費 "多少"?', reason=Reason.WRONG, rating=Rating.DOWN)
    )
    environment = {**os.environ, "ASSISTANT_JOURNAL_DIR": str(tmp_path / "journal")}

    run = subprocess.run([sys.executable, "-m", "assistant.journal"], cwd=ROOT, env=environment, capture_output=True)

    rows = list(csv.reader(io.StringIO(run.stdout.decode("utf-8-sig"), newline="")))
    assert run.returncode == 0, run.stderr
    assert rows[0][:3] == ["time (UTC)", "rating", "reason"]
    assert rows[1][:7] == ["2026-11-25 12:00:00", "down", "wrong", "", '學費 "多少"?', "ANSWERED", "en"]


def test_each_line_is_json_with_the_fields_of_an_entry(tmp_path: Path) -> None:
    LineJournal(tmp_path, ROOM).note(made_entry())

    stored = json.loads((tmp_path / "journal.jsonl").read_text())

    assert set(stored) == set(Entry.__dataclass_fields__)
    assert not {"address", "visitor", "ip"} & set(stored)
