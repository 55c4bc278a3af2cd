import type { Step, Turn } from './turn.ts';

/** What people say in a word or two of the answer or step they were given last. */
const WORDS: readonly { said: RegExp; step: string }[] = [
  {
    step: 'next',
    said: /^(?:(?:ok|okay|yes|yep|done|got it|good|great|and|then|right|did (?:it|that)|finished)[\s,.!]+)*(?:next(?: (?:step|one|please|pls))*|continue|go on|carry on|proceed|done|did (?:it|that)|finished|what(?:'s| is)? (?:now|next)|now what|what then|and then|and now|then what|keep going|move on)(?:[\s,]+(?:please|pls|then|now|what(?:'s| is)? (?:now|next)))*[\s.!?]*$|^(?:(?:好了?|好的|嗯|行|可以了?|完成了?|做完了?|做好了?|弄好了?|搞定了?|已完成)[\s,，。!！]*)*(?:下一步(?:呢|吧)?|下一个|继续(?:吧)?|接着呢?|接下来呢?|然后呢?|下面呢?|完成了?|做完了|做好了|弄好了|搞定了|好了(?:[,，]?然后呢)?)[\s。!！?？]*$/iu,
  },
  {
    step: 'back',
    said: /^(?:go |step |one )*back(?: (?:one|a step|one step|please|pls))*[\s.!]*$|^previous(?: (?:one|step|please))*[\s.!]*$|^(?:返回|上一步|上一个|退回(?:去)?|回去|往回)(?:一下|吧)?[\s。!！]*$/iu,
  },
  {
    step: 'again',
    said: /^(?:again|repeat(?: (?:it|that|please))*|say (?:it|that) again|once more|what was that)[\s.!?]*$|^(?:再说一遍|重复(?:一下|一遍)?|再看一下|再来一遍)[\s。!！]*$/iu,
  },
  {
    step: 'over',
    said: /^(?:start (?:over|again)|restart|from the (?:start|beginning|top)|begin again)[\s.!]*$|^(?:重新开始|从头(?:开始|来)?|重来|再来一次)(?:吧)?[\s。!！]*$/iu,
  },
  {
    step: 'all',
    said: /^(?:show (?:me )?)?(?:all|everything|all (?:of )?(?:the )?steps|the whole thing|all at once)(?: please| pls)*[\s.!]*$|^(?:全部|所有|全部步骤|所有步骤|都列出来|一次全说完)(?:吧)?[\s。!！]*$/iu,
  },
];

/** "Did that help?" was asked with each step. */
const YES =
  /^(?:yes|yep|yeah|yup|y|it (?:did|works|does|helped)|(?:that|it)(?:'s| is)? (?:fixed|solved|working|works)(?: now)?|works(?: now)?|fixed|solved)(?:[\s,]+(?:thanks|thank you|thx|it did|that helped|it works|works now|fixed|solved))*[\s.!]*$|^(?:是的?|对|有用|有帮助|解决了?|好使了?|修好了|可以用了|好用了)(?:[\s,，]*(?:谢谢|多谢|谢了))*[\s。!！]*$/iu;
const NO =
  /^(?:no|nope|nah|n|not yet|not really|it (?:did not|didn't|does not|doesn't)(?: help| work)?|still (?:not|broken|the same).{0,30})[\s.!]*$|^(?:没有|没用|不行|还是不行|没解决|还没(?:有|好)?|不好使)[\s。!！]*$/iu;
/** Thanks that say more than thanks. */
const HELPED =
  /(?<![a-z])(?:(?:that|this|it) (?:really |totally |just )?(?:helped|works|worked|was (?:very |really )?(?:helpful|useful|great|perfect)|did the trick|fixed it|solved it)|very helpful|problem solved)(?![a-z])|解决了|有用|有帮助|帮到我了/iu;
const THANKS = /(?<![a-z])(?:thanks?|thank you|thx|ty|cheers)(?![a-z])|谢|感谢/iu;

/**
 * What is meant by few words right after an answer or a step: the next step, or that it helped. Nothing where something else was
 * spoken of since: "done" is then said of a task.
 */
export function saidOfAnswer({ last }: Turn, typed: string): Step[] | null {
  const text = typed.trim();
  if (last === null || text.length > MOST) return null;
  if (last.command === 'procedure.step') {
    const step = WORDS.find(({ said }) => said.test(text))?.step;
    if (step !== undefined) return [stepOf('procedure.step', { to: step })];
    if (YES.test(text)) return [stepOf('feedback.give', { rating: 5 })];
    // Who was not helped by a step goes on to the next one.
    if (NO.test(text)) return [stepOf('procedure.step', { to: 'next' })];
  }
  const answered = last.command === 'procedure.step' || last.command === 'support.ask';
  if (answered && THANKS.test(text) && HELPED.test(text))
    return [stepOf('feedback.give', { rating: 5 })];
  return null;
}

const MOST = 80;

/** What somebody writes who was just asked what was missing: it is his comment, as long as it is nothing else. */
export function missingPart({ last }: Turn, typed: string): Step[] | null {
  if (last?.command !== 'feedback.give' || last.undone) return null;
  const { rating, comment, question, ticket } = last.arguments;
  if (typeof rating !== 'number' || rating > NOT_HELPED || comment !== undefined) return null;
  const text = typed.trim();
  if (text === '' || text.length > LONGEST_COMMENT) return null;
  return [
    stepOf('feedback.give', {
      comment: text,
      ...(typeof question === 'string' ? { question } : {}),
      ...(typeof ticket === 'string' ? { ticket } : {}),
    }),
  ];
}

const NOT_HELPED = 3;
const LONGEST_COMMENT = 1000;

function stepOf(command: string, args: Record<string, unknown>): Step {
  return { command, arguments: args, said: args };
}
