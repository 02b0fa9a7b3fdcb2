"""Messages that say nothing an agent could act on, and short ones that do, as customers write."""


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


VAGUE_EN = _lines("""
    help
    Help me please
    hello?
    hi, is anyone there
    please answer!!!
    it doesn't work
    not working
    I have a problem with my order
    there is an issue
    my order
    question about my item
    URGENT!!!! call me back
    I need to talk to a human
    can somebody help me asap
    ???
    ...
    any update
    still waiting
    this is ridiculous
    what is going on
    what happened
    why is nobody answering
    I want to speak to a manager
    good morning, I have a question
    Can you check something for me?
    pls fix
    worst service ever
    need support
    hey guys, quick question
    😡😡😡
""")

CLEAR_EN = _lines("""
    card declined
    zip is broken
    wrong size
    it's a fake rolex
    do you accept fur
    how much commission
    where is my refund
    when do I get paid
    app crashes
    tracking says delivered
    charged twice
    lower price to 900
    bracelet arrived scratched
    stitching looks off
    send the ring back to me
    cannot upload photos
    parcel stuck in customs
    why was my bag rejected
    the clasp broke
    how long is the return window
    change my delivery address
    password was changed
    seller cancelled, money gone
    two links missing
    do you ship to Norway
    how do I consign
    paid on Friday, not shipped
    smells of smoke
    dust bag missing
    return label please, too small
""")

VAGUE_ZH = _lines("""
    在吗
    在不在
    你好
    有人吗
    有问题
    帮帮我
    请帮忙处理一下
    急急急
    我的订单有问题
    订单不对
    怎么办
    什么情况
    怎么回事啊
    为什么
    用不了
    出问题了
    快回复我！！！
    客服呢
    人工客服
    转人工
    我要投诉
    没人理我吗
    你们什么服务态度
    问一下我的订单
    想咨询一下
    能不能快点解决
    垃圾平台
    ？？？
    等了很久了
    麻烦看一下我的东西
""")

CLEAR_ZH = _lines("""
    付款失败
    拉链坏了
    尺码不对
    表是假的
    收皮草吗
    佣金多少
    怎么退货
    什么时候发货
    一打开就闪退
    物流显示签收
    扣了两次钱
    降到九百
    手镯有划痕
    走线不对
    戒指寄回来
    照片传不上去
    包裹卡在海关
    鉴定没通过
    扣子断了
    退货期几天
    修改收货地址
    密码被改了
    余额少了两万
    少两节链节
    能寄到香港吗
    怎么寄卖
    周五付款没发货
    一股烟味
    防尘袋没有
    钱什么时候到账
""")
