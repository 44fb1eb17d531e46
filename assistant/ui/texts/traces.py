"""How an answer was found, in words that a school student understands."""

from assistant.domain import Language, Names

HOW_FOUND = Names(en="How this answer was found", zh_hant="這個答案是怎樣找到的", zh_hans="这个答案是怎样找到的")
STEP_UNDERSTOOD = Names(
    en="First the question was taken apart.", zh_hant="首先，拆解問題。", zh_hans="首先，拆解问题。"
)
STEP_SEARCHED = Names(
    en="Then the documents were searched, and nothing else: not the internet, and no memory of an AI model.",
    zh_hant="然後查閱文件，僅此而已：沒有上網，也沒有依靠人工智能模型的記憶。",
    zh_hans="然后查阅文件，仅此而已：没有上网，也没有依靠人工智能模型的记忆。",
)
STEP_DECIDED = Names(
    en="Last, it was decided whether what was found is enough for an answer.",
    zh_hant="最後，判斷所找到的是否足以作答。",
    zh_hans="最后，判断所找到的是否足以作答。",
)
LANGUAGES = {
    Language.EN: Names(en="English", zh_hant="英文", zh_hans="英文"),
    Language.ZH_HANT: Names(en="Chinese (traditional characters)", zh_hant="中文（繁體字）", zh_hans="中文（繁体字）"),
    Language.ZH_HANS: Names(en="Chinese (simplified characters)", zh_hant="中文（簡體字）", zh_hans="中文（简体字）"),
}
LANGUAGE = Names(en="Language of the question:", zh_hant="問題的語言：", zh_hans="问题的语言：")
PROGRAMMES = Names(en="Programmes:", zh_hant="課程：", zh_hans="课程：")
ALL_PROGRAMMES = Names(
    en="none named, so the documents on all of them were searched",
    zh_hant="沒有指明，所以查閱了所有課程的文件",
    zh_hans="没有指明，所以查阅了所有课程的文件",
)
ASKED = Names(en="What was asked:", zh_hant="問的是：", zh_hans="问的是：")
OWN_WORDS = Names(
    en="no topic that is listed, so the question's own words were searched for",
    zh_hant="不屬於已列出的主題，所以按問題本身的字詞查找",
    zh_hans="不属于已列出的主题，所以按问题本身的字词查找",
)
YEARS = Names(en="For which year:", zh_hant="哪一年：", zh_hans="哪一年：")
NO_YEAR = Names(
    en="none named, so what is current counts", zh_hant="沒有指明，以現行的為準", zh_hans="没有指明，以现行的为准"
)
EARLIER = Names(en="Earlier questions:", zh_hant="之前的問題：", zh_hans="之前的问题：")
EARLIER_USED = Names(
    en="used, because this one leaves something open",
    zh_hant="有參考，因為這個問題沒有把所有事情說明",
    zh_hans="有参考，因为这个问题没有把所有事情说明",
)
EARLIER_NOT_USED = Names(
    en="not used; this one was taken as it is", zh_hant="沒有參考，只看這個問題", zh_hans="没有参考，只看这个问题"
)
OF_ONE_PART = Names(
    en="The question has several parts; what follows is about one of them.",
    zh_hant="這個問題有幾部分，以下說明其中一部分。",
    zh_hans="这个问题有几部分，以下说明其中一部分。",
)
QUERY = Names(en="Searched for:", zh_hant="查找的是：", zh_hans="查找的是：")
FOUND = Names(
    en="Two searches went through the documents; these statements came out first. Meaning (cosine, at most 1) is "
    "higher the more alike two texts are in what they mean, even in other words or another language; words (BM25, from "
    "0) is higher the more words of the question a statement holds, above all rare ones.",
    zh_hant="兩種搜尋查閱了文件，以下句子排在最前。「意思」（餘弦相似度，最高為 1）愈高，"
    "兩段文字的意思愈相近，即使用字或語言不同；"
    "「字詞」（BM25，由 0 起）愈高，句子含有問題的字詞愈多，少見的字詞尤其重要。",
    zh_hans="两种搜索查阅了文件，以下句子排在最前。“意思”（余弦相似度，最高为 1）越高，"
    "两段文字的意思越相近，即使用字或语言不同；"
    "“字词”（BM25，从 0 起）越高，句子含有问题的字词越多，少见的字词尤其重要。",
)
NOTHING = Names(
    en="The searches found no statement.", zh_hant="搜尋沒有找到任何句子。", zh_hans="搜索没有找到任何句子。"
)
SCORES = Names(
    en="meaning {meaning} · words {words}",
    zh_hant="意思 {meaning} · 字詞 {words}",
    zh_hans="意思 {meaning} · 字词 {words}",
)
ENOUGH = Names(en="Was that enough?", zh_hant="足夠作答嗎？", zh_hans="足够作答吗？")
SURE = Names(
    en="Yes. Statements that fit a question as well as these hold its answer in about {confidence} of cases; the "
    "assistant answers from {threshold} on.",
    zh_hant="足夠。句子與問題這樣吻合時，約有 {confidence} 的機會含有答案；達到 {threshold}，助理就會作答。",
    zh_hans="足够。句子与问题这样吻合时，约有 {confidence} 的机会含有答案；达到 {threshold}，助理就会作答。",
)
UNSURE_ANSWERED = Names(
    en="Hardly. Statements that fit a question no better than these hold its answer in about {confidence} of cases, "
    "less than the usual {threshold}: please read the source.",
    zh_hant="勉強。句子與問題只有這樣吻合時，約有 {confidence} 的機會含有答案，"
    "低於平常所需的 {threshold}：請細閱出處。",
    zh_hans="勉强。句子与问题只有这样吻合时，约有 {confidence} 的机会含有答案，"
    "低于平常所需的 {threshold}：请细阅出处。",
)
TOO_LITTLE = Names(
    en="No. Statements that fit a question no better than these hold its answer in about {confidence} of cases; the "
    "assistant answers only from {threshold} on.",
    zh_hant="不足夠。句子與問題只有這樣吻合時，約有 {confidence} 的機會含有答案；要達到 {threshold}，助理才會作答。",
    zh_hans="不足够。句子与问题只有这样吻合时，约有 {confidence} 的机会含有答案；要达到 {threshold}，助理才会作答。",
)
CLOSE = Names(
    en="No. Statements that fit a question as well as these hold its answer in about {confidence} of cases, and "
    "{threshold} would do; but the best of them does not state what was asked.",
    zh_hant="不足夠。句子與問題這樣吻合時，約有 {confidence} 的機會含有答案，"
    "達到所需的 {threshold}；但最吻合的句子沒有說明所問的事。",
    zh_hans="不足够。句子与问题这样吻合时，约有 {confidence} 的机会含有答案，"
    "达到所需的 {threshold}；但最吻合的句子没有说明所问的事。",
)
REFUSED_FOR_ANOTHER_REASON = Names(
    en="It would have been: statements that fit a question as well as these hold its answer in about {confidence} of "
    "cases, and {threshold} would do. The first sentence of the answer says why it was not given all the same.",
    zh_hant="本來足夠：句子與問題這樣吻合時，約有 {confidence} 的機會含有答案，"
    "達到所需的 {threshold}。答案的第一句說明了為甚麼仍然不能作答。",
    zh_hans="本来足够：句子与问题这样吻合时，约有 {confidence} 的机会含有答案，"
    "达到所需的 {threshold}。答案的第一句说明了为什么仍然不能作答。",
)
FROM_TABLES = Names(
    en="Yes. Tables in the documents state it outright, so the answer was read from them and nothing had to be "
    "estimated.",
    zh_hant="足夠。文件的表格已直接列明，答案就取自表格，毋須估計。",
    zh_hans="足够。文件的表格已直接列明，答案就取自表格，无须估计。",
)
NOTHING_FITS = Names(
    en="No. None of the statements found is about what was asked and the year it was asked for.",
    zh_hant="不足夠。找到的句子都與所問的事和年份不符。",
    zh_hans="不足够。找到的句子都与所问的事和年份不符。",
)
