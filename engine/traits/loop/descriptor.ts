import type { TriggerDescriptor } from '../../elements/element.ts';

export const descriptor: TriggerDescriptor = {
  title: 'Repeat',
  icon: 'repeat',
  synonyms: ['multi-instance', 'for each', 'loop', 'all of them', 'several at once', 'one after another'],
  questions: ['repeats'],
  semantics:
    'A multi-instance activity begins a round for each item of its collection, or as many as its cardinality says, counted once when it begins; none passes at once, and more than 10,000 are an incident. Results stand in the output collection in the order of the items, whatever the order of the answers, with null for rounds that gave none. The completion condition is asked after each round; true, it ends the rounds that are still open. A standard loop asks its condition before or after each round. Edges hold for the activity as a whole.',
  sees: [
    {
      by: 'expressions of a round: inputs, assignee, deadline, what a job gets, everything inside a subprocess',
      names: 'the name that `perennial:item` gives, else the name of `inputDataItem`, else `item`',
      holds: 'the item of this round; only with a collection. With the loop of the standard or a number there is none',
    },
    {
      by: 'expressions of a round',
      names: '`loopCounter`',
      holds: 'the number of this round, from 1: `products[loopCounter]` is its item, too',
    },
    {
      by: 'the completion condition, the loop condition, and expressions of a round',
      names: '`numberOfInstances`, `numberOfActiveInstances`, `numberOfCompletedInstances`, `numberOfTerminatedInstances`',
      holds: 'rounds of the whole repetition, counted now',
    },
    {
      by: 'the completion condition and the loop condition',
      names: '`loopCounter`',
      holds: 'rounds begun so far. They stand outside of the rounds and see no item',
    },
    {
      by: 'a form of a user task',
      names: 'a field whose key is the name of the item',
      holds:
        'the item as its first value. What is entered in a field stays in the round only when the field is that name or the plain name in `outputItem`; any other plain key is a variable that rounds share, so let `outputItem` take it',
    },
    {
      by: 'a worker of a job',
      names: 'the inputs of the job, and no other variable',
      holds: 'what they map: `<perennial:input source="= client" target="name" />` gives the worker the item as `name`',
    },
    {
      by: 'a called process',
      names: 'the item, `loopCounter` and the inputs of the call; without inputs, or with `propagateAll`, all that the round sees',
      holds: 'the same as in the round',
    },
    {
      by: '`outputItem`',
      names: 'what the round sees when it ends, results and outputs included',
      holds: 'one entry of the output collection; a plain name in it is a variable of the round, null until it is set',
    },
  ],
};
