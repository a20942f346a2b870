import type en from '../en/analyses.ts';
import type { Translation } from '../translation.ts';

export default {
  title: 'Çözümlemeler',
  intro: 'Sık sorulan sorular, yayındaki veriden yanıtlanır.',
  none: 'Bu veri kümesinin çözümlemesi yok',
  nothingLoaded: 'Yüklü veri yok',
  upload: 'Dosya yükle',
  show: 'Göster',
  answer: 'Yanıt',
  figures: 'Değerler',
  rows_one: '{{shown}} satır',
  rows_other: '{{shown}} satır',
  copy: 'CSV olarak kopyala',
  empty: 'Satır yok',
  emptyDetail: 'Yayındaki veride bu sorunun yanıtı yok.',
} as const satisfies Translation<typeof en>;
