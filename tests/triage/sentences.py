"""What customers write, each with the category that an agent would file it under.

Written as people write, before the words of the presets were: with faults and slang. ``TRIED`` are
the sentences that the words may be improved by; ``HELD_OUT`` are looked at for the figure alone.
"""

from typing import NamedTuple


class Said(NamedTuple):
    category: str
    text: str


def _said(lines: str) -> list[Said]:
    split = (line.split(": ", 1) for line in lines.strip().splitlines())
    return [Said(category.strip(), text.strip()) for category, text in split]


TRIED_EN = _said("""
    not-shipped: bought a chanel flap 9 days ago and it still says processing, when do you ship??
    not-shipped: the dispatch date was last friday and nothing has moved
    not-shipped: why is my order stil at "paid" and not sent out
    not-shipped: Seller hasnt handed over the watch yet? no tracking number so far
    not-received: tracking says delivered but there is no parcel at my door
    not-received: package stuck in customs since 2 weeks, any idea when it gets here
    not-received: My bag never came. Courier claims some Paul signed for it, I know no Paul
    not-received: where is my stuff, it was supposed to be here on tuesday
    not-as-described: Listing said excellent condition, but corners are worn and a stain inside
    not-as-described: got the wrong size, i ordered 38 and this is a 36
    not-as-described: strap is missing two links and no box and papers as advertised
    not-as-described: colour is nothing like the pictures, its more orange than red
    authenticity: pretty sure this is fake, the stitching is all wrong
    authenticity: took it to a boutique and they said the serial doesnt exist
    authenticity: is this rolex real? the dial font looks off compared with my friends
    authenticity: I got sold a knock off!! superfake at best
    return-refund: i changed my mind, can i send it back
    return-refund: Returned the coat on the 3rd, you received it, still waiting for my money back
    return-refund: how do I start a return, I don't see the button
    return-refund: when will the refund hit my card
    payment-failed: card declined 3 times but my bank says everythings fine
    payment-failed: I was charged twice for the same order
    payment-failed: alipay took the money but the order still says unpaid
    payment-failed: checkout keeps rejecting my visa
    item-review: you've had my bag for two weeks now and it's still not online
    item-review: any update on the inspection of my datejust?
    item-review: Dropped off 4 pieces at your boutique on monday, havent heard if you got them
    item-review: How long does authentification take until it gets listed
    authentication-rejected: why did you reject my necklace? it came straight from the cartier store
    authentication-rejected: Your expert says my birkin isn't genuine, I have the receipt
    authentication-rejected: my consignment was refused and no reason was given
    authentication-rejected: you declined my jacket for condition but it is brand new
    price-change: please lower my kelly to 8500
    price-change: i want to raise the asking price of IT-100234
    price-change: 3 months no bites, lets drop it by 10 percent
    price-change: who decided on this price? i'd like it listed for more
    damage-in-custody: got my bag back unsold with a big scratch on the front that wasnt there
    damage-in-custody: the glass of my watch is cracked in your photos. It was fine when I sent it
    damage-in-custody: your warehouse broke the clasp of my bracelet
    damage-in-custody: whoever handled my coat left makeup on the collar, who pays for cleaning
    payout: my watch sold on the 1st and i still havent been paid
    payout: the amount you paid me out is lower than what we agreed on
    payout: When do I get my money for the sold earrings?
    payout: bank details were wrong so the transfer bounced, can you send it again
    unsold-return: It hasn't sold, i want my bag back please
    unsold-return: end the consignment and ship the watch back to me
    unsold-return: I'd rather keep my ring, take it down and return it
    unsold-return: how do i withdraw my items from sale
    account-security: someone logged into my account from another country
    account-security: I got an email that my password was changed but it wasn't me
    account-security: HACKED!!! they changed the adress and ordered something
    account-security: there are orders in my account that i never placed
    funds-frozen: why is my balance frozen
    funds-frozen: my wallet shows 0, there was 2400 in it yesterday
    funds-frozen: You locked my money and no one answers
    funds-frozen: the credit from my last sale has disappeared from my account
    technical: the app crashes every time i open my orders
    technical: can't upload photos, it just spins
    technical: i dont get the verification code
    technical: page gives error 500 when i hit save
    rules-fees: how much commision do you take on bags under 1000
    rules-fees: do you accept fur coats?
    rules-fees: whats the minimum price for consigning jewelry
    rules-fees: How long is the return window and who pays the postage
""")

