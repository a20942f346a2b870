/**
 * A setting may say where its value is instead of what it is: `{secret:<name or ARN>}` stands for a secret's text,
 * `{secret:<name or ARN>#FIELD}` for one field of a secret that is a JSON object. So templates and the environment of
 * a function hold no secret.
 */
const REFERENCE = /\{secret:([^{}#]+)(?:#([^{}#]+))?\}/g;

type Environment = Readonly<Record<string, string | undefined>>;

/** What a reference would be replaced by is not there. */
export class BrokenReference extends Error {
  override readonly name = 'BrokenReference';
}

/**
 * The settings that hold references, with their values. A reference that is the whole setting is replaced by the text as
 * it is; one inside a longer text, such as a password in a URL, is percent-encoded. Each secret is read once.
 * @throws {BrokenReference} naming the setting and the field; and what `read` throws
 */
export async function resolveReferences(
  env: Environment,
  read: (id: string) => Promise<string>,
): Promise<Record<string, string>> {
  const referring = Object.entries(env).filter(
    (entry): entry is [string, string] => entry[1]?.includes('{secret:') === true,
  );
  const ids = new Set(referring.flatMap(([, value]) => [...value.matchAll(REFERENCE)].map(([, id]) => id!)));
  const secrets = new Map(await Promise.all([...ids].map(async (id) => [id, await read(id)] as const)));
  return Object.fromEntries(
    referring.map(([name, value]) => [
      name,
      value.replace(REFERENCE, (reference, id: string, field: string | undefined) => {
        const text = field === undefined ? secrets.get(id)! : fieldOf(secrets.get(id)!, field, id, name);
        return reference === value ? text : encodeURIComponent(text);
      }),
    ]),
  );
}

function fieldOf(secret: string, field: string, id: string, setting: string): string {
  let fields: unknown;
  try {
    fields = JSON.parse(secret);
  } catch {
    throw new BrokenReference(`${setting}: the secret ${id} is not a JSON object`);
  }
  const value = (fields as Record<string, unknown> | null)?.[field];
  if (typeof value !== 'string') throw new BrokenReference(`${setting}: the secret ${id} has no text "${field}"`);
  return value;
}
