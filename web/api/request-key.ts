/**
 * The `Idempotency-Key` of what a form sends: the same as long as it asks for the same, so that a second click, or a second
 * try after an answer that was lost, does nothing twice.
 */
export class RequestKey {
  #asked: string | undefined;
  #key = '';

  /** @param body what is sent */
  of(body: object): string {
    const asked = JSON.stringify(body);
    if (asked !== this.#asked) {
      this.#asked = asked;
      this.#key = crypto.randomUUID();
    }
    return this.#key;
  }
}
