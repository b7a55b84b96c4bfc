import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { PurgeQueueCommand, SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startCell } from '#local/cell/start-cell';
import type { CellSettings } from '#local/cell/cell-settings';
import type { AlarmNotification } from '#local/cloudwatch/alarm-notification';
import type { RunningCell } from '#local/cell/running-cell';
import { listenLocally } from '#local/servers/listen-locally';

import { synthesizeSampleApp } from './sample/synthesize-sample-app.ts';

const oneMinuteMilliseconds = 60 * 1000;
const oneHourMilliseconds = 60 * oneMinuteMilliseconds;

describe('a cell started from a synthesized app', () => {
  let assemblyFolder = '';
  const errors: unknown[] = [];
  const emptyFolder = (): string => mkdtempSync(join(tmpdir(), 'cell-data-'));
  const settings = (dataFolder: string): CellSettings => ({ assemblyFolder, dataFolder, onError: (where, error) => errors.push([where, error]) });

  beforeAll(() => {
    assemblyFolder = synthesizeSampleApp();
  });

  const writeNote = async (cell: RunningCell, id: string): Promise<number> => (await fetch(`${cell.apiUrl}/notes`, { method: 'POST', body: JSON.stringify({ id }) })).status;
  const readNote = async (cell: RunningCell, id: string): Promise<Record<string, unknown> | undefined> => {
    const response = await fetch(`${cell.apiUrl}/notes/${id}`);
    return response.status === 404 ? undefined : Object(await response.json());
  };
  const executionStatuses = (cell: RunningCell): string[] => {
    const machine = cell.describe().resources.find(({ type }) => type === 'AWS::StepFunctions::StateMachine');
    return cell.stepFunctions.executions.listExecutions({ stateMachineArn: String(machine?.ref) }).executions.map(({ status }) => status);
  };

  describe('while it runs', () => {
    let cell: RunningCell;
    const notifications: AlarmNotification[] = [];

    beforeAll(async () => {
      cell = await startCell({ ...settings(emptyFolder()), onNotification: (notification) => notifications.push(notification), people: [{ id: 'an', displayName: 'An', kind: 'citizen' }] });
    });

    afterAll(async () => {
      await cell.stop();
      expect(errors).toEqual([]);
    });

    it('carries a note from the API through stream, queue and machine, and a signal back to the machine', async () => {
      expect(await writeNote(cell, 'n1')).toBe(201);
      await cell.settled();
      expect(await readNote(cell, 'n1')).toMatchObject({ delivered: { BOOL: true }, wait: { M: { token: { S: expect.any(String) } } } });
      expect(executionStatuses(cell)).toEqual(['RUNNING']);
      await fetch(`${cell.apiUrl}/notes/n1/signal`, { method: 'POST' });
      await cell.settled();
      expect(executionStatuses(cell)).toEqual(['SUCCEEDED']);
    });

    it('fires a schedule and lets a machine time out when the clock is moved', async () => {
      await writeNote(cell, 'late');
      await cell.settled();
      expect(await readNote(cell, 'tick')).toBeUndefined();
      const response = await fetch(`${cell.controlUrl}/clock`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ advanceMilliseconds: 25 * oneHourMilliseconds }),
      });
      expect(response.status).toBe(200);
      await cell.settled();
      const tick = await readNote(cell, 'tick');
      expect(Date.parse(Object(tick).at.S) - Date.now()).toBeGreaterThan(24 * oneHourMilliseconds);
      expect(executionStatuses(cell)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    });

    it('tells the functions whose tokens to trust: those of its own identity provider', async () => {
      expect((await fetch(`${cell.apiUrl}/own-notes`, { method: 'POST', body: '{"id":"own"}' })).status).toBe(201);
      expect(await readNote(cell, 'own')).toMatchObject({ trusts: { S: cell.identityUrl } });
    });

    it('tells where everything is', async () => {
      const description = Object(await (await fetch(cell.controlUrl)).json());
      expect(description.urls.api).toBe(cell.apiUrl);
      expect(description.outputs.Work.ApiUrl).toBe(cell.apiUrl);
      expect(cell.describe().resources.map(({ type }) => type)).toEqual(expect.arrayContaining(['AWS::DynamoDB::Table', 'AWS::Lambda::Function', 'AWS::SQS::Queue']));
    });

    it('shows its alarms beside the API and on the control port', async () => {
      const names = async (url: string): Promise<string[]> => {
        const alarms: { name: string }[] = Object(await (await fetch(`${url}/_local/alarms`)).json());
        return alarms.map(({ name }) => name);
      };
      expect(await names(cell.apiUrl)).toEqual([expect.stringContaining('TickFails'), 'deliveries/dead letters/not empty', 'deliveries/all/in trouble']);
      expect(await names(cell.controlUrl)).toEqual(await names(cell.apiUrl));
    });

    it('lets one watch an alarm go off and come back by moving the clock', async () => {
      const QueueUrl = String(cell.describe().resources.find(({ path }) => path.includes('DeadLetters'))?.ref);
      const sqs = new SQSClient({ endpoint: cell.urls.sqs, region: cell.region, credentials: cell.credentials });
      const statesAfterMove = async (): Promise<string[]> => {
        cell.clock.advance(10 * oneMinuteMilliseconds);
        await cell.settled();
        await cell.cloudWatch.evaluate();
        return cell.cloudWatch.alarmStates().slice(1).map(({ state }) => state);
      };
      expect(await statesAfterMove()).toEqual(['OK', 'OK']);
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'undelivered' }));
      expect(await statesAfterMove()).toEqual(['ALARM', 'ALARM']);
      await sqs.send(new PurgeQueueCommand({ QueueUrl }));
      expect(await statesAfterMove()).toEqual(['OK', 'OK']);
      sqs.destroy();
      expect(notifications.map(({ alarm, to }) => `${to} ${alarm}`).filter((told) => told.includes('trouble')).slice(-2)).toEqual(['ALARM deliveries/all/in trouble', 'OK deliveries/all/in trouble']);
      expect(notifications.at(-1)).toMatchObject({ description: 'Có thư không gửi được.\nSome deliveries failed.', topics: [expect.stringContaining('Alarms')] });
    });

    it('refuses a second cell on the same data, and says who is there', async () => {
      const dataFolder = join(cell.describe().logsFolder, '..');
      await expect(startCell(settings(dataFolder))).rejects.toThrow(`Another cell (process ${process.pid}) is running on ${dataFolder}`);
    });

    it('counts what the functions did as CloudWatch does', async () => {
      await writeNote(cell, 'counted');
      await cell.settled();
      expect(cell.cloudWatch.metrics().map(({ namespace, name }) => `${namespace} ${name}`)).toEqual(
        expect.arrayContaining(['AWS/Lambda Invocations', 'AWS/Lambda Errors', 'AWS/ApiGateway Count', 'AWS/States ExecutionsSucceeded', 'AWS/Lambda IteratorAge']),
      );
    });
  });

  it('finds its data, its executions and its clock again after a stop', async () => {
    const dataFolder = emptyFolder();
    const first = await startCell(settings(dataFolder));
    await writeNote(first, 'kept');
    await first.settled();
    first.clock.advance(oneHourMilliseconds);
    await first.settled();
    await first.cloudWatch.evaluate();
    const alarms = first.cloudWatch.alarmStates();
    expect(alarms.at(-1)?.state).toBe('OK');
    await first.stop();
    expect(existsSync(join(dataFolder, 'cell.json'))).toBe(false);
    const second = await startCell(settings(dataFolder));
    expect(second.clock.offsetMilliseconds()).toBe(oneHourMilliseconds);
    expect(second.cloudWatch.alarmStates()).toEqual(alarms);
    await fetch(`${second.apiUrl}/notes/kept/signal`, { method: 'POST' });
    await second.settled();
    expect(executionStatuses(second)).toEqual(['SUCCEEDED']);
    await second.stop();
  });

  it('goes on after a kill where it was: nothing that was answered is lost', async () => {
    const dataFolder = emptyFolder();
    const program = join(emptyFolder(), 'start.mjs');
    writeFileSync(program, childProgram(assemblyFolder, dataFolder));
    const victim = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] });
    const apiUrl = await new Promise<string>((resolve, reject) => {
      victim.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
      victim.once('exit', () => reject(new Error('the cell ended by itself')));
    });
    await Promise.all(['k1', 'k2', 'k3'].map((id) => fetch(`${apiUrl}/notes`, { method: 'POST', body: JSON.stringify({ id }) })));
    const ended = new Promise((resolve) => victim.once('exit', resolve));
    victim.kill('SIGKILL');
    await ended;
    const cell = await startCell(settings(dataFolder));
    await cell.settled();
    const notes = await Promise.all(['k1', 'k2', 'k3'].map((id) => readNote(cell, id)));
    expect(notes).toEqual(Array.from({ length: 3 }, () => expect.objectContaining({ wait: expect.anything() })));
    expect(executionStatuses(cell)).toEqual(['RUNNING', 'RUNNING', 'RUNNING']);
    await cell.stop();
  });

  describe('that cannot start', () => {
    it.each([
      ['there is no assembly', { assemblyFolder: '/nowhere' }, 'There is no cloud assembly in /nowhere: run "npm run synth" first.'],
      ['a parameter is unknown', { parameters: { Colour: 'red' } }, 'No stack of the assembly has a parameter "Colour".'],
      ['the data folder cannot be made', { dataFolder: '/dev/null/nowhere' }, 'The data folder /dev/null/nowhere cannot be written'],
    ])('says so in one sentence when %s', async (_what, more, sentence) => {
      await expect(startCell({ ...settings(emptyFolder()), ...more })).rejects.toThrow(sentence);
    });

    it('names a port that is taken, and leaves the folder free for the next try', async () => {
      const other = createServer();
      const port = await listenLocally(other);
      const dataFolder = emptyFolder();
      for (const [name, purpose] of [
        ['s3', 'S3'],
        ['queues', 'queues and topics'],
      ]) {
        const ports = Object.fromEntries([[name, port]]);
        await expect(startCell({ ...settings(dataFolder), ports })).rejects.toThrow(`Port ${port}, meant for ${String(purpose)}, is already in use.`);
      }
      other.close();
    });
  });
});

function childProgram(assemblyFolder: string, dataFolder: string): string {
  const module = new URL('../../../local/cell/start-cell.ts', import.meta.url).href;
  return `import { startCell } from ${JSON.stringify(module)};
    const cell = await startCell(${JSON.stringify({ assemblyFolder, dataFolder })});
    console.log(cell.apiUrl);`;
}
