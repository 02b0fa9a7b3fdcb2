"""How much a text says that an agent could act on. Pure.

"Hello, please help, my order!!!" is five words and says nothing; "card declined" is two and says
all. Counted are words that are left without greetings, words of asking and the bare names of what
every ticket is about.
"""

import re

from knowledge_base.language.segmenting import HAN, has_han
from knowledge_base.language.stemming import stem
from knowledge_base.language.stopwords import CHINESE_STOP
from tickets.triage.vocabulary import SILENT, prepare

# Names of goods are words of asking to the search of articles; here they say what it is about.
_GOODS = frozenset(
    stem(word)
    for line in (
        "bag handbag purse wallet watch shoe boot ring necklace bracelet earring dress coat jacket",
        "scarf belt dollar usd",
    )
    for word in line.split()
)
_SAYS_NOTHING = """
    how when where why which order orders item items purchase parcel package account site support
    service customer client team agent human person manager staff somebody someone talk speak chat
    contact call phone reply
    respond response answer answers write message email mail wait waiting long urgent urgently
    emergency asap important immediately quick quickly fast now issue issues trouble troubles
    question questions inquiry enquiry query info information details update status test testing
    bad terrible awful worst ridiculous joke scandal unacceptable disappointed angry fix solve
    resolve sort check matter thing stuff sir madam morning afternoon evening guys nobody not no
    work works working works function functioning wtf omg lol hmm um ok yo hiya bye
    regards best kind greetings sincerely cheers
"""
_NOTHING = SILENT | frozenset(map(stem, (*SILENT, *_SAYS_NOTHING.split())))
# With one of these, a single word is a question or a complaint: "when refund", "尺码不对".
_ASKS = re.compile(
    "how (?:much|many|long|do|does|can)|when|where|why|which"
    "|多少|多久|几天|几个|怎么|怎样|如何|为什么|为啥|何时|什么时候|哪|不对"
)
_CHINESE_SAYS_NOTHING = """
    订单 包裹 账号 账户 物品 客服 人工 真人 在线 有人 有没有人 在吗 在不在 在么 人呢 帮忙 帮助
    求助 求救 救命 急 加急 急死 尽快 赶紧 赶快 马上 快点 快 回复 回话 回我 理我 理人 没人理 联系
    电话 打给 处理 解决 反馈 投诉 查询 看看 看一下 问一下 问下 想问 说一下 有事 事情 出事 出错
    有误 不对 不行 不好 不能用 用不了 没用 垃圾 差劲 太差 离谱 无语 气死 生气 服务 态度 早上好
    晚上好 上午好 下午好 哈喽 嗨 亲 拜托 求 一直 搞 弄 有 在 人 到 给 会 要 好 不 没 个 能 想 问
    说 帮 看 等 对 来 去 用 出 了
"""
_CHINESE_GOODS = {"手表", "腕表", "包包", "鞋子", "衣服", "项链", "戒指", "手镯"}
_CHINESE_NOTHING = re.compile(
    "|".join(
        sorted(
            {*CHINESE_STOP, *_CHINESE_SAYS_NOTHING.split()} - _CHINESE_GOODS, key=len, reverse=True
        )
    )
)
_WORD = re.compile(rf"[{HAN}]+|[^\W_{HAN}]+(?:'[^\W_{HAN}]+)*")


def substance(text: str) -> int:
    """Return how many words of ``text`` say something; two Chinese characters are a word."""
    prepared = prepare(text)
    words: set[str] = set()
    for word in _WORD.findall(prepared):
        if has_han(word):
            for piece in _CHINESE_NOTHING.sub(" ", word).split():
                words.update(piece[at : at + 2] for at in range(0, len(piece), 2))
        elif stem(word) in _GOODS or not {word, stem(word)} & _NOTHING:
            words.add(stem(word))
    asks = bool(words) and _ASKS.search(prepared) is not None
    return len(words) + asks
