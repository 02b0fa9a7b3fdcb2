"""The categories of a consignment marketplace, with their questions, for both sides: data alone."""

from dataclasses import dataclass, field

from tickets.lifecycle.choices import Tier, Urgency
from tickets.triage.models import Audience, FieldKind


@dataclass(frozen=True, slots=True)
class Question:
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
    choices=(
        ("refund", "Return and refund", "退货退款"),
        ("partial", "Keep it, with part of the price back", "保留商品，部分退款"),
        ("advice", "Advice first", "先听听建议"),
    ),
)
BUYERS, CONSIGNORS, BOTH = Audience.BUYERS, Audience.CONSIGNORS, Audience.BOTH
URGENT, HIGH, MEDIUM, LOW = Tier.URGENT, Tier.HIGH, Tier.MEDIUM, Tier.LOW
BLOCKING, GENERAL = Urgency.BLOCKING, Urgency.GENERAL

PRESETS: tuple[Preset, ...] = (
    Preset(
        "not-shipped",
        "My order has not shipped",
        "订单还没有发货",
        "The promised day is near or over",
        "约定的发货日将到或已过",
        BUYERS,
        MEDIUM,
        BLOCKING,
        "orders",
        questions=(ORDER,),
    ),
    Preset(
        "not-received",
        "My order has not arrived",
        "包裹还没有收到",
        "Late, lost, or delivered to somebody else",
        "延误、丢失，或被他人签收",
        BUYERS,
        MEDIUM,
        BLOCKING,
        "orders",
        questions=(
            ORDER,
            Question(
                "address_right",
                FieldKind.YES_NO,
                "Is the address on the order right?",
                "订单上的地址正确吗？",
                required=False,
            ),
        ),
    ),
    Preset(
        "not-as-described",
        "The item is not as described",
        "商品与描述不符",
        "Condition, size, parts or colour differ",
        "成色、尺寸、配件或颜色不同",
        BUYERS,
        HIGH,
        BLOCKING,
        "aftersales",
        questions=(
            ORDER,
            Question(
                "difference",
                FieldKind.LONG_TEXT,
                "What differs from the description?",
                "与描述有哪些不同？",
                "Name the place on the item: “scratch on the clasp, 4 mm”.",
                "请写明位置，例如“表扣有 4 毫米划痕”。",
            ),
            WISH,
        ),
    ),
    Preset(
        "authenticity",
        "I doubt that it is authentic",
        "我怀疑不是正品",
        "Our authenticators look at it again",
        "由鉴定师复核",
        BUYERS,
        HIGH,
        BLOCKING,
        "authentication",
        "authentication",
        questions=(
            ORDER,
            Question(
                "doubt",
                FieldKind.LONG_TEXT,
                "What makes you doubt?",
                "哪些地方让您起疑？",
                "Serial number, stitching, a second opinion ...",
                "编号、走线、第三方鉴定意见……",
            ),
        ),
    ),
    Preset(
        "return-refund",
        "Return or refund",
        "退货或退款",
        "Within the return window, or a refund that is late",
        "退货期内退货，或退款迟迟未到",
        BUYERS,
        MEDIUM,
        BLOCKING,
        "aftersales",
        questions=(ORDER, WISH),
    ),
    Preset(
        "payment-failed",
        "My payment failed",
        "付款失败",
        "Refused, charged twice, or stuck",
        "被拒、重复扣款或卡住",
        BUYERS,
        HIGH,
        BLOCKING,
        "payments",
        "payments",
        questions=(
            Question(
                "order", FieldKind.ORDER, ORDER.en, ORDER.zh, ORDER.help_en, ORDER.help_zh, False
            ),
            Question(
                "method",
                FieldKind.CHOICE,
                "How did you pay?",
                "您用什么方式付款？",
                choices=(
                    ("card", "Card", "银行卡"),
                    ("transfer", "Bank transfer", "银行转账"),
                    (
                        "wallet",
                        "Wallet (Alipay, WeChat Pay, Apple Pay)",
                        "电子钱包（支付宝、微信、Apple Pay）",
                    ),
                ),
            ),
        ),
    ),
    Preset(
        "item-review",
        "State of my item in review",
        "物品审核进度",
        "Received, being examined, not yet listed",
        "已收货、审核中、尚未上架",
        CONSIGNORS,
        MEDIUM,
        BLOCKING,
        "consignment",
        questions=(ITEM,),
    ),
    Preset(
        "authentication-rejected",
        "My item was rejected",
        "物品鉴定未通过",
        "Ask why, or have it examined again",
        "了解原因或申请复检",
        CONSIGNORS,
        MEDIUM,
        BLOCKING,
        "authentication",
        "authentication",
        questions=(
            ITEM,
            Question(
                "again",
                FieldKind.YES_NO,
                "Do you want it examined again?",
                "您要申请复检吗？",
            ),
        ),
    ),
    Preset(
        "price-change",
        "Change the price of my item",
        "修改寄售价格",
        "Raise or lower the price of a listed item",
        "上调或下调已上架物品的价格",
        CONSIGNORS,
        LOW,
        GENERAL,
        "consignment",
        questions=(
            ITEM,
            Question(
                "price",
                FieldKind.TEXT,
                "Which new price do you wish?",
                "您希望改成多少？",
                "With the currency, for example 1,800 USD.",
                "请注明币种，例如 1,800 USD。",
            ),
        ),
    ),
    Preset(
        "damage-in-custody",
        "My item was damaged with you",
        "物品在保管期间受损",
        "Seen in photos, on return, or told by us",
        "从照片、退回时或通知中得知",
        CONSIGNORS,
        HIGH,
        BLOCKING,
        "consignment",
        questions=(
            ITEM,
            Question(
                "damage",
                FieldKind.LONG_TEXT,
                "Which damage do you see?",
                "您看到了什么损伤？",
            ),
        ),
    ),
    Preset(
        "payout",
        "My payout is late or wrong",
        "结算款迟到或金额有误",
        "Not there on the day, or another amount",
        "到期未到账，或金额不对",
        CONSIGNORS,
        HIGH,
        BLOCKING,
        "payments",
        "payments",
        questions=(
            PAYOUT,
            Question(
                "matter",
                FieldKind.CHOICE,
                "What is the matter?",
                "问题是什么？",
                choices=(
                    ("late", "It has not arrived", "还没有到账"),
                    ("amount", "The amount is wrong", "金额不对"),
                    ("held", "It is on hold and I do not know why", "被冻结，原因不明"),
                ),
            ),
        ),
    ),
    Preset(
        "unsold-return",
        "Send my unsold item back",
        "退回未售出的物品",
        "End the consignment and have it returned",
        "结束寄售并寄回",
        CONSIGNORS,
        LOW,
        GENERAL,
        "consignment",
        questions=(ITEM,),
    ),
    Preset(
        "account-security",
        "Somebody else is in my account",
        "账户被盗用",
        "Taken over, unknown log-ins, changed address",
        "被盗、陌生登录、资料被改",
        BOTH,
        URGENT,
        BLOCKING,
        "security",
        "security",
        questions=(
            Question(
                "seen",
                FieldKind.LONG_TEXT,
                "What did you notice, and when?",
                "您发现了什么，什么时候？",
            ),
            Question(
                "can_log_in",
                FieldKind.YES_NO,
                "Can you still log in?",
                "您还能登录吗？",
                required=False,
            ),
        ),
    ),
    Preset(
        "funds-frozen",
        "My money is frozen or missing",
        "资金被冻结或丢失",
        "Balance, payout or refund that vanished",
        "余额、结算款或退款不见了",
        BOTH,
        URGENT,
        BLOCKING,
        "security",
        "security",
        questions=(
            Question(
                "amount",
                FieldKind.TEXT,
                "Which amount, and since when?",
                "金额多少，从什么时候开始？",
            ),
        ),
    ),
    Preset(
        "technical",
        "The site or the app does not work",
        "网站或应用出了问题",
        "Errors, pages that do not load, uploads",
        "报错、页面打不开、上传失败",
        BOTH,
        MEDIUM,
        GENERAL,
        "general",
        questions=(
            Question(
                "where",
                FieldKind.TEXT,
                "Where does it happen?",
                "在哪里发生？",
                "The page or the button, and your phone or browser.",
                "哪个页面或按钮，什么手机或浏览器。",
            ),
        ),
    ),
    Preset(
        "rules-fees",
        "Rules, fees and how things work",
        "规则、费用与流程",
        "Commission, deadlines, what may be consigned",
        "佣金、期限、可寄售的物品",
        BOTH,
        LOW,
        GENERAL,
        "general",
    ),
)
