export { type Choice, type Contender, chooseOwner, type Wanted } from './choose-owner.ts';
