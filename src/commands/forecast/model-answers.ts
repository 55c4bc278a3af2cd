const later = async (): Promise<never> => { throw new Error('later'); };
export const startTrainingAnswer = later; export const modelListAnswer = later; export const rollBackAnswer = later; export const takeSnapshotAnswer = later;
