"""How each kind is asked for in English: patterns over folded clauses, built from who is to act, what, and for whom."""

from assistant.scope import certainty, papers, people
from assistant.scope.asks import Ask
from assistant.scope.bidding import BID, FOR_ME, KIN, MINE, ONE, STAFF, STAFF_WORD, START, YOU, YOU_MUST, gap
from assistant.scope.patterns import any_of, compiled

_RULE = any_of(
    """instructions? rules? prompts? guidelines? guardrails? restrictions? commands? constraints? filters?
    programming"""
)
_WHICH = any_of("all any every of the these those your my previous prior above earlier former system safety original")
_NOTE = any_of("note message instruction memo notice order command reminder update")
_MACHINE = any_of("assistant ai bot chatbot model llm system robot machine")
_INNER = any_of("own hidden secret full system initial internal original exact")
_LEAVE = any_of(
    """ignore disregard forget override bypass overlook drop break discard suspend (?:set|put)_aside stop_following
    (?:don't|do_not|never)_(?:follow|obey)
    """
)
_WHAT_WAS_SAID = any_of(
    r"""the_above all_(?:that|of_it) the_(?:documents|sources|corpus)
    everything(?!_(?:i|about)\b)
    (?:everything|all|anything|what)_(?:above|before|you(?:'ve|_have|_were|_know)|that_(?:was|came|is))"""
)
_ALL_ABOVE = any_of(r"after_me all_of_the_above (?:everything|all|the_\S+)_(?:above|before|you_were|verbatim)")
_PLAY = any_of(
    """pretend act_as act_like behave_(?:as|like) role-?play imagine_(?:that_)?you play_the_(?:role|part) simulate
    impersonate be_my_(?:girl|boy)friend"""
)
_MODE = any_of("developer debug dan god admin jailbreak unrestricted sudo")
_NOT_DICTATED = any_of(
    r"""wh how for_sure \w+ly_(?:wh|if) if in\b so\b something more again the\b it\b that\b i\b to_me\b me\b
    \w+_(?:is|are)\b"""
)
_ANSWER = r"(?:reply|answer|respond|speak|talk|write)(?: to)?(?: me| us)?"
_MANNER = any_of(
    "pirate yoda klingon rhymes? emojis? base64 rot13 capitals caps slang swear leetspeak morse (?:style|voice)_of"
)
_RULES = (
    rf"(?<!i )(?<!we )\b{_LEAVE}(?: about)? (?:{_WHICH} )+{_RULE}\b(?! (?:for(?! a| now)|on|about|of|in|from)\b)",
    rf"{YOU_MUST}{_LEAVE} (?:about )?{_WHAT_WAS_SAID}\b",
    rf"\byour (?:{_INNER} )*(?:prompts?|instructions|rules|guidelines)\b(?! (?:for|on|about|of|when|if|to)\b)",
    r"\b(?:system|hidden|secret|initial|developer) (?:prompts?|instructions)\b",
    rf"{YOU_MUST}(?:repeat|print|echo|output|show|reveal|copy)(?: me)? {_ALL_ABOVE}\b",
    rf"{YOU_MUST}(?:{_PLAY}|stop (?:being|acting|following))\b|\brole[- ]?play\b",
    r"\byou(?: are|'re) (?:now|no longer)(?! \w+ing\b| open| closed)|\bfrom now on,? you\b",
    r"\bfrom (?:this|that) (?:\w+ )?on,? you\b|\bnew role\b.{0,3}you",
    r"\byou(?: are|'re) (?:my|the) (?:\S+ ){0,2}(?:tutor|teacher|officer)\b",
    r"\b(?:what|which) (?:\w+ )?model are you\b|\bwho (?:made|built|created|trained) you\b",
    r"\bwhat (?:were|are|have) you (?:been )?(?:told|instructed|programmed)\b",
    rf"\b{_MODE} mode\b|\bjailbreak\b|\bdo anything now\b",
    r"\b(?:you|ai|assistant|robot)\b.*\b(?:no|without(?: any)?|free (?:of|from)) (?:restrictions|filters|censorship)\b",
    rf"{YOU_MUST}(?:swear(?! (?:to|that|i)\b)|curse|cuss|insult)\b",
    rf"{YOU_MUST}use (?:\S+ )?(?:swear|bad|foul|dirty|rude) (?:words?|language)|{YOU_MUST}(?:talk|speak) dirty",
    rf"{YOU}(?<!would you )say (?!{_NOT_DICTATED})\S",
    rf"{YOU_MUST}{_ANSWER} (?:only )?(?:like\b|as (?:a|an|if|though)\b)",
    rf"{YOU_MUST}{_ANSWER} (?:only )?in (?:the |\S+ )?{_MANNER}",
    rf"{YOU_MUST}(?:(?:only|always) )?{_ANSWER}(?: only| just| always) (?:with|by)\b",
    rf"{YOU_MUST}{_ANSWER} with .{{0,30}}\bonly\b",
    rf"{START}(?:(?:reply|respond|output|print) only|only (?:reply|respond|output|print))\b",
    r"^\W*+(?:system(?: (?:message|override|prompt|update))?|(?:new|updated) instructions?) ?:|<\|.*\|>|\[/?inst\]",
    rf"^\W*+(?:(?:urgent|important|new) )?{_NOTE}s? (?:to|for) (?:the |this |any |all )?{_MACHINE}s? ?:",
    rf"^\W*+attention,? {_MACHINE}s?\b",
)

