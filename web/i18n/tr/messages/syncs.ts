import type { syncSentences } from '../../../../shared/domain/sentences/syncs.ts';
import type { MessagesOf } from '../../server-words.ts';

export const syncs: MessagesOf<typeof syncSentences> = {
  'too-many-rejected':
    '{file_type} dosyasındaki {rows} satırdan {rejected} satır reddedildi: ayarlarda izin verilen en yüksek pay %{share}. Hiçbir şey yayınlanmadı; önceki veri yerinde.',
  'too-many-rejected-of-files':
    '{files} reddedildi: bir dosya için ayarlarda izin verilen en yüksek pay %{share}. Hiçbir şey yayınlanmadı; önceki veri yerinde.',
  'rejected-of-file': '{file_type} dosyasındaki {rows} satırdan {rejected} satır',
  'too-many-rejected-of-all':
    'Bütün dosyalardaki toplam {rows} satırdan {rejected} satır reddedildi: ayarlarda izin verilen en yüksek pay %{share}. Hiçbir şey yayınlanmadı; önceki veri yerinde.',
  'no-valid-row': '{file_type} dosyasında geçerli satır yok. Önceki veri yerinde.',
  'too-many-removed':
    'Yayındaki {removals} yeni dosyada yok: ayarlarda izin verilen en yüksek pay %{share}. Hiçbir şey yayınlanmadı; dosyalar bekliyor.',
  'removed-rows': '{live} {file_type} satırından {removed} satır',
  'control-totals-differ': '{file_type} dosyasında {differences}. Hiçbir şey yayınlanmadı; önceki veri yerinde.',
  'control-totals-of-upload-differ':
    '{file_type} dosyasında (yükleme {upload_id}) {differences}. Hiçbir şey yayınlanmadı; önceki veri yerinde.',
  'rows-differ': '{announced} satır bildirilmişti, dosyada {found} satır var',
  'sum-differs': '{column} toplamı {announced} olarak bildirilmişti, toplam {found} çıktı',
  'sum-differs-and-cells-unreadable':
    '{column} toplamı {announced} olarak bildirilmişti, sayı olmayan {cells} hücre dışında toplam {found} çıktı',
  'upload-gone': '{upload_id} yüklemesi artık yok.',
  'file-changed':
    '{file_type} dosyası hazırlandıktan sonra değiştirildi ya da silindi. Yeni dosya için yeni bir yükleme başlatın.',
  'private-file-gone':
    'Yayındaki {file_type} satırları eski bir anahtarla özetlenmiş, onları getiren dosyaların hepsi ise artık saklanmıyor. Şunları, her biri bir öncekinin yüklenmesinden sonra olmak üzere yeniden gönderin: ilkini dosyanın tamamı olarak (npx tranche upload FILE --sync), varsa sonrakileri düzeltme olarak (npx tranche upload FILE --corrects live --sync): {files}. Önceki veriler yerinde.',
  'private-rows-differ':
    'Yayındaki {file_type} satırları eski bir anahtarla özetlenmiş, onları getiren dosyalar ise bugünkü kurallara göre başka satırlar veriyor. Şunları, her biri bir öncekinin yüklenmesinden sonra olmak üzere yeniden gönderin: ilkini dosyanın tamamı olarak (npx tranche upload FILE --sync), varsa sonrakileri düzeltme olarak (npx tranche upload FILE --corrects live --sync): {files}. Önceki veriler yerinde.',
  'private-file-unknown':
    'Yayındaki {file_type} satırları eski bir anahtarla özetlenmiş, onları getirenler ise yeniden yüklenemiyor: {most} eşitlemeden fazla ya da başka bir dosyanın düzeltmesiyle geri gelen satırlar var. Bütün satırları içeren tam bir dosya gönderin (npx tranche upload FILE --sync). Önceki veriler yerinde.',
  'delivered-by': '{sync_id} eşitlemesinin {files} dosyası',
  'correction-too-late': 'Dosya {sync_id} eşitlemesini düzeltiyor; o artık yayında değil.',
  'correction-too-late-other-live':
    'Dosya {sync_id} eşitlemesini düzeltiyor; o artık yayında değil. Yayında olan: {live_sync_id}.',
  'rows-unaccounted-for':
    '{file_type}: dosyada {rows} satır var, ama {loaded} satır yüklendi ve {rejected} satır reddedildi.',
  'lines-unaccounted-for': '{lines} satır okundu; dosyanın tamamı bu değil.',
  'corrected-rows-unaccounted-for':
    '{file_type}: {kept} satır korundu, {returned} satır geri geldi ve {loaded} satır yüklendi, ama {stored} satır kaydedildi.',
  'warehouse-silent': 'Veri ambarı birkaç kez yanıt vermedi. Eşitlemeyi yeniden başlatın.',
  'warehouse-full': 'Veri ambarının diski dolu. Dosyalar bekletiliyor: yer açılınca eşitlemeyi yeniden başlatın.',
  'warehouse-out-of-memory':
    'Veri ambarının belleği yükleme için birkaç denemede de yetmedi. Dosyalar bekletiliyor: eşitlemeyi yeniden başlatın.',
  'fault-of-ours': 'Hizmette bir arıza oldu ve kaydedildi. Eşitlemeyi yeniden başlatın.',
  'sync-cut-off': 'Eşitleme {attempts} kez yarıda kesildi.',
  'derived-table-wrong':
    'Türetilen {table} tablosu {check} denetiminden geçmedi. Hiçbir şey yayınlanmadı; önceki veri yerinde.',

  'rows-replaced': 'Yayındaki {rows} {file_type} satırının yerini düzeltmenin satırları aldı.',
  'rows-hashed-anew':
    'Yayındaki {rows} {file_type} satırının hepsi artık gizli anahtarın {key_version}. sürümüyle özetlenmiş.',
  'rows-quarantined':
    'Düzeltmenin getirmediği {rows} {file_type} satırı, düzeltmeyle gelen satırlarla grup oluşturduğu için karantinaya alındı.',
  'rows-released':
    'Düzeltmenin getirmediği {rows} {file_type} satırı, düzeltmeyle grupları dağıldığı için karantinadan çıktı.',
  'rows-still-rejected': '{sync_id} eşitlemesinin reddettiği {rows} {file_type} satırı hâlâ eksik.',
  'rows-without-reference':
    'Önceki bir eşitlemenin {rows} {file_type} satırı, artık yayında olmayan bir {referred_file_type} satırını gösteriyor. {file_type} dosyasını da gönderin.',
  'rows-of-unknown-reference':
    'Yayındaki {rows} {file_type} satırı, yayında olmayan bir {referred_file_type} satırını gösteriyor. Yine de hesaba katılırlar. {referred_file_type} dosyasında bulunmaları gerekiyorsa dosyayı bu satırlarla gönderin.',
  'uploads-superseded': 'Alınmadı: {uploads}. Yerine daha yeni bir yükleme geçti; satırları bu yüklemede yok.',
  'uploads-awaited': 'Alınmadı: {uploads}. Bildirilmişti, ama bu eşitleme başladığında dosyası hazır değildi.',
  'uploads-left-staged': 'Alınmadı: {uploads}. Hazır, ama istenenler arasında değildi; başka bir eşitlemeyi bekliyor.',
  'load-discarded':
    'Yayınlanmayı bekleyen {sync_id} eşitlemesi silindi, yerine bu geçti. Dosyaları hâlâ gerekliyse onları yeniden eşitleyin.',
  'named-upload': '{file_type} {upload_id}',
  'uploads-and-more': '{uploads} ve {more} tane daha',

  'upload-superseded': 'Bir eşitleme bunu almadan önce {upload_id} yüklemesi hazırlandı.',
  'upload-discarded': '{sync_id} eşitlemesi dosyayı yükledi; sonuç yayınlanmadan silindi.',
  'cancelled-tenant-disabled':
    'Bu yüklemenin dosyası hazırlanmadan banka devre dışı bırakıldı. Ondan gelecek olanlar dikkate alınmaz.',
  'cancelled-key-revoked':
    'Bu yüklemeyi bildiren API anahtarı, dosyası hazırlanmadan iptal edildi ya da değiştirildi. Ondan gelecek olanlar dikkate alınmaz.',
  'cancelled-user-stopped':
    'Bu yüklemeyi bildiren kullanıcı, dosyası hazırlanmadan silindi, devre dışı bırakıldı ya da parolası değiştirildi. Ondan gelecek olanlar dikkate alınmaz.',
  'cancelled-session-ended':
    'Bu yüklemeyi bildiren oturum, dosyası hazırlanmadan kapatıldı ya da bir yenileme belirteci iki kez kullanıldığı için sona erdi. Ondan gelecek olanlar dikkate alınmaz.',
};
