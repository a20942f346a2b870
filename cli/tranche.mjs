#!/usr/bin/env node
// `npx tranche`: runs cli/main.ts on the Node.js that this repository brings. Plain JavaScript: must run on Node 20.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

// run.mjs works in the repository's folder; paths are meant where the command was typed.
process.env.INIT_CWD = process.cwd();
process.argv.splice(2, 0, path.join(path.dirname(fileURLToPath(import.meta.url)), 'main.ts'));
await import('../scripts/run.mjs');
