/** As much of it as infra/packages/mongodb.ts has. */
export type Driver = Pick<typeof import('mongodb'), 'BSON' | 'MongoClient' | 'MongoServerError'>;

/** Most of a function's code, for few of its calls: it is a file of its own, and read when it is needed. */
export async function loadDriver(): Promise<Driver> {
  const loaded: Driver & { readonly default?: Driver } = await import('mongodb');
  // It is CommonJS: where it is bundled into a file of its own, as on a laptop, all of it is the default export.
  return loaded.default ?? loaded;
}
