// People of generated samples, with letters beyond ASCII among them.

export const FIRST_NAMES = [
  'Ada',
  'Bora',
  'Chloë',
  'Deniz',
  'Elif',
  'Finn',
  'Grace',
  'Hugo',
  'Iris',
  'Jonas',
  'Kemal',
  'Lena',
] as const;

export const LAST_NAMES = [
  'Aydın',
  'Brown',
  'Costa',
  'Duval',
  'Evans',
  'Fischer',
  'Greco',
  'Hansen',
  'Novak',
  'O’Neill',
] as const;
