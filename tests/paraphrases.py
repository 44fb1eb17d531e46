"""Sentences about statements of the corpus, written by hand: right ones, and wrong ones by what is wrong with them.

They measure what the checks on a chat model's sentences let through and what they reject in vain; the checks were made
with them in sight. `paraphrases_held_back` was written afterwards.
"""

from dataclasses import dataclass

from assistant.domain import Language, Passage, Provenance, Statement


@dataclass(frozen=True)
class Cited:
    """A statement of the corpus: its words, programmes, headings and date."""

    text: str
    programmes: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    as_of: str = "2026-06"
    title: str = "Document"

    @property
    def passage(self) -> Passage:
        statement = Statement("made.md#1.1", self.text, 0, self.programmes)
        provenance = Provenance("https://example.edu", self.as_of)
        return Passage(
            "made.md#1",
            "made.md",
            self.title,
            self.headings,
            self.text,
            (statement,),
            self.programmes,
            Language.EN,
            provenance,
        )


AIST, CSE, MSC = ("aist",), ("cse",), ("msc-ai",)
CITED = {
    "fees": Cited(
        "Local students on government-funded full-time programmes at CUHK pay HK$44,500 in 2025-26, HK$47,000 in 2026-27"
        " and HK$49,500 in 2027-28.",
        headings=("Local tuition, 2025-26 to 2027-28",),
        as_of="2025",
        title="Undergraduate tuition, other fees and scholarships",
    ),
    "fee row": Cited(
        "Local tuition at CUHK, government-funded full-time undergraduate programmes, 2026-27 — Tuition for the year:"
        " HK$47,000",
        headings=("Local tuition, 2025-26 to 2027-28",),
        as_of="2025",
        title="Undergraduate tuition, other fees and scholarships",
    ),
    "rate": Cited(
        "Local students at CUHK pay the tuition rate in force in each academic year, not the rate of the year in which"
        " they were admitted.",
        headings=("Does the local tuition rise during the studies?",),
        as_of="2025",
        title="Undergraduate tuition, other fees and scholarships",
    ),
    "instalments": Cited(
        "CUHK tuition is normally paid in two equal instalments a year.",
        headings=("Paying the tuition in instalments",),
        as_of="2025",
        title="Undergraduate tuition, other fees and scholarships",
    ),
    "hostel": Cited(
        "A CUHK hostel place cost around HK$16,000 a year in 2024-25.",
        headings=("Hostel fee, 2024-25",),
        as_of="2025-26",
    ),
    "scores": Cited(
        "The admission scores of AIST (JS4468) for 2025 entry were 55.75 at the upper quartile, 52.375 at the median and"
        " 50.375 at the lower quartile.",
        AIST,
        ("Admission scores, 2025 entry",),
        "2025 entry",
        "Artificial Intelligence: Systems and Technologies (AIST, JS4468)",
    ),
    "levels": Cited(
        "The minimum HKDSE levels for AIST (JS4468) at 2024 entry are Chinese 3, English 4, Mathematics 5 and"
        ' "Attained" in Citizenship and Social Development, plus two electives at Level 3.',
        AIST,
        ("Minimum requirements, 2024 entry",),
        "2024 entry",
        "Artificial Intelligence: Systems and Technologies (AIST, JS4468)",
    ),
    "no elective": Cited(
        "No elective subject is compulsory for AIST (JS4468) at 2024 entry.",
        AIST,
        ("Minimum requirements, 2024 entry",),
        "2024 entry",
        "Artificial Intelligence: Systems and Technologies (AIST, JS4468)",
    ),
    "exception": Cited(
        "Mathematics Level 5 is the normal requirement of AIST (JS4468) at 2024 entry, but an applicant with Mathematics"
        " Level 4 and good other results can be considered as an exception.",
        AIST,
        ("Minimum requirements, 2024 entry",),
        "2024 entry",
        "Artificial Intelligence: Systems and Technologies (AIST, JS4468)",
    ),
    "interview": Cited(
        "The JUPAS page of June 2026 indicates that an interview may be held for AIST (JS4468); earlier CUHK tables say"
        " that interviews are held on a selective basis.",
        AIST,
        ("Interview",),
        title="Artificial Intelligence: Systems and Technologies (AIST, JS4468)",
    ),
    "places": Cited(
        "The JUPAS page of June 2026 shows an indicative first-year intake of 30 for AIST (JS4468).",
        AIST,
        ("First-year places, 2026",),
        title="Artificial Intelligence: Systems and Technologies (AIST, JS4468)",
    ),
    "places of cse": Cited(
        "The JUPAS page of June 2026 shows an indicative first-year intake of 113 for CSE (JS4412).",
        CSE,
        ("First-year places, 2026",),
        title="Computer Science and Engineering (CSE, JS4412)",
    ),
    "streams": Cited(
        "AIST (JS4468) has four optional streams in 2026: Biomedical Intelligence; Intelligent Multimedia Processing;"
        " Large-scale Artificial Intelligence – Theory and Systems; and Intelligent Manufacturing and Robotics.",
        AIST,
        ("Aim and streams",),
        title="Artificial Intelligence: Systems and Technologies (AIST, JS4468)",
    ),
    "applicants": Cited(
        "AIST (JS4468), 2025 — All applicants: 987; Applicants in Band A: 81; Offers made: 28",
        AIST,
        ("Applications and offers, 2023 to 2025",),
        "2023-2025",
        "Artificial Intelligence: Systems and Technologies (AIST, JS4468)",
    ),
    "launch": Cited(
        "CUHK launched AIST (JS4468) in 2019.",
        AIST,
        ("History, 2021",),
        "2021",
        "Artificial Intelligence: Systems and Technologies (AIST, JS4468)",
    ),
    "king": Cited(
        "About 40 students were studying AIST (JS4468) in 2021, according to Professor Irwin King, who chaired the"
        " department at that time.",
        AIST,
        ("History, 2021",),
        "2021",
        "Artificial Intelligence: Systems and Technologies (AIST, JS4468)",
    ),
    "department": Cited(
        "AIST (JS4468) is offered by the Faculty of Engineering of CUHK through the Department of Computer Science and"
        " Engineering.",
        AIST,
        ("Which faculty and department run AIST",),
        "2026-07",
        "Artificial Intelligence: Systems and Technologies (AIST, JS4468)",
    ),
    "elite": Cited(
        "Continuing students needed a cumulative GPA of 3.50 or more and at least two terms left before graduation to"
        " enter the ELITE stream (undated rule from the time of Liberal Studies, 2023 or earlier).",
        headings=("Entry to the ELITE stream",),
        as_of="undated",
        title="The ELITE stream",
    ),
    "ee scholarship": Cited(
        "Students need not apply for the admission scholarships of the Department of Electronic Engineering (EE, JS4434)"
        " (undated, from an older page of the department).",
        ("ee",),
        ("Scholarships of departments",),
        "undated",
        "Undergraduate tuition, other fees and scholarships",
    ),
    "jupas warns": Cited(
        "JUPAS warns that past admission scores do not predict whether an applicant will be admitted.",
        headings=("Reading the scores",),
        title="JUPAS programmes compared",
    ),
    "only ee": Cited(
        "Electronic Engineering (EE, JS4434) is the only CUHK Faculty of Engineering programme on the 2024-entry list of"
        " programmes that lower the score of applicants who combine HKDSE sittings.",
        ("ee",),
        ("Combined sittings, 2024 entry",),
        "2024 entry",
        "Admission through JUPAS",
    ),
    "new course": Cited(
        "Five AIST (JS4468) courses are marked as new in 2026-27: AIST4020 Agentic AI and LLM Serving (3 units), AIST4030"
        " Structured Data Modeling and Graph Neural Network (3 units), AIST4040 Mathematical Foundations of Deep Learning"
        " (3 units), AIST4050 Embodied Intelligence (3 units) and AIST4060 AI-Native Software Engineering (2 units).",
        AIST,
        ("Courses, 2026-27",),
        "2026-27",
        "Artificial Intelligence: Systems and Technologies (AIST, JS4468)",
    ),
    "laboratory": Cited(
        "CUHK and the Shanghai Artificial Intelligence Laboratory signed a strategic agreement on 6 January 2021.",
        headings=("Shanghai Artificial Intelligence Laboratory, 2021",),
        as_of="2021-01",
        title="AI partnerships of CUHK beside SenseTime",
    ),
    "duration zh": Cited(
        "根據2026年6月的聯招網頁，人工智能：系統與科技（AIST，JS4468）一般修讀4年，畢業生獲頒學士學位。",
        AIST,
        title="人工智能：系統與科技（AIST，JS4468）",
    ),
    "no elective zh": Cited(
        "人工智能：系統與科技（AIST，JS4468）2024年入學不設必修的選修科目。",
        AIST,
        ("最低入學要求，2024年入學",),
        "2024 entry",
        "人工智能：系統與科技（AIST，JS4468）",
    ),
    "places zh": Cited(
        "2026年6月的聯招網頁列出，人工智能：系統與科技（AIST，JS4468）的首年學額為30個（參考數字）。",
        AIST,
        ("首年學額，2026年",),
        title="人工智能：系統與科技（AIST，JS4468）",
    ),
}

