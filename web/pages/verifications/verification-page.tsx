import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import {
  cancelRequest,
  decideRequest,
  isOpen,
  type KycRequestDetail,
  personalRequestQuery,
  requestQuery,
} from '../../api/queries/kyc.ts';
import { tenantQuery } from '../../api/queries/tenant.ts';
import { useAllowed } from '../../api/use-session.ts';
import { useFormats } from '../../format/use-formats.ts';
import { CodeText } from '../../parts/code-text.tsx';
import { JsonText } from '../../parts/json-text.tsx';
import { KeyValueList } from '../../parts/key-value-list.tsx';
import { ProviderLink, shownId } from '../../parts/mediator-links.tsx';
import { isMissing, NotFound } from '../../parts/not-found.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Loaded } from '../../parts/states.tsx';
import { Timeline } from '../../parts/timeline.tsx';
import { DateTime } from '../../parts/values.tsx';
import { mediatorPath, profilePath } from '../../shell/mediator-path.ts';
import { DocumentsPanel } from './documents-panel.tsx';
import { RequestBadge, StatusDetails } from './kyc-badges.tsx';
import { PersonalPanel } from './personal-panel.tsx';
import { ReasonDialog } from './reason-dialog.tsx';

export default function VerificationPage() {
  const { t } = useTranslation('verifications');
  const { requestId = '' } = useParams();
  const request = useQuery(requestQuery(requestId));
  const all = mediatorPath('/verifications');
  if (isMissing(request.error)) {
    return (
      <NotFound
        title={t('one.missing')}
        detail={t('one.missingDetail')}
        asked={requestId}
        to={all}
        back={t('one.all')}
      />
    );
  }
  const one = request.data;
  return (
    <>
      <PageHeader
        title={
          one ? t('one.title', { type: t(`typeOf.${one.verification_type}`), subject: one.subject_id }) : t('title')
        }
        intro={
          one && (
            <Group component="span" gap="xs">
              <RequestBadge status={one.status} />
              <StatusDetails details={one.status_details} />
            </Group>
          )
        }
        actions={
          <Anchor component={Link} to={all} size="sm" c="var(--tranche-link)">
            {t('one.all')}
          </Anchor>
        }
      />
      <Loaded query={request}>{(loaded) => <Panels request={loaded} />}</Loaded>
    </>
  );
}

function Panels({ request }: { readonly request: KycRequestDetail }) {
  const { t } = useTranslation(['verifications', 'mediator']);
  return (
    <Stack gap="md">
      {isOpen(request) && <Decision request={request} />}
      <Facts request={request} />
      <Result request={request} />
      <PersonalPanel title={t('one.data')} query={personalRequestQuery(request.request_id)}>
        {(personal) => <PersonalOfRequest request={personal} />}
      </PersonalPanel>
      <DocumentsPanel requestId={request.request_id} />
      <Panel title={t('mediator:history.title')}>
        <Timeline
          label={t('mediator:history.title')}
          entries={request.history}
          state={({ status }, isPast) => <RequestBadge status={status} isPast={isPast} />}
        />
      </Panel>
    </Stack>
  );
}

type Asking = 'approve' | 'reject' | 'cancel';

/** What may still be done, or why the reader is not the one to do it. */
function Decision({ request }: { readonly request: KycRequestDetail }) {
  const { t } = useTranslation('verifications');
  const allowed = useAllowed();
  const me = useQuery(tenantQuery).data;
  const [asking, setAsking] = useState<Asking>();
  // The service knows more of who is the same person, and refuses what this lets through.
  const isOwn = me !== undefined && (me.username ?? me.api_key_prefix) === request.requested_by;
  const mayDecide = allowed.persons && !isOwn;
  return (
    <Stack gap="xs">
      <Group gap="xs">
        {mayDecide && (
          <>
            <Button leftSection={<IconCheck size={16} aria-hidden />} onClick={() => setAsking('approve')}>
              {t('decide.approve')}
            </Button>
            <Button
              variant="default"
              c="red"
              leftSection={<IconX size={16} aria-hidden />}
              onClick={() => setAsking('reject')}
            >
              {t('decide.reject')}
            </Button>
          </>
        )}
        {allowed.write && (
          <Button variant="default" onClick={() => setAsking('cancel')}>
            {t('decide.cancel')}
          </Button>
        )}
      </Group>
      {!mayDecide && (
        <Text size="sm" c="dimmed">
          {t(allowed.persons ? 'decide.own' : 'decide.onlyAdmin')}
        </Text>
      )}
      {asking && <DecisionDialog request={request} asking={asking} onClose={() => setAsking(undefined)} />}
    </Stack>
  );
}

