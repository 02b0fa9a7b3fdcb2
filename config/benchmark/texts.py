"""What customers and agents write in the benchmark, in English and Chinese.

Sentences are put together anew for each message, with numbers and names in them, so that a search
index holds many words that are rare and some that are everywhere.
"""

import random
from collections.abc import Sequence

from consignment.languages import CHINESE, ENGLISH

COMMON = {ENGLISH: "order", CHINESE: "订单"}
"""Words of most tickets."""
RARE = {ENGLISH: "meerschaum", CHINESE: "海柳"}
"""Words of one ticket in some thousands."""
RARITY = 5_000

SUBJECTS = {
    ENGLISH: (
        "My order {order} has not shipped",
        "Question about the {thing} from {brand}",
        "When is the payout of my {thing}?",
        "The {thing} arrived with a scratch",
        "Return of order {order}",
        "Price of my {brand} {thing}",
        "Photographs of the {thing}",
        "Address of order {order}",
    ),
    CHINESE: (
        "订单 {order} 还没有发货",
        "关于{brand}{thing}的问题",
        "我的{thing}什么时候结算？",
        "收到的{thing}有划痕",
        "订单 {order} 退货",
        "我的{brand}{thing}的定价",
        "{thing}的照片",
        "订单 {order} 的地址",
    ),
}
SAID = {
    ENGLISH: (
        "I ordered a {thing} from {brand} in {month} and the order is still being prepared.",
        "The page says that order {order} was handed to the courier, but nothing has moved since.",
        "Could you tell me where the {thing} is now and when it will arrive?",
        "The {colour} {thing} is not as it was described: there is a mark near the {part}.",
        "I would like to return it and have the money back on the card I paid with.",
        "I consigned a {brand} {thing} and have not heard anything since {month}.",
        "Please lower the price of the {colour} {thing} by ten per cent.",
        "My address has changed, the new one is number {order} in the same street.",
        "The payout for the {thing} should have come last week according to the agreement.",
        "Is the certificate of the {brand} included, and does the {part} still have its warranty?",
    ),
    CHINESE: (
        "我在{month}下单买了一件{brand}的{thing}，订单到现在还在备货。",
        "页面上显示订单 {order} 已经交给快递，但之后就没有动静了。",
        "请问这件{thing}现在在哪里，大概什么时候能到？",
        "{colour}的{thing}和描述不一样，{part}附近有痕迹。",
        "我想退货，钱退回原来付款的卡上。",
        "我寄卖了一件{brand}的{thing}，从{month}起就没有消息。",
        "请把{colour}的{thing}降价百分之十。",
        "我的地址变了，新的门牌号是 {order}。",
        "按照协议，{thing}的货款上周就应该到账了。",
        "{brand}的证书包含在内吗？{part}还在保修期吗？",
    ),
}
ANSWERED = {
    ENGLISH: (
        "Thank you for writing. I have looked at order {order} and it leaves us on Thursday.",
        "The courier confirms that the {thing} is on its way; you get it within three days.",
        "I am sorry about the mark near the {part}. We take the {thing} back at no cost.",
        "The payout was released this morning and reaches your bank within two business days.",
        "Our authenticators have the {brand} on the bench and report by the end of the week.",
    ),
    CHINESE: (
        "感谢来信。我查了订单 {order}，本周四发出。",
        "快递确认{thing}正在路上，三天内送达。",
        "{part}附近的痕迹非常抱歉，我们免费收回这件{thing}。",
        "货款今天上午已放款，两个工作日内到账。",
        "鉴定师正在检查这件{brand}，本周内给出结果。",
    ),
}
WORDS = {
    ENGLISH: {
        "thing": "watch bag ring necklace coat scarf bracelet brooch clock teapot print vase",
        "brand": "Halcyon Merrow Tessier Albion Corvin Delacourt Estrel Farrow Ginori Hartwell",
        "colour": "black brown silver golden red navy green ivory",
        "part": "clasp lining dial strap handle corner hinge glass",
        "month": "January February March April May June July September October November",
    },
    CHINESE: {
        "thing": "腕表 手袋 戒指 项链 大衣 围巾 手镯 胸针 座钟 茶壶 版画 花瓶",
        "brand": "海澜 美罗 泰西 雅本 柯文 德拉 星辰 法罗 吉诺 哈特",
        "colour": "黑色 棕色 银色 金色 红色 藏青 绿色 象牙白",
        "part": "搭扣 内衬 表盘 表带 提手 边角 铰链 镜面",
        "month": "一月 二月 三月 四月 五月 六月 七月 九月 十月 十一月",
    },
}
NAMES = {
    ENGLISH: ("Ada Bell Cleo Dana Edith Finn Gwen Hugo", "Ames Brook Carver Dale Ellis Frost"),
    CHINESE: ("王 李 张 刘 陈 杨 赵 黄", "晓雯 志强 丽娜 建国 思远 雨桐"),
}


POOL = 3_000
"""So many sentences of a kind are made; messages are put together of them."""


class Writer:
    """Writes as people do, the same for the same ``rng``."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._words = {
            language: {kind: words.split() for kind, words in kinds.items()}
            for language, kinds in WORDS.items()
        }
        self._names = {
            language: [part.split() for part in parts] for language, parts in NAMES.items()
        }
        self._subjects, self._said, self._answered = (
            {language: self._pool(kind[language], language) for language in kind}
            for kind in (SUBJECTS, SAID, ANSWERED)
        )

    def name(self, language: str) -> str:
        first, second = self._names[language]
        gap = "" if language == CHINESE else " "
        return f"{self._any(first)}{gap}{self._any(second)}"

    def subject(self, language: str) -> str:
        return self._any(self._subjects[language])

    def said(self, language: str, *, rare: bool = False) -> str:
        """Return two sentences of a customer; ``rare`` puts the rare word after them."""
        said = self._said[language]
        return f"{self._any(said)} {self._any(said)}{' ' + RARE[language] if rare else ''}"

    def answered(self, language: str) -> str:
        return self._any(self._answered[language])

    def _any(self, some: Sequence[str]) -> str:
        # Half the time that ``choice`` takes, millions of times.
        return some[int(self._rng.random() * len(some))]

    def _pool(self, sentences: Sequence[str], language: str) -> list[str]:
        return [self._filled(self._any(sentences), language) for _ in range(POOL)]

    def _filled(self, sentence: str, language: str) -> str:
        facts = {kind: self._any(words) for kind, words in self._words[language].items()}
        return sentence.format(order=f"CO-{self._rng.randrange(10_000_000):07}", **facts)
