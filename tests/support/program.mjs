import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, preview } from 'vite';

/**
 * Serves the built program as it is delivered; beside it, at /__seed.html, a page that fills a library through the
 * program's own verbs (tests/bench/seed.ts). It is no part of what is delivered.
 * @param {string} root
 * @param {{ installation?: object }} [options] installation replaces installation.json
 * @returns {Promise<{ address: string, close: () => Promise<void> }>}
 */
export async function serveProgram(root, { installation } = {}) {
  const out = join(root, '.cache/seed');
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    build: {
      outDir: out,
      emptyOutDir: true,
      target: 'es2022',
      copyPublicDir: false,
      lib: { entry: join(root, 'tests/bench/seed.ts'), formats: ['es'], fileName: 'seed' },
    },
  });
  const pages = {
    name: 'bench-pages',
    /** @param {import('vite').PreviewServer} server */
    configurePreviewServer(server) {
      server.middlewares.use((request, response, next) => {
        /** @param {string} type @param {string | Buffer} body */
        const send = (type, body) => {
          response.setHeader('Content-Type', type);
          response.end(body);
        };
        if (request.url === '/__seed.html') {
          send('text/html', '<!doctype html><title>seed</title><script type="module" src="/__seed.js"></script>');
        } else if (request.url === '/__seed.js') send('text/javascript', readFileSync(join(out, 'seed.js')));
        else if (installation && request.url === '/installation.json') {
          send('application/json', JSON.stringify(installation));
        } else next();
      });
    },
  };
  const server = await preview({ root, preview: { port: 0, host: 'localhost' }, logLevel: 'error', plugins: [pages] });
  return {
    address: server.resolvedUrls?.local[0] ?? '',
    close: () =>
      new Promise((resolve) => {
        if ('closeAllConnections' in server.httpServer) server.httpServer.closeAllConnections();
        server.httpServer.close(() => resolve(undefined));
      }),
  };
}
