/** How people ask for training, for the models there are, and how good the forecast has been. */

const MODEL =
  '(forecast model|forecasting model|forecast models|forecasting models|prediction model|win model|deal model|model|models|forecast engine|predictor|win probability model|forecast)';
const GET =
  '[can you|could you|please|pls|go|now|lets|it is time to|time to|we should|you should|i want you to|i want to|i would like to]';

export const TRAIN_PATTERNS: Readonly<Record<'en' | 'zh', readonly string[]>> = {
  en: [
    `${GET} (retrain|train|re-train|relearn|re-learn|rebuild|retune|refit|recalibrate|retrain and refresh) [the|our|your|my|all|a new|new] ${MODEL} [again|now|please|from scratch|on the latest data|on the latest deals|with the latest data|with new data|with our data|on our data|anew]`,
    `${GET} (refresh|update|improve) [the|our|your|my] (forecast model|forecasting model|forecast models|prediction model|win model|model|models) [again|now|please|with the latest data|on the latest data]`,
    `${GET} (train|build|make|fit|learn|create) a (new|fresh|better) ${MODEL} [now|please]`,
    `${GET} (learn|train) (from|on|with) [the|our|all|all our|my] [latest|new|newest|closed|recent|historical|past|own] (deals|data|history|results|wins and losses|closed deals)`,
    `(retrain|train) [yourself|the forecaster|it|again] [now|please]`,
    `(run|start|kick off|do|begin|launch) [a|the|another] [forecast|model] (training|retraining|training run|retrain) [now|please|of the model|for the forecast]`,
  ],
  zh: [
    '[请|帮我|麻烦|现在] (重新训练|训练|再训练|重训|重训一下|重新训练一下|训练一下|再训练一次|更新一下|重新学习|重新校准|校准) [一下|一次|一个新的] [我们的|这个] (预测模型|预测|模型|forecast模型|forecast 模型|赢单模型|预测引擎)',
    '[请|帮我|把] [把] (预测模型|模型|预测|赢单模型) (重新训练|训练|再训练|重训|重新训练一下|重训一下|再训练一下|训练一下|更新训练) [一下|一次|一遍] [吧]',
    '[请|帮我] (用|拿|根据) [我们的|最新的|新的|最近的] (数据|商机数据|成交数据|历史数据|单子) (重新训练|训练|再训练|重训) [一下] [预测|模型|预测模型]',
    '(开始|启动|跑|做) [一次] [预测|模型|预测模型] (训练|重新训练|再训练)',
  ],
};

export const TRAIN_EXAMPLES = {
  en: [
    'retrain the forecast',
    'train the forecast model',
    'retrain the model on the latest deals',
    'train a new forecast model',
    'please retrain the model',
    'start a training of the model',
    'learn from our closed deals',
    'rebuild the forecast model',
  ],
  zh: [
    '重新训练预测模型',
    '训练一下预测',
    '把预测模型重新训练一下',
    '用最新的数据重新训练',
    '重训预测',
    '开始训练模型',
  ],
};

export const MODELS_PATTERNS: Readonly<Record<'en' | 'zh', readonly string[]>> = {
  en: [
    '[<show>|list|which|what are] [me] [all] [the|our|your] (forecast models|forecasting models|prediction models|trained models|models|model history|model versions|forecast model history|versions of the model|history of the model) [are there|do we have|do you have|exist|so far|trained|please]',
    "(which|what|what's|whats|what is) [is] [the|our|your] [kind of] [current] [forecast|forecasting|prediction] (model|models) [is|are] [in use|in service|running|being used|do you use|are you using|used|active|live|current] [now|right now|for the forecast]",
    '(when) (was|were|did) [the|our|you|your] [forecast|prediction|win] (model|models|forecast) [last] (trained|retrained|train|retrain|updated)',
    'when did you last (train|retrain) [the] [forecast|model]',
  ],
  zh: [
    '[<看>|列出|列一下] [一下] [所有] [的] (预测模型|模型|模型历史|模型版本|预测模型历史|训练过的模型|模型列表) [有哪些|列表|历史|版本|都有哪些]',
    '[现在|目前] [预测] [用的|使用的|在用] [是] (哪个模型|什么模型|哪一个模型|哪种模型)',
    '[现在|目前|当前] [的] (预测模型|模型) [是] (哪个|什么|哪一个|哪种)',
    '(预测模型|模型|预测) [上次|最近一次|最后一次] [是] (什么时候|何时|哪天) (训练|训练的|更新的|重训的|训练过)',
    '(上次|最近一次) (训练|重训) [模型|预测] [是] (什么时候|何时|哪天)',
  ],
};

export const MODELS_EXAMPLES = {
  en: [
    'show the forecast models',
    'which model is in use?',
    'list the models',
    'when was the forecast last trained',
    'what model are you using for the forecast',
    'model history',
  ],
  zh: [
    '有哪些预测模型',
    '现在用的是哪个模型',
    '看一下模型历史',
    '预测模型是什么时候训练的',
    '列出预测模型',
  ],
};

