import type { ElementDescriptor } from '../element.ts';

export const descriptor: ElementDescriptor = {
  palette: 'more',
  title: 'So many of them',
  icon: 'asterisk',
  synonyms: ['complex', 'n of m', 'discriminator', 'quorum'],
  questions: ['activation', 'condition'],
  semantics:
    'Joins when its activation condition holds, asked at every token (activationCount: incoming flows that hold one; without a condition one is enough), and takes a token from each flow that has one. Then it waits for the late tokens of the other flows, as long as one can still come, takes them, and begins anew. Late tokens leave only by flows whose condition says so (waitingForStart is false then); the standard would send them on by a flow without a condition too, which nobody means who draws "two of three". Splitting, every flow whose condition holds is taken, else the default.',
};
