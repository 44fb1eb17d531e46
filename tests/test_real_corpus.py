"""The shipped documents with the real model: what must be answered, what must not, and what must not be in them."""

import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from textwrap import dedent

import pytest

from assistant.answering import Assistant
from assistant.domain import Outcome, Turn
from assistant.ingestion.build import read_corpus
from assistant.models.embedding import Embedder
from assistant.splitting import split
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("question", "fact", "document"),
    [
        ("What is the JUPAS code for the AI degree?", "JS4468", "aist.md"),
        ("What maths level do I need for AIST?", "Level 5", "aist.md"),
        ("How much is tuition for a local student in 2026-27?", "HK$47,000", "fees-and-scholarships.md"),
        ("What was the 2025 median score for Financial Technology?", "47.375", "financial-technology.md"),
        (
            "How long does the SenseTime collaboration run and what does it cover?",
            "three years",
            "sensetime-ai-education.md",
        ),
        (
            "How long does the SenseTime collaboration run and what does it cover?",
            "competitions",
            "sensetime-ai-education.md",
        ),
        ("中大人工智能課程的聯招編號是甚麼？", "JS4468", "zh-Hant/aist.md"),
        ("中大人工智能课程的联招编号是什么？", "JS4468", "zh-Hant/aist.md"),
        ("Who is the Dean?", "Hon Ki Tsang", "faculty-of-engineering.md"),
        ("Can I apply both JUPAS and non-JUPAS?", "but not both", "non-jupas-and-international-admission.md"),
        (
            "How many people applied to biomedical engineering in 2025?",
            "1381",
            "biomedical-engineering.md|jupas-comparison.md",
        ),
        ("what is the cutoff for JS4412", "40.375", "computer-science-and-engineering.md|jupas-comparison.md"),
    ],
)
def test_a_fact_of_the_corpus_is_answered_from_the_right_document(
    real_assistant: Assistant, question: str, fact: str, document: str
) -> None:
    answer = real_assistant.answer(question)

    assert answer.outcome is Outcome.ANSWERED
    assert fact in answer.text
    assert any(citation.passage.document_id in document.split("|") for citation in answer.citations)
    assert len(answer.statements) <= 3


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("Did more people apply to CSE or AIST in 2025? Both numbers, please.", ["1700", "987"]),
        ("2024 年 IE 同 BME 邊科多人報？", ["1668", "1524"]),
        ("2025年BME和EE哪个发出录取多？", ["20", "50"]),
        ("Who takes more freshmen, EE or MAE? Give me both numbers.", ["48", "51"]),
        ("CSE 同 IE 邊個收多啲新生？", ["113", "67"]),
        ("2024年IE和MAE哪个收最多学生？", ["67", "53"]),
    ],
)
def test_a_comparison_is_of_what_its_verb_means(real_assistant: Assistant, question: str, figures: list[str]) -> None:
    answer = real_assistant.answer(question)

    assert answer.table is not None
    assert [cell.text for row in answer.table.rows for cell in row[1:]] == figures


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        (
            (
                "As a student entering in 2026-27, how many years is the double degree of EE with business and what is "
                "the tuition for locals?"
            ),
            ["five years", "HK$47,000"],
        ),
        (
            "Who funds AI for the Future? Is it the same project as that with SenseTime?",
            ["Charities Trust", "separate"],
        ),
    ],
)
def test_each_of_two_things_that_are_asked_in_one_sentence_is_answered(
    real_assistant: Assistant, question: str, facts: list[str]
) -> None:
    answer = real_assistant.answer(question)

    assert answer.outcome is Outcome.ANSWERED
    assert all(fact in answer.text for fact in facts)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("What is the lowest age at which I can apply as a mature student?", "23"),
        ("成人學生最少要幾多歲？", "23"),
        ("用 A-Level 成績申請較高入學起點，最多可以減幾多學分？", "24"),
        ("凭高级文凭申请较高入学起点，最多能减多少学分？", "24"),
    ],
)
def test_a_bound_of_one_rule_is_quoted_from_it(real_assistant: Assistant, question: str, fact: str) -> None:
    answer = real_assistant.answer(question)

    assert fact in answer.text
    assert answer.table is None


