/** As much of it as infra/packages/mongodb.ts has. */
export type Driver = Pick<typeof import('mongodb'), 'BSON' | 'MongoClient' | 'MongoServerError'>;

/** Most of a function's code, for few of its calls: it is a file of its own, and read when it is needed. */
export const loadDriver = (): Promise<Driver> => import('mongodb');