# Works to make for somebody; those of the second kind are also what students ask about ("Can you write a thesis?").
_WORK = any_of(
    r"""essays? poems? poetry stor(?:y|ies) haikus? songs? lyrics rap jokes? novel limerick speech letter e-?mail
    paragraphs? article blog homework assignments? coursework exercises? (?<!the_)(?<!jupas_)(?<!course_)code
    script riddle recipe
    """,
    before=r"\b",
    after=r"(?![\w-])",
)
_STUDY_WORK = any_of(
    """essays? homework hw assignments? coursework exercises? problem_set lab quiz reports? thesis dissertation
    projects? proposals? cv r[eé]sum[eé] statement program app website slides presentation powerpoint reflection code
    grammar english letter
    """,
    before=r"\b",
    after=r"(?![\w-])",
)
_FANCY = any_of("essays? poems? stor(?:y|ies) haikus? songs? jokes? novel limerick riddle recipe")
_TEXT = any_of("article text paragraph book chapter paper passage story novel")
EXPRESSION = r"[∫∑√∂]|\bd[xy]\b|(?<![a-z])\d*[xyz] ?(?:\^ ?\d|[-+=] ?\d)"
_MAKE = any_of("write compose draft create make(?:_up)? generate produce prepare type(?:_up)? put_together reword")
_MEND = any_of("do finish complete check correct fix debug improve edit polish proofread rewrite review write draft")
_SOLVE = any_of("solve integrate differentiate factori[sz]e simplify calculate compute evaluate")
_SUM = any_of("equations? integral derivative exercise puzzle riddle homework maths?_(?:problem|question)")
_STUDIES = any_of("homework assignments? essay coursework exercises? coding")
_CODING = any_of(
    """(?:linked_)?lists? (?:binary_)?trees? (?:hash_)?tables? stack queue sort(?:ing)?(?:_algorithm)? algorithm
    function class loop parser calculator quicksort
    """
)
_FUN = any_of("movies? films? restaurants? songs? games? recipes? holiday trip anime gift")
_HOMEWORK = (
    rf"{YOU}{_MAKE} {gap(7)}{_WORK}",
    rf"{START}{_MAKE} {gap(5)}{_STUDY_WORK}",
    rf"{START}{_MAKE} (?:it|them|one)\b(?! in| down)|{YOU}{_MAKE} .*{_STUDY_WORK}.* {FOR_ME}",
    rf"\b(?:i|we)(?:'d like| would like| want| need) (?:an?|some) (?:\S+ )?{_FANCY}\b",
    rf"\b(?:my|our) (?:\S+ ){{0,3}}?{_STUDIES} (?:is|are) due\b",
    rf"{YOU}(?:write|code|implement|program) (?:me |us )?(?:up )?(?:an?|the) (?:\S+ ){{0,2}}?{_CODING}\b",
    r"\bshow (?:the |your |all )?(?:steps|working)\b",
    r"\bfind the (?:acceleration|velocity|force|area|volume|roots?|limit)\b",
    rf"{YOU}summari[sz]e (?:my|this|the following) (?:\S+ )?{_TEXT}\b",
    rf"{YOU}{_MAKE} {gap(3)}{_STUDY_WORK} for my\b",
    rf"{YOU}{_MEND} (?:me )?(?:my|our|his|her|this|these) (?:\S+ ){{0,3}}?{_STUDY_WORK}",
    rf"{YOU}(?:translate|proofread|paraphrase|rephrase|debug)\b",
    rf"{YOU}(?:give|tell|sing|show|read|get) (?:me|us) (?:an?|some|another|one|\d+\S*)(?: \S+){{0,3}}? ?{_WORK}",
    rf"{YOU}(?:tell|sing|show) (?:me|us) something funny",
    rf"{YOU}{_SOLVE}\b.*(?:[=^]|\d\d ?[+*×/] ?\d|\b{_SUM}\b)|{EXPRESSION}|\b(?:integral|derivative) of\b",
    rf"(?:{START}|{BID})help (?:me|us|my \S+) (?:out )?with {gap(4)}{_STUDIES}\b",
    r"^\W*+(?:an? |the )?(?:\d+[ -]words? )?(?:\S+ )?(?:essay|poem|story|haiku|joke|song) (?:on|about)\b",
    rf"{YOU}(?:recommend|suggest|plan)(?: me)? (?:an?|some|my) (?:\S+ )?{_FUN}\b",
    rf"{YOU}(?:play|chat|flirt)(?: \S+){{0,3}} (?:with (?:me|us)|a game)\b|\blet's (?:play|chat)\b",
)

