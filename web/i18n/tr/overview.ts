import type en from '../en/overview.ts';
import type { Translation } from '../translation.ts';

export default {
  title: 'Genel bakış',
  intro: 'Yüklü veriler, süren işlemler ve ilgilenmeniz gerekenler.',
  uploadFiles: 'Dosya yükle',
  attention: {
    title: 'İlgilenmeniz gerekenler',
    none: 'İlgilenmeniz gereken bir şey yok.',
    failed: '{{loanType}}: son eşitleme başarısız oldu. {{reason}}',
    rejectedRows_one: '{{loanType}}: son yüklemede {{shown}} satır reddedildi.',
    rejectedRows_other: '{{loanType}}: son yüklemede {{shown}} satır reddedildi.',
    rejectedFile: '{{file}} reddedildi. {{reason}}',
    disabled: '{{loanType}}: eşitleme kapalı; hazır dosyalar bekliyor.',
    view: 'Görüntüle',
    settings: 'Ayarlar',
  },
  portfolio: {
    loans: 'Kredi sayısı',
    outstanding: 'Kalan anapara',
    averageRate: 'Ortalama faiz oranı',
    averageHint:
      'Bildirilen oranların basit ortalaması, kredi başına bir oran. Altında, kalan anaparayla ağırlıklı ortalama.',
    all: 'Tüm krediler',
    loaded: 'Yüklendi:',
    weighted: 'bakiye ağırlıklı',
    installments: 'Taksit sayısı',
    notLoaded: 'Yüklü veri yok',
    notLoadedDetail: 'Kredi dosyasını ve ödeme planını yükleyin; yaklaşık bir dakika içinde denetlenip yüklenir.',
    buckets: 'Gecikme günü',
    bucket: {
      current: 'Gecikme yok',
      between: '{{from}}–{{to}} gün',
      over: '{{days}} günden fazla',
    },
    bucketLoans: 'Kredi',
    bucketShare: 'Pay',
    bucketBalance: 'Kalan anapara',
  },
  live: {
    title: 'Süren işlemler',
    none: 'Bekleyen dosya ya da süren eşitleme yok.',
    staged: 'Hazır dosyalar',
    running: 'Süren eşitlemeler',
    progress: '{{loanType}} ilerlemesi',
    rows: 'yaklaşık {{rows}} satır',
  },
  syncs: {
    title: 'Son on eşitleme',
    none: 'Henüz eşitleme yapılmadı',
    noneDetail: 'Hazır dosyalar her dakika alınır.',
  },
} as const satisfies Translation<typeof en>;
