export interface DemoColleague {
  id: string;
  name: string;
  what: string;
  roles: string[];
  teams: string[];
  locale: 'en' | 'ru' | 'pl';
  languages: string[];
  territories: string[];
  skills: string[];
  capacity: number;
  joinedOn: string;
}

/** Passwords of demo users are no secret: they work from this machine only. */
export const demoPassword = 'perennial';

export const demoTeams = [
  { key: 'pre-sales', name: 'Pre-sales', kind: 'pre-sales', calendar: 'office' },
  { key: 'sales', name: 'Sales', kind: 'sales', calendar: 'office' },
  { key: 'sales-pl', name: 'Sales, Polish', kind: 'sales', calendar: 'office' },
  { key: 'sales-ru', name: 'Sales, Russian', kind: 'sales', calendar: 'office' },
  { key: 'field', name: 'Field', kind: 'field', calendar: 'office' },
];

const rep = { roles: ['rep'], territories: [], skills: [], capacity: 12 };

export const demoPeople: DemoColleague[] = [
  {
    ...rep,
    id: 'olga',
    name: 'Olga Sawicka',
    what: 'pre-sales',
    teams: ['pre-sales'],
    locale: 'en',
    languages: ['pl', 'ru', 'en'],
    joinedOn: '2021-03-01',
  },
  {
    ...rep,
    id: 'kinga',
    name: 'Kinga Wójcik',
    what: 'pre-sales, in Polish',
    teams: ['pre-sales'],
    locale: 'pl',
    languages: ['pl', 'en'],
    joinedOn: '2023-05-15',
  },
  {
    ...rep,
    id: 'ivan',
    name: 'Ivan Kovalenko',
    what: 'pre-sales, in Russian',
    teams: ['pre-sales'],
    locale: 'ru',
    languages: ['pl', 'ru'],
    joinedOn: '2024-09-02',
  },
  {
    ...rep,
    id: 'tomasz',
    name: 'Tomasz Bielak',
    what: 'sales, in Polish',
    teams: ['sales', 'sales-pl'],
    locale: 'pl',
    languages: ['pl', 'en'],
    territories: ['PL'],
    capacity: 40,
    joinedOn: '2019-01-07',
  },
  {
    ...rep,
    id: 'pawel',
    name: 'Paweł Górski',
    what: 'sales',
    teams: ['sales', 'sales-pl'],
    locale: 'pl',
    languages: ['pl', 'en'],
    territories: ['PL', 'CZ'],
    capacity: 40,
    joinedOn: '2022-04-01',
  },
  {
    ...rep,
    id: 'daria',
    name: 'Daria Orlova',
    what: 'sales, in Russian',
    teams: ['sales', 'sales-ru'],
    locale: 'ru',
    languages: ['ru', 'pl'],
    territories: ['LT', 'UA'],
    capacity: 40,
    joinedOn: '2020-10-12',
  },
  {
    ...rep,
    id: 'nikita',
    name: 'Nikita Sorokin',
    what: 'sales',
    teams: ['sales', 'sales-ru'],
    locale: 'ru',
    languages: ['ru', 'en'],
    territories: ['UA', 'KZ'],
    capacity: 40,
    joinedOn: '2023-02-01',
  },
  {
    ...rep,
    id: 'jacek',
    name: 'Jacek Wrona',
    what: 'field',
    teams: ['field'],
    locale: 'pl',
    languages: ['pl'],
    territories: ['PL'],
    joinedOn: '2022-08-01',
  },
  {
    ...rep,
    id: 'ewa',
    name: 'Ewa Sikora',
    what: 'data quality',
    roles: ['clerk'],
    teams: [],
    locale: 'en',
    languages: ['pl', 'ru'],
    joinedOn: '2020-06-01',
  },
  {
    ...rep,
    id: 'marta',
    name: 'Marta Lis',
    what: 'head of sales',
    roles: ['supervisor'],
    teams: [],
    locale: 'en',
    languages: ['pl', 'en'],
    joinedOn: '2018-09-03',
  },
  {
    ...rep,
    id: 'mira',
    name: 'Mira Zając',
    what: 'marketing, in Polish',
    roles: ['marketing'],
    teams: [],
    locale: 'pl',
    languages: ['pl', 'en'],
    joinedOn: '2021-11-02',
  },
  {
    ...rep,
    id: 'piotr',
    name: 'Piotr Dudek',
    what: 'process owner',
    roles: ['process-owner'],
    teams: [],
    locale: 'en',
    languages: ['pl', 'en'],
    joinedOn: '2019-05-06',
  },
  {
    ...rep,
    id: 'adam',
    name: 'Adam Nowicki',
    what: 'administrator',
    roles: ['administrator'],
    teams: [],
    locale: 'en',
    languages: ['pl', 'en'],
    joinedOn: '2018-09-03',
  },
];
