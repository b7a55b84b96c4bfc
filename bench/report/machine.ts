import { cpus, loadavg, totalmem } from 'node:os';

/** The machine and the moment, in one line. */
export function describeMachine(now: Date): string {
  const [first] = cpus();
  const gigabytes = Math.round(totalmem() / 1024 ** 3);
  return `Node ${process.version}, ${first?.model.trim() ?? 'unknown processor'}, ${String(cpus().length)} cores, ${String(gigabytes)} GB, ${now.toISOString().slice(0, 16)}Z`;
}

/** Who else was at work: the load average of the last minute, which includes this run. */
export function loadNow(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}