export const ROLLBACK_PATTERNS: Readonly<Record<'en' | 'zh', readonly string[]>> = {
  en: [
    '(go back|roll back|rollback|revert|switch back|return|change back|fall back|switch|go) [to] [the|our] [forecast|prediction] (model|models) [of|from|as of|before|to|number|no] [the one] {period}',
    "(go back|roll back|rollback|revert|switch back|return|change back|fall back) [to] {period} ['s|s] [forecast|prediction] (model)",
    '(go back|roll back|rollback|revert|switch back|return|change back|fall back|switch|go|use) [to] [the] (last|previous|old|earlier|former|older|prior|one before) [forecast|prediction] (model|forecast model|models) [again|please|back]',
    '(roll back|rollback|revert|undo|take back|reset) [the|our|your] [last|latest|new] (forecast model|prediction model|forecasting model|model|model training|training of the model|retraining) [please|to the previous one|to the one before|to the last one]',
    '(go back|roll back|rollback|revert|switch back|return|switch|go|use|put back|activate|take|set) [to|back to] [the] [forecast|prediction] (model|forecast model) [number|no|version|#] {number} [again|please|back|instead|in service]',
    '(put|set|bring|take) [the] [forecast|prediction] (model) [number|no|version|#] {number} [back] [in|into] (service|use)',
  ],
  zh: [
    '[请|帮我|把] [预测|模型|预测模型] (回到|回退到|退回到|退回|恢复到|恢复|换回|切回|切换回|改回|回滚到|用回) {period} [的] (模型|预测模型|那个模型|版本)',
    '[请|帮我|把] [预测|模型|预测模型] (回到|回退到|退回到|退回|恢复到|恢复|换回|切回|切换回|改回|回滚到|用回|用) (上一个|前一个|之前|之前的|原来|原来的|旧|旧的|上一版|上个|以前的|早先的) [的] (模型|预测模型|版本|模型版本)',
    '[请|帮我|把] (回滚|撤回|撤销|还原|回退) [一下] [最新的|新的|这个] (模型|预测模型|模型训练)',
    '[请|帮我|把] (预测模型|模型) (回滚|撤回|还原|回退) [一下|到上一个|到上一版] [吧]',
    '[请|帮我|把] [预测] (用|用回|启用|换成|换回|切换到|切到|回到|恢复|回滚到|切回) [第] (模型|预测模型|模型编号) {number} [号] [吧]',
    '[请|帮我|把] [预测] (用|用回|启用|换成|换回|切换到|切到|回到|恢复|回滚到|切回) [第] {number} [号|个] (模型|预测模型)',
  ],
};

export const ROLLBACK_EXAMPLES = {
  en: [
    'go back to the model of last week',
    'roll back the forecast model',
    'use the previous model',
    'use model 3',
    'revert to the old forecast model',
    'go back to the model from last month',
    'switch back to model 2',
  ],
  zh: [
    '回到上周的模型',
    '回滚预测模型',
    '用回上一个模型',
    '换回模型 3',
    '恢复到上个月的模型',
    '用回之前的模型',
  ],
};

const GOOD =
  '(accurate|right|correct|good|close|reliable|precise|exact|off|far off|wrong|trustworthy|on target|on the money|dead on|bad|inaccurate|well calibrated|calibrated)';
const FORECASTS =
  '(forecast|forecasts|sales forecast|prediction|predictions|projections|estimates|number|numbers|probabilities|win probabilities|model|forecasting|forcast)';

