import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';

/** A browser of another engine, driven by what is the same in all: functions in the page, and files for its inputs. */
export interface OtherBrowser {
  open(address: string): Promise<void>;
  /** Runs a function in the page; what it gives must be JSON. */
  run<Args extends unknown[], Result>(
    work: (...args: Args) => Result | Promise<Result>,
    ...args: Args
  ): Promise<Result>;
  /** Gives files of this machine to an input. */
  setFiles(selector: string, paths: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

export interface Engine {
  name: string;
  /** Why it cannot be had here; undefined where it can. */
  missing: string | undefined;
  start(): Promise<OtherBrowser>;
}

const until = async <T>(ask: () => Promise<T>, tries = 50): Promise<T> => {
  for (let left = tries; ; left--) {
    try {
      return await ask();
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
};

const FIREFOX = '/usr/bin/firefox-esr';

/** Firefox through WebDriver BiDi. */
const firefox: Engine = {
  name: 'Firefox',
  missing: existsSync(FIREFOX) ? undefined : 'firefox-esr is not installed',
  async start() {
    const browser = await puppeteer.launch({ browser: 'firefox', executablePath: FIREFOX, headless: true });
    const page = await browser.newPage();
    page.setDefaultTimeout(60_000);
    return {
      // Firefox gives a navigation up where a busy machine lets the service worker answer late.
      open: (address) => until(async () => void (await page.goto(address)), 3),
      run: async (work, ...args) => (await page.evaluate(work as never, ...(args as unknown as never[]))) as never,
      async setFiles(selector, paths) {
        const input = await page.waitForSelector(selector);
        await (input as unknown as { uploadFile(...files: string[]): Promise<void> }).uploadFile(...paths);
      },
      close: () => browser.close(),
    };
  },
};

const WEBKIT = ['/usr/bin/WebKitWebDriver', '/usr/bin/Xvfb'];

function miniBrowser(): string | undefined {
  const lib = '/usr/lib/x86_64-linux-gnu';
  if (!existsSync(lib)) return undefined;
  return readdirSync(lib)
    .filter((name) => name.startsWith('webkit2gtk-'))
    .map((name) => join(lib, name, 'MiniBrowser'))
    .find(existsSync);
}

/** WebKitGTK through WebDriver (W3C), whose few requests are all that is needed here. */
const webkit: Engine = {
  name: 'WebKitGTK',
  missing: WEBKIT.every(existsSync) && miniBrowser() ? undefined : 'webkit2gtk-driver or xvfb is not installed',
  async start() {
    const port = 20_000 + Math.floor(Math.random() * 20_000);
    const display = `:${100 + (port % 800)}`;
    const profile = mkdtempSync(join(tmpdir(), 'satchel-webkit-'));
    const env = {
      ...process.env,
      DISPLAY: display,
      HOME: profile,
      JSC_useSharedArrayBuffer: '1',
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
    };
    const children: ChildProcess[] = [
      spawn('Xvfb', [display, '-screen', '0', '1440x900x24'], { stdio: 'ignore' }),
      spawn('WebKitWebDriver', [`--port=${port}`], { env, stdio: 'ignore' }),
    ];
    const ask = async (method: string, path: string, body?: object): Promise<unknown> => {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        ...(body ? { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } } : {}),
      });
      const { value } = (await answer.json()) as { value: unknown };
      if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(value).slice(0, 500)}`);
      return value;
    };
    const options = { binary: miniBrowser(), args: ['--automation'] };
    const capabilities = { alwaysMatch: { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': options } };
    const session = (await until(() => ask('POST', '/session', { capabilities }))) as { sessionId: string };
    const at = `/session/${session.sessionId}`;
    await ask('POST', `${at}/timeouts`, { script: 120_000, pageLoad: 120_000 });
    return {
      open: async (address) => {
        await ask('POST', `${at}/url`, { url: address });
      },
      async run(work, ...args) {
        const script = `const done = arguments[arguments.length - 1];
          Promise.resolve((${work})(...Array.from(arguments).slice(0, -1))).then(
            (value) => done({ value: JSON.stringify(value ?? null) }), (error) => done({ error: String(error) }));`;
        const result = (await ask('POST', `${at}/execute/async`, { script, args })) as {
          value?: string;
          error?: string;
        };
        if (result.error) throw new Error(result.error);
        return JSON.parse(result.value ?? 'null');
      },
      async setFiles(selector, paths) {
        const found = await until(() => ask('POST', `${at}/element`, { using: 'css selector', value: selector }));
        const [id] = Object.values(found as Record<string, string>);
        await ask('POST', `${at}/element/${id}/value`, { text: paths.join('\n') });
      },
      async close() {
        await ask('DELETE', at).catch(() => {});
        for (const child of children) child.kill('SIGKILL');
        rmSync(profile, { recursive: true, force: true });
      },
    };
  },
};

export const ENGINES: readonly Engine[] = [firefox, webkit];
