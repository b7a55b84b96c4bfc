const shifted = Symbol.for('mot-cua.shifted-date');

/**
 * Makes `Date.now()`, `new Date()` and `Date()` of this thread tell the cell's time; dates made from arguments stay as they are.
 * `shared` is the clock's own buffer, so a move is seen at once. Calling it again in the same thread does nothing.
 */
export function shiftDate(shared: SharedArrayBuffer): void {
  const realDate = globalThis.Date;
  if (shifted in realDate) return;
  const offset = new BigInt64Array(shared);
  const realNow = realDate.now.bind(realDate);
  const now = (): number => realNow() + Number(Atomics.load(offset, 0));
  const proxy = new Proxy(realDate, {
    construct: (target, given: unknown[], newTarget) => construct(target, given.length === 0 ? [now()] : given, newTarget),
    apply: (target) => new target(now()).toString(),
  });
  Object.defineProperty(realDate, 'now', { value: now, writable: true, configurable: true });
  Object.defineProperty(realDate, shifted, { value: true });
  // Libraries recognise dates by `value.constructor === Date`.
  Object.defineProperty(realDate.prototype, 'constructor', { value: proxy, writable: true, configurable: true });
  globalThis.Date = proxy;
}

function construct(target: DateConstructor, given: unknown[], newTarget: Function): object {
  const made: unknown = Reflect.construct(target, given, newTarget);
  if (typeof made !== 'object' || made === null) throw new TypeError('a date is an object');
  return made;
}
