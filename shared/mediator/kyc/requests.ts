import { v7 as uuidv7 } from 'uuid';
import * as z from 'zod';
import {
  type Decision,
  REQUIRED_DATA,
  type RequestStatus,
  type RequestType,
  requestMayBecome,
  type SubjectType,
  type VerificationType,
} from '../../domain/kyc.ts';
import { cursorsOf, type Page, POSITION, pageOf } from '../../domain/pagination.ts';
import { type FieldError, fieldError, Problem } from '../../domain/problems.ts';
import { serviceSentence } from '../../domain/sentences/service-sentence.ts';
import { type AuditActor, actorLabel, recordChange } from '../../operations/audit.ts';
import type { Operations, Queryable } from '../../operations/database.ts';
import { findProfile, type ProfileRow } from './profile-record.ts';
import {
  findRequest,
  type HistoryRow,
  historyOfRequest,
  OPEN_REQUEST_COLUMNS,
  type RequestRow,
} from './request-record.ts';
import { openPersonal, sealPersonal } from './sealed-person.ts';
import { assertSecondPerson, type Decider } from './second-person.ts';
import { stepRequest } from './step-request.ts';
import { decidedByPerson, type PersonalResult } from './verification-result.ts';

export interface NewRequest {
  readonly verification_type: VerificationType;
  readonly subject_type: SubjectType;
  readonly subject_id: string;
  readonly request_type?: RequestType | undefined;
  readonly entity_id?: string | undefined;
  readonly provider?: string | undefined;
  readonly provider_key?: string | undefined;
  readonly request_data: Readonly<Record<string, unknown>>;
  readonly validity_days: number;
}

export interface RequestFilter {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly status?: RequestStatus | undefined;
  readonly verification_type?: VerificationType | undefined;
  readonly subject_id?: string | undefined;
  readonly provider?: string | undefined;
}

export interface RequestWithHistory {
  readonly row: RequestRow;
  readonly history: readonly HistoryRow[];
}

/** What is personal of a request; null where the person was removed, or where there is no result. */
export interface OpenedRequest extends RequestWithHistory {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly personal: PersonalResult | null;
}

const cursors = cursorsOf('kyc-requests', z.tuple([POSITION.time, z.uuid()]));