TRIED_ZH = _said("""
    not-shipped: 都付款五天了怎么还不发货
    not-shipped: 说好48小时内发出，到现在还是待发货状态
    not-shipped: 催一下单，卖家那边包包寄出来了没有啊
    not-shipped: 订单一直显示已付款，没有物流单号
    not-received: 物流显示已签收，但我根本没拿到
    not-received: 快递卡在海关两周了不动
    not-received: 我的包裹是不是丢件了，十几天都没到
    not-received: 快递放驿站被别人拿走了，怎么办
    not-as-described: 收到的包有明显划痕，跟页面写的99新完全不符
    not-as-described: 尺码发错了，我拍的38发来36
    not-as-described: 描述说全套带盒子证书，结果就一块表
    not-as-described: 色差太大了，跟图片完全两个颜色
    authenticity: 感觉买到假货了，五金做工很粗糙
    authenticity: 拿去专柜验了，柜姐说编码查不到
    authenticity: 这个劳力士是真的吗，字体看着不对
    authenticity: 高仿吧这是，你们怎么鉴定的
    return-refund: 不想要了，怎么退
    return-refund: 货已经退回去一周了，钱怎么还没退给我
    return-refund: 申请七天无理由退货，在哪里操作
    return-refund: 退款什么时候能到银行卡
    payment-failed: 银行卡付不了，一直提示交易失败
    payment-failed: 同一个订单扣了我两次钱
    payment-failed: 支付宝已经扣款了订单还显示待付款
    payment-failed: 微信支付老是报错付不出去
    item-review: 表寄给你们半个月了还没上架
    item-review: 我的东西鉴定到哪一步了
    item-review: 快递显示你们签收了，后台还没入库
    item-review: 审核一般要多久啊
    authentication-rejected: 凭什么说我的项链是假的，我专柜买的有小票
    authentication-rejected: 鉴定没过，能不能换个师傅再看看
    authentication-rejected: 我的寄卖申请被拒了，也没说原因
    authentication-rejected: 说我成色不达标不收，可我一次都没用过
    price-change: 帮我把那个凯莉包降到六万八
    price-change: 想调一下价，挂太低了
    price-change: 挂了三个月没人买，便宜点吧，降10%
    price-change: 价格谁定的，我要改高一点
    damage-in-custody: 没卖掉退回来的包多了一道划痕，寄过去的时候没有
    damage-in-custody: 你们拍的图里表镜裂了，我给你们的时候是好的
    damage-in-custody: 手镯的扣子被你们弄坏了
    damage-in-custody: 大衣在你们仓库放了一个月，领子沾了粉底，谁赔
    payout: 东西卖掉半个月了钱还没打给我
    payout: 结算金额不对，跟之前说好的差了八百
    payout: 货款什么时候到账
    payout: 银行卡号填错了，打款被退回，能重新打吗
    unsold-return: 一直卖不出去，我不寄卖了，寄回来吧
    unsold-return: 申请撤回寄售，把表退给我
    unsold-return: 戒指我想自己留着，麻烦下架寄还
    unsold-return: 怎么把没卖掉的东西拿回来
    account-security: 有人在异地登录了我的账号
    account-security: 收到短信说密码改了，不是我本人操作
    account-security: 号被盗了！！地址都被改了还下了单
    account-security: 我账户里出现了几笔不是我下的订单
    funds-frozen: 我的余额为什么被冻结了
    funds-frozen: 钱包里的钱不见了，昨天还有两万多
    funds-frozen: 账户里的钱提不出来，说是风控
    funds-frozen: 上次卖货的钱凭空消失了
    technical: app一打开订单就闪退
    technical: 照片传不上去，一直转圈
    technical: 收不到验证码
    technical: 点保存就提示系统错误
    rules-fees: 一千块以下的包抽成多少
    rules-fees: 你们收皮草吗
    rules-fees: 珠宝寄卖最低多少钱起
    rules-fees: 退货期是几天，邮费谁出
""")

