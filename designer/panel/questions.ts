import type { ComponentType } from 'react';
import { Activation } from './questions/activation.tsx';
import { AdHoc } from './questions/ad-hoc.tsx';
import { ByWhen } from './questions/by-when.tsx';
import { Called } from './questions/called.tsx';
import { Checklist } from './questions/checklist.tsx';
import { Compensation } from './questions/compensation.tsx';
import { Condition } from './questions/condition.tsx';
import { Conditional } from './questions/conditional.tsx';
import { Decision } from './questions/decision.tsx';
import { ErrorCode } from './questions/error.tsx';
import { Escalation } from './questions/escalation.tsx';
import { FormQuestion } from './questions/form.tsx';
import { IfLate } from './questions/if-late.tsx';
import { Interrupts } from './questions/interrupts.tsx';
import { Job } from './questions/job.tsx';
import { Link } from './questions/link.tsx';
import { Message } from './questions/message.tsx';
import { MustHave } from './questions/must-have.tsx';
import { Proves } from './questions/proves.tsx';
import { Repeats } from './questions/repeats.tsx';
import { Results } from './questions/results.tsx';
import { Script } from './questions/script.tsx';
import { Several } from './questions/several.tsx';
import { Signal } from './questions/signal.tsx';
import { Stage } from './questions/stage.tsx';
import { StartForm } from './questions/start-form.tsx';
import { StartsProcess } from './questions/starts-process.tsx';
import { Timer } from './questions/timer.tsx';
import { Undoes } from './questions/undoes.tsx';
import { Who } from './questions/who.tsx';

/** A question a descriptor may name, and what asks it: one line each. */
export const questions: { [name: string]: ComponentType } = {
  who: Who,
  form: FormQuestion,
  mustHave: MustHave,
  results: Results,
  byWhen: ByWhen,
  checklist: Checklist,
  proves: Proves,
  ifLate: IfLate,
  job: Job,
  condition: Condition,
  timer: Timer,
  message: Message,
  error: ErrorCode,
  signal: Signal,
  escalation: Escalation,
  conditional: Conditional,
  link: Link,
  compensation: Compensation,
  several: Several,
  interrupts: Interrupts,
  script: Script,
  decision: Decision,
  called: Called,
  adHoc: AdHoc,
  activation: Activation,
  startForm: StartForm,
  startsProcess: StartsProcess,
  repeats: Repeats,
  undoes: Undoes,
  stage: Stage,
};
