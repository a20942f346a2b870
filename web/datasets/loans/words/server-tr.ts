import type { DatasetServerWords } from '../../../i18n/server-words.ts';

/** What the service says of loans alone, in Turkish: what its rules ask for, by their ids, and why. */
export const server: DatasetServerWords = {
  names: { credit: 'kredi', payment_plan: 'ödeme planı' },
  messages: {
    'LOAN-CREDIT-801': 'paid_installment_count en çok total_installment_count kadar olmalı',
    'LOAN-CREDIT-801.why': 'Anlaşılandan çok taksit ödenmiş olamaz: iki sayıdan biri yanlıştır.',
    'LOAN-CREDIT-802': 'first_payment_date, loan_start_date tarihinden önce olmamalı',
    'LOAN-CREDIT-802.why': 'Kredi kullandırılmadan hiçbir taksitin vadesi gelmez: iki tarihten biri yanlıştır.',
    'LOAN-CREDIT-803': 'final_maturity_date, first_payment_date tarihinden önce olmamalı',
    'LOAN-CREDIT-803.why': 'Bir plan başlamadan bitemez: iki tarihten biri yanlıştır ve süre eksi çıkardı.',
    'LOAN-CREDIT-901':
      'paid_installment_count + outstanding_installment_count çoğunlukla total_installment_count değerine eşittir',
    'LOAN-CREDIT-901.why':
      'Gerçek dosyalarda bu sayılar çoğu kez tutmaz, bu yüzden satır yüklenir; yeni bir kredide bakmaya değer.',
    'LOAN-CREDIT-902': 'outstanding_principal_balance çoğunlukla en çok original_loan_amount kadardır',
    'LOAN-CREDIT-902.why':
      'Anaparaya eklenen faiz borcu kredi tutarının üstüne çıkarabilir, bu yüzden satır yüklenir; yoksa tutarlardan biri yanlıştır.',
    'LOAN-CREDIT-903': 'Bu sütunda yüzde olarak beklenen nominal_interest_rate çoğunlukla en çok 100 olur',
    'LOAN-CREDIT-903.why':
      'Bunalım dönemlerinde böyle oranlar görülür, bu yüzden satır yüklenir; çoğunlukla ise sayı başka bir birimdedir.',
    'LOAN-CREDIT-904': 'Bu sütunda yüzde olarak beklenen kkdf_rate çoğunlukla en çok 100 olur',
    'LOAN-CREDIT-904.why':
      'Bunalım dönemlerinde böyle oranlar görülür, bu yüzden satır yüklenir; çoğunlukla ise sayı başka bir birimdedir.',
    'LOAN-CREDIT-905': 'Bu sütunda yüzde olarak beklenen bsmv_rate çoğunlukla en çok 100 olur',
    'LOAN-CREDIT-905.why':
      'Bunalım dönemlerinde böyle oranlar görülür, bu yüzden satır yüklenir; çoğunlukla ise sayı başka bir birimdedir.',
    'LOAN-CREDIT-906': 'loan_closing_date çoğunlukla loan_start_date tarihinden önce değildir',
    'LOAN-CREDIT-906.why':
      'Bir kredi başlamadan bitemez; ama bitiş tarihinden bir şey hesaplanmadığı için satır yüklenir.',
    'LOAN-PAYMENT-801': 'actual_payment_date, installment_status K (ödendi) ise verilmeli, değilse boş kalmalı',
    'LOAN-PAYMENT-801.why':
      'Durum ile tarih aynı şeyi iki kez söyler; çeliştiklerinde paranın gelip gelmediği anlaşılmaz.',
    'LOAN-PAYMENT-802':
      'installment_status K (ödendi) ise remaining_principal, remaining_interest, remaining_kkdf, remaining_bsmv 0 olmalı',
    'LOAN-PAYMENT-802.why': 'Ödenmiş ama kalanı olan bir taksit hem ödenmiş hem borç sayılırdı.',
    'LOAN-PAYMENT-901': 'Anapara, faiz, KKDF ve BSMV parçalarının toplamı çoğunlukla installment_amount eder',
    'LOAN-PAYMENT-901.why':
      'Gerçek dosyalarda parçalar çoğu kez bütünden ayrılır, bu yüzden satır yüklenir; büyük bir fark bakmaya değer.',
  },
};
