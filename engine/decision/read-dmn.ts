import { guardXml, xmlLimits } from '../model/guard.ts';
import { withAstralCharacters } from '../text/xml-references.ts';
import type { DecisionProblem } from './compile-decision-model.ts';
import { dmnReader } from './dmn-types.ts';

/** A node of dmn-moddle, as far as we read it. */
export interface DmnNode {
  $type: string;
  id?: string;
  name?: string;
  label?: string;
  text?: string;
  typeRef?: string;
  href?: string;
  hitPolicy?: string;
  aggregation?: string;
  variable?: DmnNode;
  decisionLogic?: DmnNode;
  namespace?: string;
  import?: DmnNode[];
  informationRequirement?: DmnNode[];
  knowledgeRequirement?: DmnNode[];
  requiredDecision?: DmnNode;
  requiredInput?: DmnNode;
  requiredKnowledge?: DmnNode;
  outputDecision?: DmnNode[];
  inputDecision?: DmnNode[];
  inputData?: DmnNode[];
  input?: DmnNode[];
  output?: DmnNode[];
  rule?: DmnNode[];
  inputExpression?: DmnNode;
  inputValues?: DmnNode;
  inputEntry?: DmnNode[];
  outputEntry?: DmnNode[];
  outputValues?: DmnNode;
  defaultOutputEntry?: DmnNode;
  contextEntry?: DmnNode[];
  encapsulatedLogic?: DmnNode;
  formalParameter?: DmnNode[];
  body?: DmnNode;
  kind?: string;
  calledFunction?: DmnNode;
  binding?: DmnNode[];
  parameter?: DmnNode;
  bindingFormula?: DmnNode;
  column?: DmnNode[];
  row?: DmnNode[];
  elements?: DmnNode[];
  itemComponent?: DmnNode[];
  isCollection?: boolean;
  allowedValues?: DmnNode;
  typeConstraint?: DmnNode;
  functionItem?: DmnNode;
  parameters?: DmnNode[];
  outputTypeRef?: string;
  iteratorVariable?: string;
  in?: DmnNode;
  return?: DmnNode;
  satisfies?: DmnNode;
  match?: DmnNode;
  if?: DmnNode;
  then?: DmnNode;
  else?: DmnNode;
  value?: DmnNode;
  drgElement?: DmnNode[];
  itemDefinition?: DmnNode[];
}

export type DmnReading = { ok: true; definitions: DmnNode } | { ok: false; problems: DecisionProblem[] };

const current = 'https://www.omg.org/spec/DMN/20191111/MODEL/';

/** DMN 1.1, 1.2, 1.4, 1.5 and 1.6: what they have beside 1.3 is known to `dmn-types.ts`. */
const otherVersions =
  /(["'])(?:http:\/\/www\.omg\.org\/spec\/DMN\/(?:20151101\/dmn\.xsd|20180521\/MODEL\/)|https:\/\/www\.omg\.org\/spec\/DMN\/(?:20211108|20230324|20240513)\/MODEL\/)\1/g;

const limits = { ...xmlLimits, size: 2_000_000, depth: 60, elements: 100_000 };

/** Reads DMN XML. Hostile XML is refused before a reader that builds objects sees it. Never throws. */
export async function readDmn(xml: string): Promise<DmnReading> {
  const text = xml.length <= limits.size ? xml.replace(otherVersions, `"${current}"`) : xml;
  const refused = guardXml(text, limits);
  if (refused.length > 0) return { ok: false, problems: refused.map(({ message, element }) => ({ message, element })) };
  try {
    const { rootElement } = await dmnReader().fromXML(withAstralCharacters(text), 'dmn:Definitions');
    return { ok: true, definitions: rootElement as DmnNode };
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).split('\n')[0];
    return { ok: false, problems: [{ message: `The file is not DMN: ${reason}.` }] };
  }
}