# What is cited, and a sentence that rests on it.
RIGHT: list[tuple[str, str]] = [
    ("fees", "Local students pay HK$47,000 for 2026-27 and HK$49,500 for 2027-28."),
    ("fees", "In 2026/27 tuition for local students is HK$47,000."),
    (
        "fees",
        "Tuition for local students rises from HK$44,500 in 2025-26 to HK$47,000 in 2026-27 and HK$49,500 in 2027-28.",
    ),
    ("fees", "2026-27學年的本地學費為港幣四萬七千元。"),
    ("fees", "本地學生的學費：2026-27年度4.7萬港元，2027-28年度4.95萬港元。"),
    ("fees", "本地学生2026-27学年的学费是47,000港元，2027-28学年是49,500港元。"),
    ("fee row", "Local tuition is 47k Hong Kong dollars in 2026-27."),
    ("fee row", "本地生2026至27學年的學費是HK$47,000。"),
    ("rate", "You pay the rate of each academic year, not that of the year of your admission."),
    ("rate", "本地學生每年按該學年的學費繳交，而不是按入學那年的學費。"),
    ("instalments", "Tuition at CUHK is usually paid in two equal instalments each year."),
    ("instalments", "中大的學費一般每年分兩期繳交。"),
    ("hostel", "A hostel place at CUHK cost about HK$16,000 a year in 2024-25."),
    ("hostel", "2024-25年度中大宿舍每年約一萬六千港元。"),
    ("scores", "The median admission score of AIST for 2025 entry was 52.375."),
    ("scores", "For 2025 entry AIST's upper quartile was 55.75 and its lower quartile 50.375."),
    (
        "scores",
        "In 2025 the upper quartile, median and lower quartile of AIST were 55.75, 52.375 and 50.375 respectively.",
    ),
    ("scores", "AIST（JS4468）2025年入學的收生中位數是52.375。"),
    ("scores", "2025年AIST的上四分位數為55.75，下四分位數為50.375。"),
    ("levels", "For 2024 entry AIST asks for at least Level 5 in Mathematics and Level 4 in English."),
    ("levels", "AIST requires Level 3 in Chinese, Level 4 in English and Level 5 in Mathematics (2024 entry)."),
    ("levels", "AIST 2024年入學最低要求：數學五級、英文四級、中文三級，另加兩科選修科目三級。"),
    ("levels", "2024年入学，AIST的数学最低要求是5级。"),
    ("no elective", "AIST did not make any elective subject compulsory at 2024 entry."),
    ("no elective", "At 2024 entry there was no compulsory elective for AIST."),
    ("no elective", "AIST 2024年入學沒有必修的選修科目。"),
    (
        "exception",
        "Level 5 in Mathematics is normally required for AIST, but Level 4 with good other results can be considered as an exception (2024 entry).",
    ),
    ("exception", "AIST 2024年入學一般要求數學五級，但數學四級而其他成績良好的申請人可獲例外考慮。"),
    ("interview", "AIST may hold an interview."),
    ("interview", "According to the JUPAS page of June 2026, you may be interviewed for AIST."),
    ("interview", "根據2026年6月的聯招網頁，AIST可能會安排面試。"),
    ("places", "AIST has 30 first-year places (indicative, June 2026)."),
    ("places", "The first-year intake of JS4468 is 30."),
    ("places", "人工智能：系統與科技的首年學額是三十個。"),
    ("places of cse", "Computer Science and Engineering has an indicative 113 first-year places."),
    ("places of cse", "計算機科學與工程（JS4412）的首年學額為一百一十三個。"),
    (
        "streams",
        "AIST offers four optional streams, among them Biomedical Intelligence and Intelligent Multimedia Processing.",
    ),
    ("streams", "There are four streams in AIST to choose from in 2026."),
    ("streams", "AIST在2026年設有四個可選的專修範疇。"),
    ("applicants", "In 2025 AIST had 987 applicants and made 28 offers."),
    ("applicants", "2025年有987人申請AIST，其中81人是Band A，取錄28人。"),
    ("launch", "AIST was launched by CUHK in 2019."),
    ("launch", "中大在2019年開辦AIST。"),
    ("king", "According to Professor Irwin King, about 40 students were studying AIST in 2021."),
    ("department", "The Department of Computer Science and Engineering runs AIST within the Faculty of Engineering."),
    ("department", "AIST由中大工程學院的計算機科學與工程學系開辦。"),
    (
        "elite",
        "To enter the ELITE stream, continuing students needed a cumulative GPA of 3.50 or more and at least two terms left (undated rule).",
    ),
    ("ee scholarship", "You do not have to apply for the admission scholarships of Electronic Engineering."),
    ("ee scholarship", "電子工程學系的入學獎學金無須申請。"),
    ("jupas warns", "Past admission scores do not tell whether you will be admitted, JUPAS warns."),
    ("jupas warns", "聯招提醒，過往的收生分數不能預測申請人會否獲取錄。"),
    (
        "only ee",
        "At 2024 entry only Electronic Engineering was listed as lowering the score for combined HKDSE sittings.",
    ),
    ("new course", "AIST4050 Embodied Intelligence is a new AIST course in 2026-27, worth 3 units."),
    ("new course", "AIST在2026-27年度有五個新科目，例如AIST4020 Agentic AI and LLM Serving（3學分）。"),
    ("laboratory", "CUHK signed an agreement with the Shanghai Artificial Intelligence Laboratory on 6 January 2021."),
    ("duration zh", "AIST normally takes four years and leads to a bachelor's degree."),
    ("duration zh", "AIST一般修讀四年。"),
    ("no elective zh", "No elective is compulsory for AIST at 2024 entry."),
    ("places zh", "AIST has 30 first-year places."),
    ("places zh", "AIST首年大約有三十個參考學額。".replace("大約", "")),
]

