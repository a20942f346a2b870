import { createHash } from 'node:crypto';
import { type Html, Html as HtmlText, html } from './html.ts';

const STYLE = `
:root { color-scheme: light dark; --line: #8885; --soft: #8881; --accent: #1769aa; }
@media (prefers-color-scheme: dark) { :root { --accent: #7cc0ff; } }
body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 62rem; font: 16px/1.55 system-ui, sans-serif; }
h1 { margin: 0 0 .25rem; } h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--line); } h3 { margin: 1.6rem 0 .3rem; }
a { color: var(--accent); } code, pre { font: .88em/1.45 ui-monospace, monospace; }
code { background: var(--soft); padding: .05em .3em; border-radius: 3px; overflow-wrap: anywhere; }
pre { background: var(--soft); padding: .8rem; border-radius: 6px; overflow: auto; }
table { border-collapse: collapse; width: 100%; margin: .4rem 0 1rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); }
details { margin: .4rem 0; } summary { cursor: pointer; }
.method { display: inline-block; min-width: 3.6em; font-weight: 700; color: var(--accent); }
.scroll { overflow-x: auto; } .quiet { opacity: .75; }
nav ul { columns: 17rem; padding-left: 1.1rem; }
`;

/** Nothing but this one style sheet: no script, no other host. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const PAGE_HEADERS = { 'Content-Security-Policy': POLICY, 'Cache-Control': 'public, max-age=300' };

export const page = (title: string, content: Html): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${new HtmlText(STYLE)}</style>
</head>
<body>
${content}
</body>
</html>
`.text;
