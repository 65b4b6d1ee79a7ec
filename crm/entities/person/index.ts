export { type Recognisable, type Recognised, recogniseContact } from './recognise.ts';
export { type Person, person } from './schema.ts';
