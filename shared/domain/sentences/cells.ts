/** What a cell must be, by the kind of its column: after "must be", and why it is refused otherwise. */
export const cellSentences = {
  'cell-required': '{column} must not be empty',
  'cell-required-why':
    'Every row needs it ({meaning}): an empty cell is absent, and absent is never taken for 0 or guessed.',
  cell: '{column} must be {expected}',

  'no-control-characters': 'free of control characters',
  'no-control-characters-why':
    'A control character is no part of a value: something on the way has put it there, and may have taken something away.',
  'text-length': 'at most {most} characters',
  'text-length-why':
    'A text of that length is usually two cells run together; cutting it off would lose data in silence.',
  'text-visible': 'free of control characters and of characters without width',
  'text-visible-why':
    'What cannot be seen makes another text of it that looks the same: a row would not be found by its key.',
  'email-length': 'at most {most} bytes long',
  'email-length-why': 'No mail can be sent to a longer address: two cells have usually run together.',
  'email-form': 'an e-mail address: one @, no blanks, a dot in the domain',
  'email-form-why': 'Nothing could be sent to it, and what is no address usually stands in the wrong column.',
  currency: 'a currency code of ISO 4217 in capital letters, such as EUR',
  'currency-why': 'An amount without a known currency cannot be converted, nor added to any other.',
  country: 'a country code of ISO 3166-1 in two capital letters, such as DE, or XK',
  'country-why': 'A country that is not told for certain would land in the wrong group, or in none.',
  code: 'one of {codes}',
  'code-why':
    'Codes decide how a row is counted: an unknown one would drop out of every report, or land in the wrong group.',
  flag: 'one of {codes}',
  'flag-why': 'Anything but a plain yes or no would have to be guessed.',
  'whole-number': 'a whole number in digits, without decimals, separators or a plus sign',
  'whole-number-why':
    'A count with decimals, separators or a sign has more than one reading, and a wrong one would go unnoticed.',
  'whole-number-bounds': 'between {least} and {most}',
  'whole-number-bounds-why':
    'A number beyond these bounds cannot be true, or does not fit the stored column and would become another.',
  number: 'a number in digits with "." before the decimals, without separators or exponent',
  'number-why':
    '1.234 is a thousand to one bank and a bit more than one to another: only digits with one point have one reading.',
  'number-digits': 'a number with at most {digits} digits before the decimal point',
  'number-most': 'at most {most}, with at most {digits} digits before the decimal point',
  'number-least': 'at least {least}, with at most {digits} digits before the decimal point',
  'number-least-why':
    'A smaller amount has a wrong sign or stands in a wrong column; one with more digits could not be kept exactly.',
  'number-bounds': 'between {least} and {most}',
  'number-bounds-why': 'A number beyond these bounds stands in a wrong column, or could not be kept exactly.',
  'number-decimals': 'given with at most {most} decimals (nothing is rounded)',
  'number-decimals-why': 'Dropping decimals would change the amount: what leaves Tranche is what the bank sent.',
  rate: 'a number, optionally followed by % or bps',
  'rate-with-comma': 'a number ("." or "," before the decimals), optionally followed by % or bps',
  'rate-why': 'A rate that is not plainly a number could only be guessed, and every interest figure depends on it.',
  'rate-percent-bounds': 'between 0 and {most} percent',
  'rate-bounds': 'between 0 and {most}',
  'rate-bounds-why':
    'A rate beyond these bounds is a typing error or in another unit, and a unit is never guessed from the size.',
  'rate-decimals':
    'given with at most {percent} decimals as a percentage, {fraction} as a fraction, {bps} in basis points (nothing is rounded)',
  'rate-decimals-why': 'Dropping decimals would change the rate: what leaves Tranche is what the bank sent.',
  date: 'a calendar date between 1900 and 2100, written YYYYMMDD, YYYY-MM-DD or DD.MM.YYYY',
  'date-or-midnight':
    'a calendar date between 1900 and 2100, written YYYYMMDD, YYYY-MM-DD or DD.MM.YYYY, with no time but midnight',
  'date-why':
    'A day that no calendar has, or one with day and month in doubt, could only be guessed; 9999 is a placeholder, not a date.',
  timestamp:
    'a point in time between 1900 and 2299, written YYYY-MM-DDTHH:MM:SS, with Z, an offset such as +03:00, or nothing behind it for UTC',
  'timestamp-why':
    'A day that no calendar has, an hour that no clock has, or a day without its hour could only be guessed.',
  'timestamp-digits': 'given to the millisecond at most (nothing is rounded)',
  'timestamp-digits-why': 'Dropping digits would change the time, and could make two events one.',
  iban: 'an account number of 5 to 34 capital letters and digits, with no blanks but those between groups of four',
  'iban-of-any-case':
    'an account number of 5 to 34 letters and digits, with no blanks but those between groups of four',
  'iban-why': 'Anything else is no international account number: another account, or another column.',
  list: 'a list of at most {most} elements with "{separator}" between them, none of them empty',
  'list-of': 'a list of at most {most} elements with "{separator}" between them, none of them empty, each {expected}',
  'list-why': 'Where an element is missing, or not what it should be, nobody can tell what stood there.',
  'list-element': 'a list of which each element is {expected}',
} as const;
