import { createServer } from 'node:net';
import path from 'node:path';
import * as z from 'zod';
import { freePort } from '../processes/free-port.ts';
import { readJson, writePrivateJson } from './private-file.ts';

const ENGINES = ['s3', 'queues', 'dynamodb', 'secretsManager', 'postgres', 'clickhouse'] as const;
export type EnginePorts = Readonly<Record<(typeof ENGINES)[number], number>>;

const State = z.object({ ports: z.partialRecord(z.enum(ENGINES), z.number().int()).default({}) }).catch({ ports: {} });

/** Ports for the engines: those of the last start where they are free, so that presigned URLs outlive a restart. */
export async function choosePorts(home: string): Promise<EnginePorts> {
  const file = path.join(home, 'state.json');
  const { ports: before } = State.parse(readJson(file) ?? {});
  const chosen: Partial<Record<keyof EnginePorts, number>> = {};
  for (const engine of ENGINES) {
    let port = before[engine];
    while (port === undefined || Object.values(chosen).includes(port) || !(await isFree(port))) port = await freePort();
    chosen[engine] = port;
  }
  const ports = chosen as EnginePorts;
  writePrivateJson(file, { ports });
  return ports;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