@pytest.mark.parametrize(
    "question",
    [
        "What is the tuition fee at HKUST?",
        "what is the tuition fee at hkust?",
        "科大學費幾多？",
        "What is the tuition fee at Harvard?",
        "how much is the tuition fee at hogwarts",
        "How much is tuition at Yale in 2026-27?",
        "tuition fee for dental students",
        "What is the JUPAS code for nursing?",
        "JUPAS code for law",
        "Median score for medicine in 2025",
        "醫科的聯招編號",
        "Who is the dean of law?",
        "When did Harvard and SenseTime start their collaboration?",
        "What is the median of SEEM in 2019?",
        "Is there a dress code for computer science students?",
        "How many IB points do I need for AIST?",
    ],
)
def test_what_the_corpus_does_not_hold_is_refused(real_assistant: Assistant, question: str) -> None:
    assert real_assistant.answer(question).outcome is Outcome.NOT_FOUND


@pytest.mark.parametrize("question", ["Write my history essay", "tell me a joke", "保證我入到 AIST"])
def test_what_is_not_done_here_is_out_of_scope(real_assistant: Assistant, question: str) -> None:
    assert real_assistant.answer(question).outcome is Outcome.OUT_OF_SCOPE


@pytest.mark.parametrize(
    ("turns", "facts"),
    [
        (["Who runs the FinTech degree and since when has that dept had its present name?"], ["Systems", "1994"]),
        (["AIST 係邊個系開嘅？嗰個系邊年開始有本科主修？"], ["計算機科學與工程學系", "1978"]),
        (["How many people put JS4458 in Band A in the 2025 round?"], ["222"]),
        (["How many offers did JS4412 make in 2025?", "What about the year before?"], ["116"]),
        (["As a senior-year student, do I take fewer units in BME or IE?"], ["54", "52"]),
        (["我屋企講法文，DSE 攞到 A（丙類）喺中大計幾多分？"], ["：7"]),
        (["Which programme is taught with Shanghai Jiao Tong University?", "how many first year places"], ["30"]),
        (["Who heads the engineering faculty?", "and his predecessor?"], ["Martin Wong"]),
        (["Which of your engineering programmes ask for English level 4 rather than 3?"], ["Level 4: 3"]),
        (["full-time PhD in MAE: how much shorter is it if I already have an mphil?"], ["36 months", "48 months"]),
        (["Has the number of JUPAS applicants for AIST gone up or down between 2023 and 2025?"], ["1258", "987"]),
        (["有咩方法交學費？", "要一次過交嗎？"], ["兩期"]),
        (["我六級考了580，申工程類碩士可以頂雅思嗎"], ["不獲接受"]),
    ],
)
def test_what_goes_on_or_needs_two_steps_is_answered(
    real_assistant: Assistant, turns: list[str], facts: list[str]
) -> None:
    before: list[Turn] = []
    for question in turns:
        answer = real_assistant.answer(question, before)
        before.append(Turn(question, answer.text))

    assert answer.outcome is Outcome.ANSWERED
    assert [fact for fact in facts if fact not in answer.text] == []


@pytest.mark.parametrize(
    "question",
    [
        "Who came second at the 2019 secondary school AI competition at CUHK?",
        "賽馬會「智」為未來計劃第三期幾時招募學校？",
        "电子工程系现任系主任是谁？",
        "讀 JS4412 係咪一定要自己買部 laptop？有冇指定型號？",
        "港中深的计算机本科一年学费多少",
        "I'm in Form 5 and good at maths but hate coding. Which of your programmes fit?",
        "生物医学工程硕士要修多少学分？读多长时间？",
        "The list I keep has AIST medians for 2023 and 2025. What was it for 2024?",
    ],
)
def test_the_one_of_several_alike_that_is_not_told_is_refused(real_assistant: Assistant, question: str) -> None:
    answer = real_assistant.answer(question)

    assert answer.outcome is Outcome.NOT_FOUND


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("本地生學費幾多", "HK$47,000"),
        ("What is the median of AIST?", "52.375"),
        ("How many places does CSE have?", "113"),
    ],
)
def test_the_figure_that_is_asked_for_stands_out_in_a_sentence(
    real_assistant: Assistant, question: str, value: str
) -> None:
    first, *_ = real_assistant.answer(question).statements

    assert first.value == value
    assert value in first.text


