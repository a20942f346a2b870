import type { webhookSentences } from '../../../../shared/domain/sentences/webhooks.ts';
import type { MessagesOf } from '../../server-words.ts';

export const webhooks: MessagesOf<typeof webhookSentences> = {
  'webhooks-most': 'Zaten {most} webhook var; daha fazlası olamaz.',
  'webhook-off': 'Webhook kapalı. Önce açın.',
  'field-webhook-url':
    'https ile başlayan, kimlik bilgisi ve # içermeyen bir adres olmalı: https://hooks.bank.example/tranche.',
  'field-webhook-address':
    'Çağrılamayacak bir adreste: yalnızca herkese açık adresler ve bu kurulumun izin verdikleri çağrılır.',
  'field-webhook-insecure': 'https ile başlamalı: http ile gönderilen yolda okunabilir.',
};
