/** What is told of a sync, without what differs between any two runs: identifiers, times, durations, addresses, keys. */

/** Members of answers that are left out. */
const VARYING = new Set(['duration_ms', 'stages', 'sent_by', 'upload', 'request_id', 'tenant_id']);
const IS_TIME = /_at$/;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** A private value, hashed with the tenant's own key. */
const KEYED_HASH = /^[0-9a-f]{64}$/;

/** Names for what is called otherwise in every run. */
export class Names {
  readonly #byId = new Map<string, string>();
  readonly #hashes = new Map<string, string>();

  /** What an identifier stands for. */
  give(id: string, name: string): void {
    this.#byId.set(id, name);
  }

  of(id: string | null): string | null {
    return id === null ? null : (this.#byId.get(id) ?? '<id>');
  }

  /** A value without identifiers and times, the members of its objects in the order of their names. */
  canonical(value: unknown): unknown {
    if (typeof value === 'string') return value.replaceAll(UUID, (id) => `<${this.#byId.get(id) ?? 'id'}>`);
    if (Array.isArray(value)) return value.map((item) => this.canonical(item));
    if (typeof value !== 'object' || value === null) return value;
    const members = Object.entries(value)
      .filter(([name]) => !VARYING.has(name))
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(
      members.map(([name, member]) => [
        name,
        // Whether there is one is the same in every run.
        IS_TIME.test(name) && member !== null ? '<time>' : this.canonical(member),
      ]),
    );
  }

  /** A cell of a served row. Hashes are called by the order in which they come. */
  cell(value: unknown): unknown {
    if (typeof value !== 'string' || !KEYED_HASH.test(value)) return value;
    let name = this.#hashes.get(value);
    if (name === undefined) {
      name = `<hash ${this.#hashes.size + 1}>`;
      this.#hashes.set(value, name);
    }
    return name;
  }
}
