import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
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
export async function readPassword(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  if (env.TRANCHE_PASSWORD) return env.TRANCHE_PASSWORD;
  const password = process.stdin.isTTY ? await promptTwice() : (await text(process.stdin)).replace(/\r?\n$/, '');
  if (password === '') {
    throw new NoPassword('A password is needed: type it, send it to standard input, or set TRANCHE_PASSWORD.');
  }
  return password;
}

async function promptTwice(): Promise<string> {
  const password = await prompt('Password: ');
  if (password !== '' && (await prompt('The same again: ')) !== password) {
    throw new NoPassword('The two were not the same: nothing was done.');
  }
  return password;
}

function prompt(question: string): Promise<string> {
  process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true, historySize: 0 });
  return new Promise((resolve, reject) => {
    lines.once('line', (line) => {
      resolve(line);
      lines.close();
    });
    // Ctrl-C and Ctrl-D. After a line, the promise is settled already.
    lines.once('SIGINT', () => lines.close());
    lines.once('close', () => {
      process.stderr.write('\n');
      reject(new NoPassword('Interrupted: nothing was done.'));
    });
  });
}
