import type { Applier } from './applier.ts';

/** As many as messages: a repeated delivery comes within minutes. */
const rememberedSignals = 50;

export const signalReceivedV1: Applier<'signalReceived'> = (draft, fact) => {
  draft.state.seenMessages = [...draft.state.seenMessages, fact.signalId].slice(-rememberedSignals);
};
