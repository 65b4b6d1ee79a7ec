import type { ComponentType } from 'react';
import { ByWhen } from './questions/by-when.tsx';
import { Called } from './questions/called.tsx';
import { Checklist } from './questions/checklist.tsx';
import { Condition } from './questions/condition.tsx';
import { Decision } from './questions/decision.tsx';
import { ErrorCode } from './questions/error.tsx';
import { FormQuestion } from './questions/form.tsx';
import { IfLate } from './questions/if-late.tsx';
import { Job } from './questions/job.tsx';
import { Message } from './questions/message.tsx';
import { MustHave } from './questions/must-have.tsx';
import { Proves } from './questions/proves.tsx';
import { Results } from './questions/results.tsx';
import { Script } from './questions/script.tsx';
import { Stage } from './questions/stage.tsx';
import { Timer } from './questions/timer.tsx';
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
  script: Script,
  decision: Decision,
  called: Called,
  stage: Stage,
};
