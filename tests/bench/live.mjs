// The figure of live shares: from one browser to another, against a bare data channel between the same two.
import { pssOfTree, watchPeak } from './memory.mjs';
import { openSatchel } from './satchel.mjs';

const PIECE = 10_000_000;
const SETTLED_MS = 4000;

/** Runs in the page: one end of a channel; the other description goes from page to page as text. */
const bare = {
  offer: async () => {
    const pc = new RTCPeerConnection();
    const channel = pc.createDataChannel('bare', { negotiated: true, id: 0 });
    channel.binaryType = 'arraybuffer';
    Object.assign(window, { pc, channel });
    await pc.setLocalDescription();
    while (pc.iceGatheringState !== 'complete') await new Promise((resolve) => setTimeout(resolve, 20));
    return pc.localDescription.sdp;
  },
  answer: async (sdp) => {
    const pc = new RTCPeerConnection();
    const channel = pc.createDataChannel('bare', { negotiated: true, id: 0 });
    channel.binaryType = 'arraybuffer';
    Object.assign(window, { pc, channel, came: 0 });
    channel.onmessage = ({ data }) => {
      window.came += data.byteLength;
    };
    await pc.setRemoteDescription({ type: 'offer', sdp });
    await pc.setLocalDescription();
    while (pc.iceGatheringState !== 'complete') await new Promise((resolve) => setTimeout(resolve, 20));
    return pc.localDescription.sdp;
  },
  send: async ({ sdp, bytes }) => {
    const { pc, channel } = window;
    await pc.setRemoteDescription({ type: 'answer', sdp });
    if (channel.readyState !== 'open') await new Promise((resolve) => channel.addEventListener('open', resolve));
    channel.bufferedAmountLowThreshold = 256 * 1024;
    const message = new Uint8Array(64 * 1024);
    for (let sent = 0; sent < bytes; sent += message.length) {
      if (channel.bufferedAmount > 1024 * 1024) {
        await new Promise((resolve) => channel.addEventListener('bufferedamountlow', resolve, { once: true }));
      }
      channel.send(message);
    }
  },
};

/**
 * @param {object} bench
 * @param {{ address: string }} bench.program
 * @param {number} bench.megabytes
 * @param {number} bench.rounds
 * @param {(line: string) => void} bench.print
 * @param {(figure: string, value: number, must: number, aim: number, better?: boolean, unit?: string) => void} bench.report
 * @param {(values: number[]) => number} bench.median
 */
export async function benchLive({ program, megabytes, rounds, print, report, median }) {
  print(`live: ${megabytes} MB from one browser to another, ${rounds} rounds`);
  const sender = await openSatchel(program.address);
  const { page } = sender;
  await sender.upload(
    Array.from({ length: 2 }, (_, i) => ({
      name: `seed ${i}.bin`,
      mimeType: 'application/octet-stream',
      buffer: Buffer.alloc(1000, i),
    })),
  );
  const tools = await sender.context.newPage();
  tools.setDefaultTimeout(1_200_000);
  await page.goto('about:blank');
  await tools.goto(new URL('__seed.html', program.address).href);
  for (let i = 0; i < Math.round((megabytes * 1e6) / PIECE); i++)
    await tools.evaluate(([n, bytes]) => window.seedBytes(`piece ${n}.bin`, bytes), [i, PIECE]);
  await page.goto(program.address);
  await page.getByRole('button', { name: 'Select all' }).waitFor();
  await page.waitForTimeout(4000);
  const receiver = await openSatchel(program.address);
  const peaks = [0, 0];
  const times = { satchel: [], bare: [] };

  await page.getByRole('button', { name: 'Select all' }).click();
  await page.keyboard.press('s');
  const share = page.getByRole('dialog', { name: 'Share', exact: true });
  await share.getByRole('combobox', { name: 'Export profile' }).selectOption('original');
  await share.getByRole('radio', { name: 'Live' }).check();
  await share.getByRole('button', { name: 'Share', exact: true }).click();
  const shared = page.getByRole('dialog', { name: 'Shared' });
  await shared.waitFor({ timeout: 600_000 });
  // The first is for memory only: looking at it takes from what is measured.
  for (let round = -1; round < rounds; round++) {
    const link = await shared.getByRole('textbox', { name: 'Link' }).inputValue();
    // What came in the last round must not be gone on with.
    await receiver.page.goto(program.address);
    await receiver.page.evaluate(async () => {
      const folder = await navigator.storage.getDirectory();
      await folder.removeEntry('downloads', { recursive: true }).catch(() => {});
    });
    await receiver.page.goto('about:blank');
    await receiver.page.goto(link);
    const code = await receiver.page.getByRole('textbox', { name: 'Code' }).inputValue();
    await shared.getByRole('textbox', { name: 'Recipient’s code' }).fill(code);
    // What a page does after it was opened is not what is measured: a person sends a code meanwhile.
    await page.waitForTimeout(SETTLED_MS);
    const watched = round < 0 ? [sender, receiver] : [];
    const idle = watched.map((each) => pssOfTree(each.pid()));
    const watches = watched.map((each) => watchPeak(each.pid()));
    const started = performance.now();
    await shared.getByRole('button', { name: 'Connect' }).click();
    await receiver.page.getByText('It is all on this device.').waitFor();
    const seconds = (performance.now() - started) / 1000;
    for (const [i, watch] of watches.entries()) peaks[i] = watch.stop() - idle[i];
    await shared.getByRole('button', { name: 'New link for the next recipient' }).click();
    await shared.getByRole('textbox', { name: 'Link' }).waitFor();

    if (round < 0) continue;
    times.satchel.push(seconds);
    await tools.goto(program.address);
    await receiver.page.goto('about:blank');
    await receiver.page.goto(program.address);
    const answer = await receiver.page.evaluate(bare.answer, await tools.evaluate(bare.offer));
    await page.waitForTimeout(SETTLED_MS);
    const begun = performance.now();
    await tools.evaluate(bare.send, { sdp: answer, bytes: megabytes * 1e6 });
    await receiver.page.waitForFunction((bytes) => window.came >= bytes, megabytes * 1e6, { polling: 20 });
    times.bare.push((performance.now() - begun) / 1000);
    print(`  round ${round + 1}: satchel ${times.satchel.at(-1).toFixed(1)} s, bare ${times.bare.at(-1).toFixed(1)} s`);
  }
  await sender.close();
  await receiver.close();
  const speed = (seconds) => (megabytes / median(seconds)).toFixed(0);
  print(`  satchel ${speed(times.satchel)} MB/s, bare channel ${speed(times.bare)} MB/s`);
  report('live transfer ÷ bare data channel', median(times.bare) / median(times.satchel), 0.7, 0.9);
  report('peak memory over idle while sending live', peaks[0] / 1e6, 300, 150, false, ' MB');
  report('peak memory over idle while receiving live', peaks[1] / 1e6, 300, 150, false, ' MB');
}
