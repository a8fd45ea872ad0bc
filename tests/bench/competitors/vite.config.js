import { defineConfig } from 'vite';

const headers = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

export default defineConfig({
  base: './',
  worker: { format: 'es' },
  build: { target: 'esnext', outDir: '../.built', emptyOutDir: true, assetsInlineLimit: 0 },
  preview: { headers },
});
