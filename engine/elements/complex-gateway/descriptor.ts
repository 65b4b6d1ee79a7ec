import type { ElementDescriptor } from '../element.ts';

export const descriptor: ElementDescriptor = {
  palette: 'more',
  title: 'As soon as enough came',
  icon: 'asterisk',
  synonyms: ['complex gateway', 'so many of them', 'complex', 'n of m', 'discriminator', 'quorum'],
  questions: ['activation', 'condition'],
  semantics:
    'Joins when its activation condition holds, asked at every token (activationCount: incoming flows that hold one; without a condition one is enough), and takes a token from each flow that has one. Then it waits for the late tokens of the other flows, as long as one can still come, takes them, and begins anew. When it does, the conditions of its flows are asked once more, whether late tokens came or not (waitingForStart is false then), and every flow whose condition holds is taken. The standard (BPMN 2.0.2, table 13.5) would then take a flow without a condition too, or else the default; here they are left out on purpose: who draws "two of three" means what follows to happen once, and a flow that is to be taken on the reset can say so. Splitting, every flow whose condition holds is taken, else the default.',
};
