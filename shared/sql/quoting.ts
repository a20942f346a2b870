/** A ClickHouse string literal. For text from the contract only: what a request says is always a bound parameter. */
export const literal = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** A quoted identifier. Names come from the contract, never from a request. */
export const identifier = (name: string): string => `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;
