import { DmnModdle } from 'dmn-moddle';

/*
 * dmn-moddle knows DMN 1.3. What later versions added and is read here (DMN 1.5, 10.2.2.9 boxed iterators, filter and conditional;
 * 7.3.2 type constraints) is added to its description of the language.
 */

const child = (name: string, type: string) => ({ name, type, xml: { serialize: 'property' } });

const later = [
  {
    name: 'ChildExpression',
    properties: [
      { name: 'id', type: 'String', isAttr: true },
      { name: 'value', type: 'Expression' },
    ],
  },
  {
    name: 'Iterator',
    isAbstract: true,
    superClass: ['Expression'],
    properties: [{ name: 'iteratorVariable', type: 'String', isAttr: true }, child('in', 'ChildExpression')],
  },
  { name: 'For', superClass: ['Iterator'], properties: [child('return', 'ChildExpression')] },
  { name: 'Quantified', isAbstract: true, superClass: ['Iterator'], properties: [child('satisfies', 'ChildExpression')] },
  { name: 'Some', superClass: ['Quantified'], properties: [] },
  { name: 'Every', superClass: ['Quantified'], properties: [] },
  { name: 'Filter', superClass: ['Expression'], properties: [child('in', 'ChildExpression'), child('match', 'ChildExpression')] },
  {
    name: 'Conditional',
    superClass: ['Expression'],
    properties: [child('if', 'ChildExpression'), child('then', 'ChildExpression'), child('else', 'ChildExpression')],
  },
];

interface Description {
  types: { name: string; properties?: object[] }[];
}

/** A reader of DMN XML up to 1.5. */
export function dmnReader(): DmnModdle {
  const own = new DmnModdle().getPackage('dmn') as Description;
  const types = own.types.map((type) =>
    type.name === 'ItemDefinition' ? { ...type, properties: [...(type.properties ?? []), child('typeConstraint', 'UnaryTests')] } : type,
  );
  return new DmnModdle({ dmn: { ...own, types: [...types, ...later] } });
}
