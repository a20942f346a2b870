import type { ProblemCode } from '../../../../shared/domain/problem-catalogue.ts';

/** What happened, of each problem, where its code is all that is known. */
export const problems: Readonly<Record<`problem.${ProblemCode}`, string>> = {
  'problem.invalid-request':
    'Bir parametre ya da gövdenin bir alanı eksik, bilinmiyor, yanlış türde ya da sınırların dışında.',
  'problem.malformed-body': 'Gövde UTF-8 JSON olarak okunamadı.',
  'problem.invalid-cursor': '`cursor` bu listenin verdiği bir imleç değil.',
  'problem.cursor-expired':
    'Sayfalar, yerine yenileri yüklenmiş ve artık saklanmayan bir yükleme içindi: sıradaki satırlar artık yok.',
  'problem.unauthorized':
    'İsteğin API anahtarı, erişim belirteci ya da parolası geçerli değil ya da artık geçerli değil.',
  'problem.tenant-mismatch': '`tenant_id` kimlik bilgilerinin ait olduğu kurumu göstermiyor.',
  'problem.forbidden': 'Bu kimlik bilgilerinin rolü bu işleme izin vermiyor ya da istek buraya gelmeden reddedildi.',
  'problem.tenant-inactive': 'Kimlik bilgileri doğru, ama işletmeci bu kurumu devre dışı bırakmış.',
  'problem.not-found': 'Bu adreste bir şey yok ya da bu kurumda bu kimlikle bir şey yok.',
  'problem.nothing-loaded': 'Bu kurum için bu türde henüz bir veri yayınlanmadı.',
  'problem.row-not-found': 'Bu kurum için yayında bu anahtarla bir satır yok.',
  'problem.company-not-found': 'Bu kurum için yayında bu kimlikle bir şirket yok.',
  'problem.client-not-found': 'Bu kurum için yayında bu kimlikle bir müşteri yok.',
  'problem.nothing-to-compare':
    'Bundan önce bir yükleme yoktu ya da onun satırları veya ondan türetilenler artık saklanmıyor.',
  'problem.user-exists': 'Bu kurumda bu adla başka bir kullanıcı var; büyük ve küçük harf fark etmez.',
  'problem.last-admin': 'Kullanıcı son etkin yönetici; yürürlükte bir yönetici API anahtarı da yok.',
  'problem.no-api-key':
    'Bir anahtar kendisiyle ya da kendisiyle açılmış bir oturumla değiştirilir; burada ise bir kullanıcı oturum açmış.',
  'problem.wrong-password': '`current_password` bu kullanıcının geçerli parolası değil. Hiçbir şey değiştirilmedi.',
  'problem.account-closed':
    '15 dakika içinde beş yanlış parola, böyle bir kullanıcı olsa da olmasa da hesabı 15 dakika kapatır.',
  'problem.method-not-allowed': 'Yol var, ama bu yöntemle değil.',
  'problem.request-in-progress': 'Aynı `Idempotency-Key` ve gövdeyle gelen bir istek henüz yanıtlanmadı.',
  'problem.upload-not-open': 'Yükleme dosyasını beklemiyor ya da parçalı bir yükleme değil.',
  'problem.payload-too-large': 'İsteğin gövdesi bu işlemin aldığından büyük.',
  'problem.unsupported-media-type':
    '`Content-Type` `application/json` değil ya da gövdenin karakter kodlaması UTF-8 değil.',
  'problem.idempotency-key-reused':
    'Bu `Idempotency-Key` daha önce başka bir yol ya da gövdeyle gönderilmiş: 24 saat içinde ya da bir işlem için herhangi bir zamanda.',
  'problem.parts-mismatch': "Belirtilen parçalar yüklenenlere uymuyor: biri eksik, yinelenmiş ya da ETag'i farklı.",
  'problem.query-too-heavy': 'Sorgu, bir isteğin kullanabileceğinden çok zaman ya da bellek isterdi.',
  'problem.too-many-requests': '`RateLimit-Policy` sınırının izin verdiğinden çok istek geldi.',
  'problem.internal-error': 'İsteğin değil, hizmetin bir arızası. İstek kimliğiyle kaydedildi.',
  'problem.unhealthy':
    'Hizmetin gereksindiği sistemlerden en az biri zamanında yanıt vermedi; hangisi olduğunu `checks` söyler.',
  'problem.unavailable': 'Hizmet ya da gereksindiği bir sistem isteği alamadı.',
  'problem.storage-full':
    'Hizmetin gereksindiği bir sistemde yazacak yer kalmadı. Hiçbir şey değiştirilmedi, hiçbir şey kaybolmadı.',
  'problem.timeout': 'Hizmet, bir isteğe ayrılan süre içinde yanıt vermedi.',
  'problem.empty-file': 'Yüklenen dosyanın içeriği yok ya da yalnız boş satırlar veya bir bayt sırası işareti var.',
  'problem.header-missing-columns': 'Başlık satırında bu tür dosyalarda bulunması gereken sütunlar eksik.',
  'problem.header-unknown-columns': 'Başlık satırında bu tür dosyalarda olmayan sütunlar var.',
  'problem.header-duplicate-columns': 'Başlık satırı bir sütunu birden çok kez adlandırıyor.',
  'problem.wrong-loan-type':
    'Sütunlar, yüklemede bildirilenden başka bir türün ya da başka bir dosya türünün sütunları.',
  'problem.not-utf8': 'Başlık satırında geçerli UTF-8 olmayan baytlar var; dosya Windows-1254 ya da UTF-16 olabilir.',
  'problem.not-csv':
    'Bilinen bir ayraçla (`;`, `,` ya da sekme) yazılmış bir başlık satırı okunamadı, gzip akışı bozuk ya da dosya .xls, .xlsb, .ods ve parolalı çalışma kitapları gibi okunmayan bir biçimde.',
  'problem.not-a-table':
    'Çalışma kitabı okundu, ama sayfası ilk satırı başlık olan bir tablo değil: hücreler birleştirilmiş, bir formülün değeri yok, ilk satırda başka bir şey var ya da kitap bozuk. Hangisi olduğunu ve yerini `detail` söyler.',
  'problem.checksum-mismatch': 'Gelen dosyanın boyutu ya da SHA-256 değeri, yüklemede bildirilenden farklı.',
  'problem.too-large': 'Dosya bu hizmetin aldığından büyük.',
  'problem.upload-cancelled': 'Dosyası yüklenmeden bu yükleme iptal edildi; ondan gelecek olanlar dikkate alınmaz.',
  'problem.superseded': 'Bir eşitleme bunu almadan önce aynı türde daha yeni bir yükleme hazırlandı.',
  'problem.discarded': 'Dosyayı, yayınlanmayı bekleyen ve sonra silinen bir eşitleme yükledi.',
  'problem.upload-expired': 'Yükleme süresi doldu ve dosyanın tamamı gelmedi.',
  'problem.nothing-staged': 'Yüklenmeyi bekleyen dosya yok.',
  'problem.sync-in-progress': 'Bir eşitleme sırada ya da çalışıyor; aynı anda yalnız bir tane olur.',
  'problem.sync-disabled': 'Bu dosyaların eşitlemesi ayarlarda kapalı.',
  'problem.pull-in-progress':
    'Bu kaynaktan bir çekme sırada ya da sürüyor, ya da dosyalarının eşitlemesi sürüyor: bir seferde bir tane olur.',
  'problem.source-exists':
    'Bu kurumda bu adla başka bir kaynak var ya da şu anda ekleniyor; büyük ve küçük harf ile boşluklar fark etmez.',
  'problem.too-many-sources': 'Kurumun, olabileceği kadar kaynağı var.',
  'problem.source-unreachable':
    'Kaynağa ulaşılamadı, kaynak çalışmadığını ya da çok meşgul olduğunu bildirdi ya da yanıtı yarıda kesti; her denemede böyle oldu.',
  'problem.source-refuses': 'Kaynak, isteğe izin olmadığını ya da bu adreste bir şey bulunmadığını bildirdi.',
  'problem.source-answer-unexpected':
    'Yanıt JSON değil, kayıt listesi ayarlarda belirtilen yerde değil ya da kayıtlarda böyle değerler yok.',
  'problem.pull-too-long':
    'Gördüğü her şey tek bir ana göre olduğu için tek parça hâlinde okuyan bir çekme, süresi dolduğunda bitmemişti.',
  'problem.address-not-allowed': 'Kaynağın adresi özel bir ağda ya da herkese açık olmayan başka bir yerde.',
  'problem.sync-not-published': 'Eşitleme başarısız oldu ya da dosyalarını yalnız denetledi: veri öncekiyle aynı.',
  'problem.upload-not-staged':
    '`upload_ids` içindeki bir yükleme gelmedi, reddedildi ya da zaten başka bir eşitlemeye ait.',
  'problem.uploads-mismatch':
    'Yüklemeler farklı türlerde, biri iki kez belirtilmiş ya da bir dosya türündekilerin bazıları düzeltme, bazıları değil veya başka bir eşitlemenin düzeltmesi.',
  'problem.not-live':
    'Yalnız yayında olan düzeltilebilir ya da yayınlanabilir: o zamandan beri başka bir yükleme yayınlandı.',
  'problem.wrong-state': 'İstenen, bulunduğu durumda yapılamaz.',
  'problem.batch-gone': 'Yayın biliniyor, ama satırları silindi: yalnız en yeniler saklanır.',
  'problem.removes-too-much':
    'Yayındaki anahtarların `max_removed_rate` sınırının izin verdiğinden büyük bir payı yeni dosyada yok. Hiçbir şey yayınlanmadı; dosyalar bekliyor.',
  'problem.control-total-mismatch':
    'Dosyadaki satır sayısı ya da bir toplam, yüklemede bildirilenden farklı. Hiçbir şey yayınlanmadı.',
  'problem.error-rate-exceeded':
    '`max_error_rate` sınırının izin verdiğinden büyük bir pay reddedildi. Hiçbir şey yüklenmedi; önceki veri yerinde.',
  'problem.limit-exceeded':
    'Dosyalarda, onlardan türetilenin alabileceğinden fazlası var. Hiçbir şey yayınlanmadı; önceki veri yerinde.',
  'problem.derivation-failed':
    'Dosyalardan türetilen bir tablo, doğru olduğunu gösteren denetimden geçmedi. Hiçbir şey yayınlanmadı; önceki veri yerinde.',
  'problem.nothing-to-derive': 'Yayında veri yok ya da veri kümesinin türetilen tablosu yok.',
  'problem.nothing-valid': 'Tek bir satır bile yüklenemedi, bu yüzden hiçbir şey değişmedi; önceki veri yerinde.',
  'problem.file-changed': 'Hazırlanan dosya artık denetlenen dosya değil; eşitleme yayınlamadan durdu.',
  'problem.file-unreadable':
    'Dosya yarıda kesiliyor ya da bozuk; örneğin yarım kalmış bir gzip akışı. Hiçbir şey yüklenmedi.',
  'problem.count-mismatch':
    'Yüklenen ve reddedilen satırların toplamı dosyadaki satır sayısı değildi, bu yüzden hiçbir şey yayınlanmadı. Bu, hizmetin bir arızasıdır.',
  'problem.interrupted':
    'Eşitleme, yeniden denendiğinden daha çok kez yarıda kesildi. Hiçbir şey yayınlanmadı; hazırlanan dosya saklanıyor.',
  'problem.warehouse-unavailable': "ClickHouse'a ulaşılamadı ya da işi bitiremedi.",
  'problem.provider-exists': 'Bu kurumun başka bir sağlayıcısı bu kodu taşıyor.',
  'problem.provider-in-use':
    'Bu sağlayıcıyla süren ya da onu anan, saklanan işlemler veya doğrulamalar var. Bunun yerine kapatın.',
  'problem.no-provider': 'Etkin ve çevrimiçi hiçbir sağlayıcı bu türü, para birimini ve ülkeyi almıyor.',
  'problem.provider-error': 'Sağlayıcıya ulaşılamadı, kullanılabilir bir yanıt vermedi ya da isteneni reddetti.',
  'problem.quota-used-up': 'Sağlayıcının bu anahtarıyla, günlük ya da aylık sınır kadar çağrı yapıldı (UTC).',
  'problem.transaction-exists':
    'Bu kurumun bir işlemi bu `transaction_id` değerini taşıyor: yinelenen istek yalnızca `Idempotency-Key` ile tanınır.',
  'problem.transaction-error': 'İşlemin hesapları, para birimi ya da tutarı birbirine uymuyor.',
  'problem.insufficient-balance':
    'Hesapta, başka işlemler için ayrılanlar dışında tutardan azı var. Hiçbir şey değişmedi.',
  'problem.kyc-error': 'Doğrulama için gereken eksik ya da türüne veya sağlayıcısına uymuyor.',
  'problem.profile-exists': 'Bu kurumun başka bir profili bu kullanıcının ya da bu cep telefonu numarasını taşıyor.',
  'problem.signature-invalid':
    'Webhook imzasız, imzası baytlarına uymuyor ya da beş dakikadan eski; ya da böyle bir sağlayıcı yok veya gizli anahtarı yok.',
  'problem.too-many-webhooks': 'Kurumun webhook sayısı izin verilen en yüksek sayıda.',
};
