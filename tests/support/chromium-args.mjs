import { existsSync } from 'node:fs';

/** As root, without a display and without a network: what headless Chromium needs to be quiet and quick. */
export const CHROMIUM_ARGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const PLACES = [
  process.env.SATCHEL_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser on this machine; undefined leaves it to Playwright's own. */
export function chromiumPath() {
  return PLACES.find((place) => place && existsSync(place));
}
