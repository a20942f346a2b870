import type { AuditAction, AuditActor, AuditFilter } from '../../api/audit-entry.ts';
import { startOfDay } from '../../format/start-of-day.ts';

/** Which entries are listed; the address holds it. */
export interface AuditView {
  readonly action?: AuditAction | undefined;
  /** A kind of actor, or the key, user or session of one. */
  readonly actor?: string | undefined;
  readonly target?: string | undefined;
  /** Calendar days of the reader, the last one too: 2026-03-02. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** All actions, by what they are about. */
export const AUDIT_ACTIONS = {
  session: ['session.started', 'session.ended', 'session.refused', 'session.reused'],
  key: ['key.made', 'key.rotated', 'key.revoked'],
  user: ['user.made', 'user.changed', 'user.password-set', 'user.removed'],
  upload: ['upload.announced', 'upload.completed', 'upload.cancelled'],
  sync: ['sync.started', 'sync.ended', 'sync.published', 'sync.discarded'],
  book: ['book.rolled-back'],
  source: ['source.made', 'source.changed', 'source.removed', 'source.pulled'],
  stream: ['stream.changed', 'alert.closed'],
  provider: [
    ...(['provider.made', 'provider.changed', 'provider.removed', 'provider.status-changed'] as const),
    ...(['provider.credentials-rotated', 'provider.key-made', 'provider.key-changed'] as const),
  ],
  money: ['account.made', 'transaction.made', 'transaction.changed'],
  kyc: [
    ...(['kyc.profile-made', 'kyc.profile-changed', 'kyc.profile-removed', 'kyc.looked-at'] as const),
    ...(['kyc.requested', 'kyc.cancelled', 'kyc.decided', 'kyc.revoked'] as const),
    'kyc.document-announced',
  ],
  hook: ['hook.retried', 'hook.cancelled'],
  webhook: [
    ...(['webhook.made', 'webhook.changed', 'webhook.removed'] as const),
    ...(['webhook.secret-rotated', 'webhook.replayed'] as const),
  ],
  config: ['config.changed', 'settings.changed'],
  tenant: ['tenant.made', 'tenant.enabled', 'tenant.disabled', 'tenant.private-key-rotated'],
} as const satisfies Record<string, readonly AuditAction[]>;

export type AuditSubject = keyof typeof AUDIT_ACTIONS;
export const AUDIT_SUBJECTS = Object.keys(AUDIT_ACTIONS) as AuditSubject[];

export const ACTOR_KINDS = [
  'key',
  'session',
  'user',
  'operator',
  'service',
  'unknown',
] as const satisfies readonly AuditActor['kind'][];
export const isActorKind = (text: string): text is AuditActor['kind'] =>
  (ACTOR_KINDS as readonly string[]).includes(text);

const MOST_CHARACTERS = 100;

export function readAuditView(parameters: URLSearchParams): AuditView {
  const text = (name: string) => {
    const value = parameters.get(name)?.trim() ?? '';
    return value === '' || value.length > MOST_CHARACTERS ? undefined : value;
  };
  const day = (name: string) => {
    const value = parameters.get(name) ?? '';
    return startOfDay(value) === undefined ? undefined : value;
  };
  return {
    action: AUDIT_SUBJECTS.flatMap((subject): readonly AuditAction[] => AUDIT_ACTIONS[subject]).find(
      (action) => action === parameters.get('action'),
    ),
    actor: text('actor'),
    target: text('target'),
    from: day('from'),
    to: day('to'),
  };
}

/** The inverse of {@link readAuditView}. */
export const writeAuditView = (view: AuditView): URLSearchParams =>
  new URLSearchParams(Object.entries(view).filter((entry): entry is [string, string] => entry[1] !== undefined));

export const isFiltered = (view: AuditView): boolean => Object.values(view).some((value) => value !== undefined);

/** What the API is asked: its instants are those at which the reader's days begin and end. */
export function filterOf({ action, actor, target, from, to }: AuditView): AuditFilter {
  const since = from === undefined ? undefined : startOfDay(from);
  const until = to === undefined ? undefined : startOfDay(to, 1);
  return {
    ...(action ? { action } : {}),
    ...(actor ? { actor } : {}),
    ...(target ? { target } : {}),
    ...(since ? { since } : {}),
    ...(until ? { until } : {}),
  };
}
