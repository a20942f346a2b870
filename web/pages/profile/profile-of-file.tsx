import { Button, Card, Stack, Text, Title } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { findingsOfFileQuery, profileQuery } from '../../api/queries/profile.ts';
import type { LoadedTable } from '../../api/queries/publications.ts';
import { fileTypesOf } from '../../datasets/contracts.ts';
import { useCellTexts } from '../../parts/cell-texts.ts';
import { columnsOf } from '../../parts/row-columns.ts';
import { EmptyState, ErrorState, Loaded, LoadingState } from '../../parts/states.tsx';
import { columnProfiles, SECTIONS } from './column-profiles.ts';
import classes from './column-row.module.css';
import { ColumnRow, ColumnRowHead } from './column-row.tsx';
import { ProfileTotals } from './profile-totals.tsx';
import { chosen, type ProfileView } from './profile-view.ts';

export interface ProfileOfFileProps {
  readonly view: ProfileView;
  readonly loaded: LoadedTable;
  readonly onChange: (changes: Partial<ProfileView>) => void;
}

/** The profile of what is loaded, beside the load before and what the rules found. */
export function ProfileOfFile({ view, loaded, onChange }: ProfileOfFileProps) {
  const { t, i18n } = useTranslation('profile');
  const texts = useCellTexts();
  const { slice, dataType } = view;
  const now = useQuery(profileQuery(slice, dataType, 'live', loaded.batchId));
  const before = useQuery(profileQuery(slice, dataType, 'previous', loaded.batchId));
  const findings = useQuery({
    ...findingsOfFileQuery(loaded.syncId ?? '', dataType),
    // What is derived has no findings of its own.
    enabled: loaded.syncId !== undefined && fileTypesOf(slice.dataset).includes(dataType),
  });
  return (
    <>
      {before.isError && <ErrorState error={before.error} retry={() => void before.refetch()} />}
      {findings.isError && <ErrorState error={findings.error} retry={() => void findings.refetch()} />}
      <Loaded query={now} loading={<LoadingState rows={6} height={120} />}>
        {(profile) => {
          if (profile === null) return <EmptyState title={t('empty.title')}>{t('empty.detail')}</EmptyState>;
          const columns = columnsOf(slice, dataType);
          const all = columnProfiles(columns, profile, before.data, findings.data ?? []);
          const shown = chosen(all, view, texts.title, i18n.language);
          return (
            <Stack gap="lg">
              <ProfileTotals profile={profile} before={before} columns={all} />
              {shown.length === 0 && (
                <Card>
                  <EmptyState
                    title={t('empty.noMatch')}
                    icon={IconFilterOff}
                    action={
                      <Button variant="light" size="xs" onClick={() => onChange({ search: '', onlyNotable: false })}>
                        {t('empty.showAll')}
                      </Button>
                    }
                  >
                    {t('empty.noMatchDetail')}
                  </EmptyState>
                </Card>
              )}
              {SECTIONS.map((section) => {
                const inSection = shown.filter((column) => column.section === section);
                if (inSection.length === 0) return null;
                return (
                  <Stack key={section} component="section" gap="sm" aria-label={t(`section.${section}`)}>
                    <div>
                      <Title order={2}>{t(`section.${section}`)}</Title>
                      {section === 'other' && (
                        <Text size="sm" c="dimmed">
                          {t('section.otherHint')}
                        </Text>
                      )}
                    </div>
                    <div className={classes.list}>
                      <ColumnRowHead section={section} />
                      {inSection.map((profile) => {
                        const { name } = profile.column;
                        const isOpen = view.open.includes(name);
                        return (
                          <ColumnRow
                            key={name}
                            profile={profile}
                            slice={slice}
                            dataType={dataType}
                            isOpen={isOpen}
                            onToggle={() =>
                              onChange({
                                open: isOpen ? view.open.filter((other) => other !== name) : [...view.open, name],
                              })
                            }
                          />
                        );
                      })}
                    </div>
                  </Stack>
                );
              })}
            </Stack>
          );
        }}
      </Loaded>
    </>
  );
}
