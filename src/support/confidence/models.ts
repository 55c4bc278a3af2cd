/** Written by scripts/fit-confidence.ts. */
export const MODELS = {
  plain: {
    weights: [-0.9652, 0.2483, 0.0919, 0.6398, 1.4023],
    thresholds: {
      en: {
        answer: 0.5831,
        clarify: 0.4453,
      },
      zh: {
        answer: 0.5831,
        clarify: 0.4453,
      },
    },
  },
  asked: {
    weights: [
      -4.6695, 0.6408, 0.6362, -0.5774, 0.6446, 0.0323, 0.9736, 0.3549, 1.0772, -0.597, 0.818,
      1.4235, -2.2792, 0.3865,
    ],
    thresholds: {
      en: {
        answer: 0.7554,
        clarify: 0.499,
      },
      zh: {
        answer: 0.861,
        clarify: 0.5156,
      },
    },
  },
};
