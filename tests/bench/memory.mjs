import { readdirSync, readFileSync } from 'node:fs';

/** Proportional set size of a process and all below it, in bytes (Linux: /proc/PID/smaps_rollup). */
export function pssOfTree(root) {
  const children = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    } catch {
      // It ended between being listed and being read.
    }
  }
  let bytes = 0;
  for (const queue = [root]; queue.length > 0; ) {
    const pid = queue.pop();
    queue.push(...(children.get(pid) ?? []));
    try {
      bytes += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) * 1024;
    } catch {
      // As above.
    }
  }
  return bytes;
}

/** Samples until stopped; stop() gives the highest. */
export function watchPeak(pid, everyMs = 250) {
  let peak = 0;
  const sample = () => {
    peak = Math.max(peak, pssOfTree(pid));
  };
  const timer = setInterval(sample, everyMs);
  return {
    stop() {
      clearInterval(timer);
      sample();
      return peak;
    },
  };
}
