/** The text of a string item or of a cell's own text: of all its runs, without the reading aids (`rPh`) beside them. */
export class TextOfRuns {
  #text = '';
  #isInText = false;
  #isInAid = false;

  begin(): void {
    this.#text = '';
    this.#isInText = false;
    this.#isInAid = false;
  }

  open(name: string): void {
    if (name === 't') this.#isInText = true;
    else if (name === 'rPh') this.#isInAid = true;
  }

  add(text: string): void {
    if (this.#isInText && !this.#isInAid) this.#text += text;
  }

  close(name: string): void {
    if (name === 't') this.#isInText = false;
    else if (name === 'rPh') this.#isInAid = false;
  }

  get text(): string {
    return this.#text;
  }
}

const ESCAPED = /_x([0-9A-Fa-f]{4})_/g;

/** Text with the characters that XML cannot hold, or would change, as `_x000D_`: put back. */
export function escapedText(text: string): string {
  if (!text.includes('_x')) return text;
  const plain = text.replace(ESCAPED, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
  // Half a character cannot be written as UTF-8: then the escapes stay, for everybody to see.
  return plain.isWellFormed() ? plain : text;
}
