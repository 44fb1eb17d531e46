from pathlib import Path

import pytest

from assistant.catalogue_file import load_catalogue
from assistant.errors import CorpusError
from assistant.programmes import Catalogue
from tests import faculty
from tests.scripted import CATALOGUE, write_corpus


@pytest.fixture
def catalogue(corpus: Path) -> Catalogue:
    return load_catalogue(corpus)[0]


def load(folder: Path, text: str) -> Catalogue:
    write_corpus(folder)
    (folder / "programmes.yaml").write_text(text, encoding="utf-8")
    return load_catalogue(folder)[0]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("What is TU100?", ["robotics"]),
        ("what is tu100?", ["robotics"]),
        ("Is the Robots Degree hard?", ["robotics"]),
        ("機械人學難嗎", ["robotics"]),
        ("机器人学难吗", ["robotics"]),
        ("botany or robotics, or botany?", ["botany", "robotics"]),
        ("BT or TU100", ["botany", "robotics"]),
        ("bt", []),
        ("microbotany and TU1000", []),
    ],
)
def test_programmes_are_named_by_code_name_and_alias(catalogue: Catalogue, text: str, ids: list[str]) -> None:
    assert [programme.id for programme in catalogue.named_in(text)] == ids


def small(tmp_path: Path) -> Catalogue:
    """The catalogue of the small faculty."""
    return load(tmp_path, faculty.CATALOGUE)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("compuational poetri median", ["poetry"]),
        ("what is robotcs enginering", ["robotics"]),
        ("music tecnology and art", ["music"]),
        ("a robotic arm", []),
        ("poety", []),
    ],
)
def test_a_long_name_may_be_misspelt(tmp_path: Path, text: str, ids: list[str]) -> None:
    catalogue = small(tmp_path)

    assert [programme.id for programme in catalogue.named_in(catalogue.respelt(text))] == ids


def test_nothing_is_respelt_beside_a_name_that_is_right(tmp_path: Path) -> None:
    assert small(tmp_path).respelt("Botany or Music Tecnology?") == "Botany or Music Tecnology?"


LOOSE = """
institution:
  names: {en: Test University, zh-Hant: 測試大學, zh-Hans: 测试大学}
  aliases: [Test University]
  contact:
    names: {en: Admissions Office, zh-Hant: 入學處, zh-Hans: 入学处}
    url: https://admission.example.edu
programmes:
  - id: water
    level: undergraduate
    names: {en: Water and Soil Engineering, zh-Hant: 水利與土壤工程學, zh-Hans: 水利与土壤工程学}
  - id: trade
    level: undergraduate
    names: {en: Trade and Harbour Technologies, zh-Hant: 貿易與港口技術, zh-Hans: 贸易与港口技术}
  - id: cartography
    level: undergraduate
    names: {en: Cartography Science, zh-Hant: 地圖學科學, zh-Hans: 地图学科学}
  - id: msc-glass
    level: taught postgraduate
    names: {en: MSc in Glass, zh-Hant: 玻璃工程理學碩士, zh-Hans: 玻璃工程理学硕士}
"""


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("does water & soil take more than trade and harbour?", ["water", "trade"]),
        ("水利同土壤要唔要面試", ["water"]),
        ("水利及土壤工程的學費", ["water"]),
        ("貿易、港口技術", ["trade"]),
        ("地圖學幾多分", ["cartography"]),
        ("MSc 玻璃 可唔可以兼讀", ["msc-glass"]),
        ("玻璃碩士", ["msc-glass"]),
        ("water or soil", []),
        ("玻璃", []),
    ],
)
def test_a_question_may_leave_the_end_off_a_name_or_join_it_otherwise(
    tmp_path: Path, question: str, ids: list[str]
) -> None:
    catalogue = load(tmp_path, LOOSE)

    assert [programme.id for programme in catalogue.named_in(catalogue.respelt(question))] == ids
    assert catalogue.named_in("水利同土壤") == ()  # in a document only the name itself counts


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("is the bt degree hard", ["botany"]),
        ("bt students", ["botany"]),
        ("a bt of luck", []),
    ],
)
def test_a_name_of_two_letters_may_be_small_beside_what_tells_that_it_is_one(
    tmp_path: Path, question: str, ids: list[str]
) -> None:
    catalogue = small(tmp_path)

    assert [programme.id for programme in catalogue.named_in(catalogue.respelt(question))] == ids


def test_two_short_names_that_are_joined_may_be_small(tmp_path: Path) -> None:
    catalogue = load(tmp_path, faculty.CATALOGUE.replace("aliases: [Music]", "aliases: [Music, MU]"))

    def named(question: str) -> list[str]:
        return [programme.id for programme in catalogue.named_in(catalogue.respelt(question))]

    assert named("bt or mu, which is smaller?") == named("mu/bt")[::-1] == ["botany", "music"]
    assert named("a bt and more") == []


def test_a_single_field_is_an_ordinary_word_beside_a_name(tmp_path: Path) -> None:
    catalogue = load(tmp_path, LOOSE)

    assert [p.id for p in catalogue.named_in(catalogue.respelt("玻璃碩士要唔要識地圖學"))] == ["msc-glass"]


def test_a_word_that_holds_a_name_is_none(tmp_path: Path) -> None:
    catalogue = small(tmp_path)

    assert catalogue.named_in("植物學會 and a music box") == ()
    assert [programme.id for programme in catalogue.named_in("植物學")] == ["botany"]
    assert "植物学会" in catalogue.without_names("植物學會")


