import { createHash } from 'node:crypto';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { z } from 'zod';
import type { Machine } from '../definition/machine.ts';
import { parseMachine } from '../definition/parse-machine.ts';

export interface MachineRecord {
  readonly arn: string;
  readonly name: string;
  readonly type: string;
  readonly roleArn: string;
  readonly definitionHash: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

const machineRow = z.object({
  arn: z.string(), name: z.string(), type: z.string(), roleArn: z.string(),
  definitionHash: z.string(), createdAt: z.number(), updatedAt: z.number(),
});
const definitionRow = z.object({ text: z.string() });
const COLUMNS = 'arn, name, type, role_arn AS roleArn, definition_hash AS definitionHash, created_at AS createdAt, updated_at AS updatedAt';

/** The deployed machines, and every definition that was ever deployed: running executions keep theirs. */
export class MachineStore {
  readonly #addDefinition: StatementSync;
  readonly #definition: StatementSync;
  readonly #put: StatementSync;
  readonly #get: StatementSync;
  readonly #all: StatementSync;
  readonly #parsed = new Map<string, Machine>();

  constructor(database: DatabaseSync) {
    this.#addDefinition = database.prepare('INSERT OR IGNORE INTO definitions (hash, text) VALUES (?, ?)');
    this.#definition = database.prepare('SELECT text FROM definitions WHERE hash = ?');
    this.#put = database.prepare(`INSERT INTO machines (arn, name, type, role_arn, definition_hash, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (arn) DO UPDATE SET name = excluded.name, type = excluded.type, role_arn = excluded.role_arn,
      definition_hash = excluded.definition_hash, updated_at = excluded.updated_at`);
    this.#get = database.prepare(`SELECT ${COLUMNS} FROM machines WHERE arn = ?`);
    this.#all = database.prepare(`SELECT ${COLUMNS} FROM machines ORDER BY name`);
  }

  /** Stores the definition and puts the machine under its ARN, over what stood there. Throws InvalidDefinition. */
  put(machine: Pick<MachineRecord, 'arn' | 'name' | 'type' | 'roleArn'>, definition: string, now: number): MachineRecord {
    const hash = createHash('sha256').update(definition).digest('hex');
    this.#parsed.set(hash, parseMachine(definition));
    this.#addDefinition.run(hash, definition);
    this.#put.run(machine.arn, machine.name, machine.type, machine.roleArn, hash, now, now);
    return { ...machine, definitionHash: hash, createdAt: this.get(machine.arn)?.createdAt ?? now, updatedAt: now };
  }

  get(arn: string): MachineRecord | undefined {
    const row = this.#get.get(arn);
    return row === undefined ? undefined : machineRow.parse(row);
  }

  all(): MachineRecord[] {
    return this.#all.all().map((row) => machineRow.parse(row));
  }

  definitionText(hash: string): string {
    return definitionRow.parse(this.#definition.get(hash)).text;
  }

  /** The definition with this hash, parsed once per process. */
  parsed(hash: string): Machine {
    const known = this.#parsed.get(hash);
    if (known !== undefined) return known;
    const machine = parseMachine(this.definitionText(hash));
    this.#parsed.set(hash, machine);
    return machine;
  }
}