def test_of_two_none_is_dearer_where_one_fee_is_not_stated(real_assistant: Assistant) -> None:
    answer = real_assistant.answer("Does the part-time MSc CS cost more than the part-time MSc AI?")

    assert answer.table is not None
    assert "not stated" in [cell.text for row in answer.table.rows for cell in row]
    assert answer.statements == ()


def test_every_file_of_the_corpus_is_read_and_says_something(real_embedder: Embedder) -> None:
    corpus = read_corpus(ROOT / "corpus")
    files = {path.relative_to(ROOT / "corpus").as_posix() for path in (ROOT / "corpus").rglob("*") if path.is_file()}

    read = {document.id for document in corpus.documents}

    assert {name for name in files if not name.endswith((".yaml", "README.md"))} == read
    silent = [
        d.id for d in corpus.documents if not any(p.statements for p in split(d, real_embedder.count_tokens, 200))
    ]
    assert silent == []


def test_no_passage_is_longer_than_the_model_reads(real_embedder: Embedder) -> None:
    for document in read_corpus(ROOT / "corpus").documents:
        for passage in split(document, real_embedder.count_tokens, 200):
            assert real_embedder.count_tokens(f"{passage.breadcrumb}\n{passage.text}") <= real_embedder.max_tokens


_DEAN = re.compile(r"(?<!Associate )\bDean\b|(?<!副)院長")
_PAST = re.compile(r"\bformer\b|\bthen Dean\b|\bno longer\b|\bpredecessors\b|前院長|前任|不再|時任工程學院院長")


def presented_as_dean(text: str, former: Iterable[str]) -> bool:
    """Whether a statement calls one of the `former` Deans Dean without saying that this is over; years say nothing."""
    names = "|".join(rf"{re.escape(name.split()[0])}[\w. ]{{0,8}}\b{re.escape(name.split()[-1])}\b" for name in former)
    return bool(re.search(names, text) and _DEAN.search(text) and not _PAST.search(text))


def test_no_former_dean_is_presented_as_the_dean(real_embedder: Embedder) -> None:
    told = (ROOT / "corpus" / "faculty-of-engineering.md").read_text(encoding="utf-8")
    former = re.findall(r"^\| (.+?), former Dean ", told, re.MULTILINE)
    statements = [
        (document.id, statement.text)
        for document in read_corpus(ROOT / "corpus").documents
        for passage in split(document, real_embedder.count_tokens, 200)
        for statement in passage.statements
    ]

    presented = [each for each in statements if presented_as_dean(each[1], former)]

    assert len(former) >= 4
    assert presented == []


@pytest.mark.parametrize(
    ("text", "is_presented"),
    [
        ("Prof. Martin D. F. Wong, Dean of Engineering, signed the agreement in 2019.", True),
        ("Prof. Martin D. F. Wong, then Dean of Engineering, signed the agreement.", False),
        ("工程學院院長黃定發教授（Martin D. F. Wong）在2019年簽署協議。", True),
        ("前院長黃定發教授（Martin D. F. Wong）在2019年簽署協議。", False),
        ("Martin Wong met Wong Kam-fai, Associate Dean at the time.", False),
        ("Prof. Hon Ki Tsang has been Dean since 1 May 2024.", False),
    ],
)
def test_what_presents_somebody_as_the_dean_is_told(text: str, *, is_presented: bool) -> None:
    assert presented_as_dean(text, ["Martin Wong"]) is is_presented


