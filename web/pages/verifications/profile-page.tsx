import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { IconBan } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { PERSONAL_FIELDS, type PersonalField } from '../../../shared/domain/kyc.ts';
import {
  type KycProfileDetail,
  personalProfileQuery,
  profileQuery,
  requestPagesQuery,
  revokeProfile,
} from '../../api/queries/kyc.ts';
import { useAllowed } from '../../api/use-session.ts';
import { CodeText } from '../../parts/code-text.tsx';
import { KeyValueList } from '../../parts/key-value-list.tsx';
import { isMissing, NotFound } from '../../parts/not-found.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { PagedList } from '../../parts/paged-list.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Loaded } from '../../parts/states.tsx';
import { Timeline } from '../../parts/timeline.tsx';
import { CalendarDate, DateTime } from '../../parts/values.tsx';
import { mediatorPath } from '../../shell/mediator-path.ts';
import { ProfileBadge } from './kyc-badges.tsx';
import { PersonalPanel } from './personal-panel.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import { RequestTable } from './request-table.tsx';

export default function ProfilePage() {
  const { t } = useTranslation('verifications');
  const { profileId = '' } = useParams();
  const profile = useQuery(profileQuery(profileId));
  const all = mediatorPath('/verifications/profiles');
  if (isMissing(profile.error)) {
    return (
      <NotFound
        title={t('profiles.missing')}
        detail={t('profiles.missingDetail')}
        asked={profileId}
        to={all}
        back={t('profiles.all')}
      />
    );
  }
  return (
    <>
      <PageHeader
        title={profile.data?.user_id ?? t('profiles.title')}
        intro={profile.data && <ProfileBadge status={profile.data.status} />}
        actions={
          <Anchor component={Link} to={all} size="sm" c="var(--tranche-link)">
            {t('profiles.all')}
          </Anchor>
        }
      />
      <Loaded query={profile}>{(one) => <Panels profile={one} />}</Loaded>
    </>
  );
}

function Panels({ profile }: { readonly profile: KycProfileDetail }) {
  const { t } = useTranslation(['verifications', 'mediator']);
  const allowed = useAllowed();
  return (
    <Stack gap="md">
      {allowed.persons && profile.status === 'VERIFIED' && <Revoke profile={profile} />}
      <Panel title={t('profiles.facts')}>
        <KeyValueList
          items={[
            [t('profiles.id'), <CodeText key="id" value={profile.profile_id} />],
            [t('profiles.verified'), <DateTime key="verified" value={profile.verified_at} />],
            [t('profiles.expires'), <DateTime key="expires" value={profile.expires_at} />],
            [t('profiles.made'), <DateTime key="made" value={profile.created_at} />],
            [t('profiles.changed'), <DateTime key="changed" value={profile.updated_at} />],
          ]}
        />
      </Panel>
      <PersonalPanel title={t('profiles.personal')} query={personalProfileQuery(profile.profile_id)}>
        {(personal) => (
          <KeyValueList
            items={PERSONAL_FIELDS.map((field) => [
              t(`profiles.fields.${field}`),
              <PersonalValue key={field} field={field} value={personal[field] ?? null} />,
            ])}
          />
        )}
      </PersonalPanel>
      <Requests userId={profile.user_id} />
      <Panel title={t('mediator:history.title')}>
        <Timeline
          label={t('mediator:history.title')}
          entries={profile.history}
          state={({ status }) => <ProfileBadge status={status} />}
        />
      </Panel>
    </Stack>
  );
}

interface PersonalValueProps {
  readonly field: PersonalField;
  readonly value: string | null;
}

function PersonalValue({ field, value }: PersonalValueProps) {
  if (value === null) return '–';
  return field === 'date_of_birth' ? <CalendarDate value={value} /> : <CodeText value={value} />;
}

function Revoke({ profile: { profile_id, user_id: user } }: { readonly profile: KycProfileDetail }) {
  const { t } = useTranslation('verifications');
  const [isAsking, setAsking] = useState(false);
  return (
    <Group>
      <Button variant="default" c="red" leftSection={<IconBan size={16} aria-hidden />} onClick={() => setAsking(true)}>
        {t('profiles.revoke')}
      </Button>
      {isAsking && (
        <ReasonDialog
          title={t('profiles.revokeTitle', { user })}
          detail={t('profiles.revokeDetail')}
          confirm={t('profiles.revoke')}
          isDangerous
          isReasonRequired
          change={(reason) => revokeProfile(profile_id, reason ?? '')}
          done={t('profiles.revoked', { user })}
          onClose={() => setAsking(false)}
        />
      )}
    </Group>
  );
}

function Requests({ userId }: { readonly userId: string }) {
  const { t } = useTranslation('verifications');
  const requests = useInfiniteQuery(requestPagesQuery({ subject_id: userId }));
  return (
    <Panel title={t('profiles.requests')} flush>
      <PagedList
        query={requests}
        none={
          <Text size="md" c="dimmed" px="md" pb="md">
            {t('profiles.noRequests')}
          </Text>
        }
      >
        {(rows) => <RequestTable label={t('profiles.requests')} requests={rows} />}
      </PagedList>
    </Panel>
  );
}