/** Verifications that one tenant asked for. */
export function requestsOf(operations: Operations) {
  const { tenantId } = operations.scope;

  const withHistory = async (inside: Queryable, row: RequestRow): Promise<RequestWithHistory> => ({
    row,
    history: await historyOfRequest(inside, row.request_id),
  });

  const read = async (inside: Queryable, requestId: string): Promise<RequestWithHistory> => {
    const row = await findRequest(inside, requestId, { columns: OPEN_REQUEST_COLUMNS });
    if (!row) throw new Problem('not-found');
    return withHistory(inside, row);
  };

  /** Locks a request and changes it, if the table of transitions has the change. @throws {Problem} 404, 409 `wrong-state` */
  const changed = (
    requestId: string,
    to: RequestStatus,
    change: (inside: Queryable, row: RequestRow) => Promise<void>,
    mayBe: (inside: Queryable, row: RequestRow) => Promise<void> = async () => {},
  ): Promise<RequestWithHistory> =>
    operations.transaction(async (inside) => {
      const row = await findRequest(inside, requestId, { isLocked: true });
      if (!row) throw new Problem('not-found');
      await mayBe(inside, row);
      if (!requestMayBecome(row.status, to)) {
        const at = (row.completed_at ?? row.updated_at).toISOString();
        throw new Problem('wrong-state', serviceSentence('kyc-request-final', { status: row.status, at }));
      }
      await change(inside, row);
      return read(inside, requestId);
    });

  return {
    /** @throws {Problem} 404 `not-found` */
    get: (requestId: string): Promise<RequestWithHistory> =>
      operations.transaction((inside) => read(inside, requestId)),

    /** With all that is personal; that somebody looked is written down. @throws {Problem} 404 `not-found` */
    open: (requestId: string, by: AuditActor): Promise<OpenedRequest> =>
      operations.transaction(async (inside) => {
        const row = await findRequest(inside, requestId);
        if (!row) throw new Problem('not-found');
        await recordChange(inside, tenantId, by, {
          action: 'kyc.looked-at',
          target: requestId,
          after: { what: 'request', profile_id: row.profile_id },
        });
        return { ...(await withHistory(inside, row)), ...openedOf(tenantId, row) };
      }),

    /** Newest first. @throws {Problem} `invalid-cursor` */
    async list({ limit, cursor, ...filter }: RequestFilter): Promise<Page<RequestRow>> {
      const [at, id] = cursor === undefined ? [null, null] : cursors.decode(cursor);
      const rows = await operations.query<RequestRow>(
        `SELECT ${OPEN_REQUEST_COLUMNS} FROM kyc_requests r
         WHERE ($1::text IS NULL OR r.status = $1) AND ($2::text IS NULL OR r.verification_type = $2)
           AND ($3::text IS NULL OR r.subject_id = $3) AND ($4::text IS NULL OR r.provider = $4)
           AND ($5::timestamptz IS NULL OR (r.created_at, r.request_id) < ($5, $6::uuid))
         ORDER BY r.created_at DESC, r.request_id DESC LIMIT $7`,
        [
          filter.status ?? null,
          filter.verification_type ?? null,
          filter.subject_id ?? null,
          filter.provider ?? null,
          at,
          id,
          limit + 1,
        ],
      );
      return pageOf(rows, limit, cursors, (row) => [row.created_at.toISOString(), row.request_id]);
    },

    /**
     * Asks for a verification. With a provider it is due at once; without, it waits for somebody to decide.
     * @throws {Problem} 422 `kyc-error`
     */
    create: (asked: NewRequest, by: AuditActor): Promise<RequestWithHistory> =>
      operations.transaction(async (inside) => {
        const errors = [...requestFaults(asked), ...(await providerFaults(inside, asked))];
        if (errors.length > 0) throw notDone(errors);
        const requestId = uuidv7();
        // Locked, so that it is not removed meanwhile.
        const profile =
          asked.subject_type === 'individual'
            ? await findProfile(inside, asked.subject_id, { isLocked: true })
            : undefined;
        const { provider = null } = asked;
        await inside.query(
          `INSERT INTO kyc_requests (request_id, request_type, entity_id, verification_type, subject_type, subject_id,
             profile_id, provider, provider_key, status, status_details, validity_days, sealed_data, requested_by,
             requested_key, requested_user, requested_username, due_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'pending', $10, $11, $12, $13, $14, $15, $16,
             CASE WHEN $8::text IS NOT NULL THEN now() END)`,
          [
            requestId,
            provider === null ? 'institution' : 'provider',
            asked.entity_id ?? provider ?? tenantId,
            asked.verification_type,
            asked.subject_type,
            asked.subject_id,
            profile?.profile_id ?? null,
            provider,
            asked.provider_key ?? null,
            provider === null ? 'waits-for-decision' : 'waits-for-provider',
            asked.validity_days,
            sealPersonal(tenantId, 'request', requestId, asked.request_data),
            actorLabel(by),
            by.keyId,
            by.userId,
            by.username,
          ],
        );
        await inside.query(
          `INSERT INTO kyc_request_history (request_id, version, status, by) VALUES ($1, 1, 'pending', $2)`,
          [requestId, actorLabel(by)],
        );
        await recordChange(inside, tenantId, by, {
          action: 'kyc.requested',
          target: requestId,
          after: {
            verification_type: asked.verification_type,
            subject_type: asked.subject_type,
            profile_id: profile?.profile_id ?? null,
            provider,
          },
        });
        return read(inside, requestId);
      }),

    /** @throws {Problem} 404 `not-found`, 409 `wrong-state` */
    cancel: (requestId: string, reason: string | null, by: AuditActor): Promise<RequestWithHistory> =>
      changed(requestId, 'cancelled', async (inside, row) => {
        await stepRequest(inside, tenantId, row, { to: 'cancelled', by: actorLabel(by), reason, details: null });
        await recordChange(inside, tenantId, by, {
          action: 'kyc.cancelled',
          target: requestId,
          before: { status: row.status },
          after: { status: 'cancelled' },
        });
      }),

    /**
     * Decides, for good.
     * @throws {Problem} 403 `forbidden` for whoever asked or is the subject, 404 `not-found`, 409 `wrong-state`
     */
    decide: (
      requestId: string,
      { decision, reason }: { readonly decision: Decision; readonly reason: string | null },
      decider: Decider,
    ): Promise<RequestWithHistory> => {
      const { actor } = decider;
      const to = decision === 'approved' ? 'completed' : 'rejected';
      return changed(
        requestId,
        to,
        async (inside, row) => {
          const result = decidedByPerson(decision === 'approved');
          const step = { to, by: actorLabel(actor), reason, details: decision, result } as const;
          const { profileStatus } = await stepRequest(inside, tenantId, row, step);
          await recordChange(inside, tenantId, actor, {
            action: 'kyc.decided',
            target: requestId,
            before: { status: row.status },
            after: { decision, status: to, profile_id: row.profile_id, profile_status: profileStatus },
          });
        },
        async (inside, row) => assertSecondPerson(decider, row, await subjectOf(inside, row)),
      );
    },
  };
}

