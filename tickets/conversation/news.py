"""Whether a message to the customer brings news, or says once more that we are at it. Pure.

"We are still working on it, thank you for your patience" is kind and says nothing: it keeps no
promise of progress. Neither does the text that was sent before. Counted are words that are left
without what every such message is made of, and without the names of who writes to whom.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

HAN = "㐀-䶿一-鿿"
_WORD = re.compile(rf"[{HAN}]+|[^\W_{HAN}]+(?:['’][^\W_{HAN}]+)*")
_IS_HAN = re.compile(f"[{HAN}]")
_SAYS_MORE = re.compile(r"[?？]|\d")

_WORDS = """
    a about after again all also always an and any anything are as asap at back be bear because
    been before being best better but by can case cheers colleague colleagues contact currently
    customer day days dear delay delayed department do does doing done due earliest enquiry
    everything few for from further get getting give good greetings had handle handled handling
    has have hello help hi hold hope i i'm i've if in inconvenience inform information informed
    inquiry into investigate investigated investigating is issue it it's keep keeping kind kindly
    know later let little long look looked looking madam matter may me might moment more my new
    news no not nothing now of on once ongoing only open or our patience patient pending please
    possible posted problem process processed processing progress promise question reach receive
    received regarding regards reply request respond response review reviewed reviewing right see
    service shortly sincerely sir so some something soon sorry speak specialist status still
    support take taking team thank thanks that the them there they thing this ticket till time to
    today tomorrow touch under understand understanding until up update updated updates us very
    wait waiting warm we we'll we're we've well when which while wish with work working would
    write yet you you'll your yours apologies apologise apologize apologising apologizing will
    checking check checked continue continuing continues
"""
_STOCK = frozenset(_WORDS.split())

# Longest first, so that none leaves a piece of another behind.
_CHINESE = """
    您好 你好 尊敬的 亲爱的 客户 顾客 用户 我们 我方 我 您 你 的 了 在 正在 正 还在 还 仍在 仍然
    仍 依然 目前 现在 当前 处理 处理中 跟进 跟进中 核实 核实中 调查 调查中 查询 查询中 确认中 确认
    进行中 进展 进度 最新 消息 更新 情况 问题 请求 工单 案件 事情 此事 这件事 一下 尽快 尽早 马上
    稍后 稍候 稍等 请 耐心 等待 等候 感谢 谢谢 多谢 理解 支持 配合 抱歉 非常 很 十分 对不起 不便
    带来 给 造成 给您 为您 为 向 会 将 有 有了 一有 就 立即 第一时间 通知 告知 告诉 回复 回覆 联系
    答复 反馈 同事 团队 客服 相关 部门 祝 好 生活 愉快 祝您 和 与 及 并 也 再 继续 努力 中 都 是
    已经 已 收到 关于 对 对于 到 之后 后 如有 任何 结果 之前 前 里 吧 呢 哦 亲
"""
_STOCK_CHINESE = re.compile("|".join(sorted(_CHINESE.split(), key=len, reverse=True)))


def brings_news(
    text: str, *, earlier: Iterable[str] = (), names: Iterable[str] = (), least: int = 2
) -> bool:
    """Tell whether ``text`` says what none of ``earlier`` did, in at least ``least`` words.

    Two Chinese characters are a word; a figure, or a question about something, says a word more.
    ``names`` are those of the customer, the writer and the ticket: to call somebody by name is no
    news. The same text with another greeting is the same.
    """
    silent = _words_of(" ".join(names))
    said = _said(text, silent)
    more = bool(said) and _SAYS_MORE.search(text) is not None
    return said.total() + more >= least and all(said != _said(before, silent) for before in earlier)


def _said(text: str, silent: frozenset[str]) -> Counter[str]:
    """Count the words of ``text`` that say something."""
    words: Counter[str] = Counter()
    for word in _WORD.findall(_flat(text)):
        if _IS_HAN.match(word):
            for name in silent:
                word = word.replace(name, " ")  # noqa: PLW2901
            for piece in _STOCK_CHINESE.sub(" ", word).split():
                words.update(piece[at : at + 2] for at in range(0, len(piece) - 1, 2))
        elif word not in _STOCK and word not in silent:
            words[word] += 1
    return words


def _words_of(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(_flat(text)))


def _flat(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
