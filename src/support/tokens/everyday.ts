/**
 * What people say for the same thing when they ask for help: a line for each meaning, English before the bar, Chinese after it.
 * For support in general, whatever is sold; what a company calls its own things is in its graph. `…` stands for up to three
 * words ("turn it on") or characters. A word may be on several lines.
 */
export const EVERYDAY: readonly string[] = `
turn … on, switch … on, power … on, power up, boot, boots, start up, power | 开机, 启动, 通电, 打开电源, 电源, 接通
turn … off, switch … off, power … off, power down, shut … down, shutdown, unplug, disconnect | 关机, 关闭, 断电, 关掉, 拔掉, 停用电源
restart, reboot, reset, power cycle, start … again, switch off and on | 重启, 重新启动, 重开, 复位, 关机再开
does not start, will not start, dead, won't turn on, won't start, no sign of life, does not turn on, stays dark | 开不了机, 不开机, 没反应, 启动不了, 打不开, 亮不了
frozen, freezes, froze, hangs, hung, hang, crash, crashes, crashed, unresponsive, does not react, not responding, doesn't respond | 死机, 卡死, 卡住不动, 没有反应, 不响应, 崩溃, 闪退, 假死
stuck, jam, jammed, jams, blocked, clogged, obstructed, trapped, caught | 卡住, 堵, 堵住, 堵塞, 卡了, 卡死, 塞住, 夹住
slow, sluggish, lag, laggy, takes forever, takes ages, creep, creeps, crawl, crawls | 慢, 很慢, 卡顿, 很卡, 缓慢, 慢吞吞, 变慢, 减速
broken, defective, faulty, fault, out of order, kaputt, damaged, does not work, doesn't work, not working, stopped working, malfunction, failure | 坏, 坏了, 故障, 损坏, 失灵, 不能用, 用不了, 出毛病, 不工作, 失效
error, error message, warning, alarm, complains | 错误, 报错, 出错, 提示, 报警, 告警
stand still, stands still, standing still, standstill, stops, stopped, stop, down, halt, outage, out of service | 停了, 停住, 停机, 停摆, 停止, 不动, 不走, 趴窝, 瘫痪, 全停, 宕机, 挂了
charge, charging, charges, recharge, fill up, juice | 充电, 充上电, 充满, 回充, 充能
does not charge, won't charge, not charging, no charge, stays empty | 充不上电, 充不进, 不充电, 充不了电, 充不满
battery, accumulator, pack, cell, cells | 电池, 电瓶, 电芯, 电量, 蓄电池
running time, battery life, lasts, last, how long does it run, runtime, endurance | 续航, 能用多久, 跑多久, 工作时间, 撑多久
empty, flat, drained, out of power, low battery, run out | 没电, 电量低, 空, 空了, 耗尽, 用完
hot, overheat, overheats, overheated, overheating, too warm, heat, burning, temperature, warm | 热, 发热, 过热, 发烫, 烫, 高温, 温度, 太热
cold, freezing, frost, chilled, freezer, winter, cold store | 冷, 冻, 低温, 太冷, 冷库, 冰库, 冬天
smell, smells, stink, smoke, fire, burn | 异味, 气味, 冒烟, 着火, 起火, 烧
swollen, bulging, puffed up, blown up | 鼓包, 膨胀, 鼓起来, 鼓了
noise, loud, noisy, squeak, rattle, quiet, sound, beep, beeps | 噪音, 噪声, 响, 吵, 异响, 声音, 蜂鸣, 嘀
dirty, dirt, dust, dusty, filthy, grime, stain | 脏, 脏了, 灰, 灰尘, 积灰, 污渍, 有灰
clean, cleaning, wipe, wash, polish, cleaner, disinfect, rub | 清洁, 擦, 擦拭, 清洗, 打扫, 清理, 抹, 消毒, 洗
water, wet, moisture, damp, rain, liquid, spill, puddle | 水, 湿, 潮湿, 进水, 积水, 淋雨, 受潮
drop, dropped, fell, fall, falls, knocked over | 摔, 摔了, 掉地上, 跌落, 掉下来, 砸
hit, bumped, bump, collide, collision, ran into, crashed into, touched, knock, rammed | 撞, 碰, 碰撞, 撞到, 撞上, 碰到, 撞了, 蹭
crooked, tilted, not straight, askew, drift, drifts, off centre, off track, sideways, misaligned | 歪, 歪了, 跑偏, 偏, 走偏, 倾斜, 不正, 偏移
lost, gets lost, does not know where, position, location, whereabouts, localise | 迷路, 定位, 找不到位置, 不知道在哪, 丢定位, 位置
worn, worn out, wear, worn down, old, bald, used up, wears | 磨损, 磨, 磨没, 磨平, 老化, 用旧, 磨坏, 损耗
scratch, scratched, crack, cracked, torn, tear | 划伤, 划痕, 裂, 裂了, 破裂, 撕裂, 破了
heavy, overload, overloaded, overweight, weight, payload, too heavy, kilo, kilos, kg | 重, 太重, 超重, 过载, 重量, 载重, 公斤, 多重, 斤
push, move by hand, shove, tow, manual, by hand | 推, 手推, 推动, 拖, 手动, 人工
change, replace, swap, exchange, new one, replacement, renew, renewal | 更换, 换, 换新, 替换, 换掉, 换成, 更新
install, set up, setup, mount, put up, fit, commission, configure, put in | 安装, 设置, 装, 装上, 配置, 搭建, 部署, 架设
adjust, calibrate, tune, align, set, calibration | 调, 调整, 校准, 标定, 调节, 对准
connect, hook up, link, integrate, integration, plug in, attach, interface, talk to | 连接, 对接, 接入, 接, 连, 集成, 打通, 接口
cannot connect, won't connect, no connection, connection lost, offline, disconnected, dropped out, cuts out, drops out, unreachable, gone dead | 连不上, 断开, 掉线, 离线, 断网, 没有连接, 断了, 连接失败, 不通
pair, pairing, bluetooth, bind | 配对, 蓝牙, 绑定, 配不上
wifi, wi-fi, wlan, wireless, network, internet, signal, reception, access point, hotspot | 无线, 无线网, 网络, 信号, 上网, 热点, 网, 网速
sign in, log in, login, log on, sign on, sign-in, log-in, sign-on, signing in, get in, access, get into | 登录, 登陆, 登入, 进系统, 进不去, 登不上, 登不进, 登不了, 上系统
sign out, log out, logout, logged off, kicked out, thrown out, session | 退出登录, 登出, 下线, 被踢, 注销, 会话
locked out, lock, locked, blocked account, unlock, disabled, suspended | 锁, 锁定, 被锁, 锁住, 解锁, 冻结, 封
password, passcode, pin, credentials, pass word | 密码, 口令, 账号密码
code, six digit, six-digit, two-factor, 2fa, mfa, otp, authenticator, second factor, verification code | 验证码, 六位, 双重验证, 双因素, 动态码, 两步验证, 动态口令
single sign-on, sso, company account, corporate account, company login, microsoft account, office login, identity provider, entra, okta, azure, google account | 单点登录, 统一登录, 公司账号, 企业账号, 公司登录, 身份提供商
account, user, users, profile, seat, seats, staff, people, colleague, employee, coworker, temp, worker | 账号, 用户, 账户, 人员, 员工, 同事, 人, 名额, 坐席, 新人
left, quit, resigned, leaver, gone, fired, leaves the company | 离职, 走了, 辞职, 离开, 不干了
role, right, rights, permission, permissions, allowed, may, authorised, entitlement, who can, privilege | 权限, 角色, 有权, 允许, 能不能, 谁能, 授权, 谁可以
add, create, new, invite, register | 新增, 新建, 添加, 增加, 加, 建, 创建, 开通, 登记, 注册
remove, delete, erase, wipe out, get rid of, take out, deactivate | 删除, 移除, 删, 清除, 去掉, 停用, 删掉, 注销
missing, not there, disappeared, vanished, gone, cannot find, can't find, cannot see, don't see, no button, hidden | 没有, 找不到, 不见了, 看不到, 消失, 缺, 缺少, 没了, 没显示
grey, greyed out, gray, inactive, cannot click, nothing happens, does nothing | 灰的, 灰色, 点不动, 点不了, 没反应, 按不了, 不能点
wrong, incorrect, mistake, by mistake, false, not right, bad, messed up, accidentally | 错, 错误, 不对, 弄错, 搞错, 错了, 有误, 误
undo, take back, go back, revert, roll back, rollback, as it was, put … back, restore, recover, get back | 恢复, 还原, 撤销, 退回, 回滚, 回到, 找回, 退回去, 复原
backup, back up, back-up, safe copy, save, copy, saved | 备份, 存档, 留底, 保存, 拷贝
export, download, get out, excel, csv, spreadsheet | 导出, 下载, 表格, 电子表格
import, upload, load, bring in, read in | 导入, 上传, 导, 录入, 传上去
type in, key in, keyed in, enter, entered by hand, manually | 手工录入, 手动录, 录单, 手输, 录, 输入, 手录
garbled, garbage, strange characters, umlauts, accents, encoding, unreadable | 乱码, 编码, 字符不对, 看不懂
print, printer, printing, label, labels, sticker, stickers, tag | 打印, 打印机, 标签, 贴纸, 面单, 打单, 出纸
scan, scanner, barcode, bar code, gun, reader, read, qr | 扫描, 扫码, 条码, 枪, 扫, 读码, 二维码
screen, display, monitor, tv, panel | 屏幕, 显示, 大屏, 面板, 显示器, 画面
light, lamp, led, blinks, blinking, flash, flashing, flashes, glow, glows, colour, ring, lights | 灯, 亮灯, 闪, 指示灯, 闪烁, 颜色, 亮
orange, amber, yellow | 橙, 橙色, 黄, 黄灯, 琥珀色, 橙灯, 黄色
update, upgrade, new version, latest version, release, patch, newest | 升级, 更新, 新版本, 新版, 打补丁, 最新版本, 版本
postpone, delay, put off, put … off, defer, later, push back, wait with, skip | 推迟, 延后, 拖, 延期, 晚点, 以后再, 推后
cancel, terminate, give notice, quit, end, stop subscription, leave, get out of, not renew, unsubscribe | 取消, 退订, 终止, 解约, 不续, 停止订阅, 不用了, 不想续
money back, refund, refunded, reimburse, pay back, pays back, return … money, get … money | 退款, 退钱, 退费, 还钱, 返还, 把钱退, 退回来
give … back, send back, send … back, return, returns, returned, came back, come back | 退货, 退回, 寄回, 退还, 返回, 退, 送回
compensation, compensate, damages, credit, make up for, goodwill | 赔偿, 补偿, 赔, 抵扣, 抵免, 赔钱, 赔付
price, cost, costs, how much, charge for, fee, expensive, cheap, cheaper, cheapest, free, free of charge, rate, pay for, extra cost | 价格, 多少钱, 费用, 收费, 要钱, 贵, 便宜, 免费, 花钱, 价钱, 另收费, 加钱
discount, rebate, price reduction, off the price, deal, special offer, cheaper price | 折扣, 优惠, 打折, 便宜点, 让利, 降价
bill, invoice, invoices, receipt, billing, statement | 账单, 发票, 开票, 票, 收据
pay, payment, paid, paying, due, overdue, late payment, transfer, credit card | 付款, 支付, 付, 转账, 到期, 欠费, 逾期, 刷卡, 交钱, 打款
instalments, in parts, installment, pay later, more time to pay | 分期, 晚点付, 缓缴, 分批付
tax, vat, gst, fapiao | 税, 增值税, 发票, 税号
yearly, annual, a year, per year, every year, each year | 每年, 年付, 一年, 按年, 年度
monthly, a month, per month, every month, each month | 每月, 月付, 一个月, 按月
contract, agreement, term, terms, subscription, plan, package, level, tier | 合同, 协议, 套餐, 订阅, 档, 服务计划, 条款, 档次
licence, license, licensed, licenses | 授权, 许可, 许可证, 牌照, 许可证书
downgrade, smaller plan, cheaper plan, lower tier, go down, step down | 降级, 降, 换便宜, 降档, 低一档
guarantee, warranty, covered, cover, coverage | 保修, 质保, 保, 在保, 过保, 包修
repair, fix, mend, service, get … fixed | 维修, 修, 修理, 修好, 检修, 返修, 保养
part, parts, spare, spares, spare part, component | 配件, 备件, 零件, 部件, 料号, 备品
order, buy, purchase, get, obtain | 订购, 购买, 买, 下单, 采购, 订
delivery, delivered, shipment, shipping, truck, arrives, arrived, carrier, parcel, package, lorry | 送货, 到货, 发货, 运输, 物流, 快递, 包裹, 货车, 卡车, 收货
receive, goods in, book in, receipt, receiving, unload, incoming goods | 收货, 入库, 接收, 到货登记, 卸货
stock, inventory, quantity, quantities, amount on hand, on hand, pieces | 库存, 存货, 数量, 件数, 盘存
count, stocktake, stocktaking, stock take, counting, cycle count | 盘点, 清点, 盘, 数货, 点数, 盘库
shelf, shelves, rack, bin, location, storage place, slot | 货架, 库位, 货位, 架子, 仓位, 储位
full, no room, no space, does not fit, too full, capacity | 满, 满了, 放不下, 装不下, 没地方, 容量, 塞不下
difference, does not match, mismatch, discrepancy, deviates, do not agree, differs | 差异, 对不上, 不一致, 不符, 有出入, 差了
duplicate, twice, double, doubled, two of, again and again | 重复, 两次, 双份, 两遍, 多了一份
too many, too often, too much, limit, maximum, quota, exceed, exceeded, cap, at most | 太多, 超过, 上限, 限额, 限制, 额度, 最多, 超限
shortage, too few, too little, short, less than ordered, missing pieces | 少, 少了, 短缺, 不够, 缺货, 不足
surplus, more than ordered, too many pieces, extra pieces, over-delivery | 多了, 多送, 超收, 多出来
how long, duration, how much time, takes, how many hours, how many minutes | 多久, 多长时间, 多少时间, 几小时, 几天
how fast, how quickly, how soon, speed, response time, quick, soon, right away | 多快, 速度, 响应, 尽快, 马上, 快
how often, interval, frequency, every how many, regularly, schedule | 多久一次, 频率, 周期, 间隔, 定期, 几次
when, date, day, deadline, by when, until when | 什么时候, 日期, 期限, 哪天, 几号
phone, call, ring, hotline, telephone, number to call, call somebody | 电话, 打电话, 热线, 来电
support, helpdesk, help desk, hotline, technician, engineer, service team, somebody, human, a person, agent | 客服, 技术支持, 工程师, 人工, 支持, 售后, 技术员, 师傅
ticket, case, request, complaint, report | 工单, 请求, 投诉, 报告, 案例, 单子
nobody answers, no answer, no reply, ignored, waiting for days, complain, boss, manager, escalate, escalation | 没人理, 没人回, 不回复, 投诉, 领导, 上级, 升级处理, 没回音
weekend, sunday, saturday, night, at night, holiday, public holiday, office hours, opening hours, around the clock, 24/7 | 周末, 周日, 周六, 晚上, 夜里, 节假日, 假期, 工作时间, 全天, 半夜, 国庆, 春节
visit, on site, on-site, come here, come to us, come by, send somebody | 上门, 现场, 过来, 派人, 来一趟
training, course, lesson, learn, class, teach, instruct, seminar | 培训, 课程, 学, 教, 上课, 讲课
exam, test, certificate, certified, pass, failed | 考试, 证书, 认证, 及格, 考, 证
secure, security, safe, encrypted, encryption, protected, hack, hacked, breach, leak, vulnerability | 安全, 加密, 保护, 泄露, 漏洞, 被黑, 泄漏
privacy, personal data, gdpr, data protection, personal information, delete my data | 隐私, 个人信息, 个人数据, 个保法, 信息保护
where is our data, data centre, data center, server location, hosted, hosting, region, stored, country | 数据中心, 存在哪, 服务器在哪, 托管, 区域, 机房, 境内, 出境
keep, kept, retention, stored for, how far back, history, old data, archive | 保留, 保存多久, 历史, 存多久, 以前的数据, 留多久
report, dashboard, figures, statistics, chart, numbers, analytics, evaluation, kpi | 报表, 看板, 统计, 图表, 数据, 指标, 报告, 分析
api, interface, key, token, programme, program, script, call, calls, requests, endpoint | 接口, 密钥, 令牌, 程序, 脚本, 调用, 次数
expire, expired, expires, run out, ran out, no longer valid, invalid, out of date, valid until, lapse | 过期, 到期, 失效, 无效, 期满, 截止
erp, sap, bookkeeping system, accounting software, back office system | ERP, 财务系统, 账务系统, 业务系统
accounting, accountant, finance, closed month, month end, period, books | 财务, 会计, 关账, 月结, 账期, 月底, 结账
sync, synchronise, transfer, transmit, send over, pass on, come over, comes across, not arriving | 同步, 传, 传输, 过来, 传过去, 推送, 过不来, 下发
overwrite, overwritten, replaced my change, keeps changing back, jumps back | 覆盖, 被改回, 又变回, 冲掉
notify, notification, alert, reminder, remind, tell me when, inform, warn | 通知, 提醒, 告知, 推送, 预警
urgent, rush, emergency, express, immediately, as soon as possible | 紧急, 加急, 急, 应急, 急单
emergency stop, red button, e-stop, panic button | 急停, 红色按钮, 紧急停止, 拍停
injured, hurt, accident, injury, safety, danger, dangerous | 受伤, 事故, 伤, 安全, 危险, 伤到
forgot, forgotten, remember, lost password, don't know the | 忘记, 忘了, 记不得, 不记得
phone lost, lost phone, new phone, stolen, broken phone | 手机丢, 换手机, 新手机, 手机坏, 手机被偷
move, relocate, relocation, new building, other site, another warehouse, other address | 搬, 搬迁, 搬家, 迁移, 换地方, 别的仓库, 新址
store, storage, put away, keep for months, not used for, idle | 存放, 存储, 闲置, 上架, 不用, 放着
transport, ship, send by, carry, pack, packing, pallet | 运输, 托运, 打包, 装箱, 寄, 托盘, 运
floor, ground, ramp, slope, aisle, door, gate, lift, elevator, hall | 地面, 坡, 坡道, 通道, 巷道, 门, 电梯, 地板, 上坡
wheel, wheels, tyre, tire, tyres, roller | 轮子, 轮, 轮胎, 车轮, 胎
belt, conveyor, band, line | 皮带, 传送带, 输送线, 流水线
air, compressed air, pressure, pneumatic, compressor, bar | 气压, 压缩空气, 气, 漏气, 空压机, 压力
screw, bolt, nut, tighten, torque, loose, slack | 螺丝, 螺栓, 螺母, 拧紧, 扭矩, 松, 松了
camera, lens, sensor, laser, eye, window | 摄像头, 镜头, 传感器, 激光, 探头, 雷达
map, floor plan, layout, remodel, rebuilt, moved racks | 地图, 平面图, 布局, 改造, 重新布置
shape, size, dimensions, how big, how large, how wide, largest, smallest, measure | 尺寸, 大小, 多大, 多宽, 最大, 最小, 规格
required, need, needed, requirement, requirements, prerequisite, what do we need, must have | 要求, 需要, 条件, 前提, 准备, 必须
compatible, works with, supported, support for, does it work with, runs on | 兼容, 支持, 能用, 适用, 能不能用
who, responsible, in charge, contact person | 谁, 负责人, 联系人, 归谁
meaning, mean, means, what is, what does, stand for, explain | 什么意思, 是什么, 含义, 解释, 代表
difference between, compare, comparison, versus, better | 区别, 对比, 比较, 哪个好, 不同
`
  .trim()
  .split('\n');
