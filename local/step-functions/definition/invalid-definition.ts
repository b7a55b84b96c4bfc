/** A definition the engine cannot run; the message names the state and every fault found. */
export class InvalidDefinition extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`Invalid State Machine Definition: '${faults.join('; ')}'`);
    this.name = 'InvalidDefinition';
    this.faults = faults;
  }
}
