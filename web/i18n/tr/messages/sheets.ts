import type { sheetSentences } from '../../../../shared/domain/sentences/sheets.ts';
import type { MessagesOf } from '../../server-words.ts';

export const sheets: MessagesOf<typeof sheetSentences> = {
  'workbook-damaged':
    "Çalışma kitabı bozuk: {fault}. Excel'de açıp yeniden .xlsx olarak kaydedin ve o dosyayı gönderin.",
  'workbook-too-large': '{what}. Veriyi CSV olarak ya da birkaç dosya hâlinde gönderin.',
  'archive-damaged':
    'Dosya, Excel çalışma kitapları gibi bir ZIP arşivi; bozuk ya da yarım kalmış. Dosyanın tamamını yeniden gönderin.',
  'archive-encrypted': 'Arşiv parolayla korunuyor. Çalışma kitabını parolasız gönderin.',
  'archive-without-workbook':
    'Dosya, içinde Excel çalışma kitabı olmayan bir ZIP arşivi. CSV dosyasını ya da çalışma kitabının kendisini gönderin; CSV dosyasını sıkıştırmak için gzip kullanın.',
  'workbook-binary':
    'Dosya ikili bir Excel çalışma kitabı (.xlsb). Excel\'de Farklı Kaydet ile "Excel Çalışma Kitabı (.xlsx)" ya da "CSV UTF-8" seçip o dosyayı gönderin.',
  'archive-word': 'Dosya bir Word belgesi. Tabloyu .xlsx ya da CSV olarak gönderin.',
  'archive-powerpoint': 'Dosya bir PowerPoint sunusu. Tabloyu .xlsx ya da CSV olarak gönderin.',
  'archive-numbers': 'Dosya bir Numbers belgesi. Excel (.xlsx) ya da CSV olarak dışa aktarın.',
  'archive-opendocument': 'Dosya bir OpenDocument dosyası (.ods). Excel (.xlsx) ya da CSV olarak kaydedin.',
  'archive-files': 'Arşivde {found} dosya var; bir çalışma kitabında en çok {most} olur',
  'workbook-unpacks-too-large': 'Çalışma kitabı açılınca {most} bayttan büyük oluyor',
  'part-packed-too-tightly':
    'Çalışma kitabının bir parçası açılınca boyutunun {times} katından büyük oluyor; hiçbir tablo böyle değildir',
  'too-much-text': 'Çalışma kitabının metinleri {most} bayttan uzun',
  'too-many-cells': 'Sayfada {most} hücreden fazlası var',
  'too-many-merged': 'Sayfada satırdan çok birleştirilmiş hücre var',

  'name-twice': 'içindeki iki dosyanın adı aynı',
  'part-missing': '{part} parçası eksik',
  'part-packed-oddly': '{part} parçası, çalışma kitaplarında kullanılmayan bir yöntemle sıkıştırılmış',
  'part-not-unpacked': '{part} parçası açılamıyor',
  'part-checksum': '{part} parçası sağlama toplamına uymuyor',
  'part-dtd': '{part} parçasında bir DTD var; hiçbir çalışma kitabının buna gereksinimi yoktur',
  'part-too-deep': '{part} parçası çok derin iç içe geçmiş',
  'part-text-too-long': '{part} parçasında {most} bayttan uzun bir metin ya da etiket var',
  'part-not-xml': '{part} parçası düzgün bir XML değil',
  'shared-string-missing': 'bir hücre olmayan bir paylaşılan metni gösteriyor',
  'row-number-wrong': 'bir satırın numarası hiçbir satırda olamayacak bir numara',
  'rows-out-of-order': 'sayfasında {row}. satır {before}. satırdan sonra geliyor',
  'cell-place-wrong': '{row}. satırdaki bir hücrenin yeri hiçbir hücrede olamayacak bir yer',
  'cell-of-other-row': '{row}. satırda {other_row}. satırın bir hücresi var',
  'cell-twice': '{cell} hücresi iki kez var',
  'merged-nowhere': 'hiçbir sayfada olmayan hücreleri birleştiriyor',
  'sheet-missing': 'sayfası eksik',

  'sheet-empty': 'Çalışma kitabının "{sheet}" sayfasının içeriği yok.',
  'no-visible-sheet': 'Çalışma kitabında hücreleri olan görünür bir sayfa yok. Tablonun bulunduğu sayfayı gösterin.',
  'formula-without-value':
    "{cell} hücresinde değeri olmayan bir formül var: çalışma kitabını yazan program hesaplamamış. Excel'de açıp kaydedin ve o dosyayı gönderin.",
  'row-of-many-lines': '{row}. satırın hücrelerinde {most} satırdan fazla metin var.',
  'cells-beside':
    'Birçok satırda tablonun çok sağında hücreler var, örneğin {cell}; başlıkta {columns} sütun var. Tablonun yanındakileri silip çalışma kitabını yeniden gönderin.',
  'cells-merged':
    'Tablonun hücreleri birleştirilmiş: {ranges}. Birleştirilmiş hücrelerin yalnız ilkinde değer olur. Birleştirmeyi kaldırın, her satırda ne olması gerekiyorsa doldurun ve çalışma kitabını yeniden gönderin.',
  'cells-merged-and-more':
    'Tablonun hücreleri birleştirilmiş: {ranges} ve {more} yerde daha. Birleştirilmiş hücrelerin yalnız ilkinde değer olur. Birleştirmeyi kaldırın, her satırda ne olması gerekiyorsa doldurun ve çalışma kitabını yeniden gönderin.',
  'sheet-not-the-header':
    '"{sheet}" sayfasının ilk satırı başlık değil: beklenen sütunların hiçbirini adlandırmıyor. Başlık, üstünde hiçbir şey olmadan ilk satırda olmalı. Tablo başka bir sayfadaysa o sayfaya dosya türünün adını verin ya da onu başa alın.',
  'sheet-in-one-column':
    '"{sheet}" sayfasının bütün sütunları tek sütunda: bir CSV dosyası sütunlara ayrılmadan açılmış. Ayırın (Excel\'de: Veri, Metni Sütunlara Dönüştür) ya da CSV dosyasının kendisini gönderin.',
};
