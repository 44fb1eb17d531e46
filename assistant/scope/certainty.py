"""Certainty that is asked for in both languages: to be told that one is in, whatever the documents say."""

from assistant.scope import bidding_chinese as chinese
from assistant.scope.bidding import YOU
from assistant.scope.patterns import any_of

_SURE = any_of(
    """(?:an?_)?(?:\\S+_)?(?:sure_thing|done_deal|safe_bet|sure_bet|certainty) (?:100%|absolutely|totally)?_?certain
    (?:\\w+ly_)?guaranteed definite for_sure for_certain in_the_bag 100% a_yes settled""",
    after=r"(?!\w)",
)
_PLACE = any_of("admission place offer seat spot", after=r"\b(?! (?:in|at) (?:a |the )?(?:hostel|hall|dorm))")
_SAY = any_of("tell say confirm assure promise swear reassure")
_IT_IS = any_of("it's it_is that's that_is this_is i'm i_am everything's everything_is")
_HAVE = any_of("'ve_got 've _have _got _will_have 'll_have", after=" (?:an? |the |my )?")
_FOR_SURE = any_of("to_definitely to_surely to_certainly to_safely for_sure for_certain")
ENGLISH = (
    rf"{YOU}{_SAY}(?: to)?(?: me| us| him| her| them| my \S+)?(?: \w+ly)?(?: that)? {_IT_IS}(?: \w+ly)? {_SURE}",
    r"^(?!.*\b(?:what|which|how)\b).*\b(?:sure thing|done deal|safe bet|sure bet|dead cert|shoo-?in|in the bag)\b",
    r"\bi(?:'m| am) (?:(?:definitely|surely|certainly|already|basically|100%) )+in\b(?! \w)",
    r"\bi(?:'m| am) in(?: for (?:sure|certain)|, right|, yes)",
    rf"\b(?:can|could|may) (?:i|we) be (?:\S+ )?(?:sure|certain|confident)\b.*\b(?:{_PLACE}|get in|admitted|accepted)",
    rf"\b(?:my|our) {_PLACE} (?:is|'s) (?:\w+ )?(?:guaranteed|certain|safe|secure|sure)\b",
    r"\bi(?:'m| am) (?:definitely|surely|certainly) (?:getting|going to get)\b",
    rf"(?:{YOU}|\b)(?:confirm|promise|state|say) in writing\b",
    rf"{YOU}put (?:it|that|this) in writing\b",
    rf"\b(?:that's|that is|it's|is that|is it|is this) an? (?:\w+ )?(?:guaranteed|sure|certain|safe) {_PLACE}",
    rf"{YOU}(?:confirm|promise)(?: to)?(?: me)?(?: that)? (?:i|we){_HAVE}{_PLACE}",
)
ENGLISH_FORESEEN = (
    rf"\b(?:is|are|would) (?:\S+ ){{1,5}}(?:enough|sufficient) {_FOR_SURE}\b",
    r"\b(?:zero|no) (?:risk|chance|danger) (?:of (?:rejection|being rejected)|(?:that )?they)\b",
    r"\b(?:they|cuhk)(?:'ll| will) (?:\w+ly )?(?:take|accept|admit|want) me\b(?! (?:if|on|to)\b)",
    r"\bno way (?:that )?(?:they|you|cuhk)(?:'ll| \w+)? (?:rejects?|refuses?|turns? (?:me|us)|not \w+)\b",
    r"\bam i (?:\w+ly |already |pretty )?safe (?:for|with|at|to)\b(?!.*(?:campus|night|hall|lab))",
    r"\b(?:is|are|would|am) (?:\S+ ){1,5}(?:enough|sufficient) to be (?:\w+ )?(?:safe|sure|certain|confident)\b",
)

GET_IN = any_of("入到 入读到 入得到 考上 考入 考到 被录取 被取录 录取 取录 俾人收 收我 [拿攞]到offer 上岸")
_SURELY = any_of("一定 肯定 绝对 必定 铁定 百分之?百 100% 实")
_IN = f"(?:{GET_IN}|入得|[入进上](?=[的了嘅啦吧㗎啩,?]|$))"
_TAIL = "[的了啦嘅㗎可啩吧呀啊,?!]*"
_WILL = "(?:会|能|可以)*"
_TELL_ME = f"(?:^{chinese.FIRST}[你您]?(?:就|净系)*|[你您].{{0,2}})(?:[话讲说]|告诉)[俾畀给]?[我佢]?[听知]?"
CHINESE = (
    f"包(?:唔包|不包)?(?:{GET_IN}|[入上进过](?=[㗎吗呀啊吧啦?]|$))",
    "(?<![其确现落诚事真老证切])实(?:会|系)?(?:入到|入得|入㗎|收我|有offer)(?!奖|宿)",
    f"{_TELL_ME}[系是]?我?{_SURELY}{_WILL}[系是]?(?:[的㗎啦吧?,!]*$|[冇没]问题|{_IN})",
    f"回[答复].{{0,4}}[\"“「'](?:我?保证|一定|肯定)|[给俾畀]个?(?:准话|实话|定心丸).{{0,30}}?(?:{_SURELY}|{GET_IN})",
    f"(?<!才)(?<!怎样)(?<!点样){_SURELY}会?(?:录取|取录|收)(?:我|他|她|佢)",
    "十拿九稳|打个?包票|万无一失|板上钉钉",
    f"(?:保证|{_SURELY}){_WILL}被?{_IN}[的了啦嘅]*[吧啩]",
    f"^(?:[我咁那呢这个分数]|即系|所以)*+{_SURELY}{_WILL}被?{_IN}{_TAIL}$",
    f"我[^,]{{0,8}}{_SURELY}会?收[啦㗎吧嘅]",
    rf"^(?:[咁那]|即系|所以)?(?:能|可以)?保证(?:能|可以|会)?{_IN}[的了啦嘅吗呀?]*$",
)
CHINESE_FORESEEN = (
    "(?:[这呢]个?分数?|我).{0,6}分?.{0,3}稳(?:了|唔稳|不稳|吗|吧|[入上进])",
    "^(?:[咁那]|即系|所以|我)*+稳[入上进](?:到|得)?[的㗎可吧吗啦了?]",
)
