"""How people ask for what a product could let them do or see, and how they complain. Pure.

The plain ways to ask, word by word: how somebody asks, a thing to do or to see, and what it is done
to, within one part of a sentence. ``assistant/doable.py`` knows the less plain ones by examples.
"""

import re

from knowledge_base.language.segmenting import has_han

_ENDS = re.compile(r"([.?!;。？！；\n]+(?:\s|$)|[。？！；\n]+)")
_PARTS = re.compile(r"(?:, |[，、:：]| - | \(|\) )")

# --- English -----------------------------------------------------------------------------------

_I = "(?:i|we|one)"
_SOFT = (
    r"(?: please| kindly| also| just| still| maybe| possibly| now| simply"
    r"| help(?: me)?(?: to)?){0,4}"
)
_HOW = (
    rf"(?:how (?:can|do|could|would|should|may|might) {_I}(?: go about)?|how to"
    r"|what(?:'s| is) the (?:\w+ )?way to|what (?:do|must|should) i (?:have to |need to )?do to"
    r"|(?:is|isn't) there (?:an?|any|some|no) (?:\w+ )?"
    r"(?:way|option|possibility|button|setting|page|place|link|form)"
    r"(?: for me| in \w+ \w+)?(?: to| where i can)"
    r"|is it possible(?: for me)? to|am i able to|any way to"
    r"|(?:can't|cannot|can not|don't|couldn't) (?:find|see|know|understand) (?:out )?(?:where|how) "
    rf"(?:to|{_I} can)|(?:tell|show) me (?:how|where) (?:to|{_I} can)"
    rf"|where(?: \w+){{0,4}}? (?:can|do|could|should|must|would|might) {_I}|where to)"
)
_ASK = (
    r"(?:(?:can|could|would|will) (?:you|u|someone|somebody)(?: guys)?"
    r"|(?:please|pls|plz|kindly)(?: can you| could you)?)"
)
_MAY = (
    rf"(?:(?:can|could|may) {_I}|{_I}(?:'d| would)?(?: really| just| also){0, 3} "
    r"(?:want|like|need|wish|have|love|prefer) to|let me|help me(?: to)?"
    rf"|{_I}(?:'m| am|'re| are) (?:trying|looking|hoping) to|(?:want|need|like|looking|trying) to)"
)
_CHANGE = (
    r"(?:change|update|edit|correct|fix|amend|modify|switch|swap|set(?: up)?|reset|replace|rename"
    r"|adjust|lower|raise|move|reschedule|postpone|bring forward)"
)
_TAKE = (
    r"(?:remove|delete|erase|close|deactivate|disable|stop|turn off|cancel|withdraw|take back"
    r"|pause|hide|unlink|disconnect|unlist|delist)"
)
_GIVE = (
    r"(?:add|register|link|connect|enable|turn on|activate|put(?: in)?|enter|include|upload|redeem"
    r"|apply|save|combine|merge|split|relist|resume)"
)
_DO = f"(?:{_CHANGE}|{_TAKE}|{_GIVE})"
_SEE = (
    r"(?:see|view|find|look up|look at|look for|check|download|print|export|track|read|access|open)"
)
_SEND = r"(?:re-?send|re-?issue|re-?print|send|e-?mail|mail|forward|give|issue|provide|share|make)"
_GET = "(?:get|have|receive|request|obtain)"
_WHOLE = (
    r"(?:unsubscribe|opt out|take (?:\w+ ){0,4}?(?:off|down)\b|log in with|sign in with"
    r"|(?:turn|switch) (?:\w+ ){1,4}(?:on|off)\b)"
)
"""What says by itself what it is done to."""
_PAPER = (
    r"(?:invoices?|receipts?|bills?|labels?|certificates?|statements?|contracts?|agreements?"
    r"|tracking|copy|copies|confirmation|(?:verification |login )?links?|(?:voucher|login) codes?"
    r"|packing slips?|documents?|breakdowns?|summary|summaries)"
)
_DATA = (
    r"(?:accounts?|profiles?|phone|mobile|telephone|cell|number|e-?mails?|mails?|newsletters?"
    r"|address|addresses|name|surname|passwords?|passcode|pin|date|birth(?:day)?|cards?|bank|iban"
    r"|payment (?:method|details?)|details|data|vat|tax id|company|orders?|reservations?"
    r"|purchases?|listings?|listed|items?|pieces?|consignments?|payouts?|commissions?"
    r"|appointments?|pick-?ups?|collections?|bookings?|slots?|notifications?|subscriptions?"
    r"|marketing|sms|text messages|reminders?|alerts?|language|currency|photos?|pictures?"
    r"|descriptions?|titles?|prices?|minimum|reserve|vouchers?|coupons?|codes?|gift cards?|sizes?"
    r"|colou?r|quantity|notes?|id|passport|parcels?|packages?|delivery|deliveries|shipping"
    r"|shipments?|wish ?list|favou?rites|history|settings?|preferences|partner|users?|recipient"
    r"|sales|views|offers?|messages?|apple|google|wechat|alipay|paypal)"
)
_THING = rf"(?:{_DATA}|{_PAPER})"
_GAP = r"(?: [\w'#@-]+){0,7}?"
_NOT_OURS = re.compile(
    r"\b(?:decisions?|opinion|mind|grad(?:e|es|ing)|condition|estimates?|valuation|appraisal"
    r"|verdict|your (?:\w+ )?(?:commissions?|fees?|polic\w+|prices?|terms|mistakes?)"
    r"|fees?\b|holds?\b|discounts?(?! code)|refund\w*|my money|mistakes?|scratch\w*|stains?"
    r"|exceptions?|solution|replacement|better price|price drop|update me|my case|back)\b"
    rf"|\b{_ASK}{_SOFT} (?:lower|raise|reduce|find|see|check|track)\b"
    r"|\bcommission (?:for|to)\b"
)
_COMPLAINT = re.compile(
    r"\b(?:fakes?|counterfeit\w*|replicas?|(?:not|isn't|is it|really|is) (?:authentic|genuine|real)"
    r"|damag\w+|broke(?:n)?|scratch\w*|stain\w*|ripped|torn|cracked|defect\w*|faulty|mould\w*"
    r"|smells?|dirty|stolen|stole|hacked|scam\w*|fraud\w*|unauthori[sz]ed|police|lawyers?|court"
    r"|legal action|compensat\w+|complain\w*|complaints?|dispute\w*|disagree|unacceptable"
    r"|ridiculous|outrageous|terrible|awful|worst|disgust\w+|angry|furious|disappoint\w+|refund\w*"
    r"|money back|(?:never|not|hasn't|haven't|didn't|yet to) (?:yet )?(?:arriv\w+|receiv\w+|come)"
    r"|(?:has|have|been|got|is|was|were) (?:been )?lost|lost (?:my|the|our) (?:parcel|package|item)"
    r"|(?:is|are|went|gone) missing|missing from|(?:weeks?|days?|months?|hours?|too|so|is) late"
    r"|overdue|delayed|still (?:waiting|no|not|hasn't|haven't)|for (?:\w+ )?(?:weeks|months)"
    r"|(?:sent|received|got|delivered|shipped|was sent) (?:me )?(?:the |a )?wrong"
    r"|not as described|doesn't match|does not match|charged twice|twice charged|overcharged"
    r"|without (?:my|asking|telling|any)|never agreed|not agreed|nobody (?:tells|answers|replies)"
    r"|(?:doesn't|does not|don't|isn't|not|stopped) work(?:ing)?|(?:an?|shows) error|error message"
    r"|crash\w*|bugs?|fails|failed|frozen|on hold|rejected|declined|reject\w*"
    r"|doubts?|suspicious|(?:was|were|has been|have been|got) changed"
    r"|(?:someone|somebody) (?:else )?(?:has |have )?(?:logged|used|changed|got|stole)"
    r"|you (?:cancell?ed|changed|deleted|removed|lost|sold|charged) (?:my|the|our|it)"
    r"|again and again|at last|immediately|hurry|asap)\b"
)
_ENGLISH = re.compile(
    rf"(?<![\w'])(?:{_HOW}{_SOFT} (?:{_DO}|{_SEE})(?: \w+)?{_GAP} {_THING}\b"
    rf"|{_HOW}{_SOFT} {_WHOLE}"
    rf"|(?:{_ASK}|{_MAY}){_SOFT} (?:{_WHOLE}|{_DO}{_GAP} {_THING}\b)"
    rf"|(?:{_ASK}|{_MAY}){_SOFT} (?:withdraw|pause|hide|unlist|delist|relist) (?:my|the|this|our)\b"
    rf"|{_MAY}{_SOFT} (?:see|view|download|print|export|look at){_GAP} {_THING}\b"
    rf"|(?:{_ASK}|{_MAY}|{_HOW}){_SOFT} (?:{_SEND}|{_GET}){_GAP} {_PAPER}\b"
    rf"|(?:need|want|like|missing) (?:an?|the|my)(?: \w+)? {_PAPER}\b|need {_PAPER}\b"
    rf"|^change of {_THING}\b"
    rf"|^{_DO} (?:of )?(?:my|the|our|this){_GAP} {_THING}\b)"
)
_ENGLISH_THAT = re.compile(
    rf"(?<![\w'])(?:{_ASK}|{_MAY}|{_HOW}){_SOFT} {_DO} (?:it|that|this|them)\b(?! back)"
)
"""What is meant was named before."""
_ENGLISH_THING = re.compile(rf"\b{_THING}\b")
_ENGLISH_VALUE = re.compile(
    rf"\b({_CHANGE}\b.*?) (?:to|into|from|as|with)\b.*|\b({_SEND}\b.*?) (?:to|at)\b.*"
)

