import { describe, expect, it } from 'vitest';
import { type Contender, chooseOwner, type Wanted } from '../../crm/assignment/choose-owner.ts';
import { verifyContact } from '../../crm/verification/index.ts';
import { retell } from './retell.ts';

const tomasz: Contender = {
  id: 'tomasz',
  name: 'Tomasz Bielak',
  languages: ['pl'],
  territories: ['PL'],
  skills: ['labels'],
  capacity: 8,
  open: 2,
  joinedOn: null,
  away: false,
  onShift: true,
  team: 'sales',
};
const daria: Contender = { ...tomasz, id: 'daria', name: 'Daria', open: 5 };
const anybody: Wanted = { language: null, territory: null, skill: null, prefer: null, except: [] };
const why = (contenders: Contender[], wanted: Partial<Wanted> = {}) => chooseOwner(contenders, { ...anybody, ...wanted }).why;

describe('each sentence with which an owner is chosen', () => {
  it.each([
    [why([]), 'W zespole nie ma nikogo, czeka w puli'],
    [why([tomasz], { except: ['tomasz'] }), 'Cały zespół oddał, czeka w puli'],
    [why([{ ...tomasz, onShift: false }]), 'Nikogo nie ma na zmianie, czeka w puli'],
    [why([tomasz], { language: 'ru' }), 'Nikt na zmianie nie mówi w języku rosyjski, czeka w puli'],
    [why([{ ...tomasz, open: 8 }]), 'Wszyscy mają komplet, czeka w puli'],
    [why([tomasz], { prefer: 'tomasz' }), 'Tomasz Bielak opiekuje się tym klientem'],
    [
      why([tomasz, daria], { language: 'pl', territory: 'PL', skill: 'labels' }),
      'Tomasz Bielak: język: polski, obszar PL, zna: labels, najmniej pracy (2 z 8)',
    ],
    [why([tomasz]), 'Tomasz Bielak: nikt inny nie ma miejsca (2 z 8)'],
  ])('%s', (english, polish) => expect(retell('pl', english)).toBe(polish));
});

describe('each sentence of the data check', () => {
  const said = (contact: Parameters<typeof verifyContact>[0]) =>
    verifyContact(contact, 'PL').problems.map(({ message }) => retell('ru', message));

  it.each([
    [{ phone: '+48 12' }, '«+48 12»: в стране Польша нет такого номера'],
    [{ email: 'a {b}' }, '«a {b}» не похоже на адрес почты'],
    [{ email: 'a@b' }, '«a@b»: такого домена не может быть'],
    [{}, 'Нет ни телефона, ни адреса почты'],
  ])('%j', (contact, russian) => expect(said(contact)).toEqual([russian]));
});

it.each(['Wants a sample', 'Anna: call her, speaks pl', 'speaks pl and works PL', ''])('nothing else: %s', (text) =>
  expect(retell('ru', text)).toBeUndefined(),
);
