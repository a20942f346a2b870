// Runs a script of this repository on Node 24, whatever `node` is installed: `node scripts/run.mjs <script> [arguments]`.
// Installs the packages first when they are missing or older than the lockfile. Plain JavaScript: must run on Node 20.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The first of them hashes passwords (crypto.argon2). */
const REQUIRED = [24, 7];
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const [script, ...args] = process.argv.slice(2);
if (!script) {
  console.error('Usage: node scripts/run.mjs <script> [arguments]');
  process.exit(2);
}

installPackages();
const node = findNode();
// What Node has compiled once: `npx tranche` takes half the time. In a checkout that cannot be written, Node does without.
const { NODE_COMPILE_CACHE = path.join(root, 'node_modules', '.cache', 'node') } = process.env;
const child = spawn(node, [path.resolve(root, script), ...args], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, NODE_COMPILE_CACHE, PATH: path.dirname(node) + path.delimiter + process.env.PATH },
});
// Ctrl-C reaches the child from the terminal itself; what is sent to this process alone is passed on.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
// npm may be killed without a word to its children: then this process is handed to another parent.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) child.kill('SIGTERM');
}, 500).unref();
child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1)));

function installPackages() {
  const installed = path.join(root, 'node_modules', '.package-lock.json');
  const lockfile = path.join(root, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lockfile).mtimeMs) return;
  if (existsSync(installed) && sameVersions(installed, lockfile)) return;
  console.error('Installing packages (once; about half a minute) …');
  const npm = process.env.npm_execpath
    ? [process.execPath, [process.env.npm_execpath]]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
  const result = spawnSync(npm[0], [...npm[1], 'ci', '--include=optional', '--include=dev'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (result.status !== 0) {
    console.error('npm ci failed; see above.');
    process.exit(result.status ?? 1);
  }
}

/** A checkout changes file times: compare what is installed with what the lockfile asks for. */
function sameVersions(installed, lockfile) {
  const have = JSON.parse(readFileSync(installed, 'utf8')).packages;
  const want = JSON.parse(readFileSync(lockfile, 'utf8')).packages;
  return Object.entries(want).every(
    ([name, entry]) => name === '' || entry.optional || have[name]?.version === entry.version,
  );
}

function findNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > REQUIRED[0] || (major === REQUIRED[0] && minor >= REQUIRED[1])) return process.execPath;
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const candidate = path.join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(candidate)) return candidate;
  console.error(
    `Node.js ${REQUIRED.join('.')} or newer is needed here (this is ${process.version}), and npm has no build of it for ` +
      `${process.platform}-${process.arch}. Install Node.js ${REQUIRED[0]} and try again.`,
  );
  process.exit(1);
}
