import type en from '../en/errors.ts';
import type { Translation } from '../translation.ts';

export default {
  title: 'Hatalar',
  intro: 'Son eşitlemelerde yanlış olanlar, en sık görülen en üstte: yinelenen hatalar kaynağında düzeltilir.',
  groupBy: 'Grupla',
  by: { rule: 'Kurala göre', field: 'Alana göre', file_type: 'Dosyaya göre' },
  span: 'Bakılacaklar',
  lastSyncs_one: 'son eşitleme',
  lastSyncs_other: 'son {{count}} eşitleme',
  loanType: 'Kredi türü',
  considered_one: '{{count}} eşitlemeye bakıldı. Yalnız denetim yapanlar sayılmadı.',
  considered_other: '{{count}} eşitlemeye bakıldı. Yalnız denetim yapanlar sayılmadı.',
  errors: 'Hata',
  warnings: 'Uyarı',
  inSyncs: 'Eşitlemede',
  ofSyncs: '{{all}} içinden {{seen}}',
  lastSeen: 'Son görülme',
  none: 'Yanlış bir şey yok',
  noneDetail: 'Bu eşitlemelerin hiçbir satırı kurallara aykırı değildi. Daha geniş bakmak için bir süzgeci kaldırın.',
} as const satisfies Translation<typeof en>;
