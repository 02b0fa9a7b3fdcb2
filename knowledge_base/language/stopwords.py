"""Words that say that somebody asks, or about which of their things, not what about. Pure.

PostgreSQL drops the commonest English words by itself; these are the ones that questions to a
support desk add. The English ones are whole words, before stemming. Names of goods are among them:
"my bag has not come" asks about delivery.
"""

import re

_ENGLISH = """
    able already also anybody anyone anything ask asked asking been can't cannot could couldn't day
    days dear didn't doesn't don't else even ever explain find get gets getting give go going good
    got guys hadn't happen happened happening happens hasn't haven't hello help hey hi how's i'd
    i'll i'm i've is isn't it's just kindly know let like look make many may maybe mean might much
    must need needs never now ok okay one people please possible problem question really right said
    say says see seem seems someone something soon still sure take takes tell thank thanks thing
    think time today told try trying understand us use using want wanted wants wasn't way well
    what's when's where's whether won't work works would wouldn't yes yet you're ago few
"""
_TIMES_AND_GOODS = """
    hour hours week weeks month months dollar dollars usd
    item items piece pieces product products article articles
    bag bags handbag handbags purse purses wallet wallets watch watches shoe shoes boots ring rings
    necklace necklaces bracelet bracelets earrings dress dresses coat coats jacket scarf belt
"""
_FUNCTION = """
    i me my mine myself we our ours ourselves you your yours yourself he him his she her hers it its
    they them their theirs what which who whom this that these those am is are was were be being
    have has had having do does did doing a an the and but if or because as until while of at by for
    with about against between into through during before after above below to from up down in out
    on off over under again further then once here there when where why how all any both each few
    more most other some such no nor not only own same so than too very will just don don't should
"""


def _as_typed(words: str) -> frozenset[str]:
    """Return ``words`` with and without apostrophes: many type "didnt"."""
    return frozenset(words.split()) | frozenset(words.replace("'", "").split())


ENGLISH_STOP = _as_typed(_ENGLISH + _TIMES_AND_GOODS)
ENGLISH_ASKING = _as_typed(_ENGLISH + _FUNCTION) - {"day", "days", "time", "today"}
"""Words that say little wherever they stand; goods and times may be what a shop is asked about."""

# Longest first, so that "怎么办" goes before "怎么". Single characters only where they seldom stand
# inside a word of the trade: not 到 (到账), 上 (上架), 还 (退还), 被 (被盗).
_CHINESE = """
    请问一下 请帮我 帮帮我 帮我 请问 您好 你好 谢谢 麻烦 咨询 怎么办 怎么样 怎么回事 怎么 怎样
    如何 什么时候 什么时间 什么 为什么 为啥 多久 几天 多少天 哪里 哪儿 哪些 哪个 在哪 是不是 是否
    有没有 能不能 可不可以 可以 能否 应该 需要 想要 我想 我要 知道 我们 你们 他们 自己 一直 还没有
    还没 没有 已经 现在 目前 到底 究竟 突然 总是 还是 或者 但是 而且 因为 所以 如果 这个 那个 这些
    那些 一下 一个 一些 时候 办法 情况 问题 之后 以后 请 我 你 您 又 都 就 才 也 很 太 了 吗 呢 啊
    吧 呀 的 和 与 或 但 这 那 是
    可是 不过 然后 刚才 刚刚
"""
_CHINESE_TIMES_AND_GOODS = """
    昨天 今天 星期 几个 手表 腕表 包包 鞋子 衣服 项链 戒指 手镯
    东西 商品 宝贝 做
"""
CHINESE_ASKING = sorted(_CHINESE.split(), key=len, reverse=True)
CHINESE_STOP = sorted((_CHINESE + _CHINESE_TIMES_AND_GOODS).split(), key=len, reverse=True)
PUNCTUATION = "?!.,;:\"'()"
# A number, also one of an order or a payout: "co-20260412-0042".
_NUMBER = re.compile(r"[a-z]{0,3}[-#]?[\d.,-]*\d$")
_CHINESE_STOP = re.compile("|".join(map(re.escape, CHINESE_STOP)))
_CHINESE_ASKING = re.compile("|".join(map(re.escape, CHINESE_ASKING)))


def without_asking(text: str) -> str:
    """Return ``text``, already normalised, without the words of asking and without numbers.

    >>> without_asking("我的订单一直没有发货怎么办").split()
    ['订单', '发货']
    """
    words = (word.strip(PUNCTUATION) for word in text.split())
    kept = " ".join(word for word in words if word not in ENGLISH_STOP and not _NUMBER.match(word))
    return " ".join(_CHINESE_STOP.sub(" ", kept).split())


def is_asking(word: str) -> bool:
    """Tell whether ``word``, English and normalised, says little wherever it stands."""
    return word in ENGLISH_ASKING


def parts_that_tell(run: str) -> list[str]:
    """Return what is left of ``run``, all Han, without words of asking.

    >>> parts_that_tell("请问什么时候发货")
    ['发货']
    """
    return [part for part in _CHINESE_ASKING.split(run) if part]
