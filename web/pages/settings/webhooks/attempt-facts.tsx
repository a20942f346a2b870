import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WebhookAttempt } from '../../../api/queries/webhooks.ts';
import { useFormats } from '../../../format/use-formats.ts';
import { CodeText } from '../../../parts/code-text.tsx';
import { DateTime } from '../../../parts/values.tsx';

type Shown = Pick<WebhookAttempt, 'at' | 'http_status' | 'failure' | 'duration_ms' | 'answer'>;

/** `200 · 84 ms`, or why it came to nothing. */
export function useOutcome() {
  const { t } = useTranslation('webhooks');
  const formats = useFormats();
  return ({ http_status, failure, duration_ms }: Pick<Shown, 'http_status' | 'failure' | 'duration_ms'>): string =>
    [
      ...(http_status === null ? [] : [t('delivery.answered', { status: http_status })]),
      ...(failure === null || failure === 'status' ? [] : [t(`delivery.failure.${failure}`)]),
      formats.duration(duration_ms),
    ].join(' · ');
}

/** When it was sent, and what came of it. */
export function AttemptFacts({ attempt }: { readonly attempt: Shown }) {
  const outcome = useOutcome();
  return (
    <Stack gap={4}>
      <Text size="sm">
        <DateTime value={attempt.at} /> · {outcome(attempt)}
      </Text>
      {attempt.answer !== null && attempt.answer !== '' && (
        <Text size="xs" component="div" style={{ overflowWrap: 'anywhere' }}>
          <CodeText value={attempt.answer} />
        </Text>
      )}
    </Stack>
  );
}
