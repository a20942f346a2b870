import { open } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { howToMake } from './line-file.ts';
import { FilesRefused } from './refusal.ts';

export const MANIFEST = 'manifest.json';
/** What is read stands at the beginning: the balances of a large size, which follow, take a hundred megabytes. */
const HEAD_BYTES = 64 * 1024;

const count = z.int().nonnegative();
const shape = z.object({
  size: z.string().min(1),
  counts: z.object({ company: count, exchange_rate: count, sepa: count, swift: count }),
});
/** Of what the datamaker says of its files, what the exposer needs. */
export type Manifest = z.infer<typeof shape>;

/** @param wanted the size to be made where there is none @throws {FilesRefused} */
export async function readManifest(folder: string, wanted?: string): Promise<Manifest> {
  let head: string;
  try {
    await using file = await open(path.join(folder, MANIFEST));
    const { bytesRead, buffer } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    head = buffer.toString('utf8', 0, bytesRead);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why =
      code === 'ENOENT' ? `has no ${MANIFEST}, so nothing that the datamaker has finished` : `cannot be read (${code})`;
    throw new FilesRefused(`${folder} ${why}. ${howToMake(wanted)}`);
  }
  const read = shape.safeParse(firstMembers(head));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const what = issue ? `${issue.path.join('.')}: ${issue.message}` : '';
  throw new FilesRefused(`${MANIFEST} in ${folder} is not as the datamaker writes it (${what}). ${howToMake(wanted)}`);
}

/** The string that the beginning ends in is one, too: what looks like a bracket in it is none. */
const TOKEN = /"(?:[^"\\]|\\.)*(?:"|\\?$)|[{}[\]:,]|[^\s"{}[\]:,]+/g;

/** The members of a JSON object that end within its beginning. */
export function firstMembers(text: string): Record<string, unknown> {
  const members: Record<string, unknown> = {};
  let depth = 0;
  let last = '';
  let member: { readonly name: string; readonly from: number } | undefined;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (token === '}' || token === ']') depth -= 1;
    if (member && ((depth === 1 && token === ',') || depth === 0)) {
      members[member.name] = parsed(text.slice(member.from, index));
      member = undefined;
    }
    if (depth === 1 && token === ':' && !member) member = { name: String(parsed(last)), from: index + 1 };
    if (token === '{' || token === '[') depth += 1;
    last = token;
  }
  return members;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
