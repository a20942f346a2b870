import type { Translation } from '../../../i18n/translation.ts';
import type en from './en.ts';

export { server } from './server-tr.ts';

export default {
  title: 'Krediler',
  variant: 'Kredi türü',
  variants: { RETAIL: 'Bireysel', COMMERCIAL: 'Ticari' },
  table: { credit: 'Krediler', payment_plan: 'Ödeme planları' },
  rows: {
    credit_one: '{{shown}} kredi',
    credit_other: '{{shown}} kredi',
    payment_plan_one: '{{shown}} taksit',
    payment_plan_other: '{{shown}} taksit',
  },
  column: {
    loan_account_number: 'Kredi',
    customer_id: 'Müşteri',
    customer_type: 'Müşteri türü',
    loan_status_code: 'Durum',
    days_past_due: 'Gecikme günü',
    final_maturity_date: 'Son vade',
    total_installment_count: 'Taksit sayısı',
    outstanding_installment_count: 'Kalan taksit',
    paid_installment_count: 'Ödenen taksit',
    first_payment_date: 'İlk ödeme',
    original_loan_amount: 'Kredi tutarı',
    outstanding_principal_balance: 'Kalan anapara',
    nominal_interest_rate: 'Faiz oranı',
    total_interest_amount: 'Toplam faiz',
    kkdf_rate: 'KKDF oranı',
    kkdf_amount: 'KKDF tutarı',
    bsmv_rate: 'BSMV oranı',
    bsmv_amount: 'BSMV tutarı',
    grace_period_months: 'Ödemesiz ay',
    installment_frequency: 'Taksit aralığı (ay)',
    loan_start_date: 'Başlangıç',
    loan_closing_date: 'Kapanış',
    internal_rating: 'İç derecelendirme',
    external_rating: 'Dış derecelendirme',
    insurance_included: 'Sigortalı',
    customer_district_code: 'İlçe',
    customer_province_code: 'İl',
    loan_product_type: 'Ürün',
    loan_status_flag: 'Durum imi',
    customer_region_code: 'Bölge',
    sector_code: 'Sektör',
    internal_credit_rating: 'Kredi derecesi',
    default_probability: 'Temerrüt olasılığı',
    risk_class: 'Risk sınıfı',
    customer_segment: 'Segment',
    installment_number: 'Taksit no',
    actual_payment_date: 'Ödendiği gün',
    scheduled_payment_date: 'Vadesi',
    installment_amount: 'Taksit tutarı',
    principal_component: 'Anapara',
    interest_component: 'Faiz',
    kkdf_component: 'KKDF',
    bsmv_component: 'BSMV',
    installment_status: 'Durum',
    remaining_principal: 'Kalan anapara',
    remaining_interest: 'Kalan faiz',
    remaining_kkdf: 'Kalan KKDF',
    remaining_bsmv: 'Kalan BSMV',
    loan_type: 'Kredi türü',
  },
  code: {
    INDIVIDUAL: 'Gerçek kişi',
    TRADE: 'Ticari',
    VIP: 'VIP',
    ACTIVE: 'Aktif',
    CLOSED: 'Kapalı',
    DELINQUENT: 'Takipte',
  },
  codeOf: { installment_status: { ACTIVE: 'Açık', CLOSED: 'Ödendi' } },
  group: {
    standing: 'Durum',
    amounts: 'Tutarlar',
    rates: 'Oranlar ve vergiler',
    dates: 'Tarihler',
    plan: 'Taksitler',
    customer: 'Müşteri ve derecelendirme',
  },
  said: {
    common: {
      rows: {
        returned_one: '{{shown}} satır kredisiyle geri geldi',
        returned_other: '{{shown}} satır kredisiyle geri geldi',
      },
      palette: {
        placeholder: 'Kredi numarası, dosya adı, sayfa ya da kural',
      },
    },
    overview: {
      attention: {
        withoutReference_one:
          '{{slice}}: yayındaki {{shown}} taksitin kredisi artık yayında değil. Ödeme planlarını da yükleyin ya da önceki portföyü geri yükleyin.',
        withoutReference_other:
          '{{slice}}: yayındaki {{shown}} taksitin kredisi artık yayında değil. Ödeme planlarını da yükleyin ya da önceki portföyü geri yükleyin.',
        uploadReferring: 'Ödeme planlarını yükle',
      },
    },
    syncs: {
      notices: {
        rowsWithoutReference_one:
          'Daha önce yüklenen {{shown}} taksitin kredisi artık yok. Ödeme planlarını da gönderin.',
        rowsWithoutReference_other:
          'Daha önce yüklenen {{shown}} taksitin kredisi artık yok. Ödeme planlarını da gönderin.',
      },
      removal: {
        withoutReference_one: 'Yayındaki {{shown}} taksit kredisiz kalır.',
        mayLoseReference_one:
          'Yalnız krediler gönderildi: yayındaki {{shown}} taksit kalır; kredisi kaybolursa kredisiz kalır. Ödeme planlarını da gönderin.',
        withoutReference_other: 'Yayındaki {{shown}} taksit kredisiz kalır.',
        mayLoseReference_other:
          'Yalnız krediler gönderildi: yayındaki {{shown}} taksit kalır; kredisi kaybolanlar kredisiz kalır. Ödeme planlarını da gönderin.',
      },
      fix: {
        returnHint: 'Yalnız kredisi reddedildiği için reddedilen taksitler, kredi düzelince kendiliğinden geri gelir.',
        sendHint:
          'Krediler ve ödeme planları birlikte ya da ayrı ayrı gönderilebilir. Gönderilmeden önce burada denetlenirler.',
      },
      files: {
        onlyReturned: 'Dosya yok; kredisi düzeltilen satırlar geri geldi',
      },
    },
    upload: {
      drop: {
        hint: 'CSV; düz ya da gzip. Krediler ve ödeme planları birlikte ya da aynı türden birkaç dosya bırakılabilir.',
      },
      kind: {
        from: {
          companion: 'Birlikte seçilen kredi dosyasına göre',
        },
        ambiguous: 'Ödeme planları iki kredi türünde de aynı görünür',
      },
      check: {
        rest: 'Hizmet her satırı, ödemeleri de kredilerle karşılaştırarak denetler.',
      },
      refusal: {
        title: {
          'wrong-loan-type': 'Bu, öteki kredi türünün dosyası',
        },
        advice: {
          'wrong-loan-type': 'Yukarıdan öteki kredi türünü ya da doğru dosyayı seçin.',
        },
      },
      recent: {
        anyVariant: 'Her kredi türü',
      },
    },
    data: {
      intro:
        'Yüklenen her satır, birebir. Sıralamak için başlığa, tüm alanları görmek için satıra, ayrıntıları için krediye tıklayın.',
      search: {
        label: 'Kredi ara',
        hint: 'Krediyi açmak için kredi hesap numarasını, satırları filtrelemek için bir bölümünü yazın.',
      },
      record: {
        title: {
          credit: 'Kredi {{key}}',
        },
      },
    },
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
    upload: 'Dosya yükle',
  },
  plan: {
    title: 'Ödeme planı',
    none: 'Bu kredi için yüklü ödeme planı yok',
    noneDetail: 'Plan, ödeme planı dosyasıyla gelir.',
    count_one: '{{shown}} taksit, {{paid}} ödendi',
    count_other: '{{shown}} taksit, {{paid}} ödendi',
    cut: '{{total}} taksitin yalnız ilk {{shown}} tanesi gösteriliyor.',
    openInData: 'Veride görüntüle',
    chartLabel:
      'Vadeye göre anapara ve faiz, ödenen ve açık, kalan anapara çizgisiyle. Aynı değerler aşağıdaki tablodadır.',
    chartFailed: 'Grafik yüklenemedi; tüm değerler tablodadır.',
    tableLabel: '{{loan}} kredisinin taksitleri',
    totals: 'Toplam',
    installment: '{{number}}. taksit',
    principalPaid: 'Anapara, ödenen',
    principalOpen: 'Anapara, açık',
    interestPaid: 'Faiz, ödenen',
    interestOpen: 'Faiz, açık',
    remaining: 'Kalan anapara, açık taksitlerden sonra',
  },
  //MEANING
} as const satisfies Translation<typeof en>;
