import type en from '../en/settings.ts';
import type { Translation } from '../translation.ts';

export default {
  title: 'Ayarlar',
  intro: 'Bankanız, API anahtarı ve dosyaların nasıl yüklendiği.',
  tenant: {
    title: 'Kurum',
    id: 'Kurum kimliği',
    name: 'Ad',
    role: 'Rolünüz',
    created: 'Kayıt tarihi',
  },
  key: {
    title: 'API anahtarı',
    hint: 'Programlar ve kişiler bununla oturum açar. Aynı anda tek anahtar geçerlidir.',
    prefix: 'Geçerli anahtarın başı',
    rotate: 'Anahtarı yenile',
    confirmTitle: 'API anahtarı yenilensin mi?',
    confirm:
      'Yeni bir anahtar üretilir ve yalnızca bir kez gösterilir. Geçerli anahtar ve onunla açılmış tüm oturumlar hemen sona erer: bu anahtarı kullanan programlar yenisini alana dek çalışmaz.',
    understood: 'Yeni anahtarı kullanıldığı yerlere koyabilirim',
    confirmButton: 'Şimdi yenile',
    newTitle: 'Yeni API anahtarı',
    shownOnce: 'Yalnızca bir kez gösterilir. Şimdi kopyalayıp gizli bilgilerin saklandığı yere koyun.',
    copy: 'Anahtarı kopyala',
    stored: 'Sakladım',
    lost: 'Kaybolursa, ancak yeniden yenilenerek anahtar alınabilir.',
    signedInAgain: 'Oturumunuz yeni anahtarla açık kalır.',
    onlyAdmin: 'Anahtarı yalnızca Yönetici rolü yenileyebilir.',
  },
  config: {
    title: '{{loanType}} yüklemesi',
    enabled: 'Hazır dosyaları zamanlayıcıyla yükle',
    enabledHint: 'Kapalıyken dosyalar bekler, eşitleme başlatılamaz.',
    interval: 'İki yükleme arasındaki en kısa süre',
    intervalUnit: 'dakika',
    intervalHint: '1–10.080 dakika (bir hafta). Zamanlayıcı her dakika bakar.',
    intervalWrong: '1 ile 10.080 arasında bir tam sayı.',
    errorRate: 'Reddedilen satırların en yüksek payı',
    errorRateHint: 'Fazlası varsa yükleme durdurulur, önceki veri yerinde kalır. Yüzde 0–100.',
    errorRateWrong: '0 ile 100 arasında bir sayı.',
    save: 'Kaydet',
    saved: 'Kaydedildi',
    savedDetail: 'Sonraki {{loanType}} yüklemesi buna göre yapılır.',
    lastSync: 'Son yükleme',
    changed: 'Henüz kaydedilmedi',
  },
  audit: {
    title: 'Denetim kaydı',
    hint: 'Kim ne yaptı.',
    none: 'Henüz burada görülemiyor',
    noneDetail:
      'Oturum açmalar, anahtar yenilemeleri, yüklemeler, eşitlemeler ve ayar değişiklikleri burada listelenecek.',
  },
} as const satisfies Translation<typeof en>;
