import { accountNumber, COMPANY_COUNTRIES } from './account-numbers.ts';
import { drawn, seededStream } from './seeded-stream.ts';

export interface Company {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly ibans: readonly string[];
}

export const COMPANY_HEADER = 'id;name;owner;ibans';
export const companyLine = ({ id, name, owner, ibans }: Company): string => `${id};${name};${owner};${ibans.join('|')}`;

/** 1 to 5, and 3 on average. */
const ACCOUNTS = [1, 2, 2, 3, 3, 3, 3, 4, 4, 5] as const;
const AT_HOME = 0.7;

const LEGAL_FORMS: Readonly<Record<string, readonly string[]>> = {
  DE: ['GmbH', 'AG', 'KG'],
  FR: ['SARL', 'SAS'],
  ES: ['S.L.', 'S.A.'],
  IT: ['S.r.l.', 'S.p.A.'],
  NL: ['B.V.', 'N.V.'],
  BE: ['BV', 'NV'],
  AT: ['GmbH', 'AG'],
  PT: ['Lda.', 'S.A.'],
  IE: ['Ltd.', 'DAC'],
  FI: ['Oy', 'Oyj'],
  LU: ['S.à r.l.', 'S.A.'],
  MT: ['Ltd.', 'plc'],
  GR: ['A.E.', 'E.P.E.'],
  GB: ['Ltd', 'plc', 'LLP'],
};
const words = (text: string): readonly string[] => text.split(' ');
const FIRST_WORDS = words(
  'Alder Amber Atlas Aurora Baltic Beacon Birch Boreal Cedar Cobalt Coral Delta Ember Falcon Fjord Garnet Granite Harbour ' +
    'Heron Indigo Juniper Kestrel Lumen Maple Meridian Nimbus Nordic Ochre Orion Osprey Poplar Quartz Raven Rowan Sable ' +
    'Saffron Sierra Solstice Tamarind Thistle Umber Vega Vesper Willow Zenith',
);
const SECOND_WORDS = words(
  'Analytics Brewing Catering Ceramics Chemicals Components Construction Couriers Dairy Electronics Energy Engineering ' +
    'Fisheries Foods Forestry Freight Furniture Gardens Glass Instruments Insulation Interiors Labs Leather Lighting ' +
    'Logistics Machinery Marine Media Metals Mills Optics Packaging Paper Plastics Robotics Shipping Software Steel Textiles ' +
    'Timber Tools Toys Travel Turbines Ventures Watches Wines',
);
const FIRST_NAMES = words(
  'Ada Anna Åsa Bruno Carla Chloé Clara David Elena Emil Eva Finn Francesca Greta Hugo Inês Iris Jakob João Jonas Kaisa ' +
    'Kemal Lena Léo Lucía Marta Mateo Nils Nora Olivia Otto Paula Pietro Rosa Ruth Sofia Søren Tomás Ursula Zoë',
);
const LAST_NAMES = words(
  'Aalto Almeida Andersen Bauer Becker Bianchi Brown Byrne Castro Costa Dubois Duval Eriksson Evans Fenech Ferrari Fischer ' +
    'García Greco Hansen Hofer Jansen Keller Koch Laine Lefèvre López Maes Martin Moreau Müller Murphy Nikolaidis Novak ' +
    'Öberg Papadopoulos Peeters Pereira Rossi Santos Schmit Schröder Silva Virtanen Visser Vogel Weber Wright',
);

const accountsOf = (index: number, seed: number): readonly [number: number, random: () => number] => {
  const random = seededStream(seed, 'company', index);
  return [drawn(random, ACCOUNTS), random];
};

/** How many accounts a company has, without making them. */
export const accountCount = (index: number, seed: number): number => accountsOf(index, seed)[0];

/** @param firstAccount how many accounts the companies before it have */
export function companyAt(index: number, seed: number, firstAccount: number): Company {
  const [accounts, random] = accountsOf(index, seed);
  const home = drawn(random, COMPANY_COUNTRIES);
  const name = `${drawn(random, FIRST_WORDS)} ${drawn(random, SECOND_WORDS)} ${drawn(random, LEGAL_FORMS[home]!)}`;
  const owner = `${drawn(random, FIRST_NAMES)} ${drawn(random, LAST_NAMES)}`;
  const ibans = Array.from({ length: accounts }, (_, place) => {
    const country = place === 0 || random() < AT_HOME ? home : drawn(random, COMPANY_COUNTRIES);
    return accountNumber(country, firstAccount + place, random);
  });
  return { id: `C${String(index + 1).padStart(7, '0')}`, name, owner, ibans };
}

/** Companies of a seed, from the first; the same ones whatever their number. */
export function* companies(count: number, seed: number): Generator<Company> {
  let firstAccount = 0;
  for (let index = 0; index < count; index += 1) {
    const company = companyAt(index, seed, firstAccount);
    firstAccount += company.ibans.length;
    yield company;
  }
}
