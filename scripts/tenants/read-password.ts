import { createInterface, type Interface } from 'node:readline';
import { type Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';

/** No password came. */
export class NoPassword extends Error {
  override readonly name = 'NoPassword';
}

/**
 * The password of a command: from TRANCHE_PASSWORD, from a prompt that does not show it, or from standard input. Never an
 * argument: lists of processes show those, and shells remember them.
 * @throws {NoPassword}
 */
export async function readPassword(
  env: Record<string, string | undefined>,
  input: Readable & { readonly isTTY?: boolean },
): Promise<string> {
  if (env.TRANCHE_PASSWORD) return env.TRANCHE_PASSWORD;
  const password = input.isTTY ? await promptTwice(input) : (await text(input)).replace(/\r?\n$/, '');
  if (password === '') {
    throw new NoPassword('A password is needed: type it, send it to standard input, or set TRANCHE_PASSWORD.');
  }
  return password;
}

/** In one go, so that nothing is shown of what is typed ahead. */
async function promptTwice(input: Readable): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: silent, terminal: true, historySize: 0 });
  // Ctrl-C; Ctrl-D closes by itself.
  lines.once('SIGINT', () => lines.close());
  try {
    const password = await answerTo('Password: ', lines);
    if (password !== '' && (await answerTo('The same again: ', lines)) !== password) {
      throw new NoPassword('The two were not the same: nothing was done.');
    }
    return password;
  } finally {
    lines.close();
  }
}

function answerTo(question: string, lines: Interface): Promise<string> {
  process.stderr.write(question);
  return new Promise((resolve, reject) => {
    const interrupted = () => reject(new NoPassword('Interrupted: nothing was done.'));
    lines.once('close', interrupted);
    lines.once('line', (line) => {
      lines.off('close', interrupted);
      process.stderr.write('\n');
      resolve(line);
    });
  });
}
