/** ClickHouse's codes that mean something to more than one reader. */
export const MEMORY_LIMIT_EXCEEDED = '241';
export const NOT_ENOUGH_SPACE = '243';
/** ClickHouse does not know the login, or not with this password. */
export const AUTHENTICATION_FAILED = '516';
