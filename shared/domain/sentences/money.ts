/** Of accounts and transactions. */
export const moneySentences = {} as const;
