import { Problem } from '../../shared/domain/problems.ts';
import { serviceSentence } from '../../shared/domain/sentences/service-sentence.ts';
import * as endpoints from '../../shared/http/endpoints/kyc.ts';
import { httpFunction } from '../../shared/lambda/http-function.ts';
import { implement, type TenantContext } from '../../shared/lambda/implement.ts';
import { documentsOf } from '../../shared/mediator/kyc/documents.ts';
import { profilesOf } from '../../shared/mediator/kyc/profiles.ts';
import { requestsOf } from '../../shared/mediator/kyc/requests.ts';
import { sendMediationDue } from '../../shared/mediator/mediator-queue.ts';
import { keyWithReplaced } from '../../shared/operations/api-keys.ts';
import { actorOf } from '../../shared/operations/audit.ts';
import { database, operationsFor } from '../../shared/operations/database.ts';
import { sendWebhooksDue } from '../../shared/operations/outbox.ts';
import { documentBody, profileBody, profileDetail, requestBody, requestDetail } from './kyc-body.ts';

const profiles = ({ scope }: TenantContext) => profilesOf(operationsFor(scope));
const requests = ({ scope }: TenantContext) => requestsOf(operationsFor(scope));
const documents = ({ scope }: TenantContext) => documentsOf(operationsFor(scope));

export const handler = httpFunction(
  implement(endpoints.listKycProfiles, async (context, { query }) => {
    const { data, next_cursor } = await profiles(context).list(query);
    return { body: { data: data.map(profileBody), next_cursor } };
  }),

  implement(endpoints.createKycProfile, async (context, { body }) => {
    const made = await profiles(context).create(body, actorOf(context));
    context.logger.info('profile made', { profile_id: made.row.profile_id });
    return { headers: { Location: `/api/kyc/profiles/${made.row.profile_id}` }, body: profileDetail(made) };
  }),

  implement(endpoints.getKycProfile, async (context, { params, query }) => {
    const id = params.profile_id.toLowerCase();
    if (query.include === undefined) return { body: profileDetail(await profiles(context).get(id)) };
    assertAdmin(context);
    return { body: profileDetail(await profiles(context).open(id, actorOf(context))) };
  }),

  implement(endpoints.updateKycProfile, async (context, { params, body }) => {
    const changed = await profiles(context).change(params.profile_id.toLowerCase(), body, actorOf(context));
    context.logger.info('profile changed', { profile_id: changed.row.profile_id, fields: Object.keys(body) });
    return { body: profileDetail(changed) };
  }),

  implement(endpoints.deleteKycProfile, async (context, { params }) => {
    const profile_id = params.profile_id.toLowerCase();
    await profiles(context).remove(profile_id, actorOf(context));
    context.logger.info('profile removed', { profile_id });
    return {};
  }),

  implement(endpoints.revokeKycProfile, async (context, { params, body }) => {
    const revoked = await profiles(context).revoke(params.profile_id.toLowerCase(), body.reason, actorOf(context));
    context.logger.info('verification revoked', { profile_id: revoked.row.profile_id });
    await tellOthers(context);
    return { body: profileDetail(revoked) };
  }),

  implement(endpoints.listKycRequests, async (context, { query }) => {
    const { data, next_cursor } = await requests(context).list(query);
    return { body: { data: data.map(requestBody), next_cursor } };
  }),

  implement(endpoints.createKycRequest, async (context, { body }) => {
    const made = await requests(context).create(body, actorOf(context));
    const { request_id, provider } = made.row;
    context.logger.info('verification asked for', { verification: request_id, provider });
    if (provider !== null) await ask(context);
    return { headers: { Location: `/api/kyc/requests/${request_id}` }, body: requestDetail(made) };
  }),

  implement(endpoints.getKycRequest, async (context, { params, query }) => {
    const id = params.request_id.toLowerCase();
    if (query.include === undefined) return { body: requestDetail(await requests(context).get(id)) };
    assertAdmin(context);
    return { body: requestDetail(await requests(context).open(id, actorOf(context))) };
  }),

  implement(endpoints.cancelKycRequest, async (context, { params, body }) => {
    const id = params.request_id.toLowerCase();
    const cancelled = await requests(context).cancel(id, body.reason ?? null, actorOf(context));
    context.logger.info('verification cancelled', { verification: id });
    return { body: requestDetail(cancelled) };
  }),

  implement(endpoints.decideKycRequest, async (context, { params, body }) => {
    const id = params.request_id.toLowerCase();
    const actor = actorOf(context);
    const keys = actor.keyId === null ? [] : await keyWithReplaced(database().registry, actor.keyId);
    const { decision, reason = null } = body;
    const decided = await requests(context).decide(id, { decision, reason }, { actor, keys });
    context.logger.info('verification decided', { verification: id, decision });
    await tellOthers(context);
    return { body: requestDetail(decided) };
  }),

  implement(endpoints.listKycDocuments, async (context, { params }) => {
    const found = await documents(context).list(params.request_id.toLowerCase());
    return { body: { data: found.map(documentBody), next_cursor: null } };
  }),

  implement(endpoints.createKycDocument, async (context, { params, body }) => {
    const id = params.request_id.toLowerCase();
    const { row, upload } = await documents(context).announce(id, body, actorOf(context));
    context.logger.info('document announced', { verification: id, document_id: row.document_id });
    return { body: { ...documentBody(row), upload } };
  }),

  implement(endpoints.getKycDocument, async (context, { params }) => {
    const { request_id, document_id } = params;
    const opened = await documents(context).open(request_id.toLowerCase(), document_id.toLowerCase(), actorOf(context));
    const { row, file_name, download } = opened;
    return { body: { ...documentBody(row), file_name, download } };
  }),
);

/** @throws {Problem} 403 `forbidden` */
function assertAdmin({ caller: { role } }: TenantContext): void {
  if (role !== 'admin') throw new Problem('forbidden', serviceSentence('role-not-allowed', { role, roles: 'admin' }));
}

/** Whatever becomes of the messages: the schedule asks again for what waits. */
const ask = ({ scope, logger }: TenantContext): Promise<void> =>
  sendMediationDue({ tenant_id: scope.tenantId }).catch((error: Error) => logger.warn('message not sent', { error }));
const tellOthers = ({ scope, logger }: TenantContext): Promise<void> =>
  sendWebhooksDue({ tenant_id: scope.tenantId }).catch((error: Error) => logger.warn('message not sent', { error }));