# --- Chinese -----------------------------------------------------------------------------------

_ZH_HOW = (
    r"(?:怎么样?|怎样|如何|咋|在哪|哪里|哪儿|去哪|从哪|到哪|有没有办法|有办法|哪个页面|什么地方)"
)
_ZH_ASK = (
    "(?:能不能|能否|能|可不可以|可以|可否|帮我|帮忙|帮|麻烦|劳烦|烦请|请|我想|想|我要|需要|要|希望)"
)
_ZH_DO = (
    r"(?:修改|更改|更换|变更|更新|更正|改期|改(?!主意|正|变|善|进)|换(?!货|人|一?个新|新的)|添加|新增|增加"
    r"|加(?!急|快|拿大|钱)|删除|删掉|删|移除|取消|撤回|撤销|撤|注销|解绑|解除|绑定|绑|关闭|关掉|开启|打开"
    r"|退订|重置|重设|找回|重发|重新发|再发|补发|补开|重开|开(?=.{0,8}(?:发票|票|收据|证明))|下架|暂停|恢复"
    r"|设置|设定|调整|合并|合到|拆分|上传|输入|填写?|推迟|延后|提前|备注|发(?=.{0,8}(?:合同|协议|发票|收据|面单|账单|单号|电子版)))"
)
_ZH_SEE = r"(?:查看|查询|查找|查|看|找(?!人)|下载|导出|打印|获取|申请|领取|拿)"
_ZH_THING = (
    r"(?:手机|电话|号码|邮箱|邮件|地址|名字|姓名|昵称|密码|生日|银行卡|卡号|卡|账户|账号|帐户|帐号|收款|发票"
    r"|抬头|税号|收据|账单|面单|单号|订单|预约|预订|预留|取件|上门|时间|寄卖|商品|物品|包(?!装)|手表|表"
    r"|结算款|佣金|明细|证书|报告|合同|协议|通知|短信|提醒|推送|订阅|语言|币种|货币|照片|图片|描述|标题|价格"
    r"|改价|价|优惠码|优惠券|券|兑换码|尺码|颜色|数量|备注|留言|礼品|身份证|证件|护照|物流|快递|包裹|微信"
    r"|支付宝|苹果|收货人|收件人|收藏|记录|历史|设置|资料|信息|个人|项链|戒指|鞋|大衣|衣服|上架|下架|销售)"
)
_ZH_NOT_OURS = re.compile(
    r"成色|估价|评级|等级|(?:你们|贵司|平台)的?(?:佣金|费用|价格|错误|规则|决定)|解冻|放款|打钱|便宜|折扣|打折|优惠(?!码|券)"
    r"|划痕|方案|费用|关税|主意|决定"
)
_ZH_COMPLAINT = re.compile(
    r"假(?!期|日)|真伪|辨别|正品|是不是真|坏|破了|断了|掉了|裂|划痕|污渍|损|脏|发霉|味道|丢了|丢件|弄丢|丢失|没收到|未收到"
    r"|收不到|没到|退款|退钱|退货|退我|退给我|赔|投诉|举报|盗|有人登录|别人登录|被人|诈骗|骗|被封|冻结|解冻|放款|迟|拖|一直没"
    r"|还没(?:到|收|打|给|退)|报错|闪退|打不开|登录不了|登不上|改不了|用不了|不通过|失败|被拒|拒绝|发错|寄错|不符|不认同"
    r"|不接受|不同意|不合适|未经|没经过|没问|凭什么|为什么|为啥|怎么能|怎么可以|鉴定(?!证书|报告|书)|赶紧|马上|立刻|快点|尽快|加急|差评"
    r"|太差|恢复原价|快发|要退|被改|被换|可疑|经理|主管|律师|报警|消协|通融|延长|便宜|不是我(?:下|买|操作)|扣了两|重复扣|说好"
)
_CHINESE = re.compile(
    rf"{_ZH_HOW}.{{0,8}}?(?:{_ZH_DO}|{_ZH_SEE})|{_ZH_ASK}.{{0,16}}?{_ZH_DO}"
    rf"|{_ZH_ASK}.{{0,6}}?(?:查看|导出|下载|打印|看看|查一下)"
)
_CHINESE_THING = re.compile(_ZH_THING)
_CHINESE_VALUE = re.compile(
    r"(改成|改为|换成|改到|换到|更正为|修改为|变更为|更新为|寄到|发到|发给).+"
)


