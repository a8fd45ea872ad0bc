import { readFileSync } from 'node:fs';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { manifest } from './scripts/manifest';
import { DOCUMENT_POLICY, headersFor, ISOLATION_HEADERS, WORKER_POLICIES } from './src/domain/isolation';
import { CHROMIUM_ARGS, chromiumPath } from './tests/support/chromium-args.mjs';
import LongestFirst from './tests/support/longest-first';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };

/** The policies of src/domain/isolation.ts on whatever serves the program: dev, preview, and hosts that read _headers. */
function policies(): Plugin {
  let base = '/';
  return {
    name: 'satchel-policies',
    configResolved: (config) => {
      base = config.base.startsWith('/') ? config.base : '/';
    },
    configurePreviewServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = (request.url ?? '/').split('?')[0]?.slice(base.length) ?? '';
        for (const [name, value] of Object.entries(headersFor(path))) response.setHeader(name, value);
        next();
      });
    },
    // Only in what is built: the dev server puts styles into the document, which the policy forbids.
    transformIndexHtml: {
      order: 'post',
      handler: (_html, context) =>
        context.server
          ? []
          : [
              {
                tag: 'meta',
                attrs: { 'http-equiv': 'Content-Security-Policy', content: DOCUMENT_POLICY },
                injectTo: 'head-prepend',
              },
            ],
    },
    generateBundle() {
      const everything = Object.entries(headersFor(''));
      const blocks = [['/*', everything] as const].concat(
        Object.entries(WORKER_POLICIES)
          // The image worker's folder lies inside the other: a host that joins both would apply the stricter too.
          .map(([folder, policy]) => [`/${folder}*`, [['Content-Security-Policy', policy]]] as const)
          .reverse() as never,
      );
      const lines = blocks.map(([path, headers]) => [path, ...headers.map(([k, v]) => `  ${k}: ${v}`)].join('\n'));
      this.emitFile({ type: 'asset', fileName: '_headers', source: `${lines.join('\n')}\n` });
    },
  };
}

/** Workers lie in folders by what they may do (WORKER_POLICIES). */
function workerFile({ name }: { name: string }): string {
  const image = name.startsWith('image') || name.startsWith('vips');
  const elsewhere = name.startsWith('carriers') || name.startsWith('sync');
  const folder = image ? 'image' : elsewhere ? 'carriers' : 'plain';
  return `workers/${folder}/[name]-[hash].js`;
}

export default defineConfig({
  base: './',
  define: { __VERSION__: JSON.stringify(version) },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  server: { headers: { ...ISOLATION_HEADERS } },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1000,
  },
  worker: {
    format: 'es',
    rolldownOptions: {
      output: { entryFileNames: workerFile, chunkFileNames: 'workers/plain/[name]-[hash].js' },
    },
  },
  optimizeDeps: {
    exclude: ['wasm-vips'],
    entries: ['index.html', 'src/workers/*.worker.ts', 'src/**/*.browser.test.ts'],
  },
  plugins: [
    policies(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/workers',
      filename: 'sw.ts',
      injectRegister: false,
      manifest,
      injectManifest: {
        globPatterns: ['**/*.{js,css,html,wasm,woff2,svg,png,webp,jpg,avif}'],
        // Brotli's decoder is inlaid in the script that uses it.
        globIgnores: ['screenshots/**', 'sw.js', '**/brotli_dec_wasm*.wasm'],
        maximumFileSizeToCacheInBytes: 8 * 1024 * 1024,
      },
    }),
  ],
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['src/**/*.test.ts', 'tests/*.test.ts'],
          exclude: ['**/*.browser.test.ts'],
          // Property tests take what a busy machine gives them.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['src/**/*.browser.test.ts'],
          sequence: { groupOrder: 1 },
          testTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath: chromiumPath(), args: CHROMIUM_ARGS } }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['tests/e2e/*.test.ts'],
          globalSetup: ['tests/support/e2e-setup.ts'],
          // A person waits more than the program works: two browsers keep two cores busy.
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
          testTimeout: 180_000,
          expect: { poll: { timeout: 30_000 } },
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'long',
          environment: 'node',
          include: ['tests/long/*.test.ts'],
          globalSetup: ['tests/support/e2e-setup.ts'],
          fileParallelism: false,
          testTimeout: 1_800_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
} as Parameters<typeof defineConfig>[0]);
