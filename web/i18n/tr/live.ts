import type en from '../en/live.ts';
import type { Translation } from '../translation.ts';

export default {
  title: 'Canlı',
  intro: 'İşlemler, oldukları anda. Eşiği aşan tutarlar uyarıdır.',
  state: { live: 'Canlı', lost: 'Bağlantı koptu', waits: 'Bekliyor', catchingUp: 'Yetişiyor' },
  lost: {
    title: 'Bağlantı koptu',
    since: '{{when}} anından beri bir şey gelmedi. Kendiliğinden yeniden denenir.',
    kept: 'Görünen, o andaki durumdur; hiçbir şey kaçırılmaz.',
  },
  waits: {
    title: 'Hizmet bu sayfadan beklemesini istedi',
    until:
      'Bu dakika içinde izin verilenden çok istek geldi. {{when}} anında kendiliğinden sürer; hiçbir şey kaçırılmaz.',
  },
  figures: {
    transactions: 'İşlem',
    value: 'Toplam tutar',
    alerts: 'Uyarı',
    alertsHint: 'Şimdiye dek verilenlerin tümü, kapatılanlar da.',
    last: 'Sonuncusu {{when}}',
  },
  amounts: {
    title_one: 'Son tutar',
    title_other: 'Son {{count}} tutar',
    hint: 'Uyarılar kırmızı baklavalardır.',
    chart: 'Son {{shown}} tutar, çizgi olarak; aralarındaki uyarılar: {{alerts}}',
    failed: 'Grafik yüklenemedi. Rakamlar aşağıda.',
  },
  categories: {
    title: 'Kategoriye göre',
    hint: 'İşlem sayıldığında ambardaki işyerlerinde nasılsa öyle.',
    otherwise: 'Bilinmiyor',
    count_one: '{{shown}} işlem',
    count_other: '{{shown}} işlem',
  },
  alerts: {
    title: 'Yüksek tutar uyarıları',
    none: 'Uyarı yok',
    noneDetail: 'Eşiği aşan bir işlem olmadı.',
    over: 'eşik:',
    open: 'Açık',
    closed: 'Kapatıldı',
    close: 'Kapat',
    closeOf: 'Uyarıyı kapat: {{name}}, {{amount}}',
    closeTitle: 'Uyarı kapatılsın mı?',
    closeWhat: '{{name}}, {{amount}}. Kapatılan uyarı kapalı kalır.',
    note: 'Not',
    noteHint: 'Ne bulunduğu; sonradan bakacaklar için.',
  },
  latest: { title: 'Son işlemler' },
  columns: { time: 'Zaman', name: 'İşyeri', amount: 'Tutar', status: 'Durum' },
  alert: 'Uyarı',
  exact: 'Bütün rakamları hizmet tutar: herkes için ve sayfa yenilendikten sonra da aynıdır.',
  empty: {
    title: 'Henüz bir şey gelmedi',
    detail: 'Olayları bir programla, kendi anahtarınızla gönderin. Bir iki saniye içinde burada görünürler.',
    curl: 'Bir olay',
    producer: 'Uydurma olaylardan bir akış, deponun klasöründen',
  },
  threshold: {
    title: 'Uyarı eşiği',
    hint: 'Bundan büyük tutarlı işlem uyarıdır. Değişiklik, bundan sonra gelenler için geçerlidir.',
    label: 'Eşik',
    noNumber: 'Sayı değil',
    save: 'Kaydet',
  },
} as const satisfies Translation<typeof en>;
