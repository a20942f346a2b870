// npm run audit:security [-- --url https://…] [--json] [--strict]
import { parseArgs } from 'node:util';
import { AUDITS, type AuditResult, runAudit } from './audit-security/audits.ts';

const USAGE = `Looks for what must not be: secrets in the repository, dependencies with known holes, missing security headers,
weak settings. Ends with 0 when nothing was found, 1 with findings, 2 when it could not look.

  npm run audit:security                    this repository, and a service started for the purpose
  npm run audit:security -- --url URL       the answers of a service that runs elsewhere
  npm run audit:security -- --only secrets  one part: ${Object.keys(AUDITS).join(', ')}
  --json prints one JSON document. --strict also ends with 2 when a part could not be checked (no registry, for instance).`;

function print({ title, findings, unchecked }: AuditResult): void {
  console.log(
    `${findings.length > 0 ? 'FAIL' : unchecked ? 'SKIP' : ' ok '}  ${title}${unchecked ? `: ${unchecked}` : ''}`,
  );
  for (const { where, problem, remedy } of findings) console.log(`      ${where}: ${problem}\n        ${remedy}`);
}

try {
  const { values } = parseArgs({
    options: {
      url: { type: 'string' },
      only: { type: 'string', multiple: true },
      json: { type: 'boolean', default: false },
      strict: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const wanted = values.only ?? Object.keys(AUDITS);
  const unknown = wanted.filter((name) => !Object.hasOwn(AUDITS, name));
  if (values.help || unknown.length > 0) {
    console.error(USAGE);
    process.exit(values.help ? 0 : 2);
  }
  const results: AuditResult[] = [];
  for (const name of wanted as (keyof typeof AUDITS)[]) {
    const result = await runAudit(name, { url: values.url });
    results.push(result);
    if (!values.json) print(result);
  }
  if (values.json) console.log(JSON.stringify(results, null, 2));
  const found = results.some(({ findings }) => findings.length > 0);
  process.exitCode = found ? 1 : values.strict && results.some(({ unchecked }) => unchecked) ? 2 : 0;
} catch (error) {
  console.error(`The audit did not get to its end: ${(error as Error).message}`);
  process.exitCode = 2;
}
