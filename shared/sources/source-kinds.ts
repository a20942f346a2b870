import * as z from 'zod';
import { SOURCE_KINDS, type SourceKindName } from '../domain/source.ts';
import { httpPagesKind } from './http-pages/kind.ts';
import { mongodbKind } from './mongodb/kind.ts';
import { postgresKind } from './postgres/kind.ts';
import type { SourceKind } from './source-kind.ts';

const KINDS = { http_pages: httpPagesKind, postgres: postgresKind, mongodb: mongodbKind } as const;

type Kinds = typeof KINDS;
export type ConfigOf<K extends SourceKindName> = z.output<Kinds[K]['config']>;
export type CredentialsOf<K extends SourceKindName> = z.output<Kinds[K]['credentials']>;
export type SourceConfig = ConfigOf<SourceKindName>;
export type SourceCredentials = CredentialsOf<SourceKindName>;

/** What is read from, and how. */
export type SourceTarget = {
  [K in SourceKindName]: { readonly kind: K; readonly config: ConfigOf<K> };
}[SourceKindName];

/** Only that, of what has more. */
export const targetOf = ({ kind, config }: SourceTarget): SourceTarget => ({ kind, config }) as SourceTarget;

export const kindOf = ({ kind }: Pick<SourceTarget, 'kind'>): SourceKind<SourceConfig, SourceCredentials> =>
  KINDS[kind] as unknown as SourceKind<SourceConfig, SourceCredentials>;

/** A shape of an item, with the kind of a source and the configuration that this has. */
export function withTarget<Shape extends z.ZodRawShape>(shape: Shape) {
  const [first, ...others] = SOURCE_KINDS.map((kind) =>
    z.object({ ...shape, kind: z.literal(kind), config: KINDS[kind].config }),
  );
  return z.discriminatedUnion('kind', [first!, ...others]) as unknown as z.ZodType<
    z.output<z.ZodObject<Shape>> & SourceTarget
  >;
}

export const filesOf = (target: SourceTarget) => kindOf(target).filesOf(target.config);
export const hostOf = (target: SourceTarget): string => kindOf(target).hostOf(target.config);
