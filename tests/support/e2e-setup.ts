import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { preview } from 'vite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    address: string;
    root: string;
  }
}

/** Builds the program as it is delivered and serves it for all end-to-end tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const root = process.cwd();
  // `npm test` builds once beforehand; alone, a suite builds for itself.
  if (!process.env.SATCHEL_BUILT || !existsSync(join(root, 'dist/index.html'))) {
    // In a process of its own: Vitest's NODE_ENV would make it a build for development.
    const env = { ...process.env, NODE_ENV: 'production', VITEST: '' };
    execFileSync(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error'], {
      cwd: root,
      env,
    });
  }
  const server = await preview({ root, preview: { port: 0, host: '127.0.0.1' }, logLevel: 'error' });
  const address = server.resolvedUrls?.local[0];
  if (!address) throw new Error('the preview server has no address');
  project.provide('address', address.replace('127.0.0.1', 'localhost'));
  project.provide('root', root);
  return async () => {
    await new Promise((resolve) => server.httpServer.close(resolve));
  };
}
