import type { fileSentences } from '../../../../shared/domain/sentences/files.ts';
import type { MessagesOf } from '../../server-words.ts';

export const files: MessagesOf<typeof fileSentences> = {
  'file-name-length': 'Dosya adı en çok {most} karakter olabilir.',
  'file-name-control': 'Dosya adında kontrol karakteri olamaz.',
  'file-name-direction': 'Dosya adında yazı yönünü değiştiren karakter olamaz.',
  'file-name-invisible': 'Dosya adında görünen en az bir karakter olmalı.',

  'file-damaged':
    '{file_type} dosyası sonuna kadar okunamıyor: bozuk ya da yarım. Yeniden dışa aktarıp yeni bir yükleme başlatın.',
  'line-too-long':
    "{file_type} dosyasında {mebibytes} MiB'den uzun bir satır var. Satır sonlarını denetleyip yeni bir yükleme başlatın.",
  'too-many-blank-lines':
    '{file_type} dosyasında {found} boş satır var; {most} satırdan fazlası ayıklanmaz. Boş satırlar olmadan dışa aktarıp yeni bir yükleme başlatın.',
  'too-many-open-quotes':
    '{file_type} dosyasında tırnağı kapanmayan {found} satır var; {most} satırdan fazlası ayıklanmaz. Hücrelerin tırnaklarını denetleyip yeni bir yükleme başlatın.',
  'too-many-carriage-returns':
    '{file_type} dosyasında satır ortasında {found} satır başı karakteri (CR) var; {most} karakterden fazlası ayıklanmaz. Satırları LF ya da CR LF ile bitirip yeni bir yükleme başlatın.',

  'announce-mended': '{refusal} Düzeltilen dosya için yeni bir yükleme başlatın.',
  'no-bytes': 'Dosya 0 bayt uzunluğunda.',
  'more-bytes-than-taken': 'Dosya {bytes} bayt uzunluğunda; en çok {most} bayt alınır.',
  'other-size': 'Yüklemede {announced} bayt bildirilmişti; {arrived} bayt geldi.',
  'other-checksum': 'Bildirilen SHA-256 {announced}; dosyanınki {found}.',
  'gzip-cut-off': 'Gzip akışı erken bitiyor: dosya yarım kalmış.',
  'gzip-damaged': 'Gzip akışı bozuk.',
  'gzip-damaged-or-cut-off': 'Gzip akışı bozuk ya da yarım kalmış.',
  'gzip-twice': 'Dosya gzip ile iki kez sıkıştırılmış. Bir kez sıkıştırın.',
  'gzip-of-zip':
    "Gzip'in içinde bir ZIP arşivi var. Çalışma kitabını (.xlsx) yeniden sıkıştırmadan, olduğu gibi gönderin.",
  'gzip-of': "Gzip'in içinde: {refusal}",
  'gzip-followed':
    'Sıkıştırılmış verinin bitiminden sonra baytlar var ve bunların ne olduğu anlaşılmıyor. Dosyayı yeniden sıkıştırın.',
  'unpacks-too-large': 'Dosya açılınca {most} bayttan büyük oluyor; en çok bu kadarı alınır.',
  'packed-too-tightly':
    'Dosya açılınca boyutunun {times} katından büyük oluyor; hiçbir portföy böyle değildir. Bilerek böyleyse sıkıştırmadan gönderin.',

  'form-body':
    "Dosya bir form (multipart/form-data) içinde gelmiş. Dosyanın kendisini URL'ye gönderin: curl -F değil, curl -T.",
  'form-zip-empty':
    'Dosya boş bir ZIP arşivi. CSV dosyasının kendisini, düz ya da gzip ile sıkıştırılmış olarak gönderin.',
  'form-pdf': 'Dosya bir PDF belgesi. Verinin kendisini CSV olarak dışa aktarın.',
  'form-bzip2': 'Dosya bzip2 ile sıkıştırılmış. Bunun yerine gzip ile sıkıştırın.',
  'form-xz': 'Dosya xz ile sıkıştırılmış. Bunun yerine gzip ile sıkıştırın.',
  'form-zstandard': 'Dosya Zstandard ile sıkıştırılmış. Bunun yerine gzip ile sıkıştırın.',
  'form-7zip': 'Dosya bir 7-Zip arşivi. Bunun yerine CSV dosyasını gzip ile sıkıştırın.',
  'form-rar': 'Dosya bir RAR arşivi. Bunun yerine CSV dosyasını gzip ile sıkıştırın.',
  'form-parquet': 'Dosya bir Parquet dosyası. Veriyi CSV olarak dışa aktarın.',
  'form-tar': 'Dosya bir tar arşivi. CSV dosyasının kendisini, düz ya da gzip ile sıkıştırılmış olarak gönderin.',
  'form-encrypted-workbook':
    "Çalışma kitabı parolayla korunuyor. Parolayı kaldırın (Excel'de: Dosya, Bilgi, Çalışma Kitabını Koru), dosyayı kaydedip yeniden gönderin.",
  'form-old-workbook':
    'Dosya eski bir Excel çalışma kitabı (.xls), parolalı bir kitap ya da başka bir Office belgesi. Excel\'de Farklı Kaydet ile "Excel Çalışma Kitabı (.xlsx)" ya da "CSV UTF-8" seçip o dosyayı gönderin.',

  'no-content': 'Dosyanın içeriği yok. Bir başlık satırı ve en az bir satır gönderin.',
  'no-rows': 'Dosyada başlık var ama veri satırı yok. En az bir satır gönderin.',
  'not-utf8-header': 'Başlık satırı UTF-8 değil. Dosyayı "CSV UTF-8" olarak kaydedip yeniden gönderin.',
  'not-utf8': 'Dosya UTF-8 metin değil. "CSV UTF-8" olarak kaydedip yeniden gönderin.',
  'not-utf8-but-utf16': 'Dosya UTF-8 metin değil; UTF-16\'ya benziyor. "CSV UTF-8" olarak kaydedip yeniden gönderin.',
  'not-utf8-rows':
    '{line}. satırdan sonraki satırların çoğu UTF-8 değil. Dosyayı "CSV UTF-8" olarak kaydedip yeniden gönderin.',
  'not-utf8-turkish-rows':
    '{line}. satırdan sonraki satırların çoğu UTF-8 değil; Windows-1254\'e (Türkçe) benziyor. Dosyayı "CSV UTF-8" olarak kaydedip yeniden gönderin.',
  'ends-in-cr': 'Satırlar yalnız CR ile bitiyor; bu biçim yalnız küçük dosyalarda okunur. LF ya da CR LF kullanın.',
  'sep-names-none':
    'İlk satır, "sep=", hiçbir ayraç belirtmiyor. ";" (ya da "," veya sekme) kullanıp, bu satırla ya da onsuz, yeniden gönderin.',
  'sep-names-another':
    'İlk satır, "sep=", ayraç olarak "{delimiter}" belirtiyor. ";" (ya da "," veya sekme) kullanıp, bu satırla ya da onsuz, yeniden gönderin.',
  'sep-is-wrong':
    'İlk satır, "sep=", sütun ayracının {named} olduğunu söylüyor, ama başlıkta ayraç {found}. İlk satırı düzeltip ya da çıkarıp yeniden gönderin.',
  tab: 'sekme',
  semicolon: '";"',
  comma: '","',
  'quoted-twice':
    'Her satır tırnak içinde tek bir hücre olduğu için sütunlar ayırt edilemiyor: dosya iki kez tırnaklanmış. Satırları değil hücreleri tırnaklayarak bir kez dışa aktarın.',
  'other-delimiter': 'Sütunlar "{delimiter}" ile ayrılmış. ";" (ya da "," veya sekme) kullanıp yeniden gönderin.',
  'not-csv': 'Dosya, başlık satırı olan bir CSV dosyası değil. Noktalı virgülle ayrılmış metin gönderin.',
  'not-the-header': 'İlk satır başlık değil: beklenen sütunların hiçbirini adlandırmıyor. Başlık ilk satırda olmalı.',
  'first-line-too-long': 'İlk satır {most} bayttan uzun; bu yüzden başlık olamaz.',
  'header-too-long':
    'İlk satır {most} bayttan uzun ve {slice} {file_type} dosyalarında olmayan {columns} sütun adlandırıyor: {names}.',
  'header-too-long-and-cut':
    'İlk satır {most} bayttan uzun ve {slice} {file_type} dosyalarında olmayan en az {columns} sütun adlandırıyor: {names}.',
  'header-differs': 'Başlık {slice} {file_type} dosyasına uymuyor: {difference}.',
  'header-differs-like-other':
    'Başlık {slice} {file_type} dosyasına uymuyor: {difference}. Bu bir {other_file_type} dosyasına benziyor.',
  'header-of-other-variant':
    'Başlık bir {variant} {file_type} dosyasının başlığı, ama yüklemede {slice} deniyor: {difference}.',
  'header-too-wide': 'Başlıkta {columns} sütun var; adı olmayanlarla birlikte en çok {most} sütun alınır.',
  'header-repeats': 'Başlık şu sütunları birden çok kez adlandırıyor: {columns}.',
  'columns-missing': 'eksik: {columns}',
  'columns-unknown': 'bilinmeyen: {columns}',
  'column-nameless': '{place}. sütunun adı yok',
  'items-and-more': '{items} ve {more} tane daha',
  'column-must-be-named': 'Başlık bu sütunu adlandırmalı.',
  'column-unknown': 'Böyle bir sütun yok.',
  'column-repeated': 'Bu sütun birden çok kez adlandırılmış.',
  'column-without-name': 'Adı yok.',
  'blank-lines-skipped': '{file_type} dosyasında içeriği olmayan {count} satır atlandı.',
  'nameless-columns-ignored':
    '{file_type} dosyasının şu sütunlarının adı yok, okunan satırlarda içerikleri de yok; dikkate alınmadı: {places}.',
};
