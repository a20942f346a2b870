export type FamilyType = 'counter' | 'gauge' | 'histogram' | 'summary';

export interface Family {
  readonly type: FamilyType;
  readonly help: string;
}

/** `name` is that of a family, or, for histograms and summaries, with `_bucket`, `_sum` or `_count` behind it. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/**
 * The exposition format of Prometheus: the families in their order, those without a sample left out. A sample that is of
 * no family is left out too: nothing is shown that is not described.
 */
export function prometheusText(families: Readonly<Record<string, Family>>, samples: readonly Sample[]): string {
  const byFamily = Map.groupBy(samples, (sample) => familyOf(families, sample.name));
  return Object.entries(families)
    .flatMap(([name, { type, help }]) => {
      const found = byFamily.get(name);
      if (found === undefined) return [];
      return [`# HELP ${name} ${escapeHelp(help)}`, `# TYPE ${name} ${type}`, ...inOrder(found).map(line)];
    })
    .map((text) => `${text}\n`)
    .join('');
}

function familyOf(families: Readonly<Record<string, Family>>, name: string): string | undefined {
  if (Object.hasOwn(families, name)) return name;
  const stem = /^(.+)_(?:bucket|sum|count)$/.exec(name)?.[1];
  const type = stem === undefined || !Object.hasOwn(families, stem) ? undefined : families[stem]?.type;
  return type === 'histogram' || type === 'summary' ? stem : undefined;
}

/** The buckets of a histogram must follow each other by their bound, and stand before its sum and count. */
function inOrder(samples: readonly Sample[]): Sample[] {
  const place = ({ name, labels: { le, ...labels } }: Sample): [string, number] => [
    JSON.stringify(Object.entries(labels).sort()),
    le !== undefined ? bound(le) : name.endsWith('_sum') ? Number.POSITIVE_INFINITY : Number.MAX_VALUE,
  ];
  return samples
    .map((sample) => ({ sample, place: place(sample) }))
    .sort((a, b) => (a.place[0] < b.place[0] ? -1 : a.place[0] > b.place[0] ? 1 : a.place[1] - b.place[1] || 0))
    .map(({ sample }) => sample);
}

const bound = (le: string): number => (le === '+Inf' ? Number.MAX_VALUE / 2 : Number(le));

function line({ name, labels, value }: Sample): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escapeLabel(text)}"`);
  return `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${number(value)}`;
}

function number(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  return String(value);
}

const escapeHelp = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
const escapeLabel = (text: string): string => escapeHelp(text).replaceAll('"', '\\"');
