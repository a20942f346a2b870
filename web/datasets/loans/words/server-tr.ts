import type { DatasetServerWords } from '../../../i18n/server-words.ts';

/** What the service says of loans alone, in Turkish. */
export const server: DatasetServerWords = {
  names: { credit: 'kredi', payment_plan: 'ödeme planı' },
  phrases: [
    [
      /^principal, interest, KKDF and BSMV components usually add up to (\w+)\.$/,
      'Anapara, faiz, KKDF ve BSMV parçalarının toplamı çoğunlukla $1 eder.',
    ],
    [
      /^A payment plan of a loan that is not there belongs to no portfolio; one of a loan about to be replaced would be left over\.$/,
      'Olmayan bir kredinin ödeme planı hiçbir portföye ait değildir; değiştirilmek üzere olan bir kredininki ise artakalırdı.',
    ],
    [
      /^More installments than were agreed cannot have been paid: one of the two counts is wrong\.$/,
      'Anlaşılandan çok taksit ödenmiş olamaz: iki sayıdan biri yanlıştır.',
    ],
    [
      /^No installment is due before the loan is paid out: one of the two dates is wrong\.$/,
      'Kredi kullandırılmadan hiçbir taksitin vadesi gelmez: iki tarihten biri yanlıştır.',
    ],
    [
      /^A plan cannot end before it begins: one of the two dates is wrong, and the term would be negative\.$/,
      'Bir plan başlamadan bitemez: iki tarihten biri yanlıştır ve süre eksi çıkardı.',
    ],
    [
      /^In real files the counts often do not add up, so the row is loaded; in a new loan it is worth a look\.$/,
      'Gerçek dosyalarda bu sayılar çoğu kez tutmaz, bu yüzden satır yüklenir; yeni bir kredide bakmaya değer.',
    ],
    [
      /^Interest added to the principal can make the debt larger than the loan was, so the row is loaded; else one of the amounts is wrong\.$/,
      'Anaparaya eklenen faiz borcu kredi tutarının üstüne çıkarabilir, bu yüzden satır yüklenir; yoksa tutarlardan biri yanlıştır.',
    ],
    [
      /^Such rates do occur in a crisis, so the row is loaded; more often the number was meant in another unit\.$/,
      'Bunalım dönemlerinde böyle oranlar görülür, bu yüzden satır yüklenir; çoğunlukla ise sayı başka bir birimdedir.',
    ],
    [
      /^A loan cannot end before it begins, but nothing is computed from the date of its end, so the row is loaded\.$/,
      'Bir kredi başlamadan bitemez; ama bitiş tarihinden bir şey hesaplanmadığı için satır yüklenir.',
    ],
    [
      /^Status and date say the same thing twice; where they disagree, nobody can tell whether the money came\.$/,
      'Durum ile tarih aynı şeyi iki kez söyler; çeliştiklerinde paranın gelip gelmediği anlaşılmaz.',
    ],
    [
      /^A paid installment that still has a remainder would be counted as paid and as owed\.$/,
      'Ödenmiş ama kalanı olan bir taksit hem ödenmiş hem borç sayılırdı.',
    ],
    [
      /^In real files the parts often differ from the whole, so the row is loaded; a large difference is worth a look\.$/,
      'Gerçek dosyalarda parçalar çoğu kez bütünden ayrılır, bu yüzden satır yüklenir; büyük bir fark bakmaya değer.',
    ],
  ],
};
