import { usageFailure } from './failure.ts';
import { oneOf } from './slice-options.ts';
import { nearest } from './text/nearest.ts';

/** A setting, or a member of one that is an object. */
export interface SettingPath {
  readonly name: string;
  readonly member: string | undefined;
}

export interface Assignment extends SettingPath {
  readonly value: string;
}

export type Settings = Readonly<Record<string, unknown>>;

/** As much of a JSON Schema as says what is to be made of what was typed. */
interface ValueSchema {
  readonly type?: string | readonly string[];
  readonly anyOf?: readonly ValueSchema[];
  readonly properties?: Readonly<Record<string, ValueSchema>>;
  readonly additionalProperties?: ValueSchema | boolean;
}

/** `rates.EUR/USD` */
export function settingPath(typed: string): SettingPath | undefined {
  const [, name, member] = /^([a-z][a-z0-9_]*)(?:\.([^=]+))?$/.exec(typed) ?? [];
  return name === undefined ? undefined : { name, member };
}

/** `rates.EUR/USD=1.20` */
export function assignment(typed: string): Assignment | undefined {
  const end = typed.indexOf('=');
  const path = end < 0 ? undefined : settingPath(typed.slice(0, end));
  return path && { ...path, value: typed.slice(end + 1) };
}

/**
 * The members of settings that change, each as a whole, as the service takes them: of one that is an object, what is not
 * named stays. Whether the values will do, the service says.
 * @param schema JSON Schema of the settings
 * @throws {CommandFailure} for what is not there
 */
export function settingsChange(
  settings: Settings,
  schema: unknown,
  { set, unset }: { readonly set: readonly Assignment[]; readonly unset: readonly SettingPath[] },
): Record<string, unknown> {
  const change: Record<string, unknown> = {};
  const membersOf = (name: string): Record<string, unknown> => {
    const value = Object.hasOwn(change, name) ? change[name] : settings[name];
    if (isObject(value)) return { ...value };
    throw usageFailure(`The setting ${name} has no members.`, `npx tranche settings … --set ${name}=VALUE`);
  };
  for (const { name, member } of unset) {
    assertKnown('setting', name, Object.keys(settings));
    if (member === undefined) {
      throw usageFailure(`--unset takes a member of a setting, and ${name} is a whole one.`, `Give it another value.`);
    }
    const members = membersOf(name);
    assertKnown(`member of ${name}`, member, Object.keys(members));
    delete members[member];
    change[name] = members;
  }
  for (const { name, member, value } of set) {
    assertKnown('setting', name, Object.keys(settings));
    const own = memberSchema(schema as ValueSchema, name);
    change[name] =
      member === undefined
        ? readValue(value, own)
        : { ...membersOf(name), [member]: readValue(value, memberSchema(own, member)) };
  }
  return change;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function assertKnown(what: string, name: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  const meant = nearest(name, known);
  const advice = known.length > 0 ? `There is ${oneOf(known)}.` : undefined;
  throw usageFailure(`There is no ${what} ${JSON.stringify(name)}.${meant ? ` Did you mean ${meant}?` : ''}`, advice);
}

function memberSchema(schema: ValueSchema | undefined, name: string): ValueSchema | undefined {
  const { properties, additionalProperties } = schema ?? {};
  if (properties && Object.hasOwn(properties, name)) return properties[name];
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
}

/** Text where the schema takes text; else JSON. What is neither, the service refuses. */
function readValue(typed: string, schema: ValueSchema | undefined): unknown {
  const types = typesOf(schema ?? {});
  if (typed === 'null' && types.includes('null')) return null;
  if (types.includes('string')) return typed;
  try {
    return JSON.parse(typed) as unknown;
  } catch {
    return typed;
  }
}

const typesOf = ({ type, anyOf = [] }: ValueSchema): readonly string[] => [
  ...(type === undefined ? [] : typeof type === 'string' ? [type] : type),
  ...anyOf.flatMap(typesOf),
];
