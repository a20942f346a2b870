import { afterAll } from 'vitest';

/** What the settings were before a test file set them. */
const before = new Map<string, string | undefined>();

/** Settings of this process, which is where the code under test reads its own, until the test file ends; undefined takes one away. */
export function setSettings(settings: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(settings)) {
    if (!before.has(name)) before.set(name, process.env[name]);
    write(name, value);
  }
}

function write(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}

// Setup of every test file: its own afterAll hooks come before this one.
afterAll(() => {
  for (const [name, value] of before) write(name, value);
  before.clear();
});
