import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { help, readArguments } from '../../../../shared/datasets/cash/datamaker/arguments.ts';
import { prepareFolder } from '../../../../shared/datasets/cash/datamaker/out-folder.ts';
import { SIZES } from '../../../../shared/datasets/cash/datamaker/sizes.ts';
import { ArgumentError } from '../../../../shared/domain/command-options.ts';

const MAIN = path.resolve(import.meta.dirname, '../../../../shared/datasets/cash/datamaker/main.ts');
const read = (given: string) => readArguments(given.split(' ').filter(Boolean), 2);

describe('the arguments of npm run datamaker', () => {
  it('are a size and a folder, and defaults for the rest', () => {
    expect(read('--size medium --out files')).toEqual({
      size: SIZES[1],
      out: 'files',
      seed: 1,
      force: false,
      threads: 2,
    });
    const all = '--size mega --out=x --seed 4294967295 --threads 16 --force';
    expect(read(all)).toMatchObject({ size: SIZES[3], seed: 4_294_967_295, threads: 16, force: true });
  });

  it('are explained', () => {
    expect(read('--help')).toBeUndefined();
    for (const { name } of SIZES) expect(help()).toContain(name);
    for (const option of ['--size', '--out', '--seed', '--force', '--threads']) expect(help()).toContain(`${option} `);
  });

  it.each([
    ['', '--size is missing: give small, medium, large or mega.'],
    ['--size tiny --out x', '--size must be small, medium, large or mega; got "tiny".'],
    ['--size small', '--out is missing'],
    ['--size small --out=', '--out must not be empty.'],
    ['--size small --out x --seed ten', '--seed must be a whole number from 0 to 4294967295; got "ten".'],
    ['--size small --out x --seed 1.5', 'got "1.5"'],
    ['--size small --out x --seed=-1', 'got "-1"'],
    ['--size small --out x --seed 4294967296', 'got "4294967296"'],
    ['--size small --out x --seed=', 'got ""'],
    ['--size small --out x --threads 0', '--threads must be a whole number from 1 to 256; got "0".'],
    ['--size small --out x --rows 5', "Unknown option '--rows'."],
    ['--size small x', "Unexpected argument 'x'."],
  ])('are refused: %s', (given, message) => {
    expect(() => read(given)).toThrow(ArgumentError);
    expect(() => read(given)).toThrow(message);
  });
});

describe('the folder of npm run datamaker', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'tranche-datamaker-'));
    writeFileSync(path.join(folder, 'file'), '');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is made, with those above it', async () => {
    await prepareFolder(path.join(folder, 'a/b/c'), false);
    expect(existsSync(path.join(folder, 'a/b/c'))).toBe(true);
    await prepareFolder(path.join(folder, 'a/b/c'), false);
  });

  it('must be empty, if not forced', async () => {
    const message = `--out ${folder}/full is not empty: it has my-notes in it. Give another folder, or --force`;
    mkdirSync(path.join(folder, 'full'));
    writeFileSync(path.join(folder, 'full/my-notes'), '');
    await expect(prepareFolder(path.join(folder, 'full'), false)).rejects.toThrow(message);
    await prepareFolder(path.join(folder, 'full'), true);
    expect(readdirSync(path.join(folder, 'full'))).toEqual(['my-notes']);
  });

  it.each([
    ['file', 'no folder'],
    ['file/below', 'no folder'],
    ['a/'.padEnd(300, 'x'), 'too long'],
  ])('is refused where it cannot be written: %s', async (name, why) => {
    const refused = prepareFolder(path.join(folder, name), true);
    await expect(refused).rejects.toThrow(ArgumentError);
    await expect(refused).rejects.toThrow(why);
  });

  it.runIf(process.platform === 'linux')('is refused where the system makes none', async () => {
    await expect(prepareFolder('/proc/none/here', false)).rejects.toThrow('it cannot be made there');
  });
});

describe('npm run datamaker', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'tranche-datamaker-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const run = (...given: string[]) =>
    spawnSync(process.execPath, [MAIN, ...given], {
      cwd: folder,
      env: { ...process.env, INIT_CWD: folder },
      encoding: 'utf8',
    });

  it('writes the files, says what it did and what comes next; and not again without --force', () => {
    const { status, stdout, stderr } = run('--size', 'small', '--out', 'my files');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/swift\.csv +100,000 rows/);
    expect(stdout).toContain('1,000 rows in 340 batch payments, 1,000 rows with an invalid IBAN');
    expect(stdout).toMatch(/It took \d+\.\d s with \d+ threads?\./);
    expect(stdout).toContain(`Next: npm run exposer -- --dir '${path.join(folder, 'my files')}'`);
    const written = path.join(folder, 'my files');
    const files = ['company.csv', 'exchange_rate.csv', 'manifest.json', 'sepa.csv', 'swift.csv'];
    expect(readdirSync(written).toSorted()).toEqual(files);
    const { counts } = JSON.parse(readFileSync(path.join(written, 'manifest.json'), 'utf8'));
    expect(counts).toEqual({ company: 100, sepa: 10_000, swift: 100_000, exchange_rate: 20 });

    const again = run('--size', 'small', '--out', 'my files');
    expect(again.status).toBe(2);
    expect(again.stderr).toContain('is not empty: it has 5 files in it');
    expect(run('--size', 'small', '--out', 'my files', '--force').status).toBe(0);
  });

  it('ends with code 2 for what it refuses', () => {
    const { status, stdout, stderr } = run('--size', 'huge', '--out', 'other');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('--size must be small, medium, large or mega; got "huge".');
    expect(existsSync(path.join(folder, 'other'))).toBe(false);
  });
});
