"""What the assistant is and what it cannot do, in words for a school student."""

from assistant.domain import Names

TITLE = Names("What this assistant is, and its limits", "這個助理是甚麼，有甚麼限制", "这个助理是什么，有什么限制")
SHORT_TITLE = Names("About and limits", "關於與限制", "关于与限制")
_WHAT = Names("What it is", "它是甚麼", "它是什么")
_HOW = Names("How it finds an answer", "它怎樣找到答案", "它怎样找到答案")
_CAN = Names("What it can do well", "它做得好的事", "它做得好的事")
_CANNOT = Names("What it cannot do", "它做不到的事", "它做不到的事")
_YOU = Names("What you should do", "你應該怎樣做", "你应该怎样做")
KEPT = Names("What is kept", "會保存甚麼", "会保存什么")

KEPT_HERE = Names(
    "Your conversation is kept in this browser only, so that it is still there when you reload the page. “New "
    "conversation” deletes it.",
    "對話只保存在這個瀏覽器，重新載入網頁後仍在。按「開始新對話」便會刪除。",
    "对话只保存在这个浏览器，重新载入网页后仍在。按“开始新对话”便会删除。",
)
JOURNAL = Names(
    "On the server, staff keep the questions that the documents could not answer and what you say of an answer, with "
    "e-mail addresses, phone and identity numbers masked. Who you are is not kept.",
    "伺服器會保存文件未能解答的問題，以及你對答案的意見，供職員參考；其中的電郵地址、電話和證件號碼會遮蓋。不會保存你的身份。",
    "服务器会保存文件未能解答的问题，以及你对答案的意见，供职员参考；其中的邮箱地址、电话和证件号码会遮盖。不会保存你的身份。",
)
NO_JOURNAL = Names(
    "Nothing that you write is kept on the server.",
    "你所寫的一切都不會保存在伺服器。",
    "你所写的一切都不会保存在服务器。",
)

PARTS: tuple[tuple[Names, tuple[Names, ...]], ...] = (
    (
        _WHAT,
        (
            Names(
                "A computer program that looks for your answer in a fixed set of documents about programmes of study. "
                "It is not a person, and it is not the university's own service.",
                "這是一個電腦程式，會在一批指定的課程文件中替你找答案。它不是真人，也不是大學的官方服務。",
                "这是一个计算机程序，会在一批指定的课程文件中替你找答案。它不是真人，也不是大学的官方服务。",
            ),
        ),
    ),
    (
        _HOW,
        (
            Names(
                "It compares your question with every sentence of the documents, by meaning and by words. An AI model "
                "turns each sentence into a list of numbers; sentences that mean alike get numbers that are alike.",
                "它把你的問題與文件的每一句比較，既看意思，也看字詞。人工智能模型把每一句變成一串數字，意思相近的句子，數字也相近。",
                "它把你的问题与文件的每一句比较，既看意思，也看字词。人工智能模型把每一句变成一串数字，意思相近的句子，数字也相近。",
            ),
            Names(
                "If no sentence fits well enough, it says so and does not guess. You can open “How this answer was "
                "found” under every answer and follow each step.",
                "如果沒有句子足夠吻合，它會直說，不會亂猜。每個答案下都有「這個答案是怎樣找到的」，你可以打開，逐步細看。",
                "如果没有句子足够吻合，它会直说，不会乱猜。每个答案下都有“这个答案是怎样找到的”，你可以打开，逐步细看。",
            ),
        ),
    ),
    (
        _CAN,
        (
            Names(
                "Finding figures, dates and rules that stand in its documents, comparing programmes, and showing you "
                "the words that an answer rests on.",
                "找出文件中的數字、日期和規定，比較不同課程，並讓你看到答案所據的原文。",
                "找出文件中的数字、日期和规定，比较不同课程，并让你看到答案所据的原文。",
            ),
        ),
    ),
    (
        _CANNOT,
        (
            Names(
                "It knows nothing that is not in its documents, and these can be out of date or incomplete.",
                "文件沒有的，它一概不知道；文件也可能過時或不完整。",
                "文件没有的，它一概不知道；文件也可能过时或不完整。",
            ),
            Names(
                "It can misunderstand a question, or pick a sentence that looks right and is about something else. A "
                "score of fit is an estimate and no proof.",
                "它可能誤解問題，或選中看似正確、其實說另一回事的句子。吻合程度只是估計，不是證明。",
                "它可能误解问题，或选中看似正确、其实说另一回事的句子。吻合程度只是估计，不是证明。",
            ),
            Names(
                "It cannot tell your chances, promise a place, judge people, or decide anything for you.",
                "它不能預測你的機會、保證取錄、評論他人，也不能替你作任何決定。",
                "它不能预测你的机会、保证录取、评论他人，也不能替你作任何决定。",
            ),
        ),
    ),
    (
        _YOU,
        (
            Names(
                "Open the source and look at its date. Check every figure and deadline on the official page before you "
                "rely on it, and ask the admissions office when it matters.",
                "打開出處，看看日期。依據任何數字或限期行事前，先到官方網頁核對；重要的事，請向入學事務處查詢。",
                "打开出处，看看日期。依据任何数字或期限行事前，先到官方网页核对；重要的事，请向入学事务处查询。",
            ),
            Names(
                "Do not type anything private, such as your name, identity number or results with your name.",
                "不要輸入私人資料，例如姓名、身份證號碼，或連同姓名的成績。",
                "不要输入私人资料，例如姓名、身份证号码，或连同姓名的成绩。",
            ),
        ),
    ),
)
