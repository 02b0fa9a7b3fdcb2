"""The categories for whoever has an account, or would like one: data alone."""

from tickets.lifecycle.choices import Tier, Urgency
from tickets.triage.models import Audience, FieldKind
from tickets.triage.preset_parts import Preset, Question
from tickets.triage.situations import Situation

BOTH, BLOCKING, GENERAL = Audience.BOTH, Urgency.BLOCKING, Urgency.GENERAL

PRESETS = (
    Preset(
        "account-security",
        "Somebody else is in my account",
        "账户被盗用",
        "Taken over, unknown log-ins, changed address",
        "被盗、陌生登录、资料被改",
        BOTH,
        Tier.URGENT,
        BLOCKING,
        "security",
        "security",
        questions=(
            Question(
                "seen",
                FieldKind.LONG_TEXT,
                "What did you notice, and when?",
                "您发现了什么，什么时候？",
                "For example: “at 8:10 a mail that my address was changed; it was not me”.",
                "例如“8:10 收到地址被修改的邮件，不是我本人”。",
            ),
            Question(
                "can_log_in",
                FieldKind.YES_NO,
                "Can you still log in?",
                "您还能登录吗？",
                "If you can, change your password now. We never ask for it.",
                "能登录的话请立即改密码。我们不会向您索要密码。",
                required=False,
            ),
            Question(
                "reach",
                FieldKind.TEXT,
                "How do we reach you safely?",
                "怎样安全地联系您？",
                "A telephone number or address that nobody else reads.",
                "只有您本人使用的电话或邮箱。",
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
        Tier.URGENT,
        BLOCKING,
        "security",
        "security",
        questions=(
            Question(
                "amount",
                FieldKind.TEXT,
                "Which amount, and since when?",
                "金额多少，从什么时候开始？",
                "With the currency: “2,400 USD, since yesterday evening”.",
                "请注明币种，例如“从昨晚起，17,000 元”。",
            ),
            Question(
                "told",
                FieldKind.LONG_TEXT,
                "What were you told or shown?",
                "页面或通知怎么说？",
                "The words of the mail or the page, with the number of a sale or payout.",
                "照邮件或页面写，并附上订单或结算编号。",
                required=False,
            ),
        ),
        situations=(Situation.PAYOUT_HELD,),
    ),
    Preset(
        "technical",
        "The site or the app does not work",
        "网站或应用出了问题",
        "Errors, pages that do not load, uploads",
        "报错、页面打不开、上传失败",
        BOTH,
        Tier.MEDIUM,
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
            Question(
                "shown",
                FieldKind.TEXT,
                "Which words did you see?",
                "看到什么提示？",
                "For example: “Something went wrong, 500”. A screenshot does as well.",
                "例如“系统错误 500”。截图也可以。",
                required=False,
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
        Tier.LOW,
        GENERAL,
        "general",
    ),
)