_SCORE = any_of("medians? cut[-_]?offs? quartiles? scores? rank ranking (?:acceptance|admission)_rate", r"\b", r"\b")
_GET_IN = any_of(
    r"""get(?:ting)?_in\b(?!_touch|_contact) get(?:ting)?_(?:into|accepted|admitted)
    get(?:ting)?_(?:an?_|the_|any_)?(?:offer\b(?!_letter)|place\b|seat\b)
    (?:be|being|been)_(?:accepted|admitted|rejected|shortlisted) pass(?:ing)?_(?:the|my) make_it succeed"""
)
_PRIZE = r"an? (?:offer|place|seat|visa|job)\b(?! (?:in|at) (?:a |the )?(?:hostel|hall))"
_VOW = any_of("promise guarantee assure swear vow pledge")
_TO_WHOM = rf"(?:me|us|i|i'll|i'm|we|my|our|he|she|admission|{_PRIZE})"
_I_SHALL = rf"{ONE}(?:'ll|'m| will| am| is| can)?(?: \w+ly)?"
_GUARANTEE = (
    rf"(?:{YOU}|\b(?:do|will) you ){_VOW}(?: to)?(?: that)? {_TO_WHOM}\b",
    rf"{START}{_VOW}(?: (?:me|us|to me))?(?: in writing| on paper| now)? that\b",
    rf"{YOU}(?:make sure|ensure)(?: that)? {ONE}\b.*(?:{_GET_IN}|\b(?:visa|job|place|offer)\b)",
    rf"{YOU}ensure my (?:admission|offer|visa)",
    r"\b(?:give (?:me|us)|(?:i|we) (?:want|need|demand)) (?:an?|your|some) (?:\S+ )?(?:guarantee|promise|word)\b",
    rf"{YOU}(?:tell|say|confirm)(?: to)?(?: me| us)?(?: for sure)?(?: that)? {_I_SHALL} (?:{_GET_IN}|admitted)",
    rf"\b(?:i'll|i will|i'm going to) (?:definitely|surely|certainly) (?:get|be|pass)\b|{START}promise\W*$",
    rf"{START}(?:(?:admit|accept|let) me\b(?! know| see| ask)|(?:give|offer) me (?:an offer|a place|admission)\b)",
)

