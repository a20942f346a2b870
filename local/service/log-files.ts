import { createWriteStream, existsSync, mkdirSync, renameSync, statSync, type WriteStream } from 'node:fs';
import path from 'node:path';
import { maskSecrets } from '../../shared/observability/mask-secrets.ts';

/** A log larger than this is set aside at the next start; one such is kept. */
const MAX_BYTES = 20 * 1024 * 1024;

/** The logs of one run: `<directory>/<name>.log`, one JSON object a line. */
export class LogFiles {
  readonly #directory: string;
  readonly #streams = new Map<string, WriteStream>();

  constructor(directory: string) {
    mkdirSync(directory, { recursive: true });
    this.#directory = directory;
  }

  /** Functions write JSON; what is not (an engine's own words, a crash) is put into one. */
  write(name: string, line: string): void {
    if (line.trim() === '') return;
    this.#stream(name).write(`${isJsonObject(line) ? line : logLine(name, maskSecrets(line))}\n`);
  }

  async close(): Promise<void> {
    const open = [...this.#streams.values()];
    this.#streams.clear();
    await Promise.all(open.map((stream) => new Promise<void>((closed) => stream.end(() => closed()))));
  }

  #stream(name: string): WriteStream {
    let stream = this.#streams.get(name);
    if (stream === undefined) {
      const file = path.join(this.#directory, `${name}.log`);
      if (existsSync(file) && statSync(file).size > MAX_BYTES) renameSync(file, `${file}.1`);
      stream = createWriteStream(file, { flags: 'a', mode: 0o600 });
      // A full disk must not take the service down with its logs.
      stream.on('error', () => {});
      this.#streams.set(name, stream);
    }
    return stream;
  }
}

/** Somebody else's words in the form of our own lines (shared/observability/logger.ts). */
function logLine(component: string, message: string): string {
  return JSON.stringify({ timestamp: new Date().toISOString(), level: 'INFO', service: 'tranche', component, message });
}

function isJsonObject(line: string): boolean {
  if (!line.startsWith('{')) return false;
  try {
    return typeof JSON.parse(line) === 'object';
  } catch {
    return false;
  }
}
