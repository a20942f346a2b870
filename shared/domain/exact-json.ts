import { plainNumber } from './plain-number.ts';

/**
 * A text, which is left alone, or a number. What is neither whole is left to the parser to refuse. A text that nothing ends goes on to
 * the end: looked for anew from each of its quotation marks, an answer of 256 KB would hold its reader up for half a minute.
 */
const TEXT_OR_NUMBER = /"(?:[^"\\]|\\[\s\S])*(?:"|\\?$)|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * JSON with its numbers as texts, digit by digit as they were sent. The numbers are put into quotes before: a reviver that is
 * called for each value takes a hundred times as long, and gigabytes, for a page of nothing but digits.
 * @throws {SyntaxError}
 */
export const parseExact = (text: string): unknown =>
  JSON.parse(text.replace(TEXT_OR_NUMBER, (found) => (found.startsWith('"') ? found : `"${plainNumber(found)}"`)));
