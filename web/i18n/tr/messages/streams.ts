import type { streamSentences } from '../../../../shared/domain/sentences/streams.ts';
import type { MessagesOf } from '../../server-words.ts';

export const streams: MessagesOf<typeof streamSentences> = {
  'no-stream': '{name} adında bir akış yok; akışlar: {names}.',
  'event-member': '{expected}.',
  'event-time':
    '1900 ile 2299 arasında bir an olmalı: JSON sayısı olarak 1970’ten bu yana geçen saniye ya da ISO 8601 metni, örneğin 2026-03-02T09:30:00.250Z.',
  'type-exact-number': 'Sayı ya da rakamlarını içeren metin',
  'alert-note': 'Ne bulunduğunu bir notla yazın: uyarı kesin olarak kapanır, geriye okunacak yalnız bu kalır.',
  'alert-closed': 'Uyarı {by} tarafından {at} tarihinde kapatıldı.',
  'stream-settings-changed': 'Ayarların sürümü artık {version}. Değiştirmeden önce yeniden okuyun.',
  'live-position': 'after bu akışın bir `next` değeri değil. Onsuz sorun ve gelen yanıtın `next` değeriyle sürdürün.',
};