_CHANCES = any_of("chances? odds probability likelihood")
_MACHINES = any_of(
    "(?:the_)?ai robots? automation machines? chatgpt (?:an_)?algorithms?",
    after=r"(?! (?:programme|program|degree|major|msc|master|bachelor|course|stream)s?\b)",
)
_JOBS = any_of("jobs? work place(?!s) engineers? programmers? developers? people us humans graduates")
_DISPLACE = rf"(?:tak(?:e|en|ing)|replac\w+|steal\w*|kill\w*|destroy\w*|wipe\w*) (?:\S+ ){{0,3}}?{_JOBS}\b"
_YEARS_ON = r"in (?:\d\d|[5-9]|five|ten|fifteen|twenty|thirty|fifty) years"
_MOVE = any_of("go_(?:up|down) rise fall drop increase decrease be_(?:higher|lower|above|below|over|under)")
_I_MAY = rf"{ONE}(?: can| could| will| would)?"
_NOT_BETTER = rf"^(?!.*\b{any_of('improve increase boost raise maximi[sz]e better')}s?\b).*"
_IS_IT = any_of("is_it_(?:that|for) am are is do will to")
_PREDICTION = (
    rf"\b(?:what|how \w+)(?:'ll| will)\b.{{0,60}}{_SCORE}.{{0,40}}\b(?:be|look like)\b(?! (?:\w+ly )?\w+ed\b)",
    rf"\bwhere will\b.*\brank\b|\bwill\b.{{0,60}}{_SCORE}.{{0,40}}\b{_MOVE}\b",
    rf"\b(?:is|are) .*{_SCORE} (?:going|likely|expected) to\b",
    rf"(?:{YOU}|\bdo you )(?:predict|forecast|foresee|guess)\b|\byour (?:prediction|forecast|guess)\b",
    rf"{YOU}estimate {gap(4)}{_SCORE}|{YOU}(?:give|make)(?: me| us)? (?:a|your) (?:forecast|prediction|guess)\b",
    r"\bhow many (?:points|marks) will (?:be (?:needed|required|enough)|i need)\b",
    rf"\b(?:will|would) {ONE}(?: \w+ly| still| be able to| even)? {_GET_IN}(?!.*\b(?:without|directly|hostel|hall)\b)",
    rf"\b(?:am|are|is) {ONE} going to (?:\w+ly )?{_GET_IN}",
    rf"\b(?:will|would) (?:you|they|cuhk|the \S+) (?:\w+ly )?(?:accept|admit|take) (?:me|us|my {KIN})\b",
    rf"{_NOT_BETTER}\b{MINE} (?:\w+ ){{0,2}}{_CHANCES}\b(?! to (?!get|be))",
    rf"\b{ONE} (?:have|has|stand|stands) (?:an?|any|much of a) (?:\w+ )?chance\b(?! to (?!get|be))",
    rf"{_NOT_BETTER}\b{_CHANCES}(?: of| that| for| to)* (?:{_I_MAY}|me|us)? ?(?:to |of )?(?:{_GET_IN}|admission\b)",
    rf"\bhow likely (?:{_IS_IT} )?(?:{ONE}|me|us|get)\b|\b(?:am|are) (?:i|we) likely to\b",
    r"\bis it (?:un)?likely (?:that |for )?(?:i|me|we|us|my)\b",
    rf"\b(?:will|is|are|would|does|do) {_MACHINES}\b(?: \S+){{0,5}}? {_DISPLACE}",
    rf"\b(?:will|would|be|get) (?:\S+ ){{0,8}}?replaced (?:\S+ )?by {_MACHINES}\b",
    rf"\b(?:will|would|going to)\b.*\b(?:still|exist|demand|there be|look like|matter|needed)\b.*\b{_YEARS_ON}\b",
    rf"\bdo you (?:\w+ly )?(?:think|believe|reckon|expect)(?: that)? {ONE}(?:'ll| \w+)?\b.*(?:{_GET_IN}|chance)",
    rf"\bdo you (?:\w+ly )?(?:think|believe|reckon|expect) .*{_SCORE}.*\b(?:will|would|going to)\b",
    r"\bdo you (?:\w+ly )?(?:think|believe|reckon)(?: that)? my \S+ (?:is|are)\b.*\benough",
)

