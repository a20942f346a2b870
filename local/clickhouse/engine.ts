import { execFile } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { drainPending, Session } from 'chdb';
import { type Access, enter, writeAccessFiles } from './access.ts';
import { ClickHouseException } from './exceptions.ts';
import { quote } from './statement.ts';

/**
 * Statements that run at the same time. Each holds a thread of libuv's pool while it runs, which compression and files need too: the
 * parent starts this process with more threads than that (see start.ts).
 */
export const MAX_RUNNING = 24;

/** The engine may use this much memory, as a server's `max_server_memory_usage`: enough for a large load, and the laptop survives. */
const MEMORY_LIMIT = Math.floor(Math.min(8 * 1024 ** 3, totalmem() * 0.75));

/** What chdb has by default and a server has not. */
const LIKE_A_SERVER = [
  '--implicit_select=0',
  '--allow_introspection_functions=0',
  '--storage_file_read_method=pread',
  `--max_server_memory_usage=${MEMORY_LIMIT}`,
];

/** A session of the engine, used by one request at a time. */
export interface Slot {
  session: Session;
  /** What its statements may do. */
  readonly access: Access;
  /** A named pipe for results. */
  pipe: string;
  database: string;
  /** Names of parameters of earlier requests. The engine cannot forget them. */
  params: Set<string>;
  /** What the last request set, by name. */
  settings: Map<string, string>;
  /** Set when something of a request may stay behind in the session. */
  dirty: boolean;
}

interface Sticky {
  slot: Promise<Slot>;
  busy: boolean;
  expiry: NodeJS.Timeout | undefined;
}

/**
 * chdb, as many sessions on one data directory. A session runs one statement at a time and keeps what SET and USE did, so each request
 * has one for itself; a client's `session_id` has its own until it is idle for as long as the client said.
 */
export class Engine {
  readonly version: string;
  /** For bodies on their way into the engine, and pipes on the way out. */
  readonly spool: string;
  readonly #directory: string;
  readonly #accessArguments: readonly string[];
  readonly #control: Session;
  readonly #free = new Map<Access, Slot[]>();
  readonly #sticky = new Map<string, Sticky>();
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  #pipes = 0;

  constructor(directory: string) {
    this.#directory = directory;
    this.spool = `${directory}.spool`;
    rmSync(this.spool, { recursive: true, force: true });
    mkdirSync(this.spool, { recursive: true, mode: 0o700 });
    this.#accessArguments = writeAccessFiles(this.spool);
    this.#control = this.#open('everything');
    this.version = this.#control.query('SELECT version()', 'TabSeparated').trim();
  }

  #open(access: Access): Session {
    const session = new Session(this.#directory, { connectionArgs: [...LIKE_A_SERVER, ...this.#accessArguments] });
    enter(session, access);
    return session;
  }

  /** Runs `use` with a session of its own, when fewer than MAX_RUNNING do. */
  async withSlot<T>(access: Access, use: (slot: Slot) => Promise<T>): Promise<T> {
    return this.#inTurn(async () => {
      const free = this.#free.get(access) ?? [];
      this.#free.set(access, free);
      const slot = free.pop() ?? (await this.#makeSlot(access));
      try {
        return await use(slot);
      } finally {
        if (slot.dirty) this.renew(slot);
        free.push(slot);
      }
    });
  }

  /**
   * Runs `use` with that access's session of that id; made when there is none, forgotten after `idleSeconds` without a request.
   * @throws {ClickHouseException} SESSION_IS_LOCKED while another request uses it, SESSION_NOT_FOUND when it `mustExist` and does not
   */
  async withSession<T>(
    access: Access,
    id: string,
    idleSeconds: number,
    mustExist: boolean,
    use: (slot: Slot) => Promise<T>,
  ): Promise<T> {
    const key = `${access} ${id}`;
    const known = this.#sticky.get(key);
    if (known?.busy) {
      throw new ClickHouseException(373, `Session ${id} is locked by a concurrent client. (SESSION_IS_LOCKED)`);
    }
    if (known === undefined && mustExist) {
      throw new ClickHouseException(372, `Session ${id} not found. (SESSION_NOT_FOUND)`);
    }
    const sticky: Sticky = known ?? { slot: this.#makeSlot(access), busy: false, expiry: undefined };
    sticky.busy = true;
    clearTimeout(sticky.expiry);
    this.#sticky.set(key, sticky);
    try {
      return await this.#inTurn(async () => use(await sticky.slot));
    } finally {
      sticky.busy = false;
      sticky.expiry = setTimeout(() => void this.#forget(key, sticky).catch(() => {}), idleSeconds * 1000).unref();
    }
  }

  async #forget(key: string, sticky: Sticky): Promise<void> {
    this.#sticky.delete(key);
    const slot = await sticky.slot;
    slot.session.close();
    rmSync(slot.pipe, { force: true });
  }

  /** Gives the slot a new session: nothing of earlier requests is left. */
  renew(slot: Slot): void {
    slot.session.close();
    Object.assign(slot, {
      session: this.#open(slot.access),
      database: 'default',
      params: new Set(),
      settings: new Map(),
      dirty: false,
    });
  }

  async #inTurn<T>(use: () => Promise<T>): Promise<T> {
    if (this.#running >= MAX_RUNNING) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#running++;
    try {
      return await use();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#running--;
      else next();
    }
  }

  async #makeSlot(access: Access): Promise<Slot> {
    const pipe = join(this.spool, `result-${this.#pipes++}`);
    await promisify(execFile)('mkfifo', ['-m', '600', pipe]);
    return {
      session: this.#open(access),
      access,
      pipe,
      database: 'default',
      params: new Set(),
      settings: new Map(),
      dirty: false,
    };
  }

  /** Asks the engine to end the statement that runs with this `log_comment`. (SYNC would wait for ever: chdb never acknowledges.) */
  async kill(comment: string): Promise<void> {
    await this.#control.queryAsync(`KILL QUERY WHERE Settings['log_comment'] = ${quote(comment)} ASYNC`, {
      format: 'Null',
    });
  }

  /** Ends what runs and lets go of the data directory; false when something would not end in time. */
  async close(patience: number): Promise<boolean> {
    await this.#control.queryAsync('KILL QUERY WHERE 1 ASYNC', { format: 'Null' });
    const late = new Promise<false>((resolve) => setTimeout(resolve, patience, false).unref());
    const drained = await Promise.race([drainPending().then(() => true as const), late]);
    if (!drained) return false;
    for (const { slot } of this.#sticky.values()) (await slot).session.close();
    for (const slot of [...this.#free.values()].flat()) slot.session.close();
    this.#control.close();
    rmSync(this.spool, { recursive: true, force: true });
    return true;
  }
}