const subjectOf = (inside: Queryable, { profile_id, subject_id }: RequestRow): Promise<ProfileRow | undefined> =>
  findProfile(inside, profile_id ?? subject_id);

export const openedOf = (tenantId: string, { request_id, sealed_data, sealed_result }: RequestRow) => ({
  data: sealed_data && openPersonal<Readonly<Record<string, unknown>>>(tenantId, 'request', request_id, sealed_data),
  personal: sealed_result && openPersonal<PersonalResult>(tenantId, 'result', request_id, sealed_result),
});

const notDone = (errors: readonly FieldError[]): Problem => {
  const fields = errors.map(({ field }) => field).join(', ');
  return new Problem('kyc-error', serviceSentence('not-accepted', { fields }), { errors: [...errors] });
};

/** What the type needs and is not there. What is there is not repeated: it is personal. */
export function requestFaults(asked: NewRequest): FieldError[] {
  const { verification_type, request_type, provider, request_data } = asked;
  const required = serviceSentence('kyc-data-required', { type: verification_type });
  const missing = REQUIRED_DATA[verification_type].filter((name) => isEmpty(request_data[name]));
  const errors = missing.map((name) => fieldError(`request_data.${name}`, 'required', required));
  const isTyped = request_type === undefined || (request_type === 'provider') === (provider !== undefined);
  if (!isTyped) errors.push(fieldError('request_type', 'value', serviceSentence('kyc-request-type')));
  if (asked.provider_key !== undefined && provider === undefined)
    errors.push(fieldError('provider', 'required', serviceSentence('kyc-key-without-provider')));
  return errors;
}

const isEmpty = (value: unknown): boolean => typeof value !== 'string' || value.trim() === '';

async function providerFaults(inside: Queryable, { provider, provider_key }: NewRequest): Promise<FieldError[]> {
  if (provider === undefined) return [];
  const [found] = await inside.query<{ has_key: boolean }>(
    `SELECT $2::uuid IS NULL OR EXISTS (SELECT FROM provider_keys WHERE key_id = $2 AND provider = $1
       AND deactivated_at IS NULL AND expires_at > now()) AS has_key
     FROM providers WHERE code = $1 AND provider_type = 'kyc' AND is_active AND status <> 'deprecated'
     FOR KEY SHARE`,
    [provider, provider_key ?? null],
  );
  if (!found) return [fieldError('provider', 'value', serviceSentence('kyc-no-provider', { provider }))];
  return found.has_key
    ? []
    : [fieldError('provider_key', 'value', serviceSentence('kyc-no-provider-key', { provider }))];
}
