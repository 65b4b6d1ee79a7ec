import type { NetEdge, NetNode } from './net.ts';

/** Tokens on edges, and which complex gateways have joined and wait for the late ones (edges still awaited). */
export interface Marking {
  tokens: ReadonlyMap<NetEdge, number>;
  resetting: ReadonlyMap<NetNode, NetEdge[]>;
}

export const noTokens: Marking = { tokens: new Map(), resetting: new Map() };

export function moved({ tokens, resetting }: Marking, taken: [NetEdge, number][], given: NetEdge[], each: number, most: number): Marking {
  const next = new Map(tokens);
  for (const [edge, count] of taken) {
    const left = (next.get(edge) ?? 0) - count;
    if (left > 0) next.set(edge, left);
    else next.delete(edge);
  }
  for (const edge of given) next.set(edge, Math.min((next.get(edge) ?? 0) + each, most));
  return { tokens: next, resetting };
}

export function isSafe({ tokens }: Marking): boolean {
  for (const count of tokens.values()) if (count > 1) return false;
  return true;
}
