export const subscribe = async (..._: unknown[]): Promise<void> => {}; export const unsubscribe = subscribe;