HELD_OUT_EN = _said("""
    not-shipped: Paid last week, ship by date came and went, status is unchanged
    not-shipped: hello?? has my necklace left your warehouse yet or not
    not-shipped: can you hurry up the shipping its for a wedding this saturday
    not-received: dhl says they left it with a neighbour, none of my neighbours has it
    not-received: it's been 3 weeks and my parcel still hasn't turned up
    not-received: Tracking hasn't updated since the 4th, is it lost?
    not-as-described: there are holes in the lining which you did not mention anywhere
    not-as-described: it smells like smoke and the leather is cracked, "like new" my foot
    not-as-described: you sent me a completely different bag
    authenticity: I dont believe this is an original Hermes
    authenticity: hologram sticker missing and date code wrong, looks counterfeit to me
    authenticity: can somebody check whether these earrings are genuine gold and not plated
    return-refund: doesn't fit me, would like to give it back and get a refund
    return-refund: I sent the shoes back ten days ago and have not been refunded
    return-refund: need a return label pls
    payment-failed: the payment wont go through, it says insufficient authorization
    payment-failed: I transferred the money by bank but you cancelled the order as not paid
    payment-failed: 2 identical charges on my statement
    item-review: has my parcel with the two scarves reached you
    item-review: my items are stuck in "being examined" for ages
    item-review: when will my lady dior go live
    authentication-rejected: turned down by your authenticators although I have the original invoice
    authentication-rejected: Why won't you take my omega? I demand a second opinion
    price-change: reduce IT-100871 to 1,200 please
    price-change: the price you set is a joke, make it 3k
    damage-in-custody: you lost the dust bag and dented my suitcase while it was stored there
    damage-in-custody: the item you returned to me has water damage from your storage
    payout: not paid yet for the lv i sold 3 weeks ago, where's the payment
    payout: settlement is 200 short
    payout: my payout is on hold, why
    unsold-return: I don't want to sell it any more, please mail it back
    unsold-return: contract is over and nothing sold, when do I get my stuff back
    account-security: my account has been stolen and I can't get in
    account-security: strange device in my login history
    account-security: i clicked on a link in a weird text from "you" and typed my password, what now
    funds-frozen: my funds are blocked, I need this money for rent
    funds-frozen: 1800 dollars gone from my balance overnight
    technical: nothing happens when I tap the buy button
    technical: website wont load on my iphone since the update
    technical: login link in the mail does nothing
    rules-fees: what percentage do you keep
    rules-fees: can I consign watches without papers?
    rules-fees: do you ship to Norway and who pays import tax
""")

HELD_OUT_ZH = _said("""
    not-shipped: 下单一个礼拜了还没有寄出来，急用
    not-shipped: 你们仓库到底发没发啊
    not-shipped: 承诺的发货时间都过了，一点动静没有
    not-received: 顺丰说放门口了，我回家啥也没有
    not-received: 三周了包裹还没收到
    not-received: 快递信息好多天没更新了，会不会弄丢了
    not-as-described: 内衬有破洞，卖的时候一个字没提
    not-as-described: 一股烟味，皮子都裂了，还好意思说准新
    not-as-described: 寄来的根本不是我买的那一款
    authenticity: 怀疑这个爱马仕不是正品
    authenticity: 镭射标没有，编号也对不上，像是仿的
    authenticity: 能不能帮我验一下这对耳环是不是真金
    return-refund: 穿着不合适，想退掉
    return-refund: 鞋子寄回去十天了，还没退款
    return-refund: 退货地址发我一下
    payment-failed: 一直支付不成功，提示额度不足但其实够的
    payment-failed: 我明明转账了，你们说没付款把订单取消了
    payment-failed: 账单上有两笔一模一样的扣款
    item-review: 寄给你们的两条丝巾收到没
    item-review: 一直显示查验中，都好久了
    item-review: 我的戴妃包什么时候能上架卖
    authentication-rejected: 有发票还被你们鉴定师打回来了
    authentication-rejected: 为什么不收我的欧米茄，要求复检
    price-change: IT-100871 改成8000
    price-change: 你们定价太离谱了，给我标三万
    damage-in-custody: 箱子放你们那里被磕了个坑，防尘袋也弄没了
    damage-in-custody: 退回来的东西有水渍，明显是你们保管不当
    payout: 三周前卖掉的LV到现在没收到钱
    payout: 少给我结了两百
    payout: 我的结算款为什么暂停了
    unsold-return: 不想卖了，给我寄回来
    unsold-return: 合同到期没卖出去，东西什么时候还我
    account-security: 账号被偷了登不上去
    account-security: 登录记录里有个陌生设备
    account-security: 点了一条假冒你们的短信链接，还输了密码，怎么办
    funds-frozen: 钱被锁住取不出来，等着交房租
    funds-frozen: 一夜之间余额少了一万二
    technical: 点购买按钮没反应
    technical: 更新之后苹果手机打不开网页
    technical: 邮件里的登录链接点了没用
    rules-fees: 你们平台扣几个点
    rules-fees: 没有证书的表能寄卖吗
    rules-fees: 能寄到香港吗，关税谁付
""")
