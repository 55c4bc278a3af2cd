/** How somebody says what he thinks of an answer or of support: data of `feedback.give`. */

const SO = '[very|really|so|super|pretty|quite|extremely|totally|most]';
const THAT = '(that|this|the answer|your answer|the article|this answer|that answer|these steps)';
const GOOD =
  '(helpful|useful|perfect|great|what i needed|exactly what i needed|a great answer|a good answer|helpful thanks|spot on)';
const STARS = '(star|stars|points|point|out of 5|of 5|out of five|/5|/ 5)';

export const FEEDBACK_EXAMPLES = {
  en: [
    'that was helpful',
    'that helped, thanks',
    'that did not help',
    '5 stars, quick answer',
    'rate the answer 4',
    'not helpful',
    '2 stars',
    'feedback: the picture of the dial is missing',
    'thumbs up',
    'that solved my problem',
    'give feedback: took too long',
    'feedback: your support hours are hard to find',
    'feedback: the ticket was closed before it was solved',
    'my feedback: the steps for the order export are confusing',
    'feedback for support: the agent was very patient',
    'the answer was useless',
  ],
  zh: [
    '很有帮助',
    '没用',
    '给个好评',
    '这个回答有用',
    '5分，回复很快',
    '没帮上忙',
    '打 4 分',
    '差评，等太久了',
    '反馈：少了一张接线图',
    '问题解决了，谢谢',
    '给客服打5分',
    '反馈：营业时间不好找',
    '意见反馈：工单没解决就关了',
    '这个答案没有帮助',
  ],
} as const;

