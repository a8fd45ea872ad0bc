import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright';
import { CHROMIUM_ARGS, chromiumPath } from './chromium-args.mjs';

/** A browser with a profile on the disk: what a library survives can only be seen there. */
export function launch(profile: string, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    args: CHROMIUM_ARGS,
    viewport: { width: 1440, height: 900 },
    acceptDownloads: true,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    ...options,
  });
}

export async function firstPage(context: BrowserContext): Promise<Page> {
  return context.pages()[0] ?? (await context.newPage());
}
