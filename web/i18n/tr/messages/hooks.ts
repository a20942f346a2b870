import type { hookSentences } from '../../../../shared/domain/sentences/hooks.ts';
import type { MessagesOf } from '../../server-words.ts';

export const hooks: MessagesOf<typeof hookSentences> = {
  'hook-event-id':
    '1 ile {most} karakter arasında olmalı, başında ve sonunda boşluk bulunmamalı: olay yeniden geldiğinde bununla tanınır.',
  'hook-state': 'Webhook’un durumu {status}; bu yalnızca şu durumlarda yapılabilir: {needed}.',
  'hook-cut-off': 'İşleyicisi {count} kez yarıda kesildi.',
  'hook-error': 'Bizden kaynaklanan bir hata yüzünden uygulanamadı. Nedeni günlükte yazıyor.',
  'hook-no-json': 'Gövde JSON değil.',
  'hook-untyped': 'Hangi türden olduğunu söylemiyor.',
  'hook-unknown-type': '{event_type} türünün ne anlama geldiği bilinmiyor.',
  'hook-nothing-to-do': 'Bundan bir işlem doğmuyor.',
  'hook-ignored': 'yok sayıldı: {detail}',
  'hook-not-found': 'bulunamadı: {detail}',
  'hook-cancelled': '{by} tarafından vazgeçildi.',
};
