import type { sourceSentences } from '../../../../shared/domain/sentences/sources.ts';
import type { MessagesOf } from '../../server-words.ts';

export const sources: MessagesOf<typeof sourceSentences> = {
  'pull-in-progress': 'Bu kaynaktan çekme ({pull_id}) henüz bitmedi.',
  'pull-cut-off': 'Çekme ilerleyemeden {attempts} kez yarıda kesildi.',
  'pull-too-long':
    'Çekme, alabileceği en uzun süre olan {minutes} dakikada bitmedi: bir veritabanındaki her şey tek parça hâlinde, tek bir ana göre okunur.',
  'pull-torn': 'Dosyalar beklerken başka bir eşitleme bir kısmını aldı; bu yüzden birlikte yüklenmediler.',
  'pull-removed': 'Çekme sürerken kaynak kaldırıldı.',
  'pulled-file-rejected': 'Çekilen {file_type} dosyası reddedildi: {why}',
  'source-name-taken': '{name} adlı bir kaynak zaten var.',
  'sources-most': '{most} kaynak var, daha fazlası olamaz.',

  'source-address-not-allowed':
    '{host} adresinden veri çekilemez: yalnızca herkese açık adreslere ve bu kurulumun izin verdiklerine izin var.',
  'source-host-unknown': '{host} için adres bulunamadı ({attempts} kez soruldu).',
  'source-not-connected': '{host} ile {attempts} denemede bağlantı kurulamadı ({reason}).',
  'source-certificate': '{host} geçerli bir sertifika göstermiyor ({reason}).',
  'source-redirects': '{address} çok kez ya da veri çekilemeyecek bir adrese yönlendiriyor.',
  'source-silent': '{address}, {attempts} denemede {seconds} saniye içinde tam bir yanıt vermedi.',
  'source-breaks-off': '{address} yanıtını {attempts} denemede yarıda kesti.',
  'source-answers-status': '{address}, {attempts} denemede {status} yanıtını verdi.',
  'source-refuses': '{address} {status} yanıtını verdi: istek oraya uygun değil. Kaynağın sözü: {said}',
  'source-has-nothing': '{address} {status} yanıtını verdi: bu adreste bir şey yok. Kaynağın sözü: {said}',
  'source-refuses-credentials':
    '{address} {status} yanıtını verdi: kimlik bilgileri eksik ya da orada geçerli değil. Kaynağın sözü: {said}',
  'source-no-values':
    '{address}: ilk sayfada hiçbir kayıtta {columns} için değer yok; her satırda bir değer gerekir. Alanların adı başka olabilir mi?',
  'source-only-page':
    'İlk sayfa, ayarın baktığı yerde ({pointer}) sonraki sayfadan söz etmiyor: başka sayfalar varsa eksik kalırlar.',
  'source-no-json': '{address}, {attempts} denemede UTF-8 ile yazılmış JSON yanıtı vermedi.',
  'source-page-too-large': '{address} bir seferde {bytes} bayttan fazla yanıt verdi. Daha küçük sayfalar isteyin.',
  'source-no-list': '{address}: "{pointer}" konumunda kayıt listesi olmalı; orada {found} var.',
  'source-no-record': '{address}: {number}. kayıt bir nesne olmalı; orada {found} var.',
  'source-no-cell':
    '{address}: {number}. kayıtta {field} konumunda {found} var; {column} için metin, sayı, doğru ya da yanlış, null ya da bunların listesi olmalı.',
  'source-empty-record':
    '{address}: {number}. kaydın {fields} alanlarının hiçbirinde değer yok. Alanların adı başka olabilir mi?',
  'source-no-cursor': '{address}: "{pointer}" konumunda bir imleç olmalı: metin ya da sayı.',
  'source-no-link': '{address}: "{pointer}" konumunda sonraki sayfanın adresi olmalı.',
  'source-never-ends':
    '{file_type} dosyası bitmiyor: kaynak {pages} sayfadan sonra, yeni bir şey içermeyen ya da bir dosyanın alabileceğinden çok fazla olan başka bir sayfa gösteriyor.',
  'source-goes-in-circles': '{address}: "{pointer}" konumuna göre sonraki sayfa bu sayfanın kendisi.',
  'source-link-elsewhere':
    '{address}: sonraki sayfa {host} üzerinde. Kimlik bilgileri birlikte gönderildiği için bütün sayfalar aynı yerde olmalı.',

  'source-login-refused': '{host}, {username} oturumunu reddediyor. Kaynağın sözü: {said}',
  'source-no-login': '{host} oturum istiyor, kaynağın ise kimlik bilgisi yok. Kaynağın sözü: {said}',
  'source-no-tls':
    '{host} şifreli bağlantı kabul etmiyor. Kabul etmesini sağlayın ya da kimsenin dinleyemeyeceği bir ağda tls değerini "disable" yapın.',
  'source-database-unknown': '{host} üzerinde {database} veritabanı yok. Kaynağın sözü: {said}',
  'source-query-refused': '{address}: veritabanı sorguyu reddediyor. Kaynağın sözü: {said}',
  'source-may-not-read': '{address}: {username} oturumunun okuma yetkisi yok. Kaynağın sözü: {said}',
  'source-query-too-slow': '{address}: veritabanı {seconds} saniye içinde satır vermedi. Kaynağın sözü: {said}',
  'source-changes-setting':
    '{address}: sorgu {name} ayarını {value} yapıyor; okunan değerler başka bir şey olarak okunurdu. Bunu çıkarın.',
  'source-locked': '{address}: başkaları {seconds} saniyeden uzun süredir kilitli tutuyor. Kaynağın sözü: {said}',
  'source-breaks-off-saying': '{address}: veritabanı yanıtını yarıda kesti. Kaynağın sözü: {said}',
  'source-answers-so': '{address}: veritabanı hata veriyor. Kaynağın sözü: {said}',
  'source-columns-unknown': '{address}: sonuçta dosyada olmayan sütunlar var: {columns}.',
  'source-columns-missing': '{address}: sonuçta şu sütun yok: {columns}.',
  'source-columns-twice': '{address}: sonuçta aynı adlı birden çok sütun var: {columns}.',
  'source-row-no-cell':
    '{address}: {number}. satırda {field} tek değerlerden oluşan bir liste değil ya da değerlerinden birinde "|" var; {column} için bunlar "|" ile birleştirilip tek hücre olur.',
  'source-row-empty': '{address}: {number}. satırın {fields} sütunlarının hiçbirinde değer yok.',
  'source-collection-unknown': '{address}: böyle bir koleksiyon yok ya da oturumun onu görme yetkisi yok.',
  'source-document-no-cell':
    '{address}: {id} belgesinde {field} konumunda {found} var; {column} için metin, sayı, tarih, doğru ya da yanlış, null ya da bunların listesi olmalı.',
  'source-document-empty':
    '{address}: {id} belgesinin {fields} alanlarının hiçbirinde değer yok. Alanların adı başka olabilir mi?',
  'source-id-too-long': '{address}: {rows} belgeden sonrakinin _id değeri, oradan devam edilemeyecek kadar uzun.',
  'source-no-snapshot':
    'Bu sunucu tek bir ana göre değil, şu ana göre okur (tek bir an için MongoDB 5 ya da sonrası bir çoğaltma kümesi gerekir): çekme sırasında değişen veri bir dosyada eski, başkasında yeni olabilir.',
  'source-snapshot-gone':
    '{address}: çekmenin okuduğu an artık saklanmıyor. Sunucunun onu daha uzun saklamasını sağlayın (minSnapshotHistoryWindowInSeconds) ya da birden çok kaynaktan çekin. Kaynağın sözü: {said}',

  'json-nothing': 'hiçbir şey',
  'json-null': 'null',
  'json-list': 'bir liste',
  'json-text': 'bir metin ya da sayı',
  'json-broken-text': 'Unicode olmayan bir metin',
  'json-object': 'bir nesne',
  'json-truth': 'doğru ya da yanlış',
  'bson-no-date': 'hiçbir takvimde olmayan bir tarih',
  'bson-kind': '{kind} türünden bir değer',

  'field-json-pointer': '/data/items gibi bir JSON işaretçisi (RFC 6901) olmalı; tamamı için boş bırakılır.',
  'field-headers':
    'Harf, rakam ve tireden oluşan en çok 50 başlık adı olmalı; Host, Connection ve uzunluk ya da kodlama başlıkları verilemez.',
  'field-header-value': 'Tek satırda düz karakterler (ASCII) olmalı.',
  'field-window-edge': '2026-01-31 gibi bir gün ya da 2026-01-31T06:00:00Z gibi UTC ile bir zaman olmalı.',
  'field-duration': 'Tek birimli bir süre olmalı: P5D, P2W, P1M, P1Y, PT6H ya da PT30M.',
  'field-base-url':
    'Sorgu ve kimlik bilgisi içermeyen bir http ya da https adresi olmalı: https://api.bank.example/v1.',
  'field-address-not-allowed':
    'Bu adresten veri çekilemez: yalnızca herkese açık adreslere ve bu kurulumun izin verdiklerine izin var.',
  'field-columns-missing': 'Zorunlu sütunlar eksik: {columns}.',
  'field-no-columns': 'En az bir sütun verilmeli.',
  'field-no-files': 'En az bir dosya türü verilmeli.',
  'field-credentials-both': 'Bir belirteç ya da kullanıcı adı ile parola olmalı; ikisi birden olamaz.',
  'field-credentials-password': 'Kullanıcı adı ve parola birlikte verilmeli.',
  'field-credentials-anew':
    'Yeniden verilmeli ya da null olmalı: base_url, bunların saklandığı yerden başka bir yere götürüyor.',
  'field-credentials-anew-server':
    'Yeniden verilmeli ya da null olmalı: host, port, tls ya da ca, bunların saklandığı yerinkinden başka.',
  'field-host': 'Bağlantı noktası ve köşeli ayraç içermeyen bir ad ya da adres olmalı: db.bank.example.',
  'field-ca': 'PEM biçiminde sertifikalar olmalı: -----BEGIN CERTIFICATE----- gibi.',
  'field-table': 'Bir tablo ya da arada nokta olan bir şema ile tablo olmalı: public.payments.',
  'field-query-or-table': 'Bir sorgu ya da bir tablo olmalı; ikisi birden olamaz.',
  'field-mongodb-database': 'Nokta, boşluk, bölü işareti, tırnak işareti ve $ içermeyen bir veritabanı adı olmalı.',
  'field-collection': '$ içermeyen bir koleksiyon adı olmalı.',
  'field-document-path':
    'Bir alan, aralarında nokta olan bir alan yolu (owner.name) ya da bir JSON işaretçisi (/owner/name) olmalı.',
  'field-same-key-twice': 'Pencerenin başladığı yerin parametresinden başka bir parametre olmalı.',
  'field-window-form': 'start bir günse gün, bir zamansa zaman olmalı.',
  'field-window-order': 'start değerinden sonra olmalı.',
};
