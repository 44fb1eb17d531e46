"""Every sentence that the application says itself, in three languages; what happened first, then what to do."""

from assistant.domain import Names

NO_SUCH_PAGE = Names(
    en="There is no such page here.",
    zh_hant="這裏沒有這個頁面。",
    zh_hans="这里没有这个页面。",
)
NOT_THIS_HOST = Names(
    en="This address is not served here. Whoever runs the assistant can add it to ASSISTANT_ALLOWED_HOSTS.",
    zh_hant="這裏不以這個網址提供服務。管理員可把它加入 ASSISTANT_ALLOWED_HOSTS。",
    zh_hans="这里不以这个网址提供服务。管理员可把它加入 ASSISTANT_ALLOWED_HOSTS。",
)
FOREIGN_ORIGIN = Names(
    en="Pages of other sites cannot ask here. Please open the assistant itself.",
    zh_hant="其他網站的頁面不能在這裏提問。請直接開啟本助理。",
    zh_hans="其他网站的页面不能在这里提问。请直接打开本助理。",
)
TOO_LARGE = Names(
    en="What you sent is too large: at most 64 KB are taken. Please send less.",
    zh_hant="你傳送的內容太大：最多接受 64 KB。請減少內容。",
    zh_hans="你发送的内容太大：最多接受 64 KB。请减少内容。",
)
TOO_SLOW = Names(
    en="What you sent did not arrive in time. Please try again.",
    zh_hant="你傳送的內容未能及時送達。請再試一次。",
    zh_hans="你发送的内容未能及时送达。请再试一次。",
)
TOO_MANY = Names(
    en="Many questions have come from your network. Please ask again in {seconds} s.",
    zh_hant="你所在的網絡提出了很多問題。請在 {seconds} 秒後再問。",
    zh_hans="你所在的网络提出了很多问题。请在 {seconds} 秒后再问。",
)
FULL = Names(
    en="Very many people are asking just now. Please try again in {seconds} s.",
    zh_hant="現在有很多人在提問。請在 {seconds} 秒後再試。",
    zh_hans="现在有很多人在提问。请在 {seconds} 秒后再试。",
)
OPENING = Names(
    en="The assistant is getting ready. This page opens by itself in a moment.",
    zh_hant="助理正在準備，這個頁面很快會自行開啟。",
    zh_hans="助理正在准备，这个页面很快会自行打开。",
)
NOT_UNDERSTOOD = Names(
    en="The assistant could not use what was sent. Please reload the page and try again.",
    zh_hant="助理未能處理傳送的內容。請重新載入頁面再試。",
    zh_hans="助理未能处理发送的内容。请重新加载页面再试。",
)
BROKEN = Names(
    en="Something is broken on our side. Please try again later; if you report it, name the number {id}.",
    zh_hant="我們這邊出了問題，請稍後再試；如要報告，請附上編號 {id}。",
    zh_hans="我们这边出了问题，请稍后再试；如要报告，请附上编号 {id}。",
)
REPORT = Names(
    en="If you report this, name the number {id}.",
    zh_hant="如要報告這個問題，請附上編號 {id}。",
    zh_hans="如要报告这个问题，请附上编号 {id}。",
)
