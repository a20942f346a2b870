import { PROBLEM_GROUPS, PROBLEMS, type ProblemCode } from '../../shared/domain/problems.ts';
import { html, prose } from './html.ts';
import { page } from './page.ts';

export function problemPage(code: ProblemCode): string {
  const { title, status, happened, remedy } = PROBLEMS[code];
  return page(
    `${title} · Tranche`,
    html`<p class="quiet"><a href="/problems">All problems</a> · <a href="/api/docs">API</a></p>
<h1>${title}</h1>
<p><code>/problems/${code}</code> · HTTP status ${status}</p>
<h2>What happened</h2>
${prose(happened)}
<h2>What to do</h2>
${prose(remedy)}`,
  );
}

/** The same for programs. */
export const problemJson = (code: ProblemCode): string =>
  JSON.stringify({ type: `/problems/${code}`, ...PROBLEMS[code] });

export function problemListPage(): string {
  const groups = Object.entries(PROBLEM_GROUPS).map(
    ([name, codes]) => html`<h2>${name}</h2>
<table><tr><th>Code</th><th>Status</th><th>Meaning</th></tr>
${codes.map((code) => html`<tr><td><a href="/problems/${code}">${code}</a></td><td>${PROBLEMS[code].status}</td><td>${PROBLEMS[code].title}</td></tr>\n`)}
</table>`,
  );
  return page(
    'Problems · Tranche',
    html`<p class="quiet"><a href="/api/docs">API</a></p>
<h1>Problems</h1>
<p>Every failure is answered with a problem document (RFC 9457). Its <code>type</code> is one of these.</p>
${groups}`,
  );
}
