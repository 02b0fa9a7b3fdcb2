"""The canned replies of a new desk: what is written most in this trade, in both languages."""

from dataclasses import dataclass

from tickets.conversation.canned import CannedReply


@dataclass(frozen=True, slots=True)
class Preset:
    key: str
    title_en: str
    title_zh: str
    text_en: str
    text_zh: str
    matters: tuple[str, ...] = ()
    """Keys of the categories for which it is offered first; none: for every matter."""

    def reply(self) -> CannedReply:
        return CannedReply(
            key=self.key,
            title_en=self.title_en,
            title_zh=self.title_zh,
            text_en=self.text_en,
            text_zh=self.text_zh,
        )


PRESETS = (
    Preset(
        "looking-into-it",
        "We are looking into it",
        "正在核查",
        "Hello {customer_name},\n\nthank you for writing. I am looking into it now and will "
        "write to you again by {promised_time}.\n\n{agent_name}",
        "{customer_name}，您好：\n\n感谢您的来信。我正在核查，会在{promised_time}前再次回复您。\n\n"
        "{agent_name}",
    ),
    Preset(
        "order-being-prepared",
        "Order: being prepared",
        "订单：正在备货",
        "Hello {customer_name},\n\nyour order {order_number} is being checked and packed by hand. "
        "As soon as the courier has it, you get the tracking number by mail.\n\n{agent_name}",
        "{customer_name}，您好：\n\n您的订单{order_number}正在由专人检查和包装。交给快递后，我们会"
        "立即把运单号发到您的邮箱。\n\n{agent_name}",
        matters=("not-shipped",),
    ),
    Preset(
        "order-on-its-way",
        "Order: on its way",
        "订单：已发出",
        "Hello {customer_name},\n\nyour order {order_number} is on its way with {courier}. The "
        "tracking number is {tracking_number}. Somebody has to sign for it.\n\n{agent_name}",
        "{customer_name}，您好：\n\n您的订单{order_number}已由{courier}承运，运单号"
        "{tracking_number}。包裹需要签收。\n\n{agent_name}",
        matters=("not-shipped", "not-received"),
    ),
    Preset(
        "parcel-late",
        "Parcel: late, we ask the courier",
        "包裹：延误，已联系快递",
        "Hello {customer_name},\n\nI am sorry that your parcel is late. I have asked {courier} to "
        "find {tracking_number}, and will tell you by {promised_time} what they say. It is insured "
        "all the way.\n\n{agent_name}",
        "{customer_name}，您好：\n\n很抱歉您的包裹延误了。我已请{courier}追查{tracking_number}，"
        "会在{promised_time}前告诉您结果。包裹全程投保，请放心。\n\n{agent_name}",
        matters=("not-received",),
    ),
    Preset(
        "parcel-damaged",
        "Parcel: damaged, pictures please",
        "包裹：破损，请提供照片",
        "Hello {customer_name},\n\nI am sorry that {item} arrived damaged. Please keep everything "
        "as it is, the box too, and send us pictures of the piece, of the damage and of all sides "
        "of the box. With them we claim it from the courier.\n\n{agent_name}",
        "{customer_name}，您好：\n\n很抱歉{item}送达时有损坏。请保留商品和全部包装，并发来商品、"
        "损坏处以及外箱各面的照片，我们会据此向快递索赔。\n\n{agent_name}",
        matters=("not-as-described",),
    ),
    Preset(
        "return-how",
        "Return: how to send it back",
        "退货：如何寄回",
        "Hello {customer_name},\n\nyou can send {item} from order {order_number} back. Please "
        "leave our seal on it and open the return on the page of your order: you get a label. "
        "The money goes back the way it came, once we have checked the piece.\n\n{agent_name}",
        "{customer_name}，您好：\n\n您可以退回订单{order_number}中的{item}。请勿拆下我们的防伪扣，"
        "在订单页面申请退货即可获得寄件标签。我们检查商品后，款项将原路退回。\n\n{agent_name}",
        matters=("return-refund", "not-as-described"),
    ),
    Preset(
        "payout-when",
        "Payout: when it comes",
        "结算：何时到账",
        "Hello {customer_name},\n\nyour payout {payout_number} is paid when the buyer's time to "
        "return the piece is over. You see the day on the page of the payout. Banks take one to "
        "three working days more.\n\n{agent_name}",
        "{customer_name}，您好：\n\n您的结算{payout_number}将在买家退货期结束后支付，具体日期请见"
        "结算页面。银行入账另需一至三个工作日。\n\n{agent_name}",
        matters=("payout",),
    ),
    Preset(
        "payout-held",
        "Payout: on hold, and why",
        "结算：暂缓及原因",
        "Hello {customer_name},\n\nyour payout {payout_number} is on hold while we check a "
        "question about {item}. Your money is safe with us, and nothing is decided without "
        "hearing you. "
        "I write to you again by {promised_time}.\n\n{agent_name}",
        "{customer_name}，您好：\n\n由于正在核查与{item}有关的问题，您的结算{payout_number}暂缓支付。"
        "款项在我们这里是安全的，作出决定前会先听取您的意见。我会在{promised_time}前再次回复您。\n\n"
        "{agent_name}",
        matters=("payout", "funds-frozen"),
    ),
    Preset(
        "item-in-review",
        "Item: being authenticated",
        "商品：鉴定中",
        "Hello {customer_name},\n\n{item} is with our authenticators. Two of them look at each "
        "piece, which takes up to three working days. You get a message as soon as it is "
        "listed.\n\n{agent_name}",
        "{customer_name}，您好：\n\n{item}正在由我们的鉴定师鉴定。每件商品由两位鉴定师查看，最多需要"
        "三个工作日。上架后我们会立即通知您。\n\n{agent_name}",
        matters=("item-review",),
    ),
    Preset(
        "item-price",
        "Item: a change of price",
        "商品：调整价格",
        "Hello {customer_name},\n\nyou can change the price of {item} yourself on its page, until "
        "somebody buys it. What like pieces have brought lately is shown beside it.\n\n"
        "{agent_name}",
        "{customer_name}，您好：\n\n在售出之前，您可以在商品页面自行调整{item}的价格，旁边有同类商品"
        "近期的成交价供您参考。\n\n{agent_name}",
        matters=("price-change",),
    ),
    Preset(
        "account-safe",
        "Account: make it safe now",
        "账户：请立即保护",
        "Hello {customer_name},\n\nplease do three things now: change your password, end all "
        "sessions on the page of your account, and turn on two-step sign-in. Until we have spoken, "
        "no payout leaves your account and no bank details can be changed.\n\n{agent_name}",
        "{customer_name}，您好：\n\n请现在做三件事：修改密码、在账户页面结束所有登录、开启两步验证。"
        "在与您核实之前，您的账户不会支付任何结算，银行信息也无法更改。\n\n{agent_name}",
        matters=("account-security",),
    ),
    Preset(
        "more-needed",
        "We need something from you",
        "需要您补充信息",
        "Hello {customer_name},\n\nto go on with {ticket_number} I need something from you: "
        "[[what is needed]]. You can answer this message and add pictures or a PDF.\n\n"
        "{agent_name}",
        "{customer_name}，您好：\n\n为继续处理{ticket_number}，需要您补充：[[需要的信息]]。您可以直接"
        "回复本消息，并附上照片或PDF。\n\n{agent_name}",
    ),
    Preset(
        "solved-goodbye",
        "Solved: a friendly end",
        "已解决：礼貌结束",
        "Hello {customer_name},\n\nI am glad that this is solved. If anything is still open, just "
        "answer this message and I go on with it.\n\nThank you for being with {site_name}.\n\n"
        "{agent_name}",
        "{customer_name}，您好：\n\n很高兴问题已经解决。如仍有疑问，直接回复本消息即可，我会继续为您"
        "处理。\n\n感谢您选择{site_name}。\n\n{agent_name}",
    ),
)


def matters() -> dict[str, tuple[str, ...]]:
    """Return the categories' keys for which each is offered first, by its own key."""
    return {preset.key: preset.matters for preset in PRESETS if preset.matters}


def replies() -> list[CannedReply]:
    """Return them as rows that nobody has saved."""
    return [preset.reply() for preset in PRESETS]
