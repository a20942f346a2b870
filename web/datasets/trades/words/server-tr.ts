import type { DatasetServerWords } from '../../../i18n/server-words.ts';

/** What the service says of clients and trades alone, in Turkish: what its rules ask for, by their ids, and why. */
export const server: DatasetServerWords = {
  names: { client: 'müşteri', trade: 'işlem' },
  messages: {
    'TRADE-CLIENT-901': 'account_balance 0 altında olmamalı',
    'TRADE-CLIENT-901.why':
      'Hesap o zaman borçla başlar ve askıya alınır: satışlar borcu kapatmadan hiçbir alım gerçekleşmez.',
    'TRADE-CLIENT-902': 'account_open_date, date_of_birth tarihinden önce olmamalı',
    'TRADE-CLIENT-902.why': 'Kimse doğmadan hesap açmaz: iki tarihten biri yanlıştır.',
    'TRADE-TRADE-901': 'amount, işareti dışında, shares ile price çarpımı olmalı',
    'TRADE-TRADE-901.why':
      'Üçünden biri yanlıştır ya da tutarın içinde bir ücret vardır. Tutar, gönderildiği gibi sayılır.',
    'TRADE-TRADE-902': 'amount satışta 0 altında, alımda 0 üstünde olmalı',
    'TRADE-TRADE-902.why':
      'İşareti ile transaction_type aynı şeyi iki kez söyler ve çelişir. Tür ile tutarın işaretsiz değeri sayılır.',
    'TRADE-TRADE-903': 'transaction_date, müşterinin account_open_date tarihinden önce olmamalı',
    'TRADE-TRADE-903.why':
      'Açık olmayan bir hesapta işlem yapılmaz: iki tarihten biri yanlıştır. İşlem diğerleri gibi sayılır.',
    'trades.trades-of-a-client':
      '{client_id} müşterisinin {trades} işlemi var; bir müşterinin en çok {most} işlemi olabilir. Bu müşterinin eski işlemlerini açılış bakiyesi olarak verin.',
    'trades.trades-without-client':
      'Yayındaki {trades} işlem {client_id} müşterisinin; {file_type} dosyasında bu müşteri yok ya da satırı reddedildi. Müşteriyi ekleyin ya da işlem dosyasını müşteri dosyasıyla birlikte gönderin.',
    'trades.pair-form': '{pair}, EUR/USD gibi iki para biriminin ISO 4217 kodu olmalı.',
    'trades.pair-currency': '{pair} içindeki {currency} bir para biriminin ISO 4217 kodu olmalı.',
    'trades.pair-same': '{pair} iki ayrı para birimi olmalı: aynısının kuru hep 1’dir.',
    'trades.rate-form':
      '{pair} kuru rakamlardan oluşmalı; ondalık işaretinden önce de sonra da en çok 8 basamak olabilir.',
    'trades.rate-zero': '{pair} kuru 0 değerinden büyük olmalı.',
    'trades.rates-most': 'En çok {most} para birimi çifti olabilir.',
    'trades.currency': 'USD gibi bir para biriminin ISO 4217 kodu olmalı.',
    'trades.one-to-hundred': '1 ile 100 arasında bir tam sayı olmalı.',
    'trades.no-such-client': 'Yayında {client_id} müşterisi yok.',
  },
};
