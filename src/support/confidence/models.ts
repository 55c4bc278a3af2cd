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
      -6.221, 1.8136, -0.679, 1.178, -6.8251, 0.3816, 0.1061, 0.5663, 0.2711, 1.2971, -0.4195,
      0.6346, 1.0491, -2.0752, 1.2019,
    ],
    thresholds: {
      en: {
        answer: 0.6469,
        clarify: 0.4833,
      },
      zh: {
        answer: 0.8568,
        clarify: 0.4542,
      },
    },
  },
};
