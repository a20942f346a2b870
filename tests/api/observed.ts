import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A line of the log of a function or an engine. */
export type Line = Record<string, unknown> & { readonly component: string; readonly message: string };
/** Samples of /metrics, each by its name and labels. */
export type Samples = Map<string, number>;

/** Where a service keeps its state, and where it answers. */
interface Service {
  readonly home: string;
  readonly url: string;
}

/** All lines of the logs so far. */
export function logLines({ home }: Service): Line[] {
  const folder = path.join(home, 'logs');
  return readdirSync(folder).flatMap((name) =>
    readFileSync(path.join(folder, name), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Line),
  );
}

/** What the operator of a service asks for metrics with. */
export const operatorOf = ({ home }: Service): string =>
  `Bearer ${readFileSync(path.join(home, 'metrics-token'), 'utf8')}`;

export async function scrape(service: Service, authorization = operatorOf(service)): Promise<Samples> {
  const response = await fetch(`${service.url}/metrics`, { headers: { authorization } });
  if (response.status !== 200) throw new Error(`/metrics answered ${response.status}`);
  const samples = (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(samples.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
}
