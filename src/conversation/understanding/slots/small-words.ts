export type Role = 'rep' | 'manager' | 'admin' | 'support' | 'viewer';

export const LANGUAGE_EN = /(?<![\w-])(?:english|en(?:-(?:us|gb))?)(?![\w-])|英文|英语|英語/giu;
export const LANGUAGE_ZH =
  /(?<![\w-])(?:(?:simplified )?chinese|mandarin|putonghua|zh(?:-(?:cn|hans))?)(?![\w-])|简体中文|中文|汉语|普通话|国语|华语|简体/giu;

export const ROLE_WORDS: readonly { role: Role; words: RegExp }[] = [
  {
    role: 'rep',
    words:
      /(?<![\w-])(?:sales ?(?:reps?|representatives?|people|persons?|person)|salespersons?|salespeople|reps?|representatives?|account executives?|AEs?|sellers?)(?![\w-])|销售(?:代表|人员|员)?(?!经理|主管|总监|额|预测|报表|报告|漏斗|数据|机会|阶段|线索|订单)|业务员/giu,
  },
  {
    role: 'manager',
    words:
      /(?<![\w-])(?:sales |team )?(?:managers?|team leads?|leaders?|heads?)(?![\w-])|(?:销售|部门|大区|区域)?(?:经理|主管|总监)(?!办)|组长|领导/giu,
  },
  {
    role: 'admin',
    words:
      /(?<![\w-])(?:admins?|administrators?|sys ?admins?|superusers?)(?![\w-])|(?:系统)?管理员/giu,
  },
  {
    role: 'support',
    words:
      /(?<![\w-])(?:(?:customer )?support(?: (?:agents?|reps?|representatives?|staff))?|(?:service|help ?desk) agents?|agents?)(?![\w-])|客服(?:人员|专员)?|售后(?:人员|客服)?|(?:技术)?支持(?:人员|工程师)/giu,
  },
  {
    role: 'viewer',
    words:
      /(?<![\w-])(?:viewers?|read[ -]?only(?: (?:user|access))?|observers?)(?![\w-])|只读(?:用户|权限|成员)?|观察者|访客|查看者/giu,
  },
];

export const YES =
  /^(?:y|yes|yep|yeah|yup|ya|sure(?: thing)?|ok|okay|okey|k|fine|right|correct|exactly|absolutely|definitely|agreed|alright|all right|sounds good|looks good|lgtm|perfect|great|go|go ahead|go for it|proceed|confirm|confirmed|i confirm|approve|approved|please do|do it|do that|do so|make it so|yes it is|that(?:'s| is) (?:right|correct|fine|ok)|of course|by all means|好|好的|好啊|好呀|好吧|好滴|好嘞|是|是的|是啊|对|对的|对啊|没错|可以|可以的|行|行的|行啊|嗯|嗯嗯|恩|确认|确定|同意|批准|没问题|执行|继续|就这样|就这么办|当然|当然可以|要|需要|ok的|👍|✅|👌|✔️?|🆗|:\+1:|:thumbsup:|:white_check_mark:)$/iu;
export const NO =
  /^(?:n|no|nope|nah|no way|not now|not yet|don't|dont|do not|don't do it|don't do that|do not do it|cancel|cancel it|cancel that|never ?mind|nvm|stop|abort|forget it|forget about it|leave it|drop it|decline|reject|wrong|incorrect|that(?:'s| is) (?:wrong|not right)|not right|不|不是|不是的|不要|不要了|不用|不用了|不行|不可以|不对|不好|不同意|不确认|不需要|没有|取消|取消吧|算了|算了吧|别|先别|先不|先不要|暂不|停|停止|放弃|否|拒绝|错了|👎|❌|🚫|✖️?|:-1:|:thumbsdown:|:x:)$/iu;
export const POLITE =
  /^(?:please|pls|thanks|thank you|thx|then|now|just|well|oh|hmm|um|谢谢|谢了|麻烦|麻烦了|请|吧|那|那就)$/iu;
