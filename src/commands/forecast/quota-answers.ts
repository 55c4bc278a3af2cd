const later = async (): Promise<never> => { throw new Error('later'); };
export const setQuotaAnswer = later; export const showQuotasAnswer = later;