# Asking the way ("how do I check my result?") is a question to answer; asking for the result is not.
_WAY = any_of(
    """how_(?!old|tall|rich|much) where_(?!does|do) when why which
    (?:can|could|may|should|must|do|does)_(?!you|u_|i_know)"""
)
_NOT_THE_WAY = rf"^(?!{START}{_WAY})"
_CASE = any_of(
    "results? status outcome decision grades? gpa record transcript file case progress",
    after=r"\b(?! (?:as|if|used|need|enough))",
)
_PRIVATE = any_of(
    "home private personal mobile cell phone telephone whatsapp wechat salary income age birthday wife husband address"
)
_LOOK_UP = any_of("check look_(?:up|into|at) find(?:_out)? see tell show give know track verify search access view")
_I_WANT_TO = r"\b(?:(?:i|we)(?: want|'d like| would like| need) to|(?:may|can|could) i) "
_ADMITTED = any_of(
    "admitted accepted shortlisted rejected waitlisted approved received processed", after=r"\b(?! (?:as|on|if|when))"
)
NUMBER = r"(?<![a-z0-9])[a-z]{1,2}\d{6}(?:\(?[\da]\)?)?(?![a-z0-9])"  # of a Hong Kong identity card
_NUMBERED = any_of("hkid student(?:_id)? application applicant candidate jupas passport my_id")
_MY_CASE = rf"{MINE} (?:\S+ ){{0,3}}?(?:{_CASE}|application\b(?! \w))"
_MY_FORM = r"my (?:\w+ )?(?:application|visa|payment|form)"
_I_WAS = "(?:i|we) (?:got|was|were|am|have|did)"
_TREAT = any_of("process(?:ed)? receive[d]? got get review(?:ed)? read approved? rejected? accepted? looked_at")
_SINGLE = any_of("married single divorced gay dating")
_PERSONAL = (
    NUMBER,
    rf"\b{_NUMBERED}(?: card)?(?: (?:no\.?|numbers?|num))?(?: is| was|:|#| =)* ?#?[a-z]{{0,2}}\d[-\d]{{4,}}",
    rf"\bwhat(?:'?s| is| are| was| were) {MINE} (?:\S+ ){{0,3}}?{_CASE}",
    rf"{_NOT_THE_WAY}.*?(?:{YOU}|{_I_WANT_TO}){_LOOK_UP}(?: me| us| for me)? {_MY_CASE}",
    rf"{_NOT_THE_WAY}.*?\b(?:tell|know|see|check)(?: me)? (?:if|whether) {_I_WAS}\b.*(?:in\b|{_ADMITTED})",
    r"\b(?:if|whether) (?:i|we) (?:passed|failed)\b",
    rf"\b(?:have|did) you (?:\w+ly )?{_TREAT} {MINE} (?:\S+ )?(?:application|documents?|forms?|case)\b",
    r"\b(?:decision|decided|decide) (?:about|on|for) (?:me|us|my)\b",
    rf"\b(?:news|updates?|word) (?:on|about|of|from|regarding) {_MY_CASE}",
    rf"\bdid {ONE} (?:{_GET_IN}|get|pass|fail)\b",
    rf"{_NOT_THE_WAY}.*?\b(?:am|are|was|were|have|has|is) (?:{ONE}|{_MY_FORM}) (?:already |been )*{_ADMITTED}",
    rf"\b{STAFF_WORD}(?: \S+){{0,2}}?'s? (?:current )?{_PRIVATE}\b|\b{_PRIVATE} (?:\S+ )?of {gap(2)}{STAFF}",
    rf"\bhow (?:old|tall|rich) is {gap(2)}{STAFF}|\bis {gap(2)}{STAFF} (?:\S+ )?{_SINGLE}\b",
    rf"\b(?:where|how much) (?:does|do) {gap(2)}{STAFF} .*\b(?:live|earn|make)\b",
    r"\b(?:names|e-?mails|phone numbers|addresses)(?: \S+){0,3} of (?:\S+ ){0,2}?(?:students|applicants)\b(?!')",
    rf"\bwhat (?:\w+ )?did (?:he|she|my {KIN})\b.*\bget\b|\b{MINE} {KIN}'s (?:{_CASE}|{_PRIVATE}|offer)",
    rf"\b(?:other|another|that|this) (?:student|applicant|candidate)'s (?:{_CASE}|{_PRIVATE}|offer|number)",
)

