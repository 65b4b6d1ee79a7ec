import { definition as adHocSubProcess } from './ad-hoc-sub-process/index.ts';
import { definition as boundaryEvent } from './boundary-event/index.ts';
import { definition as businessRuleTask } from './business-rule-task/index.ts';
import { definition as callActivity } from './call-activity/index.ts';
import { definition as complexGateway } from './complex-gateway/index.ts';
import type { ElementDefinition } from './element.ts';
import { definition as endEvent } from './end-event/index.ts';
import { definition as eventBasedGateway } from './event-based-gateway/index.ts';
import { definition as exclusiveGateway } from './exclusive-gateway/index.ts';
import { definition as inclusiveGateway } from './inclusive-gateway/index.ts';
import { definition as intermediateCatchEvent } from './intermediate-catch-event/index.ts';
import { definition as intermediateThrowEvent } from './intermediate-throw-event/index.ts';
import { definition as manualTask } from './manual-task/index.ts';
import { definition as parallelGateway } from './parallel-gateway/index.ts';
import { definition as receiveTask } from './receive-task/index.ts';
import { definition as scriptTask } from './script-task/index.ts';
import { definition as sendTask } from './send-task/index.ts';
import { definition as serviceTask } from './service-task/index.ts';
import { definition as startEvent } from './start-event/index.ts';
import { definition as subProcess } from './sub-process/index.ts';
import { definition as task } from './task/index.ts';
import { definition as transaction } from './transaction/index.ts';
import { definition as userTask } from './user-task/index.ts';

/** Every kind of element that can run, in the order of the palette. A new one is a folder and a line here. */
export const elements: ElementDefinition[] = [
  startEvent,
  endEvent,
  userTask,
  serviceTask,
  sendTask,
  receiveTask,
  scriptTask,
  manualTask,
  businessRuleTask,
  task,
  subProcess,
  transaction,
  adHocSubProcess,
  callActivity,
  exclusiveGateway,
  parallelGateway,
  inclusiveGateway,
  eventBasedGateway,
  complexGateway,
  intermediateCatchEvent,
  intermediateThrowEvent,
  boundaryEvent,
] as ElementDefinition[];

const byKind = new Map(elements.map((element) => [element.kind, element]));

/** Definition of a compiled element's kind; unknown kinds never leave the compiler. */
export function elementOf(kind: string): ElementDefinition {
  const found = byKind.get(kind);
  if (!found) throw new Error(`no element kind ${kind}`);
  return found;
}
