import type en from '../en/errors.ts';
import type { Translation } from '../translation.ts';

export default {
  title: 'Hatalar',
  intro: 'Son eşitlemelerin hataları ve uyarıları. Sürekli yinelenenleri kaynağında düzeltmek en iyisidir.',
  groupBy: 'Grupla',
  by: { rule: 'Kurala göre', field: 'Alana göre', file_type: 'Dosyaya göre' },
  span: 'Dönem',
  lastSyncs_one: 'son eşitleme',
  lastSyncs_other: 'son {{count}} eşitleme',
  considered_one: '{{count}} eşitlemeye göre; denetimler sayılmadı.',
  considered_other: '{{count}} eşitlemeye göre; denetimler sayılmadı.',
  errors: 'Hata',
  quarantined: 'Karantinada',
  warnings: 'Uyarı',
  inSyncs: 'Eşitlemede',
  ofSyncs: '{{all}} içinden {{seen}}',
  lastSeen: 'Son görülme',
  none: 'Hata da uyarı da yok',
  noneDetail: 'Bu eşitlemelerin bütün satırları kurallara uyuyor. Daha fazlasını görmek için bir filtreyi kaldırın.',
} as const satisfies Translation<typeof en>;
