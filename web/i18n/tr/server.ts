import type { ServerDictionary } from '../server-words.ts';
import { problems } from './problems.ts';

/** What the service says in English, in Turkish, of every dataset. A test holds the rules of all contracts to it. */
export const server: ServerDictionary = {
  problems,
  finding: {
    got: 'gelen değer: "$1"',
    empty: 'hücre boş',
    first: 'bu anahtar $1. satırda zaten var',
    live: 'bu anahtar yayındaki bir satırda zaten var',
    looks: {
      'it was damaged by a conversion before it was sent': 'gönderilmeden önce bir dönüştürmede bozulmuş',
      'it looks as if a spreadsheet had rounded it': 'bir hesap tablosunda yuvarlanmış gibi görünüyor',
      "it looks like a spreadsheet's error or a placeholder": 'bir hesap tablosu hatasına ya da yer tutucuya benziyor',
    },
  },
  phrases: [
    // What is wrong with the name of a file.
    [/^A file name has at most (\d+) characters\.$/, 'Dosya adı en çok $1 karakter olabilir.'],
    [/^A file name has no control characters\.$/, 'Dosya adında kontrol karakteri olamaz.'],
    [
      /^A file name has no characters that change the direction of writing\.$/,
      'Dosya adında yazı yönünü değiştiren karakter olamaz.',
    ],
    [/^A file name has a character that can be seen\.$/, 'Dosya adında görünen en az bir karakter olmalı.'],
    // Why a sync failed. What stands in braces is the name of a file.
    [
      /^(\d+) of (\d+) rows of the (\w+) file were rejected: more than the (\S+) % that this configuration allows\. Nothing was published; the data before is in place\.$/,
      '{$3} dosyasındaki $2 satırdan $1 satır reddedildi: ayarlarda izin verilen en yüksek pay %$4. Hiçbir şey yayınlanmadı; önceki veri yerinde.',
    ],
    [
      /^(\d+) of (\d+) rows of all files together were rejected: more than the (\S+) % that this configuration allows\. Nothing was published; the data before is in place\.$/,
      'Bütün dosyalardaki toplam $2 satırdan $1 satır reddedildi: ayarlarda izin verilen en yüksek pay %$3. Hiçbir şey yayınlanmadı; önceki veri yerinde.',
    ],
    [
      /^No row of the (\w+) file is valid\. The data before is in place\.$/,
      '{$1} dosyasında geçerli satır yok. Önceki veri yerinde.',
    ],
    [
      /^(\d+) of (\d+) live (\w+) rows are not in the new file: more than the (\S+) % that this configuration lets vanish\. Nothing was published; the files stay staged, held\.$/,
      'Yayındaki $2 {$3} satırından $1 satır yeni dosyada yok: ayarlarda izin verilen en yüksek pay %$4. Hiçbir şey yayınlanmadı; dosyalar bekliyor.',
    ],
    [
      /^(\d+) of (\d+) live (\w+) rows and (\d+) of (\d+) live (\w+) rows are not in the new file: more than the (\S+) % that this configuration lets vanish\. Nothing was published; the files stay staged, held\.$/,
      'Yayındaki $2 {$3} satırından $1 satır ve $5 {$6} satırından $4 satır yeni dosyada yok: ayarlarda izin verilen en yüksek pay %$7. Hiçbir şey yayınlanmadı; dosyalar bekliyor.',
    ],
    [
      /^Of the (\w+) file, (.+)\. Nothing was published; the data before is in place\.$/,
      '{$1} dosyasında {{$2}}. Hiçbir şey yayınlanmadı; önceki veri yerinde.',
    ],
    [
      /^Of the (\w+) file \(upload ([0-9a-f-]+)\), (.+)\. Nothing was published; the data before is in place\.$/,
      '{$1} dosyasında (yükleme $2) {{$3}}. Hiçbir şey yayınlanmadı; önceki veri yerinde.',
    ],
    [/^(\d+) rows were announced, and the file has (\d+)$/, '$1 satır bildirilmişti, dosyada $2 satır var'],
    [
      /^(\w+) was announced to add up to (\S+), and it adds up to (\S+?)$/,
      '$1 toplamı $2 olarak bildirilmişti, toplam $3 çıktı',
    ],
    [
      /^(\w+) was announced to add up to (\S+), and it adds up to (\S+?), without (\d+) cells that are no number$/,
      '$1 toplamı $2 olarak bildirilmişti, sayı olmayan $4 hücre dışında toplam $3 çıktı',
    ],
    [/^The upload ([0-9a-f-]+) is not there any more\.$/, '$1 yüklemesi artık yok.'],
    [
      /^The (\w+) file was overwritten or deleted after it was staged\. Start a new upload for the new file\.$/,
      '{$1} dosyası hazırlandıktan sonra değiştirildi ya da silindi. Yeni dosya için yeni bir yükleme başlatın.',
    ],
    [
      /^The (\w+) file cannot be read to its end: it is damaged or was cut off\. Export it again and announce a new upload\.$/,
      '{$1} dosyası sonuna kadar okunamıyor: bozuk ya da yarım. Yeniden dışa aktarıp yeni bir yükleme başlatın.',
    ],
    [
      /^The (\w+) file has a line longer than (\d+) MiB\. Check its line ends and announce a new upload\.$/,
      "{$1} dosyasında $2 MiB'den uzun bir satır var. Satır sonlarını denetleyip yeni bir yükleme başlatın.",
    ],
    [
      /^The (\w+) file has (\d+) lines without any content; more than (\d+) are not sorted out\. Export it without them and announce a new upload\.$/,
      '{$1} dosyasında $2 boş satır var; $3 satırdan fazlası ayıklanmaz. Boş satırlar olmadan dışa aktarıp yeni bir yükleme başlatın.',
    ],
    [
      /^The (\w+) file has (\d+) lines with a quotation mark that is not closed; more than (\d+) are not sorted out\. Check how its cells are quoted and announce a new upload\.$/,
      '{$1} dosyasında tırnağı kapanmayan $2 satır var; $3 satırdan fazlası ayıklanmaz. Hücrelerin tırnaklarını denetleyip yeni bir yükleme başlatın.',
    ],
    [
      /^The (\w+) file has (\d+) carriage returns in the middle of lines; more than (\d+) are not sorted out\. End its lines with LF or CR LF and announce a new upload\.$/,
      '{$1} dosyasında satır ortasında $2 satır başı karakteri (CR) var; $3 karakterden fazlası ayıklanmaz. Satırları LF ya da CR LF ile bitirip yeni bir yükleme başlatın.',
    ],
    [
      /^The file corrects the sync ([0-9a-f-]+), and that is not live any more: live is ([0-9a-f-]+)\.$/,
      'Dosya $1 eşitlemesini düzeltiyor; o artık yayında değil. Yayında olan: $2.',
    ],
    [
      /^The file corrects the sync ([0-9a-f-]+), and that is not live any more\.$/,
      'Dosya $1 eşitlemesini düzeltiyor; o artık yayında değil.',
    ],
    [
      /^(\w+): (\d+) rows in the file, but (\d+) loaded and (\d+) rejected$/,
      '{$1}: dosyada $2 satır var, ama $3 satır yüklendi ve $4 satır reddedildi.',
    ],
    [
      /^(\w+): (\d+) rows kept, (\d+) returned and (\d+) loaded, but (\d+) stored$/,
      '{$1}: $2 satır korundu, $3 satır geri geldi ve $4 satır yüklendi, ama $5 satır kaydedildi.',
    ],
    [
      /^The warehouse did not answer, several times\. Start the sync again\.$/,
      'Veri ambarı birkaç kez yanıt vermedi. Eşitlemeyi yeniden başlatın.',
    ],
    [
      /^The disk of the warehouse is full\. The files are kept, held: start the sync again once there is room\.$/,
      'Veri ambarının diski dolu. Dosyalar bekletiliyor: yer açılınca eşitlemeyi yeniden başlatın.',
    ],
    [
      /^The warehouse had too little memory for the load, several times\. The files are kept, held: start the sync again\.$/,
      'Veri ambarının belleği yükleme için birkaç denemede de yetmedi. Dosyalar bekletiliyor: eşitlemeyi yeniden başlatın.',
    ],
    [
      /^Something of ours failed; it has been logged\. Start the sync again\.$/,
      'Hizmette bir arıza oldu ve kaydedildi. Eşitlemeyi yeniden başlatın.',
    ],
    [/^The sync was cut off (\d+) times\.$/, 'Eşitleme $1 kez yarıda kesildi.'],
    // What a sync notes.
    [
      /^(\d+) live (\w+) rows were replaced by rows of the correction\.$/,
      'Yayındaki $1 {$2} satırının yerini düzeltmenin satırları aldı.',
    ],
    // What became of an upload.
    [
      /^The upload ([0-9a-f-]+) was staged after it, before a sync took this one\.$/,
      'Bir eşitleme bunu almadan önce $1 yüklemesi hazırlandı.',
    ],
    [
      /^The upload was given up before its file was loaded; what arrives of it is left alone\.$/,
      'Dosyası yüklenmeden bu yükleme iptal edildi; ondan gelecek olanlar dikkate alınmaz.',
    ],
    [
      /^The tenant was disabled before the file of this upload was staged\. What arrives of it is left alone\.$/,
      'Bu yüklemenin dosyası hazırlanmadan banka devre dışı bırakıldı. Ondan gelecek olanlar dikkate alınmaz.',
    ],
    [
      /^The API key that announced this upload was revoked or replaced before its file was staged\. What arrives of it is left alone\.$/,
      'Bu yüklemeyi bildiren API anahtarı, dosyası hazırlanmadan iptal edildi ya da değiştirildi. Ondan gelecek olanlar dikkate alınmaz.',
    ],
    [
      /^The session that announced this upload was signed out, or ended because a refresh token was used twice, before its file was staged\. What arrives of it is left alone\.$/,
      'Bu yüklemeyi bildiren oturum, dosyası hazırlanmadan kapatıldı ya da bir yenileme belirteci iki kez kullanıldığı için sona erdi. Ondan gelecek olanlar dikkate alınmaz.',
    ],
    // Why a request was refused.
    [
      /^The sync ([0-9a-f-]+) cannot be corrected: live is the sync ([0-9a-f-]+)\.$/,
      '$1 eşitlemesi düzeltilemez: yayında olan $2.',
    ],
    [
      /^The sync ([0-9a-f-]+) cannot be corrected: nothing has been published yet\.$/,
      '$1 eşitlemesi düzeltilemez: henüz bir şey yayınlanmadı.',
    ],
    [
      /^Another book was published since the sync ([0-9a-f-]+) was loaded: discard it, and sync its files again\.$/,
      '$1 eşitlemesi yüklendikten sonra başka bir yükleme yayınlandı: bunu silin ve dosyalarını yeniden yükleyin.',
    ],
    [
      /^The sync ([0-9a-f-]+) does not wait to be published(?:: it is \w+)?\.$/,
      '$1 eşitlemesi yayınlanmayı beklemiyor.',
    ],
    [/^The book of the sync ([0-9a-f-]+) is live already\.$/, '$1 eşitlemesinin verisi zaten yayında.'],
    [
      /^The rows of the sync ([0-9a-f-]+), published at (\S+), are not kept any more\.$/,
      '$2 tarihinde yayınlanan $1 eşitlemesinin satırları artık saklanmıyor.',
    ],
    [
      /^The rows of the sync ([0-9a-f-]+), or of the one before it, are not kept any more\.$/,
      '$1 eşitlemesinin ya da ondan öncekinin satırları artık saklanmıyor.',
    ],
    [/^The sync ([0-9a-f-]+) is queued or running\.$/, '$1 eşitlemesi sırada ya da çalışıyor.'],
    [
      /^The sync of another request is queued or running\.$/,
      'Başka bir istekle başlayan eşitleme sırada ya da çalışıyor.',
    ],
    [
      /^The derived table (\w+) does not pass its check ([\w-]+)\. Nothing was published; the data before is in place\.$/,
      'Türetilen $1 tablosu $2 denetiminden geçmedi. Hiçbir şey yayınlanmadı; önceki veri yerinde.',
    ],
    [/^Nothing of [\w.]+ is live\.$/, 'Yayında veri yok.'],
    [/^The dataset (\w+) has no derived tables\.$/, '$1 veri kümesinin türetilen tablosu yok.'],
    [/^Syncs of [\w.]+ are disabled\.$/, 'Bu dosyaların eşitlemesi kapalı.'],
    [/^No [\w.]+ file waits to be loaded\.$/, 'Yüklenmeyi bekleyen dosya yok.'],
    [
      /^The upload is \w+; only one that is AWAITING_UPLOAD or STAGED can be cancelled\.$/,
      'Bu dosya artık beklemiyor; yalnız bekleyen dosyalar silinebilir.',
    ],
    [
      /^Of the (\w+) uploads some correct another sync, or none\. Correct one sync at a time\.$/,
      '{$1} dosyalarının bazıları başka bir eşitlemeyi düzeltiyor ya da hiçbirini düzeltmiyor. Aynı anda tek eşitlemeyi düzeltin.',
    ],
    [
      /^The uploads correct different syncs\. Correct one sync at a time\.$/,
      'Dosyalar farklı eşitlemeleri düzeltiyor. Aynı anda tek eşitlemeyi düzeltin.',
    ],
    // What must be so: of a row as a whole.
    [/^The row must have as many cells as the header\.$/, 'Satırda başlıktaki kadar hücre olmalı.'],
    [
      /^The row must have as many cells as the header: it has (\d+) cells? instead of (\d+)\.$/,
      'Satırda başlıktaki kadar hücre olmalı: $2 yerine $1 hücre var.',
    ],
    [
      /^The row must have as many cells as the header: column (\d+) has no name\.$/,
      'Satırda başlıktaki kadar hücre olmalı: $1. sütunun adı yok.',
    ],
    [
      /^The row must be data, not the header(?:: it is the header again)?\.$/,
      'Satır veri olmalı; bu satır başlığın tekrarı.',
    ],
    [/^The row must be data, not a total or a note\.$/, 'Satır veri olmalı; toplam ya da not olmamalı.'],
    [
      /^The row must be data, not a total or a note: it looks like a total\.$/,
      'Satır veri olmalı; toplam ya da not olmamalı: bir toplama benziyor.',
    ],
    [
      /^The row must be data, not a total or a note: it looks like a note\.$/,
      'Satır veri olmalı; toplam ya da not olmamalı: bir nota benziyor.',
    ],
    [
      /^quotes must enclose a whole cell and be closed; a quote inside is written twice\.$/,
      'Tırnaklar hücrenin tamamını sarmalı ve kapanmalı; hücrenin içindeki tırnak iki kez yazılır.',
    ],
    [/^The row must be UTF-8 text\.$/, 'Satır UTF-8 metin olmalı.'],
    [/^The row must not contain NUL bytes\.$/, 'Satırda NUL baytı bulunmamalı.'],
    [/^The row must be at most 1,000,000 bytes long\.$/, 'Satır en çok 1.000.000 bayt uzunluğunda olmalı.'],
    [
      /^The row must be at most 1,000,000 bytes long: it is (\d+) bytes long\.$/,
      'Satır en çok 1.000.000 bayt uzunluğunda olmalı: $1 bayt uzunluğunda.',
    ],
    // Of a cell.
    [/^(\w+) must not be empty\.$/, '$1 boş bırakılamaz.'],
    [/^(\w+) must be at most (\d+) characters\.$/, '$1 en çok $2 karakter olmalı.'],
    [
      /^(\w+) must be free of control characters and of characters without width\.$/,
      '$1 denetim karakteri ya da genişliği olmayan karakter içermemeli.',
    ],
    [/^(\w+) must be free of control characters\.$/, '$1 denetim karakteri içermemeli.'],
    [
      /^(\w+) should not have been damaged by a conversion before it was sent\.$/,
      '$1 gönderilmeden önce bir dönüştürmede bozulmuş olmamalı.',
    ],
    [
      /^(\w+) should not look as if a spreadsheet had rounded it\.$/,
      '$1 bir hesap tablosunda yuvarlanmış gibi görünmemeli.',
    ],
    [
      /^(\w+) should not look like a spreadsheet's error or a placeholder\.$/,
      '$1 bir hesap tablosu hatasına ya da yer tutucuya benzememeli.',
    ],
    [
      /^(\w+) should not look like a formula or text marked for a spreadsheet\.$/,
      '$1 bir formüle ya da hesap tablosu için işaretlenmiş metne benzememeli.',
    ],
    [/^(\w+) must be at most (\d+) bytes long\.$/, '$1 en çok $2 bayt uzunluğunda olmalı.'],
    [
      /^(\w+) must be an e-mail address: one @, no blanks, a dot in the domain\.$/,
      '$1 bir e-posta adresi olmalı: tek @, boşluk yok, alan adında nokta var.',
    ],
    [
      /^(\w+) must be a currency code of ISO 4217 in capital letters, such as EUR\.$/,
      '$1 büyük harflerle yazılmış bir ISO 4217 para birimi kodu olmalı, örneğin EUR.',
    ],
    [/^(\w+) must be one of ([^.]+)\.$/, '$1 şunlardan biri olmalı: $2.'],
    [
      /^(\w+) must be a whole number in digits, without decimals, separators or a plus sign\.$/,
      '$1 rakamlarla yazılmış bir tam sayı olmalı; ondalık, binlik ayracı ya da artı işareti içermemeli.',
    ],
    [/^(\w+) must be between (\S+) and (\S+) percent\.$/, '$1 yüzde $2 ile $3 arasında olmalı.'],
    [/^(\w+) must be between (\S+) and (\S+)\.$/, '$1 $2 ile $3 arasında olmalı.'],
    [
      /^(\w+) must be a calendar date between (\d+) and (\d+), written YYYYMMDD, YYYY-MM-DD or DD\.MM\.YYYY\.$/,
      '$1 $2 ile $3 arasında bir takvim günü olmalı; YYYYAAGG, YYYY-AA-GG ya da GG.AA.YYYY biçiminde yazılır.',
    ],
    [
      /^(\w+) must be a number in digits with "\." before the decimals, without separators or exponent\.$/,
      '$1 rakamlarla yazılmış bir sayı olmalı; ondalıktan önce "." kullanılır, binlik ayracı ve üs kullanılmaz.',
    ],
    [
      /^(\w+) must be at least (\S+), with at most (\d+) digits before the decimal point\.$/,
      '$1 en az $2 olmalı; ondalık noktasından önce en çok $3 basamak olabilir.',
    ],
    [
      /^(\w+) must be given with at most (\d+) decimals \(nothing is rounded\)\.$/,
      '$1 en çok $2 ondalıkla verilmeli (hiçbir değer yuvarlanmaz).',
    ],
    [
      /^(\w+) must be given with at most (\d+) decimals as a percentage, (\d+) as a fraction, (\d+) in basis points \(nothing is rounded\)\.$/,
      '$1 en çok şu kadar ondalıkla verilmeli: yüzde olarak $2, kesir olarak $3, baz puan olarak $4 (hiçbir değer yuvarlanmaz).',
    ],
    [
      /^(\w+) must be a number \("\." or "," before the decimals\), optionally followed by % or bps\.$/,
      '$1 bir sayı olmalı (ondalıktan önce "." ya da ","); ardından % ya da bps gelebilir.',
    ],
    [
      /^(\w+) must be a number, optionally followed by % or bps\.$/,
      '$1 bir sayı olmalı; ardından % ya da bps gelebilir.',
    ],
    // Of a row among the others.
    [
      /^(\w+(?: and \w+)*) must be that of a valid (\w+) row of this sync, or of the live batch if the sync brings none\.$/,
      '$1 bu eşitlemedeki geçerli bir {$2} satırında bulunmalı; eşitlemede bu dosya yoksa yüklü olan veride.',
    ],
    [
      /^(\w+) and (\w+) must be unique in the file; the first row is kept\.$/,
      '$1 ile $2 birlikte dosyada yalnız bir kez geçmeli; ilk satır alınır.',
    ],
    [
      /^(\w+) must be unique in the file; the first row is kept\.$/,
      '$1 dosyada yalnız bir kez geçmeli; ilk satır alınır.',
    ],
    // Between the cells of a row.
    [/^(\w+) must be at most (\w+)\.$/, '$1 en çok $2 kadar olmalı.'],
    [/^(\w+) must not be before (\w+)\.$/, '$1, $2 tarihinden önce olmamalı.'],
    [/^(\w+) \+ (\w+) usually equals (\w+)\.$/, '$1 + $2 çoğunlukla $3 değerine eşittir.'],
    [/^(\w+) is usually at most (\w+)\.$/, '$1 çoğunlukla en çok $2 kadardır.'],
    [
      /^(\w+), which this column expects in percent, is usually at most 100\.$/,
      'Bu sütunda yüzde olarak beklenen $1 çoğunlukla en çok 100 olur.',
    ],
    [/^(\w+) is usually not before (\w+)\.$/, '$1 çoğunlukla $2 tarihinden önce değildir.'],
    [
      /^(\w+) must be given exactly when (\w+) is (\w+) \(paid\)\.$/,
      '$1, $2 $3 (ödendi) ise verilmeli, değilse boş kalmalı.',
    ],
    [/^([\w, ]+) must be 0 when (\w+) is (\w+) \(paid\)\.$/, '$2 $3 (ödendi) ise $1 0 olmalı.'],
    // Why.
    [
      /^With a cell too many or too few, every cell after it stands in the wrong column\.$/,
      'Bir hücre fazla ya da eksik olunca ondan sonraki her hücre yanlış sütunda durur.',
    ],
    [
      /^With a quote left open nobody can tell where the cell ends, and it could swallow the rows that follow\.$/,
      'Açık kalan bir tırnakta hücrenin nerede bittiği anlaşılmaz; sonraki satırları da yutabilir.',
    ],
    [
      /^Other bytes are letters in another encoding, such as Windows-1254; guessing which would change names and codes\.$/,
      'Başka baytlar Windows-1254 gibi başka bir kodlamanın harfleridir; hangisi olduğunu tahmin etmek adları ve kodları değiştirirdi.',
    ],
    [
      /^A NUL byte comes from a broken export, and many programs drop what stands behind it\.$/,
      'NUL baytı bozuk bir dışa aktarımdan gelir; birçok program ondan sonrasını atar.',
    ],
    [
      /^No export writes a row of that length: the line ends are missing, and many rows run into one\.$/,
      'Hiçbir dışa aktarım bu uzunlukta bir satır yazmaz: satır sonları eksiktir, birçok satır birbirine karışmıştır.',
    ],
    [
      /^Files were put together with their headers, or the export writes one on every page; it names columns and holds no data\.$/,
      'Dosyalar başlıklarıyla birlikte birleştirilmiş ya da dışa aktarım her sayfaya başlık yazıyor; başlık sütunları adlandırır, veri içermez.',
    ],
    [
      /^A total counts again what the rows before it have counted, and a line about the file is no loan: nothing of it belongs there\.$/,
      'Toplam, önceki satırların saydığını yeniden sayar; dosyayla ilgili bir satır da kredi değildir: hiçbiri veriye ait değildir.',
    ],
    [
      /^What cannot be seen makes another text of it that looks the same: a loan would not be found by its number\.$/,
      'Görünmeyen bir karakter onu aynı görünen başka bir metin yapar: kredi, numarasıyla bulunamazdı.',
    ],
    [
      /^A control character is no part of a value: something on the way has put it there, and may have taken something away\.$/,
      'Denetim karakteri bir değerin parçası değildir: yolda bir şey onu eklemiştir, bir şeyi de götürmüş olabilir.',
    ],
    [
      /^A letter was replaced by the sign for one that could not be read; it is lost here, but may be right in the source\.$/,
      'Bir harfin yerine okunamayan harf işareti konmuş; harf burada kayıptır, kaynakta ise doğru olabilir.',
    ],
    [
      /^Spreadsheets show long numbers like this and save them so: the last digits are lost, and several loans become one\.$/,
      'Hesap tabloları uzun sayıları böyle gösterir ve böyle kaydeder: son basamaklar kaybolur, birkaç kredi tek kredi olur.',
    ],
    [
      /^It stands where a value is missing or could not be computed; as an identifier it would be that of every such row\.$/,
      'Eksik ya da hesaplanamamış bir değerin yerinde durur; tanımlayıcı olarak böyle her satırın tanımlayıcısı olurdu.',
    ],
    [
      /^Such signs keep a spreadsheet from dropping zeros; other files of the bank may have the same identifier without them\.$/,
      'Bu işaretler hesap tablosunun sıfırları atmasını önler; bankanın başka dosyalarında aynı tanımlayıcı bunlar olmadan geçebilir.',
    ],
    [
      /^Every row needs it \(.+\): an empty cell is absent, and absent is never taken for 0 or guessed\.$/,
      'Her satırda gereklidir: boş hücre değerin verilmediği anlamına gelir; verilmeyen değer 0 sayılmaz, tahmin de edilmez.',
    ],
    [
      /^A text of that length is usually two cells run together; cutting it off would lose data in silence\.$/,
      'Bu uzunlukta bir metin çoğunlukla birbirine karışmış iki hücredir; kesmek, sessizce veri kaybettirirdi.',
    ],
    [
      /^No mail can be sent to a longer address: two cells have usually run together\.$/,
      'Daha uzun bir adrese posta gönderilemez: çoğunlukla iki hücre birbirine karışmıştır.',
    ],
    [
      /^Nothing could be sent to it, and what is no address usually stands in the wrong column\.$/,
      'Ona bir şey gönderilemez; adres olmayan bir değer de çoğunlukla yanlış sütundadır.',
    ],
    [
      /^An amount without a known currency cannot be converted, nor added to any other\.$/,
      'Para birimi bilinmeyen bir tutar ne çevrilebilir ne de bir başkasına eklenebilir.',
    ],
    [
      /^Codes decide how a row is counted: an unknown one would drop out of every report, or land in the wrong group\.$/,
      'Bir satırın nasıl sayılacağına kodlar karar verir: bilinmeyen bir kod bütün raporların dışında kalır ya da yanlış gruba düşerdi.',
    ],
    [
      /^Anything but a plain yes or no would have to be guessed\.$/,
      'Açık bir evet ya da hayır dışındaki her şeyin tahmin edilmesi gerekirdi.',
    ],
    [
      /^A count with decimals, separators or a sign has more than one reading, and a wrong one would go unnoticed\.$/,
      'Ondalıklı, ayraçlı ya da işaretli bir sayı birden çok biçimde okunabilir; yanlış okunduğu fark edilmezdi.',
    ],
    [
      /^A number beyond these bounds is not true of a loan, or does not fit the stored column and would become another\.$/,
      'Bu sınırların dışındaki bir sayı bir kredi için doğru olamaz ya da saklanan sütuna sığmaz ve başka bir sayıya dönüşürdü.',
    ],
    [
      /^1\.234 is a thousand to one bank and a bit more than one to another: only digits with one point have one reading\.$/,
      '1.234 bir banka için bin küsur, bir başkası için birden biraz fazladır: yalnızca tek noktalı rakamlar tek biçimde okunur.',
    ],
    [
      /^A smaller amount has a wrong sign or stands in a wrong column; one with more digits could not be kept exactly\.$/,
      'Daha küçük bir tutarın işareti yanlıştır ya da yanlış sütundadır; daha çok basamaklı olanı eksiksiz saklanamaz.',
    ],
    [
      /^Dropping decimals would change the amount: what leaves Tranche is what the bank sent\.$/,
      "Ondalık atmak tutarı değiştirirdi: Tranche'tan çıkan, bankanın gönderdiğidir.",
    ],
    [
      /^A rate that is not plainly a number could only be guessed, and every interest figure depends on it\.$/,
      'Açıkça sayı olmayan bir oran ancak tahmin edilebilir; oysa bütün faiz tutarları ona bağlıdır.',
    ],
    [
      /^A rate beyond these bounds is a typing error or in another unit, and a unit is never guessed from the size\.$/,
      'Bu sınırların dışındaki bir oran ya yazım hatasıdır ya da başka birimdedir; birim, büyüklükten tahmin edilmez.',
    ],
    [
      /^Dropping decimals would change the rate: what leaves Tranche is what the bank sent\.$/,
      "Ondalık atmak oranı değiştirirdi: Tranche'tan çıkan, bankanın gönderdiğidir.",
    ],
    [
      /^A day that no calendar has, or one with day and month in doubt, could only be guessed; 9999 is a placeholder, not a date\.$/,
      'Takvimde olmayan ya da günüyle ayı karışabilecek bir tarih ancak tahmin edilebilir; 9999 bir tarih değil, yer tutucudur.',
    ],
    [
      /^A key that is there twice would be counted twice, and nobody but the bank can tell which of the rows is right\.$/,
      'İki kez geçen bir anahtar iki kez sayılırdı; satırlardan hangisinin doğru olduğunu ise yalnızca banka bilebilir.',
    ],
    // What was left out of a file.
    [
      /^(\d+) lines? of the (\w+) file without any content (?:was|were) skipped\.$/,
      '$2 dosyasında içeriği olmayan $1 satır atlandı.',
    ],
    [
      /^Columns? ([\d, ]+) of the (\w+) file (?:has|have) no name and holds? nothing in the rows that are read; ignored\.$/,
      '$2 dosyasının şu sütunlarının adı yok, okunan satırlarda içerikleri de yok; dikkate alınmadı: $1.',
    ],
    // Notes of the examples.
    [/^The header has (\d+) columns, the row (\d+) cells\.$/, 'Başlıkta $1 sütun, satırda $2 hücre var.'],
    [/^The cell reads (.+)\.$/, 'Hücrede şu yazar: $1.'],
    [
      /^\\xDD stands for that one byte, which is İ in Windows-1254 and nothing in UTF-8\.$/,
      "\\xDD, o tek baytın yerine yazılmıştır; Windows-1254'te İ harfidir, UTF-8'de karşılığı yoktur.",
    ],
    [/^\\x00 stands for a NUL byte\.$/, '\\x00, bir NUL baytının yerine yazılmıştır.'],
    [/^… stands for the rest of 1,000,001 characters\.$/, '…, 1.000.001 karakterin kalanının yerine yazılmıştır.'],
    [/^The first row is kept\.$/, 'İlk satır alınır.'],
    [/^It stands below the rows once more\.$/, 'Satırların altında bir kez daha durur.'],
    [/^It stands below the rows\.$/, 'Satırların altında durur.'],
    [/^A row of the (\w+) file has the (\w+) (\S+)\.$/, '{$1} dosyasının bir satırında $2 şudur: $3.'],
    [
      /^No row of the (\w+) file has the (\w+) (\S+), or the row was rejected\.$/,
      '{$1} dosyasının hiçbir satırında $2 $3 değildir ya da o satır reddedilmiştir.',
    ],
  ],
};
