import { defaultLimits, type Limits } from '../engine/contract/index.ts';

/**
 * The door's limits as API and worker are told them: `OPEN_ELEMENTS`, `CHAIN_HOPS`, `CHAIN_THROWS` (whole numbers from 1). What is wrong is added to `wrong`.
 * Both processes need the same: whichever decides a command goes by its own.
 */
export function readLimits(env: { [name: string]: string | undefined }, wrong: string[]): Limits {
  const number = (name: string, otherwise: number) => {
    const value = env[name] === undefined || env[name] === '' ? otherwise : Number(env[name]);
    if (!Number.isInteger(value) || value < 1 || value > most) wrong.push(`${name}=${env[name]} is not a number from 1 to ${most}`);
    return value;
  };
  const { open, hops, chain } = defaultLimits;
  return { ...defaultLimits, open: number('OPEN_ELEMENTS', open), hops: number('CHAIN_HOPS', hops), chain: number('CHAIN_THROWS', chain) };
}

const most = 10_000_000;