def test_other_subjects_are_known_by_name(tmp_path: Path) -> None:
    assert small(tmp_path).other_subjects_in("Nursing or 護理學") == ("nursing", "护理学")


def test_a_small_word_is_no_misspelling(tmp_path: Path) -> None:
    assert small(tmp_path).named_in(small(tmp_path).respelt("a year of engineering in robots")) == ()


def test_a_document_names_only_what_it_spells_right(tmp_path: Path) -> None:
    assert small(tmp_path).named_in("the technology, robotics engineers and compuational poetics") == ()


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Robotics Engineering", ["robotics"]),
        ("MSc in Robotics Engineering", ["msc-robotics"]),
        ("Robotics Engineering MSc", ["msc-robotics"]),
        ("the master's of Robotics Engineering", ["msc-robotics"]),
        ("I did Robotics Engineering. May I take the MSc in Robotics Engineering?", ["msc-robotics"]),
        ("機械人學碩士", ["msc-robotics"]),
        ("機械人學的哲學碩士", ["robotics"]),
        ("機械人學的研究式碩士", ["robotics"]),
        ("Compare Robotics Engineering and the MSc in Robotics Engineering", ["robotics", "msc-robotics"]),
        ("MSc in Botany", ["botany"]),
        ("Botany vs Robotics Engineering masters", ["botany", "msc-robotics"]),
    ],
)
def test_a_text_about_a_masters_means_that_of_the_same_name(tmp_path: Path, text: str, ids: list[str]) -> None:
    assert [programme.id for programme in small(tmp_path).named_in(text)] == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Which bachelor's degrees are there?", ["robotics", "botany", "poetry", "music", "ships"]),
        ("所有本科課程", ["robotics", "botany", "poetry", "music", "ships"]),
        ("which master's", ["msc-robotics"]),
        ("which programmes", ["robotics", "botany", "poetry", "music", "ships", "msc-robotics"]),
        ("bachelor's and master's", ["robotics", "botany", "poetry", "music", "ships", "msc-robotics"]),
    ],
)
def test_programmes_are_told_apart_by_the_level_that_a_text_names(tmp_path: Path, text: str, ids: list[str]) -> None:
    assert [programme.id for programme in small(tmp_path).of_level_in(text)] == ids


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("Is there an MSc in Applied Botany?", ("msc in applied botany",)),
        ("Applied Botany master's", ("applied botany master's",)),
        ("植物學碩士", ("植物学硕士",)),
        ("MSc in Robotics Engineering", ()),
        ("a PhD in Applied Botany, or a master's", ()),
        ("Applied Botany", ()),
    ],
)
def test_a_masters_of_a_field_that_has_none_is_told(tmp_path: Path, text: str, unknown: tuple[str, ...]) -> None:
    assert small(tmp_path).masters_not_offered(text) == unknown


def test_a_research_degree_in_a_field_is_no_masters_of_that_name(tmp_path: Path) -> None:
    named = small(tmp_path).named_in("Do I need a master's for the PhD in Robotics Engineering?")

    assert [programme.id for programme in named] == ["robotics"]


def test_other_institutions_are_known_by_name(catalogue: Catalogue) -> None:
    assert catalogue.others_in("科大 or hkust?") == ("科大", "hkust")


def test_what_is_left_of_a_question_has_no_names_in_it(catalogue: Catalogue) -> None:
    assert catalogue.without_names("Fee of Robotics at Test University").replace("|", "").split() == ["fee", "of", "at"]


@pytest.mark.parametrize(("those", "meant"), [("msc-robotics", "msc-robotics"), ("botany", "robotics")])
def test_after_a_masters_a_name_means_the_masters_of_that_name(tmp_path: Path, those: str, meant: str) -> None:
    catalogue = small(tmp_path)

    named = catalogue.of_the_level_of([catalogue.by_id(those)], [catalogue.by_id("robotics")])

    assert [programme.id for programme in named] == [meant]


def test_two_programmes_with_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="'TU100' is a name of robotics and of botany"):
        load(tmp_path, CATALOGUE.replace("aliases: [BT]", "aliases: [TU100]"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("level: undergraduate", "level: kindergarten"),
        ("id: botany", "id: robotics"),
        ("programmes:", "programmes: ["),
        ("url:", "uri:"),
    ],
)
def test_a_catalogue_that_cannot_be_used_is_an_error_that_names_the_file(tmp_path: Path, old: str, new: str) -> None:
    with pytest.raises(CorpusError, match=r"programmes\.yaml"):
        load(tmp_path, CATALOGUE.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("aliases: [BT]", "aliases: BT"),
        ("other_institutions: [HKUST, 科大]", "other_institutions: HKUST"),
        ("https://admission.example.edu", "javascript:alert(1)"),
    ],
)
def test_a_slip_in_the_catalogue_is_an_error(tmp_path: Path, old: str, new: str) -> None:
    with pytest.raises(CorpusError, match=r"programmes\.yaml: .*(must be a list|http or https)"):
        load(tmp_path, CATALOGUE.replace(old, new))


@pytest.mark.parametrize("empty", ["programmes: []\n", "programmes:\n"])
def test_a_catalogue_without_a_programme_is_an_error_that_says_what_to_write(tmp_path: Path, empty: str) -> None:
    head, _, _ = CATALOGUE.partition("programmes:")

    with pytest.raises(CorpusError, match=r"programmes\.yaml: programmes is empty; write one at least"):
        load(tmp_path, head + empty)


def test_a_missing_catalogue_is_an_error_that_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"programmes\.yaml is missing"):
        load_catalogue(tmp_path)