interface DecisionDialogProps {
  readonly request: KycRequestDetail;
  readonly asking: Asking;
  readonly onClose: () => void;
}

const OUTCOMES = { approve: 'approved', reject: 'rejected', cancel: 'cancelled' } as const;

function DecisionDialog({ request: { request_id, provider }, asking, onClose }: DecisionDialogProps) {
  const { t } = useTranslation('verifications');
  const outcome = OUTCOMES[asking];
  return (
    <ReasonDialog
      title={t(`decide.${asking}Title`)}
      detail={t(`decide.${asking}Detail`)}
      confirm={t(`decide.${asking}`)}
      isDangerous={asking !== 'approve'}
      // Who is turned away has a right to a reason.
      isReasonRequired={asking === 'reject'}
      change={(reason) =>
        outcome === 'cancelled'
          ? cancelRequest(request_id, reason)
          : decideRequest(request_id, { decision: outcome, reason })
      }
      done={t(`decide.${outcome}`)}
      onClose={onClose}
    >
      {provider !== null && asking !== 'cancel' && <Text size="md">{t('decide.overProvider', { provider })}</Text>}
    </ReasonDialog>
  );
}

function Facts({ request }: { readonly request: KycRequestDetail }) {
  const { t } = useTranslation('verifications');
  const formats = useFormats();
  const { profile_id, provider, provider_key } = request;
  return (
    <Panel title={t('one.facts')}>
      <KeyValueList
        items={[
          [t('type'), t(`typeOf.${request.verification_type}`)],
          [
            t('subject'),
            <span key="subject">
              {t(`subjectOf.${request.subject_type}`)} <CodeText value={request.subject_id} />
            </span>,
          ],
          [
            t('one.profile'),
            profile_id === null ? (
              t('one.noProfile')
            ) : (
              <Anchor
                key="profile"
                component={Link}
                to={profilePath(profile_id)}
                fz="inherit"
                c="var(--tranche-link)"
                title={profile_id}
              >
                {shownId(profile_id)}
              </Anchor>
            ),
          ],
          [t('by'), provider === null ? t('byPerson') : <ProviderLink key="provider" code={provider} />],
          ...(provider_key === null ? [] : [[t('one.key'), <CodeText key="key" value={provider_key} />] as const]),
          [t('one.entity'), <CodeText key="entity" value={request.entity_id} />],
          [t('one.validity'), formats.span(request.validity_days, 'day')],
          [t('askedBy'), <CodeText key="by" value={request.requested_by} />],
          [t('asked'), <DateTime key="asked" value={request.created_at} />],
          ...(request.completed_at === null
            ? []
            : [[t('one.completed'), <DateTime key="completed" value={request.completed_at} />] as const]),
        ]}
      />
    </Panel>
  );
}

function Result({ request: { result } }: { readonly request: KycRequestDetail }) {
  const { t } = useTranslation(['verifications', 'mediator']);
  const formats = useFormats();
  const yesNo = (value: boolean | null) => (value === null ? '–' : t(value ? 'mediator:yes' : 'mediator:no'));
  const score = (value: string | null) => (value === null ? '–' : formats.decimal(value));
  return (
    <Panel title={t('one.result')}>
      {result === null ? (
        <Text size="md" c="dimmed">
          {t('one.noResult')}
        </Text>
      ) : (
        <KeyValueList
          items={[
            [t('one.verified'), yesNo(result.is_verified)],
            [t('one.score'), score(result.verification_score)],
            [t('one.faceScore'), score(result.face_match_score)],
            [t('one.address'), yesNo(result.address_verified)],
            [t('one.background'), yesNo(result.background_check_passed)],
          ]}
        />
      )}
    </Panel>
  );
}

function PersonalOfRequest({ request: { request_data, result } }: { readonly request: KycRequestDetail }) {
  const { t } = useTranslation('verifications');
  const { document_type, document_number, document_expiry, additional_data } = result ?? {};
  const ofResult = Object.entries({ document_type, document_number, document_expiry, additional_data }).filter(
    ([, value]) => value != null,
  );
  const isEmpty = request_data != null && Object.keys(request_data).length === 0;
  return (
    <Stack gap="md">
      {request_data == null && <Text size="md">{t('one.gone')}</Text>}
      {isEmpty && <Text size="md">{t('one.nothing')}</Text>}
      {request_data != null && !isEmpty && <JsonText label={t('one.requestData')} value={request_data} />}
      {ofResult.length > 0 && <JsonText label={t('one.resultData')} value={Object.fromEntries(ofResult)} />}
    </Stack>
  );
}