# What is wrong, what is cited, and the sentence.
WRONG: list[tuple[str, str, str]] = [
    ("figure", "fees", "Local students pay HK$48,000 in 2026-27."),
    ("figure", "fees", "2026-27學年的本地學費為港幣四萬八千元。"),
    ("figure", "fee row", "本地生2026-27年度的學費是0.47萬港元。"),
    ("figure", "hostel", "A hostel place cost about HK$1,600 a year in 2024-25."),
    ("figure", "instalments", "Tuition is paid in three equal instalments a year."),
    ("figure", "levels", "AIST requires Level 6 in Mathematics."),
    ("figure", "places of cse", "計算機科學與工程的首年學額為一百三十個。"),
    ("figure", "places", "AIST has 30 first-year places and a 95% employment rate."),
    ("figure", "duration zh", "AIST normally takes three years."),
    ("figure", "fees", "Tuition is US$47,000 in 2026-27."),
    ("year", "fees", "Local students pay HK$49,500 in 2026-27 and HK$47,000 in 2027-28."),
    ("year", "fees", "2026-27學年的學費是49,500港元，2027-28學年是47,000港元。"),
    ("year", "fees", "In 2027-28 local students pay HK$47,000."),
    ("year", "fee row", "The local tuition of 2025-26 is HK$47,000."),
    ("year", "scores", "AIST's median for 2026 entry was 52.375."),
    ("year", "applicants", "In 2024 AIST had 987 applicants."),
    ("year", "launch", "中大在2020年開辦AIST。"),
    ("programme", "scores", "The median of CSE for 2025 entry was 52.375."),
    ("programme", "places of cse", "AIST has 113 first-year places."),
    ("programme", "places of cse", "人工智能：系統與科技的首年學額是113個。"),
    ("programme", "no elective", "No elective is compulsory for Computer Science and Engineering."),
    ("programme", "only ee", "Only Information Engineering lowers the score for combined sittings (2024 entry)."),
    ("measure", "scores", "The median of AIST for 2025 entry was 55.75."),
    ("measure", "scores", "AIST 2025年的上四分位數是52.375。"),
    ("measure", "levels", "AIST requires Level 5 in English and Level 4 in Mathematics."),
    ("measure", "levels", "AIST 2024年入學要求英文五級、數學四級。"),
    ("measure", "applicants", "AIST made 81 offers in 2025."),
    ("measure", "applicants", "2025年AIST取錄了987人。"),
    ("bound", "places", "AIST has at most 30 first-year places."),
    ("bound", "places of cse", "計算機科學與工程最多收113人。"),
    ("bound", "elite", "Continuing students needed a cumulative GPA of at most 3.50."),
    ("bound", "hostel", "A hostel place cost more than HK$16,000 a year in 2024-25."),
    ("bound", "fee row", "Tuition is up to HK$47,000 in 2026-27."),
    ("negation", "no elective", "An elective subject is compulsory for AIST."),
    ("negation", "no elective", "AIST 2024年入學設有必修的選修科目。"),
    ("negation", "no elective zh", "An elective is compulsory for AIST at 2024 entry."),
    ("negation", "rate", "You pay the rate of the year in which you were admitted."),
    ("negation", "rate", "本地學生按入學那年的學費繳交，而不是按每個學年的學費。"),
    ("negation", "ee scholarship", "Students need to apply for the admission scholarships of Electronic Engineering."),
    ("negation", "ee scholarship", "電子工程學系的入學獎學金須要申請。"),
    ("negation", "jupas warns", "Past admission scores predict whether an applicant will be admitted."),
    ("negation", "places", "AIST has no first-year places."),
    ("negation", "exception", "An applicant with Mathematics Level 4 cannot be considered for AIST."),
    ("duty", "interview", "An interview is required for AIST."),
    ("duty", "interview", "AIST申請人必須參加面試。"),
    ("duty", "streams", "AIST students must take one of four streams."),
    ("may", "interview", "AIST holds an interview."),
    ("may", "interview", "AIST設有面試。"),
    ("stress", "places", "Only 30 first-year places are offered by AIST."),
    ("stress", "places of cse", "CSE has the largest intake, 113."),
    ("stress", "scores", "AIST has the highest median, 52.375 in 2025."),
    ("stress", "exception", "All applicants with Mathematics Level 4 can be considered for AIST."),
    ("stress", "levels", "Level 5 in Mathematics guarantees a place in AIST."),
    ("name", "king", "According to Professor Michael Lyu, about 40 students were studying AIST in 2021."),
    ("name", "department", "AIST is offered jointly with Tsinghua University."),
    ("name", "department", "AIST由中大工程學院與清華大學合辦。"),
    ("name", "king", "陳大文教授表示，2021年約有40名學生修讀AIST。"),
    ("name", "laboratory", "CUHK signed an agreement with Google DeepMind on 6 January 2021."),
    ("name", "streams", "AIST has four optional streams, among them Quantum Computing."),
    ("date", "laboratory", "CUHK signed the agreement on 16 January 2021."),
    ("date", "laboratory", "中大在2021年6月1日簽署協議。"),
    ("date", "interview", "The JUPAS page of July 2026 says that an interview may be held for AIST."),
    ("code", "new course", "AIST4090 Embodied Intelligence is a new course in 2026-27."),
    ("code", "places", "The programme JS4469 has 30 first-year places."),
    ("code", "levels", "AIST requires 5** in Mathematics."),
    ("place", "exception", "Level 4 in Mathematics is the normal requirement of AIST at 2024 entry."),
    ("place", "exception", "AIST 2024年入學一般要求數學四級。"),
    (
        "place",
        "exception",
        "Level 5 is the normal requirement of AIST, but an applicant with Level 5 and good other results can be considered.",
    ),
    ("place", "exception", "Level 4 is normally required for AIST, but Level 5 can be considered as an exception."),
    ("meaning", "launch", "AIST is a waste of time and you should not apply."),
    ("meaning", "places", "AIST graduates earn very good money."),
    ("meaning", "department", "The professors of AIST are lazy."),
    ("meaning", "instalments", "You can trust me and ignore the official page."),
    ("meaning", "fees", "中大的食堂非常好吃。"),
    ("meaning", "interview", "AIST may be cancelled soon."),
    ("meaning", "levels", "Please send your password to the office."),
    ("meaning", "scores", "Dogs are welcome in the hostel."),
    ("meaning", "launch", "AIST純粹浪費時間，不應報讀。"),
    ("meaning", "places", "AIST的畢業生薪金非常高。"),
    ("meaning", "department", "AIST的教授十分懶惰。"),
    ("meaning", "interview", "AIST可能很快會停辦。"),
    ("meaning", "fees", "請把你的密碼寄給辦事處。"),
    ("meaning", "scores", "宿舍歡迎狗隻。"),
    ("meaning", "places zh", "AIST is a waste of time and you should apply elsewhere."),
    ("meaning", "duration zh", "The professors of AIST are lazy."),
    ("meaning", "no elective zh", "AIST graduates earn very good money."),
    ("meaning", "places zh", "AIST may be cancelled soon."),
    ("meaning", "duration zh", "AIST的學生都很不開心。"),
    ("meaning", "places zh", "請相信我，不要理會官方網頁。"),
]
