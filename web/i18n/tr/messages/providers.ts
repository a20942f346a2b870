import type { providerSentences } from '../../../../shared/domain/sentences/providers.ts';
import type { MessagesOf } from '../../server-words.ts';

export const providers: MessagesOf<typeof providerSentences> = {
  'provider-json-pointer': 'JSON işaretçisi (RFC 6901) olmalı, örneğin /data/status.',
  'provider-body-pointers': 'Biri ötekinin içine götürmeyen işaretçiler olmalı: /a yerinde duranın /a/b yeri olamaz.',
  'provider-header-name':
    'Bir başlık adı olmalı; Host, Content-Type, Connection ile uzunluk ve kodlama başlıkları verilmez.',
  'provider-credential-name': 'Bir kimlik bilgisinin adı olmalı: küçük harf, rakam ve _, örneğin api_key.',
  'provider-path':
    '/v1/payments gibi bir yol olmalı; görünür ASCII, # ve \\ olmadan. Süslü ayraç içinde transaction_id, reference, refund_of, refund_of_reference ve request_id yer alabilir.',
  'provider-source': 'amount gibi bir emir alanı ya da data:/işaretçi, setting:/işaretçi, credential:ad olmalı.',
  'provider-signed-content': 'Süslü ayraç içinde yalnızca method, path, timestamp ve body bulunan bir metin olmalı.',

  'quota-of-day': '{key_id} sağlayıcı anahtarı bugün (UTC) izin verilen {limit} çağrıyı yaptı.',
  'quota-of-month': '{key_id} sağlayıcı anahtarı bu ay (UTC) izin verilen {limit} çağrıyı yaptı.',
  'provider-code-taken': '{code} adlı bir sağlayıcı zaten var.',
  'no-such-provider': '{code} adlı bir sağlayıcı yok.',
  'no-such-key': '{code} sağlayıcısının {key_id} anahtarı yok.',
  'provider-key-taken':
    '{user_id} kullanıcısının {code} için geçerli bir {environment} anahtarı var: önce onu devre dışı bırakın.',
  'provider-changed': 'Sağlayıcının sürümü artık {version}. Değiştirmeden önce yeniden okuyun.',
  'provider-named': '{code} sağlayıcısı işlemlerde ya da doğrulamalarda anılıyor. Bunun yerine kapatın.',

  'provider-code': '3 ile 10 arası harf ve rakam olmalı.',
  'provider-currency-code': 'Büyük harfle bir ISO 4217 para birimi olmalı, örneğin EUR.',
  'provider-country-code': 'İki büyük harfle bir ISO 3166-1 ülkesi olmalı, örneğin DE.',
  'provider-no-currency': 'En az bir para birimi içermeli: başkasıyla hiçbir şey gönderilmez.',
  'provider-twice': '{value} iki kez olmamalı.',
  'provider-base-url':
    'http ya da https ile, sorgu ve kimlik bilgisi olmadan bir adres olmalı: https://api.provider.example/v1.',
  'provider-address-not-allowed':
    'Çağrılamayan bir adreste: yalnızca herkese açık olanlar ve bu kurulumun izin verdikleri çağrılır.',
  'provider-description-needed': 'http bağdaştırıcılı bir sağlayıcı için gerekir: arayüzüyle nasıl konuşulacağı.',
  'provider-description-given': 'sandbox bağdaştırıcısının kendi tanımı vardır: bunu çıkarın.',
  'provider-call-needed': '{type} türünde bir sağlayıcı için gerekir: o olmadan çağrılacak bir şey yok.',
  'provider-no-idempotency':
    'is_honoured ile birlikte olmalı ya da ne olduğunu soran bir çağrı bulunmalı: yoksa kaybolan bir yanıt hiç aydınlatılamaz.',
  'provider-setting-url': 'http ya da https ile bir adres olmalı.',
  'provider-setting-time': '06:30 gibi bir saat olmalı.',
  'provider-setting-needed': '{type} türünde bir sağlayıcı için gerekir.',
  'provider-settings-large': 'JSON olarak en çok {most} karakter olmalı.',
  'provider-credential-needed': 'Tanım bunu anıyor: credentials içinde verin.',
  'provider-credential-value': 'Tek satırda 1 ile 4096 arası düz karakter (ASCII) olmalı.',
  'provider-credentials-made': 'sandbox bağdaştırıcısı için kimlik bilgileri üretilir: bunu çıkarın.',
  'provider-credentials-anew': 'Yeniden verilmeli: bir adres, saklandıkları yerden başka bir yere götürüyor.',
  'provider-credentials-not-rotated': 'kind webhook: kimlik bilgileri olduğu gibi kalır, bunu çıkarın.',
  'provider-monthly-limit': 'daily_limit değerinin en az 28 katı olmalı: {least}.',
  'provider-no-sandbox': '{code} sağlayıcısının sandbox_base_url değeri yok: sandbox anahtarının çağıracağı yer yok.',
};
