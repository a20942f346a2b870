import type { CategoricalStats, Completeness, ErrorGroup, NumericStats, Profile } from '../../api/queries/profile.ts';
import type { ServedColumn } from '../../parts/row-columns.ts';
import { categoricalNotices, completenessNotices, type Notice, numericNotices } from './notable.ts';

export const SECTIONS = ['numeric', 'categorical', 'other'] as const;
export type Section = (typeof SECTIONS)[number];

/** What one load says about one column. */
export interface Figures {
  readonly completeness: Completeness;
  readonly numeric: NumericStats | undefined;
  readonly categorical: CategoricalStats | undefined;
}

export interface ColumnProfile {
  readonly column: ServedColumn;
  readonly section: Section;
  readonly now: Figures;
  /** Undefined where there is no load before. */
  readonly before: Figures | undefined;
  readonly notices: readonly Notice[];
  /** What the rules found in this column when it was loaded. */
  readonly findings: readonly ErrorGroup[];
}

/** The columns of a profile, in the contract's order, each beside the load before and what the rules found. */
export function columnProfiles(
  columns: readonly ServedColumn[],
  now: Profile,
  before: Profile | null | undefined,
  findings: readonly ErrorGroup[],
): readonly ColumnProfile[] {
  return columns.flatMap((column) => {
    const current = figuresOf(now, column.name);
    if (!current) return [];
    const earlier = before ? figuresOf(before, column.name) : undefined;
    return {
      column,
      section: current.numeric ? 'numeric' : current.categorical ? 'categorical' : 'other',
      now: current,
      before: earlier,
      notices: earlier ? noticesOf(earlier, current) : [],
      findings: findings.filter(({ field_name }) => field_name === column.name),
    } as const;
  });
}

function figuresOf(profile: Profile, name: string): Figures | undefined {
  const completeness = profile.completeness[name];
  return (
    completeness && { completeness, numeric: profile.numeric_stats[name], categorical: profile.categorical_stats[name] }
  );
}

const noticesOf = (before: Figures, now: Figures): Notice[] => [
  ...completenessNotices(before.completeness, now.completeness),
  ...(before.numeric && now.numeric ? numericNotices(before.numeric, now.numeric) : []),
  ...(before.categorical && now.categorical ? categoricalNotices(before.categorical, now.categorical) : []),
];

/** So many changes are named in the line of a column; all are in its details. */
export const NOTICES_SHOWN = 2;

export const findingCount = ({ findings }: ColumnProfile): number =>
  findings.reduce((sum, { count }) => sum + count, 0);