_DEED = any_of(
    """submit apply register enroll? pay book reserve send upload fill(?:_in|_out|_up)? sign change cancel withdraw
    hand_in switch swap reorder edit update delete e-?mail call phone contact message arrange schedule order buy
    log_in accept decline write_to ask transfer forward remove attend deliver
    """,
    after=r"\b(?! (?:of|details|number|letter|deadline)\b|:)",
)
_MY_BUSINESS = any_of(
    """forms? applications? choices? fees? deposit tuition offer documents? transcripts? preferences? band major
    password account interview appointment certificates? order personal_details
    """,
    before=r"(?:my|our) (?:\S+ ){0,3}?",
    after=r"\b(?!.*\b(?:after|before|until|later|deadline)\b)",
)
_SOMEBODY = any_of(r"him her them the my an? jupas prof\S*")
_ACT = (
    rf"{YOU}{_DEED}.*\b{FOR_ME}",
    rf"(?!{START}{_DEED}.*\?){YOU}{_DEED} {_MY_BUSINESS}",
    rf"{YOU}ask (?:him|her|them|the|my|jupas|prof\S*)\b",
    rf"{YOU}(?:send|forward|submit|pass|e-?mail) (?:this|it|these|them) (?:on )?to\b",
    rf"{YOU}(?:book|reserve|register|enroll?|sign|put|add|subscribe) (?:me|us)\b(?! in touch| through)",
    rf"{START}(?:call|phone|ring|e-?mail|text|message|contact|notify|write to) {_SOMEBODY}\b(?!.*\?)",
)

