"""What the presets of categories are made of, and the questions that several of them share."""

from dataclasses import dataclass, field
from pathlib import Path

from tickets.lifecycle.choices import Tier, Urgency
from tickets.triage.models import Audience, FieldKind
from tickets.triage.situations import Situation

WORDS = Path(__file__).parent / "words"
"""What customers write, one file a category and language, one word, phrase or sentence a line."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the template; ``help_*`` is a hint with an example."""

    key: str
    kind: FieldKind
    en: str
    zh: str
    help_en: str = ""
    help_zh: str = ""
    required: bool = True
    choices: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Preset:
    key: str
    en: str
    zh: str
    hint_en: str
    hint_zh: str
    audience: Audience
    tier: Tier
    urgency: Urgency
    queue: str
    skill: str | None = None
    questions: tuple[Question, ...] = field(default=())
    situations: tuple[Situation, ...] = field(default=())

    @property
    def words_en(self) -> str:
        return self._words("en")

    @property
    def words_zh(self) -> str:
        return self._words("zh")

    def _words(self, language: str) -> str:
        return (WORDS / f"{self.key}.{language}.txt").read_text(encoding="utf-8").strip()


ORDER = Question(
    "order",
    FieldKind.ORDER,
    "Which order?",
    "哪一笔订单？",
    "It begins with CO- and stands in your confirmation mail.",
    "以 CO- 开头，见订单确认邮件。",
)
ITEM = Question(
    "item",
    FieldKind.ITEM,
    "Which item?",
    "哪一件物品？",
    "It begins with IT- and stands in your list of items.",
    "以 IT- 开头，见您的物品清单。",
)
PAYOUT = Question(
    "payout",
    FieldKind.PAYOUT,
    "Which payout?",
    "哪一笔结算款？",
    "It begins with PO- and stands in your settlement statement.",
    "以 PO- 开头，见您的结算单。",
)
WISH = Question(
    "wish",
    FieldKind.CHOICE,
    "What would put it right?",
    "您希望如何解决？",
    "A wish, not a decision: nothing is done before you agree.",
    "只是意向，处理前会先征得您同意。",
    choices=(
        ("refund", "Return and refund", "退货退款"),
        ("partial", "Keep it, with part of the price back", "保留商品，部分退款"),
        ("advice", "Advice first", "先听听建议"),
    ),
)
