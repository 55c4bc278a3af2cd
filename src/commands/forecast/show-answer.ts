export const showForecastAnswer = async (): Promise<never> => { throw new Error('later'); };
