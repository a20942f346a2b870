import type en from '../en/mediator.ts';
import type { Translation } from '../translation.ts';

export default {
  filter: {
    label: 'Süzgeçler',
    any: 'Hepsi',
    clear: 'Süzgeçleri temizle',
    clearOne: '{{name}} süzgecini temizle',
    from: 'Başlangıç',
    to: 'Bitiş',
    none: 'Bu süzgeçlere uyan bir şey yok',
    noneDetail: 'Süzgeçleri değiştirin ya da temizleyin.',
  },
  history: { title: 'Geçmiş', by: 'yapan: {{who}}', service: 'hizmetin kendisi' },
  secret: {
    once: 'Yalnızca bir kez gösterilir. Devam etmeden saklayın.',
    copy: 'Kopyala: {{name}}',
    stored: 'Sakladım',
  },
  form: {
    refused_one: 'Yukarıda {{shown}} alana başka bir değer gerekiyor.',
    refused_other: 'Yukarıda {{shown}} alana başka bir değer gerekiyor.',
    cancel: 'Vazgeç',
    json: 'Bu, JSON değil.',
    forbidden: 'Rolünüz bunu görebilir ama değiştiremez',
  },
  yes: 'Evet',
  no: 'Hayır',
} as const satisfies Translation<typeof en>;
