// SQL of money as whole cents of 128 bits, in which nothing of this dataset can overflow.

export const NIL = 'toInt128(0)';

/** Not `greatest`: compiled by the engine (compile_expressions), that of two Int128 gives the smaller one if it is below 0. */
export const atLeastNil = (cents: string): string => `if((${cents}) < ${NIL}, ${NIL}, ${cents})`;

/** Of a Decimal(38, 2). */
export const centsOf = (money: string): string => `reinterpret(${money}, 'Int128')`;

/** As a Decimal(38, 2). */
export const moneyOf = (cents: string): string => `reinterpret(${cents}, 'Decimal(38, 2)')`;
