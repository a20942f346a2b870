import type { kycSentences } from '../../../../shared/domain/sentences/kyc.ts';
import type { MessagesOf } from '../../server-words.ts';

export const kyc: MessagesOf<typeof kycSentences> = {
  'kyc-request-final': 'Doğrulama {at} tarihinden beri {status} durumunda ve bu artık değişmez.',
  'kyc-own-request':
    'Bu doğrulamayı bu kimlik bilgisiyle ya da size ait bir başkasıyla siz istediniz: kararı başka biri verir.',
  'kyc-own-identity': 'Bu doğrulama sizinle ilgili: kararı başka biri verir.',
  'kyc-profile-not-verified': 'Profil {status} durumunda; yalnızca VERIFIED olan geri alınabilir.',
  'kyc-profile-verified':
    'Profil VERIFIED: {fields} doğrulandığı gibi kalır. Değiştirmeden önce doğrulamayı geri alın.',
  'kyc-under-way': 'Bu kişinin {request_id} doğrulaması sürüyor: önce karara bağlayın ya da iptal edin.',
  'kyc-user-taken': 'Bu kullanıcının zaten bir profili var.',
  'kyc-number-taken': 'Bu cep telefonu numarasını taşıyan bir profil zaten var.',
  'kyc-data-required': '{type} türündeki bir doğrulama için bu alan metin olarak gereklidir.',
  'kyc-request-type': 'Bir sağlayıcı verildiyse provider, verilmediyse institution olmalı; ya da hiç verilmemelidir.',
  'kyc-no-provider': 'kyc türünde, etkin bir {provider} sağlayıcısı yok.',
  'kyc-no-provider-key': '{provider} sağlayıcısının geçerli böyle bir anahtarı yok.',
  'kyc-key-without-provider': 'provider_key verildiğinde bu alan gereklidir: anahtar o sağlayıcıya aittir.',
  'kyc-documents-most': 'Doğrulamanın {most} belgesi var; daha fazlası olamaz.',
  'kyc-document-awaited': 'Belge bildirildi ama henüz gelmedi.',
  'kyc-document-deleted': 'Belge, ayarlandığı gibi {at} tarihinde silindi.',
  'kyc-mobile-number':
    '+90 532 000 00 01 gibi, 7 ile 15 arası rakamdan oluşan bir cep telefonu numarası olmalı: ülke koduyla (+) ya da onsuz.',
  'kyc-birth-date': '1900-01-01 ile bugün arasında bir gün olmalı.',
  'kyc-document-kind': 'passport_front gibi, küçük harf, rakam ve _ içeren bir ad olmalı.',
};
