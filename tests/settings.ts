type Settings = Readonly<Record<string, string | undefined>>;

/** In the order in which they were set: the last one that names a setting counts. */
const inForce: Settings[] = [];

/**
 * Settings of this process, which is where the code under test reads its own; undefined takes one away.
 * @returns takes them back, in any order with those of others
 */
export function setSettings(settings: Settings): () => void {
  if (inForce.length === 0) inForce.push({ ...process.env });
  inForce.push(settings);
  const names = Object.keys(settings);
  apply(names);
  return () => {
    inForce.splice(inForce.indexOf(settings), 1);
    apply(names);
  };
}

function apply(names: readonly string[]): void {
  for (const name of names) {
    const value = inForce.findLast((settings) => name in settings)?.[name];
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}
