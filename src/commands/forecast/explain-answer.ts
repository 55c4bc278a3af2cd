export const explainAnswer = async (): Promise<never> => { throw new Error('later'); };
