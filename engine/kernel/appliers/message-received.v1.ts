import type { Applier } from './applier.ts';

/** A repeated delivery comes within minutes; the door remembers its own command ids for ever. */
const rememberedMessages = 50;

export const messageReceivedV1: Applier<'messageReceived'> = (draft, fact) => {
  draft.state.seenMessages = [...draft.state.seenMessages, fact.messageId].slice(-rememberedMessages);
};