export const FEEDBACK_PATTERNS = {
  en: [
    `[yes|yep|yeah|great|ok|perfect|nice|cool|wow] [,] ${THAT} (was|is|were|'s|are) ${SO} ${GOOD} {rating=5} {of=answer} [thanks|thank you|thx|cheers|a lot]`,
    `[yes|yep|yeah|great|ok|perfect|thanks|thank you|nice|cool|wow] [,] ${THAT} [really|just|totally|actually] (helped|helps|did help|worked|works|did the trick|does the trick|fixed it|solved it|did it|solved my problem|fixed my problem|solved the problem|fixed the problem|resolved it|answered my question|answers my question) {rating=5} {of=answer} [a lot|me|us|for me|thanks|thank you|thx|cheers|great|very much]`,
    `${SO} helpful {rating=5} [answer|thanks|thank you|!]`,
    '(thumbs up|👍|good answer|great answer|helpful answer|problem solved|issue solved|issue resolved|problem fixed) {rating=5} [thanks|thank you|thx|from me]',
    `[no|nope|sorry|hmm|well|unfortunately] [,] ${THAT} (did not|didn't|didnt|does not|doesn't|doesnt) [really|actually] (help|work|answer my question|solve it|fix it|solve my problem|fix my problem|solve the problem|answer the question|help me) {rating=1} {of=answer} [at all|me|much|unfortunately|sorry]`,
    `${THAT} (was|is|were|'s|are) [not|n't] [very|really|so|at all|much|completely|totally|pretty] (unhelpful|useless|no help|no use|wrong|rubbish|not helpful|not useful|a bad answer|of no use|no good) {rating=1} {of=answer} [at all|to me]`,
    `${THAT} (was not|wasn't|wasnt|is not|isn't|isnt|were not|weren't) [very|really|so|at all|much|that] (helpful|useful|good|what i needed|any help|of help|of use|any use|right) {rating=1} {of=answer} [at all|to me]`,
    "(not helpful|unhelpful|not useful|thumbs down|👎|no help|useless|useless answer|bad answer|wrong answer|did not help|didn't help|does not help|doesn't help|not what i asked|not what i needed) {rating=1} {of=answer} [at all]",
    `{rating} ${STARS} [from me|for support|for the support|for that|for this|for the answer|for you|for the service] [,|-|:|because|since|as|for] {comment}`,
    `{rating} ${STARS} [from me|for support|for the support|for that|for this|for the answer|for you|for the service|please]`,
    `[i|i'd|i would|i'll|please|let me|i want to] (rate|score|give) [the|your|this|that|my] (answer|support|service|it|that|this|you|support you gave|help|chat|agent|conversation) [a|an|with|as|at] {rating} [${STARS}] [,|-|:|because|since|as] {comment}`,
    `[i|i'd|i would|i'll|please|let me|i want to] (rate|score|give) [the|your|this|that|my] (answer|support|service|it|that|this|you|help|chat|agent|conversation) [a|an|with|as|at] {rating} [${STARS}]`,
    `[i|i'd|i would|i'll|please|let me|i want to] (rate|score) [my|the] ticket [number|no|#] {ticket#} [a|an|with|as|at] {rating} [${STARS}]`,
    '(feedback|my feedback|give feedback|comment on the answer|feedback for support|leave feedback|leave a comment|support feedback|feedback on the answer) [:|,|-] {comment}',
    '(give|leave|i want to give|i have|can i give|can i leave|let me give|submit) [some|a|my] (feedback|rating) [for|on|to|about] [the|your] [support|answer|service|team|support team] [please]',
  ],
  zh: [
    '[这个|这|刚才的|你的|这篇|你刚才的|上面的] [回答|答案|文章|步骤] [真|很|非常|挺|特别|太|还|真的] (有帮助|有用|管用|好用|帮到我了|帮上忙了|帮了大忙|实用|解决了我的问题|解决问题了|有效) {rating=5} {of=answer} [了|的|谢谢|多谢|啊|呢]',
    '[我的|这个|嗯|好的|太好了] (问题解决了|问题已解决|已经解决了|已解决|解决了|搞定了问题|弄好了问题|帮到我了) {rating=5} {of=answer} [,] [谢谢|多谢|感谢|谢谢你|了]',
    '[给|给你|给个|给你个|来个|点个|必须|打个] (好评|点赞|赞|五星|五星好评|满分|五分好评) {rating=5} [,|因为] [一个|吧|了|给你|给客服]',
    '[这个|这|刚才的|你的|这篇|你刚才的|上面的] [回答|答案|文章|步骤] [还是|根本|完全|真|一点|一点也|一点都|对我|都|也|并] (没用|没有用|不管用|没帮助|没有帮助|没帮上忙|没什么用|没解决|没解决问题|没有解决|帮不上忙|不对|答非所问|没有解决我的问题|没啥用|不好使|没回答我的问题) {rating=1} {of=answer} [啊|呢|的|了]',
    '[给|给个|给你个|打个|来个] (差评|一星|踩) {rating=1} [,|因为] {comment}',
    '[给|给个|给你个|打个|来个] (差评|一星|踩) {rating=1} [吧|了|一个]',
    '[给|给个|给你个|打个|来个] (好评|五星|五星好评|满分) {rating=5} (,|因为) {comment}',
    '[给|打|给个|打个|我给|评] (四星 {rating=4}|三星 {rating=3}|两星 {rating=2}|二星 {rating=2}|四颗星 {rating=4}|三颗星 {rating=3}|两颗星 {rating=2}) [吧|了|评价]',
    '[我|我给|给|我想给|请给] [客服|回答|这个回答|这次服务|你|你们|服务|这个答案|支持] [打|评|给|评个|打个] {rating} (分|星|颗星|星级) (,|:|因为) {comment}',
    '[我|我给|给|我想给|请给] [客服|回答|这个回答|这次服务|你|你们|服务|这个答案|支持] [打|评|给|评个|打个] {rating} (分|星|颗星|星级) [吧|了]',
    '[我|给|我给] 工单 [号|#] {ticket#} [打|评|给] {rating} (分|星|颗星)',
    '(反馈|意见反馈|我的反馈|评价|反馈意见|提个意见|提意见|我要反馈|给个意见) [:|,|是] {comment}',
    '[我想|我要|可以|能] [给|对|为] [客服|回答|服务|你们] [提|写|做个|做|留] [个|点|一下] (评价|反馈|打分|评分) [一下|吗]',
  ],
} as const;
