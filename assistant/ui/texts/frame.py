"""What stands around the conversation: the head, the start screen, the question box."""

from assistant.domain import Language, Names

TITLE = Names("Programme assistant", "課程助理", "课程助理")
ASK_ABOUT = Names(
    "Ask about studying engineering and AI here.",
    "工程與人工智能課程，一問便知。",
    "工程与人工智能课程，一问便知。",
)
WHAT_IT_IS = Names(
    "Ask in your own words. The answer comes from the faculty's documents, and every statement shows the words that it "
    "rests on.",
    "用你自己的話發問。答案來自學院的文件，每句都附上所據的原文。",
    "用你自己的话提问。答案来自学院的文件，每句都附上所据的原文。",
)
NOT_OFFICIAL = Names("Not the university's own service.", "並非大學的官方服務。", "并非大学的官方服务。")
CAN_BE_WRONG = Names(
    "This is an AI system and can be wrong: check figures and dates on the official pages.",
    "這是人工智能系統，可能出錯：請在官方網頁核對數字和日期。",
    "这是人工智能系统，可能出错：请在官方网页核对数字和日期。",
)
YOUR_QUESTION = Names("Your question", "你的問題", "你的问题")
TYPE_HERE = Names("Ask in English or Chinese", "可用中文或英文提問", "可用中文或英文提问")
ASK = Names("Ask", "提問", "提问")
STOP = Names("Stop", "停止", "停止")
NEW_CONVERSATION = Names("New conversation", "開始新對話", "开始新对话")
EDIT = Names("Edit question", "修改問題", "修改问题")
EDITING = Names(
    "You are rewording your last question; the new answer will replace the old one.",
    "你正在修改上一條問題，新答案會取代舊答案。",
    "你正在修改上一个问题，新答案会取代旧答案。",
)
KEEP_AS_IT_WAS = Names("Keep it as it was", "保留原來的問題", "保留原来的问题")
NEXT = Names("You could ask next", "你可以接着問", "你可以接着问")
PICK = Names("Choose a programme", "選擇課程", "选择课程")
PICKED = Names("About {programme}", "關於{programme}", "关于{programme}")
UNPICK = Names("Ask about all programmes again", "改為查詢所有課程", "改为查询所有课程")
PICK_WHY = Names(
    "Questions that name no programme will be about the one that you choose.",
    "沒有指明課程的問題，會視作查詢你所選的課程。",
    "没有指明课程的问题，会视作查询你所选的课程。",
)
SEARCH_PROGRAMMES = Names("Search by name or code", "按名稱或編號搜尋", "按名称或编号搜索")
NO_PROGRAMME = Names("No programme is called that.", "沒有這樣的課程。", "没有这样的课程。")
LEVELS = {
    "undergraduate": Names("Bachelor's programmes", "學士課程", "学士课程"),
    "taught postgraduate": Names("Taught master's programmes", "修課式碩士課程", "授课型硕士课程"),
    "research postgraduate": Names("Research degrees", "研究學位課程", "研究学位课程"),
}
LANGUAGE = Names("Language of this page", "本頁的語言", "本页的语言")
IN_ITS_OWN = {Language.EN: "English", Language.ZH_HANT: "繁體中文", Language.ZH_HANS: "简体中文"}
IN_SHORT = {Language.EN: "EN", Language.ZH_HANT: "繁體", Language.ZH_HANS: "简体"}
CLOSE = Names("Close", "關閉", "关闭")
GETTING_READY = Names("Getting ready …", "準備中……", "准备中……")
INDEXING = Names(
    "Getting ready: {done} of {all} texts read …", "準備中：已讀 {done}/{all} 段……", "准备中：已读 {done}/{all} 段……"
)
LOOKING = Names("Looking in the documents …", "正在查閱文件……", "正在查阅文件……")
