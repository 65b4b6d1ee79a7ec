import { defaultLimits, type Limits } from '../engine/contract/index.ts';

/**
 * The door's limits as API and worker are told them: `CHAIN_HOPS`, `CHAIN_THROWS` (whole numbers from 1). What is wrong is added to `wrong`.
 * Both processes need the same: whichever decides a command goes by its own.
 */
export function readChainLimits(env: { [name: string]: string | undefined }, wrong: string[]): Limits {
  const number = (name: string, otherwise: number) => {
    const value = env[name] === undefined || env[name] === '' ? otherwise : Number(env[name]);
    if (!Number.isInteger(value) || value < 1 || value > most) wrong.push(`${name}=${env[name]} is not a number from 1 to ${most}`);
    return value;
  };
  return { ...defaultLimits, hops: number('CHAIN_HOPS', defaultLimits.hops), chain: number('CHAIN_THROWS', defaultLimits.chain) };
}

const most = 10_000_000;
