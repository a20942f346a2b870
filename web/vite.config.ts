import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Output is static: hashed names below `assets/`, and the few files of `public/`. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: path.join(import.meta.dirname, '../dist/page/latest'),
    emptyOutDir: true,
    target: 'es2023',
    // The first that know `light-dark()`: Mantine sets `color-scheme` by a variable, which cannot be lowered.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // For the test of how much is loaded at first.
    manifest: true,
    // No data: addresses, so that the content security policy need not allow them.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  // The check of files loads what reads workbooks where there is one.
  worker: { format: 'es' },
  // `npx vite web`: the page with hot reload, against a service that runs beside it.
  server: {
    host: '127.0.0.1',
    // Not the page's own `api/*.ts`.
    proxy: { '^/(api(?!/.*[.]ts([?]|$))|hooks|health|problems)': process.env.TRANCHE_URL ?? 'http://127.0.0.1:8000' },
  },
});