@pytest.mark.parametrize("question", ["Who is the Dean of Engineering?", "工程學院院長是誰？", "工程学院院长是谁？"])
def test_whoever_asks_for_the_dean_is_told_the_present_one_alone(real_assistant: Assistant, question: str) -> None:
    answer = real_assistant.answer(question)

    assert answer.outcome is Outcome.ANSWERED
    assert "Hon Ki Tsang" in answer.text
    former = ["Martin Wong", "C. P. Wong", "Peter Yum", "P. C. Ching"]
    assert not any(presented_as_dean(statement.text, former) for statement in answer.statements)


@pytest.mark.parametrize("path", sorted(p.name for p in (ROOT / "corpus").glob("*.md") if p.name != "README.md"))
def test_a_document_says_what_is_not_known_in_the_one_form(path: str) -> None:
    text = Path(ROOT / "corpus" / path).read_text(encoding="utf-8")

    for match in re.finditer(r"[Nn]ot published in our sources[^.\n]*", text):
        assert re.match(r"Not published in our sources as of 20\d\d-\d\d: ", match[0]), match[0]


@pytest.mark.parametrize(
    ("question", "unknown", "over"),
    [
        ("MSc EE deadline", "Not published in our sources", "27 April 2026"),
        ("金融科技碩士截止日期", "未有公布", "2026年2月26日"),
    ],
)
def test_where_all_known_deadlines_are_over_the_next_is_said_to_be_unknown(
    real_assistant: Assistant, question: str, unknown: str, over: str
) -> None:
    answer = real_assistant.answer(question)

    assert answer.outcome is Outcome.ANSWERED
    assert unknown in answer.statements[0].text
    assert any(over in statement.text for statement in answer.statements[1:])


def test_a_question_in_the_terms_of_the_corpus_alone_is_in_scope(real_assistant: Assistant) -> None:
    assert real_assistant.answer("申博要几封推荐信").outcome is not Outcome.OUT_OF_SCOPE


def test_what_masters_programmes_require_is_no_list_of_deadlines(real_assistant: Assistant) -> None:
    answer = real_assistant.answer("硕士入学要求")

    assert answer.table is None
    assert "二級榮譽" in answer.text


@pytest.mark.parametrize(
    ("question", "before"),
    [("2024呢", ["aist 2023 median"]), ("2022?", ["How many applicants did AIST have in 2024?"])],
)
def test_a_year_alone_that_is_not_held_is_refused_with_those_that_are(
    real_assistant: Assistant, question: str, before: list[str]
) -> None:
    answer = real_assistant.answer(question, [Turn(each, "") for each in before])

    assert answer.outcome is Outcome.NOT_FOUND
    assert "2025、2023" in answer.lead or "2025, 2024, 2023" in answer.lead


def test_a_figure_asked_of_each_of_two_is_given_for_both(real_assistant: Assistant) -> None:
    answer = real_assistant.answer("How many units is MIE, and how many is IE?")

    assert "87 units" in answer.text
    assert "75 units" in answer.text


@pytest.mark.parametrize("question", ["which programmes need physics", "邊啲科要讀物理"])
def test_the_programmes_that_name_a_subject_are_listed_with_how_they_do(
    real_assistant: Assistant, question: str
) -> None:
    answer = real_assistant.answer(question)

    assert answer.table is not None
    cells = [row[1].text for row in answer.table.rows]
    assert len(cells) > 8
    assert all("Physics" in cell or "物理" in cell for cell in cells)


def test_a_list_of_what_is_said_here_and_there_may_lack_some(real_assistant: Assistant) -> None:
    several, one = map(real_assistant.answer, ("which programmes give a BSc", "Which programme is JS4462?"))

    assert several.closing == "There may be others: the documents have no list of all that do."
    assert not one.closing


@pytest.mark.parametrize("question", ["CSE deadline", "AIST截止日期", "When is the JUPAS deadline?"])
def test_a_date_that_passed_years_ago_is_no_answer_to_when_something_is(
    real_assistant: Assistant, question: str
) -> None:
    answer = real_assistant.answer(question)

    assert answer.outcome is Outcome.NOT_FOUND
    assert "Not published" in answer.text or "未有公布" in answer.text


