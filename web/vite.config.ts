import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { callsOnly } from './lib/api/calls-only.ts';
import { isLater } from './lib/text/later.ts';

/** Where the API listens while the web is served by Vite (`npx vite --config web/vite.config.ts`). */
const api = process.env.PERENNIAL_API ?? 'http://127.0.0.1:3000';

/** `ru.json?first`, `ru.json?later`: the texts of a language in two parts, from one file. */
const textsInTwo: Plugin = {
  name: 'texts-in-two',
  enforce: 'pre',
  load(id) {
    const [, file, part] = /^(.*\/i18n\/\w+\.json)\?(first|later)$/.exec(id) ?? [];
    if (!file) return undefined;
    const all = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>);
    const texts = Object.fromEntries(all.filter(([key]) => isLater(key) === (part === 'later')));
    return { code: `export const texts = ${JSON.stringify(texts)};`, moduleType: 'js' };
  },
};

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [callsOnly, textsInTwo, react()],
  resolve: { alias: [{ find: /^zod$/, replacement: fileURLToPath(new URL('./lib/api/schema-free.ts', import.meta.url)) }] },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2023',
    sourcemap: false,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: { treeshake: { manualPureFunctions: ['defineRoute'] } },
  },
  server: { host: '127.0.0.1', proxy: { '/api': { target: api } } },
});
