import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where the API listens while the web is served by Vite (`npx vite --config web/vite.config.ts`). */
const api = process.env.PERENNIAL_API ?? 'http://127.0.0.1:3000';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  resolve: { alias: [{ find: /^zod$/, replacement: fileURLToPath(new URL('./lib/api/schema-free.ts', import.meta.url)) }] },
  build: { outDir: '../dist/web', emptyOutDir: true, target: 'es2023', sourcemap: false, chunkSizeWarningLimit: 1200 },
  server: { host: '127.0.0.1', proxy: { '/api': { target: api } } },
});