def test_a_date_that_passed_years_ago_answers_when_something_was(real_assistant: Assistant) -> None:
    assert "31 March 2023" in real_assistant.answer("When did CSE PhD applications close?").text


def test_a_research_masters_is_no_taught_one(real_assistant: Assistant) -> None:
    assert "2026年12月1日" in real_assistant.answer("MAE博士截止日期").text


@pytest.mark.parametrize("question", ["EE收幾多分", "IE收幾多分"])
def test_how_high_one_must_score_is_the_score_before_how_it_is_counted(
    real_assistant: Assistant, question: str
) -> None:
    assert "收生中位數" in real_assistant.answer(question).statements[0].text


@pytest.mark.parametrize(
    ("question", "before", "fact"),
    [
        ("咁23年呢", "AIST 今年收分幾多", "54.125"),  # a year by its two figures
        ("咁ie有冇機", "cse median 2025", "39.25"),  # a small name between Chinese signs
        ("how bout fintech", "can i do double degree with bba if im in IE", "FinTech–IBBA"),
        ("非本地生呢", "學費幾多", "HK$178,000"),
    ],
)
def test_a_short_follow_up_is_about_what_it_names(
    real_assistant: Assistant, question: str, before: str, fact: str
) -> None:
    answer = real_assistant.answer(question, [Turn(before, "")])

    assert fact in answer.text


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("AI硕士要修多少学分，必修课是什么，实习要多久", ["27", "AIMS5701", "12"]),
        ("AIST幾多分入到，要唔要面試？", ["52.375", "可能設"]),
        (
            "What are the fee, units and deadline of the MSc in Computer Science?",
            ["HK$300,000", "Units: 24", "31 January 2027"],
        ),
    ],
)
def test_each_thing_that_one_sentence_asks_is_answered(
    real_assistant: Assistant, question: str, facts: list[str]
) -> None:
    text = real_assistant.answer(question).text

    assert [fact for fact in facts if fact not in text] == []


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("港中文(深圳)的计算机硕士学费多少", "没有关于港中文(深圳)的资料"),
        ("EE系主任是谁", "没有这个问题的答案"),  # who chaired it until 2016 does not today
        ("Is there a gym?", "never mention: gym"),  # "run" and "track" stand in the documents, and never together
        ("How do I keep a cat in the hostel?", "never mention"),
    ],
)
def test_what_only_resembles_something_known_is_refused(real_assistant: Assistant, question: str, lead: str) -> None:
    answer = real_assistant.answer(question)

    assert answer.outcome is Outcome.NOT_FOUND
    assert lead in answer.lead


def test_the_end_of_one_word_and_the_beginning_of_the_next_are_no_institution(real_assistant: Assistant) -> None:
    assert "科大" not in real_assistant.answer("本科大几可以去交换？").lead


def test_a_number_means_the_table_that_has_it(real_assistant: Assistant) -> None:
    question = "My English is only a 3. Which engineering programmes would turn me away because they want a 4?"

    text = real_assistant.answer(question).text

    assert "Level 4: 3" in text
    assert "Computational Data Science" in text


def test_the_example_in_the_corpus_readme_can_be_ingested_as_it_stands(tmp_path: Path) -> None:
    written = (ROOT / "corpus" / "README.md").read_text(encoding="utf-8")
    example = re.search(r"^   ---\n.*?^   ---\n", written, re.MULTILINE | re.DOTALL)
    assert example
    for name in ("programmes.yaml", "terms.yaml"):
        shutil.copy(ROOT / "corpus" / name, tmp_path)
    (tmp_path / "example.md").write_text(f"{dedent(example[0])}\nThe robots roll in 2026.\n", encoding="utf-8")

    (document,) = read_corpus(tmp_path).documents

    assert document.programmes == ("msc-robotics",)
