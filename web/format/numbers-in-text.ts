/** A number that stands for itself: no part of a name, an id, a date or a version. */
const NUMBER = /(?<![\p{L}\p{N}_.,:/-])\p{Nd}+(?:\.\p{Nd}+)?(?![\p{L}\p{N}_:/-]|[.,]\p{N})/gu;

/** Writes the numbers of a sentence as the reader's language does: "4244 of 4440 rows" with its marks between the digits. */
export const withNumbers = (sentence: string, written: (exact: string) => string): string =>
  sentence.replace(NUMBER, (number) => written(number));
