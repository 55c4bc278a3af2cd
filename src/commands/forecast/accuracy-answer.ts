export const accuracyAnswer = async (): Promise<never> => { throw new Error('later'); };
