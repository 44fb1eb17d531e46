"""Every sentence and label of the page, in three languages."""

from assistant.domain import Language, Names

TITLE = Names(en="Programme assistant", zh_hant="課程助理", zh_hans="课程助理")
WHAT_IT_IS = Names(
    en="Ask about programmes, admission, scores, fees and AI education. Every statement shows the words it rests on.",
    zh_hant="歡迎查詢課程、入學、分數、學費及人工智能教育。每句答案都附上所據的原文。",
    zh_hans="欢迎查询课程、入学、分数、学费及人工智能教育。每句答案都附上所据的原文。",
)
NOT_OFFICIAL = Names(
    en="Not the university's own service.",
    zh_hant="並非大學的官方服務。",
    zh_hans="并非大学的官方服务。",
)
CAN_BE_WRONG = Names(
    en="This is an AI system and can be wrong: check figures and dates on the official pages.",
    zh_hant="這是人工智能系統，可能出錯：請在官方網頁核對數字和日期。",
    zh_hans="这是人工智能系统，可能出错：请在官方网页核对数字和日期。",
)
YOUR_QUESTION = Names(en="Your question", zh_hant="你的問題", zh_hans="你的问题")
TYPE_HERE = Names(
    en="Type a question in English or Chinese", zh_hant="以中文或英文輸入問題", zh_hans="用中文或英文输入问题"
)
ASK = Names(en="Ask", zh_hant="提問", zh_hans="提问")
NEW_CONVERSATION = Names(en="New conversation", zh_hant="新對話", zh_hans="新对话")
FOR_EXAMPLE = Names(en="For example", zh_hant="例如", zh_hans="例如")
GETTING_READY = Names(en="Getting ready …", zh_hant="準備中……", zh_hans="准备中……")
INDEXING = Names(
    en="Getting ready: {done} of {all} texts read …",
    zh_hant="準備中：已讀 {done}/{all} 段……",
    zh_hans="准备中：已读 {done}/{all} 段……",
)
LOOKING = Names(en="Looking in the documents …", zh_hant="正在查閱文件……", zh_hans="正在查阅文件……")
ABOUT = Names(en="About: {names}", zh_hant="關於：{names}", zh_hans="关于：{names}")
OUR_TRANSLATION = Names(en="our translation", zh_hant="本站譯名", zh_hans="本站译名")
THE_WORDS = Names(en="the quoted words in their passage", zh_hant="所引原文及其段落", zh_hans="所引原文及其段落")
OFFICIAL_PAGE = Names(en="Official page", zh_hant="官方網頁", zh_hans="官方网页")
READ_VIA = Names(en="read via {copy}", zh_hant="經由 {copy} 閱讀", zh_hans="经由 {copy} 阅读")
VALID_UNTIL = Names(en="valid until {date}", zh_hant="有效至 {date}", zh_hans="有效至 {date}")
QUOTED = Names(en="quoted", zh_hant="引用", zh_hans="引用")
EXAMPLES = {
    Language.EN: (
        "What maths level do I need for AIST?",
        "How much is tuition for a local student in 2026-27?",
        "What was the 2025 median score for Financial Technology?",
        "How long does the SenseTime collaboration run and what does it cover?",
        "中大人工智能課程的聯招編號是甚麼？",
    ),
    Language.ZH_HANT: (
        "讀人工智能課程數學要幾多級？",
        "本地生 2026-27 年學費是多少？",
        "金融科技 2025 年的收生中位數是多少？",
        "商湯合作計劃為期多久？",
        "What is the JUPAS code for the AI degree?",
    ),
    Language.ZH_HANS: (
        "读人工智能课程数学要几级？",
        "本地生 2026-27 年学费是多少？",
        "金融科技 2025 年的收生中位数是多少？",
        "商汤合作计划为期多久？",
        "What is the JUPAS code for the AI degree?",
    ),
}