def complains(text: str) -> bool:
    """Tell whether ``text``, normalised, has a word of complaint, of a judgement or of a fault."""
    return bool(_COMPLAINT.search(text) or _ZH_COMPLAINT.search(text))


def is_ours(text: str) -> bool:
    """Tell whether ``text``, normalised, wants what the house alone decides: a fee, a grade."""
    return bool((_ZH_NOT_OURS if has_han(text) else _NOT_OURS).search(text))


def asked_plainly(text: str) -> str | None:
    """Return the part of ``text``, normalised, that asks to do or to see something; else None."""
    before = ""
    for sentence in sentences(text):
        for part in _PARTS.split(sentence):
            if found := (_chinese if has_han(part) else _english)(part.strip(), before):
                return found
            before = part.strip() or before
    return None


def sentences(text: str) -> list[str]:
    return [one.strip() for one in _ENDS.split(text) if one.strip() and not _ENDS.fullmatch(one)]


def without_value(text: str) -> str:
    """Return ``text`` without what something is to be changed *to*, or sent to.

    >>> without_value("could you change my address to 5 rose lane, bath")
    'could you change my address'
    """
    said = _CHINESE_VALUE if has_han(text) else _ENGLISH_VALUE
    return said.sub(lambda found: next(filter(None, found.groups()), ""), text).strip()


def _english(part: str, before: str) -> str | None:
    if _NOT_OURS.search(part):
        return None
    if said := _ENGLISH.search(part):
        return part[said.start() :]
    named = _ENGLISH_THING.search(before)
    if named and _ENGLISH_THAT.search(part) and not _NOT_OURS.search(before):
        return f"{before}, {part}"
    return None


def _chinese(part: str, before: str) -> str | None:
    if _ZH_NOT_OURS.search(part) or not _CHINESE.search(part):
        return None
    if _CHINESE_THING.search(part):
        return part
    if _CHINESE_THING.search(before) and not _ZH_NOT_OURS.search(before):
        return f"{before}，{part}"
    return None
