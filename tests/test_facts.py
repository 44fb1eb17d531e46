from pathlib import Path

import pytest

from assistant.catalogue_file import load_catalogue
from assistant.domain import Cell, Language, Passage, Provenance, Statement
from assistant.errors import IndexUnusable
from assistant.facts import FILE_NAME, Fact, Facts, dumped, facts_of, load_facts, loaded
from assistant.index.generation import Generation
from assistant.index.generations import Generations
from assistant.terms import load_terms
from tests import faculty as the_faculty
from tests.faculty import faculty
from tests.scripted import ScriptedEmbedder


@pytest.fixture(scope="module")
def generation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("faculty")
    faculty(folder)
    current = Generations(folder / "index").current()
    assert current is not None
    return current


@pytest.fixture(scope="module")
def facts(generation: Path) -> Facts:
    return load_facts(generation)


def found(facts: Facts, name: str, programme: str) -> list[Fact]:
    return [fact for fact in facts.all if fact.programme == programme and name in {n.en for n in fact.names}]


def test_a_cell_is_a_fact_about_the_programme_of_its_row_and_the_year_of_its_table(facts: Facts) -> None:
    newer, older = found(facts, "median admission score", "robotics")

    assert (newer.value, newer.year, newer.number) == ("52.5", "2025", 52.5)
    assert (older.value, older.year) == ("50", "2024")
    assert (newer.column, newer.row) == ("Median admission score", "Robotics Engineering (TU100)")


def test_the_year_of_a_row_is_that_of_its_own_label(facts: Facts) -> None:
    fees = {fact.year: fact.value for fact in found(facts, "tuition fee", "robotics")}

    assert fees == {"2025-26": "HK$44,500", "2026-27": "HK$47,000", "2027-28": "HK$49,500"}


def test_a_labelled_item_is_a_fact_of_what_its_label_says(facts: Facts) -> None:
    (units,) = found(facts, "units of the major", "robotics")

    assert (units.value, units.row, units.column, units.year) == ("75", "Units of the major", "", "2026")


def test_a_cell_that_says_so_is_not_stated(facts: Facts) -> None:
    newer, older = found(facts, "first-year places", "poetry")

    assert (newer.value, newer.is_stated, newer.number) == ("not stated", False, None)
    assert older.is_stated


def test_the_name_of_a_programme_is_no_term(facts: Facts) -> None:
    """ "Applied Botany" has applied for nothing."""
    for fact in found(facts, "median admission score", "botany"):
        assert fact.context == ()


def test_what_stands_above_a_table_narrows_what_its_columns_tell(generation: Path) -> None:
    terms, catalogue = load_terms(generation)[0], load_catalogue(generation)[0]
    row = Statement(
        "a#1.1", "Robotics Engineering — Fee: 9", 0, ("robotics",), (Cell("", "Robotics Engineering"), Cell("Fee", "9"))
    )
    passage = Passage(
        "a#1", "a", "A", ("Hostel", "2025"), row.text, (row,), (), Language.EN, Provenance("https://x.example", "2024")
    )

    (fact,) = facts_of([passage], terms, catalogue)

    (hostel,) = terms.named_in("hostel")
    (fee,) = terms.named_in("fee")
    assert (fact.names, fact.context, fact.year) == ((fee,), (hostel,), "2025")
    assert fact.tells(frozenset({fee, hostel}))
    assert not fact.tells(frozenset({hostel}))


def test_a_name_with_a_colon_is_no_label(tmp_path: Path) -> None:
    text = the_faculty.CATALOGUE.replace("names: {en: Music Technology,", 'names: {en: "Sound: Technology",')
    (tmp_path / "programmes.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "terms.yaml").write_text(the_faculty.TERMS, encoding="utf-8")
    terms, catalogue = load_terms(tmp_path)[0], load_catalogue(tmp_path)[0]

    def told(label: str, value: str) -> list[str]:
        item = Statement("a#1.1", f"{label}: {value}", 0, (), (Cell("", label), Cell("", value)))
        passage = Passage("a#1", "a", "A", (), item.text, (item,), (), Language.EN, Provenance("", "2026"))
        return [fact.value for fact in facts_of([passage], terms, catalogue)]

    assert told("The department page on Sound", "Technology stands there") == []
    assert told("The department of Sound", "that of arts") == ["that of arts"]


def test_facts_are_found_by_what_is_asked_by_programme_and_by_language(facts: Facts) -> None:
    interview = {name for fact in facts.all for name in fact.names if name.en == "interview"}

    about_two = facts.matching(interview, Language.EN, ["music", "poetry"])

    assert [(fact.programme, fact.value) for fact in about_two] == [
        ("poetry", "by invitation"),
        ("music", "no interview"),
    ]
    assert len(facts.matching(interview, Language.EN)) == 4


def test_a_statement_knows_its_facts(facts: Facts, generation: Path) -> None:
    fact = found(facts, "applicants", "robotics")[0]

    assert [told.value for told in facts.of(fact.statement_id)] == ["900", "40"]
    embedder = ScriptedEmbedder()
    with Generation(generation, embedder, embedder.identity) as opened:
        assert fact.cell in opened.statements[fact.statement_id][1].cells
    assert facts.of("nothing") == ()


def test_facts_are_kept_whole(facts: Facts) -> None:
    assert loaded(dumped(facts.all)) == facts.all


@pytest.mark.parametrize("text", ["{", "[]\n", '{"programme": "x"}\n'])
def test_damaged_facts_are_an_error_that_says_what_to_run(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE_NAME).write_text(text, encoding="utf-8")

    with pytest.raises(IndexUnusable, match=r"python ingest\.py"):
        load_facts(tmp_path)


def test_what_most_programmes_have_as_a_number_comes_first(facts: Facts) -> None:
    names = [name.en for name in facts.commonest("robotics", Language.EN)]

    assert names[0] == "median admission score"
    assert set(names[-2:]) == {"tuition fee", "units of the major"}
    assert "interview" not in names
    assert facts.commonest("nothing", Language.EN) == []
