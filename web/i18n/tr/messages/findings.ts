import type { findingSentences } from '../../../../shared/domain/sentences/findings.ts';
import type { MessagesOf } from '../../server-words.ts';

export const findings: MessagesOf<typeof findingSentences> = {
  and: '{first} ve {last}',
  further: '{first}; {last}',
  'rule-says': '{rule}.',
  'rule-broken-by-row': '{rule}: {found}.',
  'rule-broken-by-value': '{rule}; gelen değer: "{value}".',
  'rule-broken-by-value-beside': '{rule}; gelen değer: "{value}" ({besides}).',
  'rule-broken-by-absence': '{rule}; hücre boş.',
  'rule-broken-by-absence-beside': '{rule}; hücre boş ({besides}).',
  'rule-broken-privately': '{rule}; bu dosyanın satırlarında gizli değerler olduğundan hücrede ne yazdığı gösterilmez.',
  'rule-of-the-past': '{rule_id} kuralı bir hata buldu; bu kural artık yürürlükte değil.',

  'row-cells': 'Satırda başlıktaki kadar hücre olmalı',
  'row-cells-why': 'Bir hücre fazla ya da eksik olunca ondan sonraki her hücre yanlış sütunda durur.',
  'row-quotes': 'Tırnaklar hücrenin tamamını sarmalı ve kapanmalı; hücrenin içindeki tırnak iki kez yazılır',
  'row-quotes-why': 'Açık kalan bir tırnakta hücrenin nerede bittiği anlaşılmaz; sonraki satırları da yutabilir.',
  'row-utf8': 'Satır UTF-8 metin olmalı',
  'row-utf8-why':
    'Başka baytlar Windows-1254 gibi başka bir kodlamanın harfleridir; hangisi olduğunu tahmin etmek adları ve kodları değiştirirdi.',
  'row-nul': 'Satırda NUL baytı bulunmamalı',
  'row-nul-why': 'NUL baytı bozuk bir dışa aktarımdan gelir; birçok program ondan sonrasını atar.',
  'row-length': 'Satır en çok 1.000.000 bayt uzunluğunda olmalı',
  'row-length-why':
    'Hiçbir dışa aktarım bu uzunlukta bir satır yazmaz: satır sonları eksiktir, birçok satır birbirine karışmıştır.',
  'row-header': 'Satır veri olmalı, başlık olmamalı',
  'row-header-why':
    'Dosyalar başlıklarıyla birlikte birleştirilmiş ya da dışa aktarım her sayfaya başlık yazıyor; başlık sütunları adlandırır, veri içermez.',
  'row-footer': 'Satır veri olmalı; toplam ya da not olmamalı',
  'row-footer-why':
    'Toplam, önceki satırların saydığını yeniden sayar; dosyayla ilgili bir not da dosyanın satırı değildir: hiçbiri veriye ait değildir.',
  'found-cells': '{columns} yerine {count} hücre var',
  'found-nameless-column': '{place}. sütunun adı yok',
  'found-earlier-reason': 'önceki bir reddin nedeni {place}. sütunda duruyor; ondan önce bir hücre eksik ya da fazla',
  'found-private': 'bu dosyanın satırlarında gizli değerler olduğundan gösterilmez',
  'found-bytes': '{bytes} bayt uzunluğunda',
  'found-header': 'başlığın tekrarı',
  'found-total': 'bir toplama benziyor',
  'found-note': 'bir nota benziyor',

  'found-in-row': 'bu anahtar {row_number}. satırda zaten var',
  'found-in-row-look': 'bu anahtar {row_number}. satırda zaten var ({look})',
  'found-live': 'bu anahtar yayındaki bir satırda zaten var',
  'found-live-look': 'bu anahtar yayındaki bir satırda zaten var ({look})',
  'found-in-rows': 'aynısı {rows} satırda var',
  'found-in-rows-look': 'aynısı {rows} satırda var ({look})',
  'found-beside': '{column}: "{value}"',
  reference:
    '{columns} bu eşitlemedeki geçerli bir {file_type} satırında bulunmalı; eşitlemede bu dosya yoksa yüklü olan veride',
  'reference-why':
    'Olmayan bir şeyi gösteren satır hiçbir yere ait değildir; değiştirilmek üzere olan bir şeyi gösteren ise artakalırdı.',
  'reference-expected':
    '{columns} bu eşitlemedeki geçerli bir {file_type} satırında bulunmalıydı; eşitlemede bu dosya yoksa yüklü olan veride',
  'reference-expected-why':
    'Satır yüklenir ve hesaba katılır, ama gösterdiği kayıt bilinmiyor: öteki dosyada yok ya da orada reddedilmiş.',
  'key-column': '{column} dosyada yalnız bir kez geçmeli; ilk satır alınır',
  'key-columns': '{columns} birlikte dosyada yalnız bir kez geçmeli; ilk satır alınır',
  'key-why':
    'İki kez geçen bir anahtar iki kez sayılırdı; satırlardan hangisinin doğru olduğunu ise yalnızca banka bilebilir.',

  'identifier-damaged': '{column} gönderilmeden önce bir dönüştürmede bozulmuş olmamalı',
  'identifier-damaged-look': 'gönderilmeden önce bir dönüştürmede bozulmuş',
  'identifier-damaged-why':
    'Bir harfin yerine okunamayan harf işareti konmuş; harf burada kayıptır, kaynakta ise doğru olabilir.',
  'identifier-rounded': '{column} bir hesap tablosunda yuvarlanmış gibi görünmemeli',
  'identifier-rounded-look': 'bir hesap tablosunda yuvarlanmış gibi görünüyor',
  'identifier-rounded-why':
    'Hesap tabloları uzun sayıları böyle gösterir ve böyle kaydeder: son basamaklar kaybolur, birkaç satır tek satır olur.',
  'identifier-placeholder': '{column} bir hesap tablosu hatasına ya da yer tutucuya benzememeli',
  'identifier-placeholder-look': 'bir hesap tablosu hatasına ya da yer tutucuya benziyor',
  'identifier-placeholder-why':
    'Eksik ya da hesaplanamamış bir değerin yerinde durur; tanımlayıcı olarak böyle her satırın tanımlayıcısı olurdu.',
  'identifier-marked': '{column} bir formüle ya da hesap tablosu için işaretlenmiş metne benzememeli',
  'identifier-marked-look': 'bir formüle ya da hesap tablosu için işaretlenmiş metne benziyor',
  'identifier-marked-why':
    'Bu işaretler hesap tablosunun sıfırları atmasını önler; bankanın başka dosyalarında aynı tanımlayıcı bunlar olmadan geçebilir.',

  'example-cells': 'Başlıkta {columns} sütun, satırda {cells} hücre var.',
  'example-quoted': 'Hücrede şu yazar: {cell}.',
  'example-windows-1254':
    "\\xDD, o tek baytın yerine yazılmıştır; Windows-1254'te İ harfidir, UTF-8'de karşılığı yoktur.",
  'example-nul': '\\x00, bir NUL baytının yerine yazılmıştır.',
  'example-long': '…, 1.000.001 karakterin kalanının yerine yazılmıştır.',
  'example-header': 'Satırların altında bir kez daha durur.',
  'example-footer': 'Satırların altında durur.',
  'example-key': 'İlk satır alınır.',
  'example-group': 'İki satır da karantinaya alınır.',
  'example-reference': '{file_type} dosyasının bir satırında şu değer var: {key}.',
  'example-no-reference': '{file_type} dosyasının hiçbir satırında şu değer yok ya da o satır reddedilmiş: {key}.',
  'example-referred': 'Gösterdiği {file_type} satırında şu değer var: {values}.',
  'example-value': '{column} {value}',
  'example-and': '{first} ve {last}',
};
