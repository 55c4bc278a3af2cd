/** Courtesies that want a polite answer and nothing done. */
const GREETING =
  /^(?:(?:hi+|hello+|hey+|hiya|yo|howdy|sup|greetings|good (?:morning|afternoon|evening|day)|morning|gm|hola)(?:[\s,!]+(?:there|all|everyone|team|bot|parley|guys|folks|again|you))*|你好|您好|嗨|哈喽|hello|早上好|上午好|下午好|晚上好|早安?|大家好|在吗|在不在|有人吗|你好呀|你好啊)[\s!.,?。!~?啊呀]*$/i;
const THANKS =
  /^(?:(?:ok|okay|great|cool|awesome|perfect|nice|many|got it|good)?[\s,!]*(?:thanks?|thank you|thx|ty|tysm|tks|cheers|much appreciated|appreciate it|thank u)(?: (?:you|so much|a lot|a million|very much|again|bot|man|mate|everyone|for (?:the|your) help|parley|team))*(?:[\s,!.-]+(?:that (?:helped|helps|worked|works|was (?:(?:really |very |so |super )?(?:helpful|great|perfect|quick|fast|easy|kind)|all))|you'?re (?:great|the best|a star|awesome)|great (?:job|work|help)|that'?s (?:all|it|great|perfect|helpful)|very helpful|got it))?|(?:好的?|嗯+|行|可以|ok|收到|知道了|没问题|太好了)?[,，\s]*(?:谢谢[你啊哈啦]?|多谢|谢啦|感谢)|谢谢你?|多谢|谢了|感谢|辛苦了?|非常感谢|谢谢啦|太感谢了|3q)(?:[\s,，]*(?:你?辛苦[了啦]?|谢谢你?|多谢))*[\s!.,。!~了啦]*$/i;
const SMALL_TALK =
  /^(?:how are you.*|how'?s it going|how (?:was|were|is|did) (?:your|the) (?:day|night|evening|weekend|week off|holidays?|vacation|trip|flight|break|lunch|party)(?: go)?(?: .{0,30})?|(?:周末|假期|昨晚|旅行)(?:过得|玩得)?(?:怎么样|开心吗|好吗|如何)|what'?s up|who are you|are you (?:a |an )?(?:bot|robot|human|real|ai|there)|(?:ha)+h?|lol+|lmao|rofl|ok+|okay|k|cool|great|nice|awesome|perfect|got it|understood|sure|fine|wow|good (?:one|job|work|night|bot)|nice (?:one|work|job).*|well done|congrats.*|bye+|goodbye|see (?:you|ya|u).*|good night|later|never ?mind|nvm|sorry|no worries|you'?re welcome|great job|(?:that'?s |it'?s |all )?done and dusted|job done|mission (?:complete|accomplished)|(?:that was |what )?(?:a )?close(?: call| one| shave)?|phew|have a (?:nice|good|great|lovely).*|happy (?:birthday|friday|new year).*|哈+|呵呵+|嘿嘿+|好的?|好吧|行|可以|嗯+|哦+|收到|明白|知道了|了解|再见|拜拜|晚安|明天见|周末愉快|新年快乐|生日快乐|没事|算了(?!.*(?:撤|恢复|删|改|还原|退回)).*|你好吗|最近怎么样|你是谁|你是机器人吗|你是(?:人|真人|AI)吗|加油|厉害|牛|棒|太棒了|不错|666+|恭喜.{0,4})[\s!.,?。!?~吧啊了]*$/i;

export function courtesyIn(text: string): 'greeting' | 'thanks' | 'small-talk' | null {
  if (GREETING.test(text)) return 'greeting';
  if (THANKS.test(text)) return 'thanks';
  return SMALL_TALK.test(text) ? 'small-talk' : null;
}
