/**
 * "How do I reset my password?", 退款要多久到账: a question about what the company sells, for the knowledge base. It is told by
 * its form and by a word of the field of support, and it is none where a word of the CRM says that Parley is meant ("how do I
 * log a deal").
 */
export function isProductQuestion(text: string): boolean {
  const chinese = /\p{Script=Han}/u.test(text);
  const [form, topic] = chinese ? [FORM_ZH, TOPIC_ZH] : [FORM_EN, TOPIC_EN];
  return form.test(text) && (topic.test(text) || ERROR_CODE.test(text)) && !OF_THE_CRM.test(text);
}

const OPENINGS =
  '(?:(?:hi|hello|hey|ok|so|please|pls|quick question|a question|question|one question|i have a question|excuse me|sorry|and|but)[\\s,:.!-]+)*';
const FORM_EN = new RegExp(
  `^${OPENINGS}(?:(?:how|why|where|when|which|who do)\\b|what(?:'s| is| are| does| do| happens| should| if)\\b|(?:can|could|may|should) (?:i|we|you|it|they|my|our|the|your|customers?|users?|guests?|one|somebody|someone|people)\\b|(?:do|did) (?:you|i|we|your|the|they)\\b|(?:does|will|is|are|has) (?:it|there|this|my|our|the|your|an?|data)\\b|(?:does|is|will) [^,.;]{2,40}\\?|(?:i|we|my|our|the) (?:[a-z' -]{0,30})?(?:can't|cannot|can not|cant|won't|wont|doesn't|doesnt|isn't|isnt|not working|keeps|stopped|forgot|lost|unable|stuck|get an? error)\\b|(?:is|are) [^?]{2,60}\\?)`,
  'i',
);
const TOPIC_EN =
  /(?<![a-z])(?:passwords?|passcode|log ?-?in|logging in|login|sign(?:ing)? ?-?in|log ?-?out|sso|single sign-?on|2fa|mfa|two-factor|locked out|api|rate limits?|webhooks?|tokens?|refunds?|money back|warrant(?:y|ies)|guarantee|invoices?|bill(?:s|ed|ing)?|payments?|pay|wire transfers?|credit cards?|subscriptions?|subscribe|free trial|trial|upgrade|downgrade|uptime|outage|down|errors?|crash(?:es|ed|ing)?|bugs?|freez(?:es|ing)|frozen|slow|offline|online|connect(?:s|ed|ing|ion)?|wi-?fi|network|bluetooth|firmware|firewall|install(?:s|ed|ing|ation)?|set ?up|setup|configure|integrations?|integrate|sync(?:s|ing)?|batter(?:y|ies)|charg(?:e|es|ed|ing|er)|scanners?|printers?|print(?:s|ing)?|labels?|robots?|sensors?|devices?|hardware|screen|reset|restart|reboot|repairs?|replace(?:ment)?|spare parts?|maintenance|manual|shipping|shipment|deliver(?:y|ies|ed)|returns?|certificates?|gdpr|soc ?2|iso ?27001|encrypt(?:ed|ion)?|backups?|data retention|retention|privacy|compatible|browsers?|ios|android|windows|mac ?os|mobile app|apps?|versions?|support hours|opening hours|contact support|support team|customer support|plans?|pricing|license|licence)(?![a-z])/i;
const FORM_ZH =
  /[?？]\s*$|吗[?？。\s]*$|怎么|如何|怎样|为什么|为啥|多久|多长时间|几天|能不能|可不可以|是否|有没有|什么时候|什么原因|咋|哪里|哪儿|怎么办|是什么|(?:连|充|打|开|登|装|用|传|收)不(?:上|了|开|进去|到|出)|坏了|报错|没反应/u;
const TOPIC_ZH =
  /密码|登[录陆]|账号|单点登录|两步验证|验证码|接口|API|退款|退货|退钱|换货|保修|质保|发票|开票|账单|付款|支付|电汇|转账|信用卡|订阅|套餐|试用|升级|降级|报错|错误|故障|宕机|崩溃|卡住|卡死|死机|连不上|连接|网络|断网|wi-?fi|蓝牙|固件|防火墙|安装|配置|同步|集成|对接|电池|充电|充不|扫描|扫码|打印|标签|机器人|传感器|设备|屏幕|重置|重启|恢复出厂|出厂设置|初始化|网关|路由器|摄像头|硬盘|内存|指示灯|开机|关机|掉线|信号|黑屏|蓝屏|还原|更换|维修|保养|备件|说明书|发货|物流|配送|快递|到货|证书|隐私|加密|备份|数据保留|兼容|浏览器|客户端|版本|客服|人工服务|营业时间|工作时间|授权|许可证/iu;
const ERROR_CODE = /(?<![\w-])E-?\d{3,5}(?!\d)/;
/** Words by which something in Parley is meant. */
const OF_THE_CRM =
  /(?<![a-z])(?:deals?|opportunit(?:y|ies)|pipelines?|leads?|quotes?|contacts?|tasks?|to-?dos?|reminders?|notes?|activit(?:y|ies)|meetings?|calls?|reports?|forecasts?|stages?|quotas?|custom fields?|exchange rates?|price ?books?|import|merge|undo|parley|teammates?|reps?|time ?zone|overdue|closing|won|lost|crm)(?![a-z])|商机|单子|订单|管道|线索|报价|联系人|任务|待办|提醒|备注|拜访|报表|预测|阶段|目标|自定义字段|汇率|价格本|导入|导出|合并|撤销|时区|赢单|输单|丢单|成交|业绩|小?组员|客户(?!端|服|支持)/iu;
