"""The words of ``concepts.py``: English first, then Chinese on lines that begin with |.

A line that follows one with a comma at its end goes on with it.
"""

TABLE = """
    refund, money back, reimburse, reimbursement, get my money,
    | 退款, 退钱, 钱退, 退的钱, 退回来的钱, 退费
    return, send back, send it back, give back, give it back, bring back,
    | 退货, 退回, 寄回, 退换, 退掉, 想退
    exchange, swap, replace, replacement,
    | 换货, 更换, 调换, 换一个, 换个
    cancel, undo, revert, reverse, call off, take back, abort,
    | 取消, 撤销, 撤回, 撤单, 作废
    order, purchase, buy, bought, shop,
    | 订单, 下单, 购买, 买, 拍下, 拍的
    delivery, deliver, ship, shipping, shipment, dispatch, send out, post,
    | 发货, 寄出, 出库, 配送, 派送, 送货, 发出
    courier, parcel, carrier, tracking, track, mailed,
    | 快递, 物流, 包裹, 运单, 单号, 查件
    arrive, arrival, receive, received, come, turn up, show up, get here,
    | 收到, 到货, 签收, 送到, 到了
    late, delay, delayed, slow, overdue, stuck, pending, waiting, outstanding,
    | 延迟, 迟迟, 一直没, 还没, 没到, 卡住, 待处理, 处理中
    missing, lost, disappeared, vanished, gone, can't find,
    | 丢, 丢失, 不见了, 遗失, 找不到, 丢了
    stolen, theft, thief, robbed, stole,
    | 被盗, 被偷, 盗刷, 偷
    broken, damaged, defective, faulty, cracked, crushed, torn, dented, smashed,
    | 破损, 损坏, 坏了, 摔坏, 破了, 压坏, 碎, 质量问题
    wrong, incorrect, mistake, error, accident, accidentally,
    | 错误, 错了, 写错, 弄错, 发错, 填错
    decline, declined, reject, rejected, refuse, refused, deny, denied, turned down,
    | 拒绝, 被拒, 不通过, 未通过, 没过, 驳回
    fail, failed, failure, not work, doesn't work, isn't working, not working, stopped working,
    malfunction,
    | 失败, 不能用, 用不了, 不了, 没反应, 无法, 不成功
    fee, charge, cost, commission, price, expensive, rate,
    | 费用, 收费, 手续费, 佣金, 抽成, 多少钱, 价格, 运费, 邮费
    pay, payment, paid, checkout,
    | 付款, 支付, 付钱, 缴费, 交钱
    twice, double, duplicate, duplicated, two times,
    | 两次, 重复, 双份, 又扣, 多扣
    money, cash, fund, amount, sum,
    | 钱, 资金, 款, 金额, 现金
    card, debit, visa, mastercard,
    | 卡, 银行卡, 信用卡, 储蓄卡, 借记卡
    account, profile,
    | 账户, 账号, 帐号, 帐户, 户
    password, passcode, login, log in, sign in, logon,
    | 密码, 登录, 登陆, 口令, 登不上
    verify, verification, identity, identify, authenticate, confirm, id, prove,
    | 验证, 认证, 核实, 身份, 实名
    close, delete, terminate, deactivate, remove, erase, shut,
    | 注销, 关闭, 删除, 销户, 关掉, 停用
    open, start, activate, activation, enable, set up, register, sign up, turn on, create,
    | 开通, 激活, 启用, 注册, 开户, 打开, 开启, 办理
    block, blocked, lock, locked, freeze, frozen, suspend, suspended, restrict, hold,
    | 冻结, 锁定, 封, 限制, 锁了, 被锁
    unblock, unlock, unfreeze, unlocked,
    | 解冻, 解锁, 解封, 解除
    change, update, edit, modify, switch, amend, alter,
    | 修改, 更改, 变更, 改, 换成, 换绑, 更换, 换
    address, street, apartment, moved house, moved,
    | 地址, 收货地址, 搬家, 住址
    phone, mobile, cell, telephone, number,
    | 手机, 手机号, 电话, 号码
    email, mail, inbox, e-mail,
    | 邮箱, 邮件, 电子邮件
    name, surname, marriage, married,
    | 姓名, 名字, 改名
    transfer, wire, remit, send money, swift, sepa,
    | 转账, 汇款, 转帐, 打款, 汇
    withdraw, withdrawal, take out, cash out,
    | 提现, 取款, 取现, 取钱, 提款
    deposit, top up, topup, top-up, add money, load, recharge, refill,
    | 充值, 存钱, 存款, 充钱, 续费
    atm, cash machine, cashpoint, machine,
    | 取款机, 自动柜员机, 柜员机
    balance, how much money,
    | 余额, 还剩多少
    limit, maximum, minimum, restriction, cap, most,
    | 限额, 额度, 上限, 限制, 最高, 最多
    increase, raise, more, higher, improve, boost,
    | 提高, 提升, 增加, 提额, 涨
    decrease, reduce, lower, drop, cut,
    | 降低, 下降, 变少, 减少, 降了, 降
    currency, dollar, euro, pound, foreign, convert, exchange rate,
    | 汇率, 外币, 美元, 货币, 欧元
    statement, transaction, history, record, bill, activity,
    | 账单, 明细, 流水, 交易, 记录, 结算单
    invoice, receipt, vat, tax,
    | 发票, 收据, 税, 开票, 抬头
    loan, borrow, lend, credit, mortgage,
    | 贷款, 借款, 借钱, 贷, 借
    repay, repayment, pay back, pay off,
    | 还款, 还钱, 结清, 还清, 还
    interest,
    | 利息, 利率, 年化, 罚息
    installment, instalment, monthly, pay later,
    | 分期, 期数, 花呗, 白条
    discount, coupon, voucher, promo, code, promotion, offer, deal, cheaper, sale,
    | 优惠, 优惠券, 折扣, 打折, 便宜, 活动, 券, 满减, 红包
    stock, available, availability, sold out, restock, in stock,
    | 有货, 现货, 库存, 补货, 断货, 缺货
    size, fit, big, small, large, measurement,
    | 尺码, 大小, 码, 尺寸, 偏大, 偏小
    color, colour,
    | 颜色, 色
    quality, material, fabric, made of,
    | 质量, 材质, 面料, 做工
    genuine, authentic, real, original, fake, counterfeit, replica,
    | 正品, 真的, 真假, 假货, 假的, 仿, 鉴定
    warranty, guarantee, repair, fix, maintenance, service,
    | 保修, 质保, 维修, 修, 售后, 报修
    install, installation, setup, assemble, instructions, manual,
    | 安装, 组装, 说明书, 教程
    agent, human, person, representative, someone, support, operator, customer service,
    | 人工, 客服, 真人, 人工服务
    contact, call, reach, talk, speak,
    | 联系, 打电话, 沟通
    complain, complaint, dissatisfied, unhappy, terrible, bad,
    | 投诉, 不满, 差评, 举报
    fraud, scam, phishing, suspicious, unauthorized, unauthorised, hacked, hack, compromised,
    not mine, wasn't me,
    | 诈骗, 骗子, 可疑, 盗用, 冒充, 不是我, 被黑
    recognize, recognise, unknown, don't know, strange, unfamiliar,
    | 不认识, 不明, 陌生, 未知
    document, paper, certificate, proof, form,
    | 证明, 材料, 文件, 合同, 证件, 资料
    country, abroad, overseas, international, foreign, europe,
    | 国外, 海外, 国际, 境外, 出国
    time, how long, when, duration, long,
    | 多久, 多长时间, 什么时候, 几天, 何时, 几点, 时间, 几号
    expire, expired, expiry, valid, validity, expiration,
    | 过期, 有效期, 到期, 失效
    review, rating, comment, feedback,
    | 评价, 好评, 评论, 追评
    points, loyalty, member, membership, reward, vip,
    | 积分, 会员, 等级, 权益
    subscription, subscribe, plan, package,
    | 套餐, 订阅, 包月, 流量
    internet, wifi, network, signal, broadband, connection,
    | 网络, 宽带, 信号, 上网, 无线
    app, application, software, website, site,
    | 软件, 应用, 网站, 客户端
    download, upload,
    | 下载, 上传
    travel, trip, flight, plane, airline, vacation,
    | 旅行, 航班, 机票, 飞机, 出行
    luggage, baggage, suitcase, bags,
    | 行李, 托运
    hotel, room, reservation, reserve, book, booking,
    | 酒店, 预订, 订房, 预约, 预定
    seat, ticket,
    | 座位, 机票, 车票, 门票
    restaurant, food, eat, dinner, meal, dine,
    | 餐厅, 吃, 外卖, 饭, 菜
    weather, rain, temperature, forecast, hot, cold,
    | 天气, 下雨, 气温, 温度
    music, song, play, playlist, track,
    | 音乐, 歌, 播放, 歌曲
    alarm, wake, reminder, remind,
    | 闹钟, 叫醒, 提醒
    calendar, appointment, meeting, schedule, event,
    | 日程, 会议, 日历, 安排
    light, lamp,
    | 灯, 灯光
    news, headline,
    | 新闻, 头条
    insurance, coverage, insured, policy, claim,
    | 保险, 理赔, 投保, 保单
    salary, wage, paycheck, payday, income, earn,
    | 工资, 薪水, 收入, 薪资
    job, work, employment, hire, apply,
    | 工作, 求职, 招聘
    school, student, course, class, exam,
    | 学校, 学生, 课程, 考试
    doctor, hospital, medical, medicine, symptom,
    | 医生, 医院, 看病, 药
    age, old, years, kid, child, teenager,
    | 年龄, 岁, 未成年, 孩子
    gift, present, wrap,
    | 礼物, 送人, 礼品, 赠品
    compensation, compensate, make up,
    | 赔, 赔偿, 补偿, 理赔
    difference, price match, cheaper now,
    | 差价, 价保, 降价, 补差
    sell, seller, consign, list, listing,
    | 卖, 出售, 寄卖, 上架, 挂
    pin, code, otp,
    | 验证码, 密码, 动态码
    virtual, disposable,
    | 虚拟
    contactless, tap, nfc,
    | 闪付, 感应, 非接
    wallet, apple pay, google pay, alipay, wechat,
    | 支付宝, 微信, 钱包
    bank,
    | 银行
    traffic, route, directions, navigate, road,
    | 路况, 路线, 导航, 堵车
    translate, translation, language,
    | 翻译, 语言
    spam, junk, unsubscribe,
    | 垃圾短信, 退订, 骚扰
    privacy, personal data, data,
    | 隐私, 个人信息, 数据
    battery, power,
    | 电池, 充电, 电量
    screen, display,
    | 屏幕, 显示
    sound, volume, loud, quiet,
    | 声音, 音量
    less, short, fewer, only received, not all,
    | 少了, 漏发, 少发, 缺
"""
