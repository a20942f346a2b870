// Puts back into package-lock.json the optional platform packages that npm drops when the registry in use does not
// carry them: without the entries, `npm ci` refuses the lockfile on every machine. Run by `npm run lock`.
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));
const PLATFORM =
  /(linux|darwin|win32|windows|freebsd|android|openharmony|aix|netbsd|openbsd|sunos)-(x64|arm64|arm|ia32|ppc64|s390x|riscv64|loong64|mips64el)/;

for (const [owner, entry] of Object.entries({ ...lock.packages })) {
  if (entry.inBundle) continue;
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const nested = owner === '' ? `node_modules/${name}` : `${owner}/node_modules/${name}`;
    if (lock.packages[nested] || lock.packages[`node_modules/${name}`]) continue;
    const platform = PLATFORM.exec(name);
    if (!platform || !/^\d/.test(version)) {
      console.error(`cannot complete ${name}@${version}, wanted by ${owner || 'the project'}`);
      process.exitCode = 1;
      continue;
    }
    const os = platform[1] === 'windows' ? 'win32' : platform[1];
    lock.packages[`node_modules/${name}`] = {
      version,
      cpu: [platform[2]],
      ...(entry.dev ? { dev: true } : {}),
      optional: true,
      os: [os],
    };
    console.log(`added ${name}@${version}`);
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
