/** Of verified persons and requests to verify them. */
export const kycSentences = {} as const;