_VERDICT = any_of(
    """best(?!_known) worst better worse good bad great terrible awful kind(?!_of) kindest nice nicest lazy laziest
    mean meanest strict strictest boring smart smartest stupid clever dumb ugly handsome pretty hot cute funny
    friendly friendliest incompetent competent useless overrated corrupt easiest toughest favou?rite rubbish
    trash garbage inferior superior sucks?
    """,
    after=r"\b(?! (?:\S+ )?(?:award|prize|paper))",
)
_ACCUSED = any_of(
    "racist sexist homophobic corrupt (?:a_)?fraud liar creepy? abusive plagiarist harasser pervert cheat"
)
_MOST = any_of("best worst kindest nicest laziest meanest strictest smartest dumbest easiest toughest favou?rite")
_UNIVERSITY = rf"\b{any_of('cuhk hku hkust ust polyu cityu hkbu lingnan universit(?:y|ies)')}\b"
_SHARES = any_of(
    "shares?_price (?<!to_)(?<!can_)(?<!students_)shares? stocks? bitcoin cryptocurrency crypto mutual_funds?"
)
_POLITICS = any_of(r"independence government party protests? communis\w+ democracy war")
_IS = "(?:is|are|was|were|isn't|aren't)"
_OPINION = (
    rf"\b(?:which|what|who|whose)\b(?: \S+){{0,4}}? {STAFF}(?: \S+){{0,2}}? {_IS}(?: \S+){{0,3}}? {_VERDICT}",
    rf"\b{_IS}(?: \S+){{0,2}}? {STAFF}(?: \S+){{0,4}}? {_VERDICT}",
    rf"\b{_IS}(?: \S+){{0,2}}? {STAFF}(?: \S+){{0,8}}? {_ACCUSED}\b",
    rf"\b(?:which|what) {STAFF} should (?:i|we) (?:avoid|choose|pick|take)\b",
    rf"\bwho(?:'s| is| are) (?:the )?{_VERDICT} {STAFF}",
    rf"\bis {_UNIVERSITY} an? (?:\S+ )?{_VERDICT}",
    rf"\b{_MOST} (?:\S+ )?{STAFF}(?! (?:\S+ )?(?:award|prize))",
    rf"{YOU}(?:rate|rank|judge|grade|critici[sz]e|mock|roast|praise|evaluate) {gap(3)}{STAFF}",
    rf"{YOU}(?:(?:say|agree|confess|claim|state)(?: that)?|admit that) .*(?:{_UNIVERSITY}|{STAFF}).*\b{_VERDICT}",
    rf"\b(?:is|are|isn't)(?: the)? {_UNIVERSITY}(?: \S+){{0,2}}? {_VERDICT}.*\bthan\b",
    rf"{_UNIVERSITY}(?: is| are)? (?:rubbish|trash|garbage|sucks?)\b|\b(?:best|worst|better|worse) {_UNIVERSITY}",
    rf"\b(?:which|what) {_UNIVERSITY} (?:\S+ ){{0,4}}?(?:is|are) (?:\S+ ){{0,2}}?{_VERDICT}",
    r"\bin your (?:\w+ )?(?:opinion|view)\b|\byour (?:\w+ )?(?:opinion|favou?rite|thoughts)\b",
    r"\b(?:what|how) do you (?:\w+ly )?(?:think|feel|reckon) (?:of|about)\b",
    r"\bdo you (?:\w+ly )?(?:like|love|hate|dislike|agree|believe in|trust)\b",
    rf"\bdo you think .*{_VERDICT}",
    rf"\bdo you (?:support|oppose|condemn) (?:\S+ ){{0,3}}{_POLITICS}\b",
    r"\bwho (?:should|would|did|do) (?:i|you|we) vote\b",
    rf"\b{_SHARES}\b.*\b(?:worth|good|bad|right|safe|wise|buy|sell|hold|undervalued|overvalued)\b(?! known)",
    rf"\b(?:should|shall|can|would) (?:i|we|you|one) (?:still |now )?(?:buy|sell|invest in|hold|short) .*\b{_SHARES}\b",
    r"\b(?:should|shall|worth|wise) (?:i |we |to )?invest(?:ing)? (?:my |our |some )?(?:\S+ )?in\b",
)

PATTERNS = {
    Ask.RULES: compiled(_RULES),
    Ask.HOMEWORK: compiled((*_HOMEWORK, *papers.ENGLISH)),
    Ask.GUARANTEE: compiled((*_GUARANTEE, *certainty.ENGLISH)),
    Ask.PREDICTION: compiled((*_PREDICTION, *certainty.ENGLISH_FORESEEN)),
    Ask.PERSONAL: compiled(_PERSONAL),
    Ask.ACT: compiled(_ACT),
    Ask.OPINION: compiled((*_OPINION, *people.ENGLISH)),
}