export const ACCURACY_PATTERNS: Readonly<Record<'en' | 'zh', readonly string[]>> = {
  en: [
    `how [far|very|really] ${GOOD} (were|are|was|is|have|has|did|do) [the|our|your|you|we|they|it|these|those|my|last] [the|our|your] [${FORECASTS}] [been|usually|turn out|turned out|get|prove|really] [${GOOD}] [so far|in the past|over time|historically|with your forecasts|with the forecast|about that]`,
    `(were|are|was|is|have|has) (you|we|the forecast|your forecast|our forecast|the forecasts|your forecasts|our forecasts|it|your numbers|the numbers|your predictions|the predictions) [been|usually|ever] [so|very|any] ${GOOD} [so far|in the past|about that]`,
    `[<show>|what's|whats|what is|how is|how's|hows|how was|give me|run|do|i need] [me] [the|our|your|a|my] [forecast|forecasting|prediction|model|deal] (accuracy|accuracy report|forecast accuracy|forecasting accuracy|forecast error|forecasting error|wape|mape|calibration|calibration chart|calibration curve|track record|back-test|backtest|back test|backtesting|back-testing|hit rate of the forecast|forecast quality|model quality|forecast bias|forecast performance|forecasting performance|forecast review) [of|for|on] [the|our|your] [forecast|forecasts|model|predictions] [report|look|like|please|so far]`,
    '(can|should|could) (i|we) (trust|rely on|believe|count on|bet on|depend on|stake the quarter on) [the|our|your|this|these] (forecast|forecasts|number|numbers|prediction|predictions|model|probabilities|you)',
    `how (well|good) (did|do|does|is|are|has|have) [the|our|your|you|we] [${FORECASTS}] [been] (predict|predicted|forecast|forecasting|doing|do|perform|performed|performing|hold up|held up|predicting|work|working|at forecasting|at predicting|any good|hold) [so far|in the past|revenue|sales|deals]`,
    'how good (are|is) [the|our|your] (forecast|forecasts|predictions|model|forecasting|number|numbers) [really|usually|so far]',
    `(how|by how) (much|far) (were|was|are|is|did|do) (you|the forecast|your forecast|we|our forecast|the forecasts) [usually] (off|wrong|miss|missed|out|away) [by]`,
    `(did|do|does|have|has) [the|your|our] (intervals|ranges|range|interval|forecast range|p10-p90|p10 to p90|80% ranges|bands|band|forecasts|forecast) (hold|held|cover|covered|come true|right|turn out right|true)`,
    `(is|are|does) [the|your|our] (forecast|model|forecasts) [any] (better than|good|beating|ahead of|beat|beats) [guessing|last year|naive|a naive forecast|last quarter|the naive forecast|a guess|chance]`,
    '(compare) [the|our|your] (forecast|forecasts|predictions) (with|to|against|and|vs|versus) [the|what|our|what really] (actuals|results|actual revenue|happened|actual results|reality|came in)',
    '(forecast|forecasts|predicted) (vs|versus|against) (actual|actuals|results|reality)',
    "(was|were) [the|your|our] {period} ('s|s') (forecast|forecasts|prediction|predictions|numbers|projection) [for us] (right|correct|accurate|good|any good|close|wrong|off|way off)",
    '(was|were) [the|your|our] {period} (forecast|forecasts|prediction|predictions|projection) (right|correct|accurate|good|any good|close|wrong|off|way off)',
    '[<show>] [me] [the|our|your] (forecast|forecasting|prediction) accuracy [for|in|of|during|over] {period}',
  ],
  zh: [
    '[{period}] [你|你们|我们|系统] [的] (预测|预估|forecast|预测结果|模型|预测模型) [有多|多|是否|到底|一般|通常|一直] (准|准吗|准不准|准确|准确吗|准不准确|准确率|准确度|精度|精确吗|可靠吗|靠谱吗|靠不靠谱|可信吗|误差|偏差|偏了多少|差多少|准得怎么样|有多准|准确率怎么样|准确率多少|误差多大|准确性|质量) [是多少|怎么样|如何|多高|多大|有多大|多少|呢]',
    '[{period}] [的] (预测|预估) (和|跟|与|同) (实际|结果|实际结果|真实结果|实际业绩) [相比|比|对比|差多少|比较] [怎么样|如何|差多少|一下]',
    '[看|看一下|看看|给我|做个|做一下|跑一下|跑个] [{period}] [的] (预测准确率|预测准确度|预测误差|预测回测|回测|校准|校准图|校准曲线|预测精度|模型精度|预测质量|预测偏差|预测对比) [情况|报告|怎么样|如何|图|结果|是多少]',
    '[{period}] [你] (预测|估) [得|的] (准吗|准不准|怎么样|对不对|对吗|有多准|准确吗|如何)',
    '[我|我们] (能|可以|能不能|可不可以|该不该) (相信|信任|信|依赖|依靠) [这个|你的|你|我们的] (预测|预测数字|数字|模型|概率)',
    '(预测|预估) (比|跟|和) (去年同期|上个季度|瞎猜|猜|简单预测|朴素预测|拍脑袋) [比] (好|准|强) [多少|吗]',
    '(区间|预测区间|范围|预测范围) (准吗|覆盖了吗|有多准|准不准|守住了吗|可靠吗|成立吗)',
  ],
};

export const ACCURACY_EXAMPLES = {
  en: [
    'how accurate were you last year?',
    'forecast accuracy',
    'how far off was the forecast last quarter',
    'can I trust the forecast',
    'back-test the forecast',
    'show the calibration',
    'how good are your forecasts',
    'did the ranges hold',
    'forecast vs actual this year',
    'how accurate is the forecast',
    "what's the forecast error",
    'how well did you predict last quarter',
  ],
  zh: [
    '去年预测准吗',
    '预测准确率',
    '上季度的预测误差是多少',
    '我能相信这个预测吗',
    '看一下预测回测',
    '你预测得准吗',
    '预测和实际对比',
    '预测准不准',
    '预测区间准吗',
    '看看校准图',
  ],
};
