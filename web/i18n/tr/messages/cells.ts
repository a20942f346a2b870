import type { cellSentences } from '../../../../shared/domain/sentences/cells.ts';
import type { MessagesOf } from '../../server-words.ts';

/** What a cell must be follows the name of its column. */
export const cells: MessagesOf<typeof cellSentences> = {
  'cell-required': '{column} boş bırakılamaz',
  'cell-required-why':
    'Her satırda gereklidir: boş hücre değerin verilmediği anlamına gelir; verilmeyen değer 0 sayılmaz, tahmin de edilmez.',
  cell: '{column} {expected}',

  'no-control-characters': 'denetim karakteri içermemeli',
  'no-control-characters-why':
    'Denetim karakteri bir değerin parçası değildir: yolda bir şey onu eklemiştir, bir şeyi de götürmüş olabilir.',
  'text-length': 'en çok {most} karakter olmalı',
  'text-length-why':
    'Bu uzunlukta bir metin çoğunlukla birbirine karışmış iki hücredir; kesmek, sessizce veri kaybettirirdi.',
  'text-visible': 'denetim karakteri ya da genişliği olmayan karakter içermemeli',
  'text-visible-why': 'Görünmeyen bir karakter onu aynı görünen başka bir metin yapar: satır, anahtarıyla bulunamazdı.',
  'email-length': 'en çok {most} bayt uzunluğunda olmalı',
  'email-length-why': 'Daha uzun bir adrese posta gönderilemez: çoğunlukla iki hücre birbirine karışmıştır.',
  'email-form': 'bir e-posta adresi olmalı: tek @, boşluk yok, alan adında nokta var',
  'email-form-why': 'Ona bir şey gönderilemez; adres olmayan bir değer de çoğunlukla yanlış sütundadır.',
  currency: 'büyük harflerle yazılmış bir ISO 4217 para birimi kodu olmalı, örneğin EUR',
  'currency-why': 'Para birimi bilinmeyen bir tutar ne çevrilebilir ne de bir başkasına eklenebilir.',
  country: 'iki büyük harfle yazılmış bir ISO 3166-1 ülke kodu olmalı, örneğin DE, ya da XK',
  'country-why': 'Kesin olarak bilinmeyen bir ülke yanlış gruba düşerdi ya da hiçbir gruba girmezdi.',
  code: 'şunlardan biri olmalı: {codes}',
  'code-why':
    'Bir satırın nasıl sayılacağına kodlar karar verir: bilinmeyen bir kod bütün raporların dışında kalır ya da yanlış gruba düşerdi.',
  flag: 'şunlardan biri olmalı: {codes}',
  'flag-why': 'Açık bir evet ya da hayır dışındaki her şeyin tahmin edilmesi gerekirdi.',
  'whole-number': 'rakamlarla yazılmış bir tam sayı olmalı; ondalık, binlik ayracı ya da artı işareti içermemeli',
  'whole-number-why':
    'Ondalıklı, ayraçlı ya da işaretli bir sayı birden çok biçimde okunabilir; yanlış okunduğu fark edilmezdi.',
  'whole-number-bounds': '{least} ile {most} arasında olmalı',
  'whole-number-bounds-why':
    'Bu sınırların dışındaki bir sayı doğru olamaz ya da saklanan sütuna sığmaz ve başka bir sayıya dönüşürdü.',
  number: 'rakamlarla yazılmış bir sayı olmalı; ondalıktan önce "." kullanılır, binlik ayracı ve üs kullanılmaz',
  'number-why':
    '1.234 bir banka için bin küsur, bir başkası için birden biraz fazladır: yalnızca tek noktalı rakamlar tek biçimde okunur.',
  'number-digits': 'ondalık noktasından önce en çok {digits} basamaklı bir sayı olmalı',
  'number-most': 'en çok {most} olmalı, ondalık noktasından önce en çok {digits} basamak olabilir',
  'number-least': 'en az {least} olmalı, ondalık noktasından önce en çok {digits} basamak olabilir',
  'number-least-why':
    'Daha küçük bir tutarın işareti yanlıştır ya da yanlış sütundadır; daha çok basamaklı olanı eksiksiz saklanamaz.',
  'number-bounds': '{least} ile {most} arasında olmalı',
  'number-bounds-why': 'Bu sınırların dışındaki bir sayı yanlış sütundadır ya da eksiksiz saklanamaz.',
  'number-decimals': 'en çok {most} ondalıkla verilmeli (hiçbir değer yuvarlanmaz)',
  'number-decimals-why': "Ondalık atmak tutarı değiştirirdi: Tranche'tan çıkan, bankanın gönderdiğidir.",
  rate: 'bir sayı olmalı; ardından % ya da bps gelebilir',
  'rate-with-comma': 'bir sayı olmalı (ondalıktan önce "." ya da ","); ardından % ya da bps gelebilir',
  'rate-why': 'Açıkça sayı olmayan bir oran ancak tahmin edilebilir; oysa bütün faiz tutarları ona bağlıdır.',
  'rate-percent-bounds': 'yüzde 0 ile {most} arasında olmalı',
  'rate-bounds': '0 ile {most} arasında olmalı',
  'rate-bounds-why':
    'Bu sınırların dışındaki bir oran ya yazım hatasıdır ya da başka birimdedir; birim, büyüklükten tahmin edilmez.',
  'rate-decimals':
    'en çok şu kadar ondalıkla verilmeli: yüzde olarak {percent}, kesir olarak {fraction}, baz puan olarak {bps} (hiçbir değer yuvarlanmaz)',
  'rate-decimals-why': "Ondalık atmak oranı değiştirirdi: Tranche'tan çıkan, bankanın gönderdiğidir.",
  date: '1900 ile 2100 arasında bir takvim günü olmalı; YYYYAAGG, YYYY-AA-GG ya da GG.AA.YYYY biçiminde yazılır',
  'date-or-midnight':
    '1900 ile 2100 arasında bir takvim günü olmalı; YYYYAAGG, YYYY-AA-GG ya da GG.AA.YYYY biçiminde yazılır, ardından yalnız gece yarısı gelebilir',
  'date-why':
    'Takvimde olmayan ya da günüyle ayı karışabilecek bir tarih ancak tahmin edilebilir; 9999 bir tarih değil, yer tutucudur.',
  timestamp:
    '1900 ile 2299 arasında bir zaman olmalı; YYYY-AA-GGTSS:DD:SS biçiminde yazılır, ardından Z ya da +03:00 gibi bir fark gelir, UTC için hiçbir şey gelmeyebilir',
  'timestamp-why':
    'Takvimde olmayan bir gün, saatte olmayan bir saat ya da saati verilmemiş bir gün ancak tahmin edilebilir.',
  'timestamp-digits': 'en çok milisaniyeye kadar verilmeli (hiçbir değer yuvarlanmaz)',
  'timestamp-digits-why': 'Basamak atmak zamanı değiştirirdi; iki olayı da tek olay yapabilirdi.',
  iban: '5 ile 34 arası büyük harf ve rakamdan oluşan bir hesap numarası olmalı; boşluk yalnız dörtlü gruplar arasında olabilir',
  'iban-of-any-case':
    '5 ile 34 arası harf ve rakamdan oluşan bir hesap numarası olmalı; boşluk yalnız dörtlü gruplar arasında olabilir',
  'iban-why': 'Başka bir değer uluslararası hesap numarası değildir: başka tür bir hesap ya da başka bir sütundur.',
  list: 'en çok {most} öğeli bir liste olmalı; öğelerin arasına "{separator}" konur, hiçbiri boş olamaz',
  'list-of':
    'en çok {most} öğeli bir liste olmalı; öğelerin arasına "{separator}" konur, hiçbiri boş olamaz, her öğe {expected}',
  'list-why': 'Bir öğe eksikse ya da olması gerektiği gibi değilse orada ne olduğunu kimse bilemez.',
  'list-element': 'bir liste olmalı; her öğesi {expected}',
};
