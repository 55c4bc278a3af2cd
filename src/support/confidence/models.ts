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
      -5.8902, 0.6432, 0.6309, -0.5341, 0.5128, -0.0074, 0.5882, 0.0713, 1.1819, -0.5106, 0.9354,
      1.5127, -2.3722,
    ],
    thresholds: {
      en: {
        answer: 0.7485,
        clarify: 0.5147,
      },
      zh: {
        answer: 0.8417,
        clarify: 0.4649,
      },
    },
  },
};
