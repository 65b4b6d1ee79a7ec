import { describe, expect, it } from 'vitest';
import type { DecisionModel, Json } from '../contract/index.ts';
import type { Scope } from '../expression/index.ts';
import { compileDecisionModel } from './compile-decision-model.ts';
import { evaluateDecision } from './evaluate-decision.ts';
import { dmn, dmnTable, escapeXml } from './fixtures/table.ts';

const env = { now: Date.UTC(2027, 0, 1) };

async function compiled(xml: string, others: string[] = []): Promise<DecisionModel> {
  const result = await compileDecisionModel(xml, others);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return JSON.parse(JSON.stringify(result.model)) as DecisionModel;
}

async function value(xml: string, id: string, scope: Scope = {}, others: string[] = []): Promise<Json | string> {
  const result = evaluateDecision(await compiled(xml, others), id, scope, env);
  return result.ok ? result.output : `!${result.message}`;
}

const literal = (text: string) => `<literalExpression><text>${escapeXml(text)}</text></literalExpression>`;
const decision = (id: string, content: string, type = '') =>
  `<decision id="${id}" name="${id}"><variable name="${id}"${type === '' ? '' : ` typeRef="${type}"`}/>${content}</decision>`;

describe('boxed expressions of DMN 1.4 and 1.5', () => {
  const iterator = (kind: string, body: string, source = '[1, 2, 3, 4]') => {
    const [open, close] = kind === 'for' ? ['<return>', '</return>'] : ['<satisfies>', '</satisfies>'];
    return `<${kind} iteratorVariable="x"><in>${literal(source)}</in>${open}${literal(body)}${close}</${kind}>`;
  };
  it.each<[string, string, Json]>([
    ['for', iterator('for', 'x * 0.1'), [0.1, 0.2, 0.3, 0.4]],
    ['for over nothing', iterator('for', 'x', '[]'), []],
    ['for over null', iterator('for', 'x', 'null'), null],
    ['some', iterator('some', 'x > 3'), true],
    ['some, none', iterator('some', 'x > 4'), false],
    ['every', iterator('every', 'x > 0'), true],
    ['every, not', iterator('every', 'x > 1'), false],
    ['filter', `<filter><in>${literal('[1, 5, 7]')}</in><match>${literal('item > limit')}</match></filter>`, [5, 7]],
    ['filter by entries', `<filter><in>${literal('[{a: 1}, {a: 9}]')}</in><match>${literal('a > limit')}</match></filter>`, [{ a: 9 }]],
    [
      'conditional',
      `<conditional><if>${literal('limit > 3')}</if><then>${literal('"more"')}</then><else>${literal('"less"')}</else></conditional>`,
      'more',
    ],
    [
      'conditional of null',
      `<conditional><if>${literal('null')}</if><then>${literal('1')}</then><else>${literal('2')}</else></conditional>`,
      2,
    ],
    ['nested', iterator('for', 'for y in 1..x return y', '[1, 2]'), [[1], [1, 2]]],
  ])('%s', async (_, logic, expected) => {
    expect(await value(dmn(decision('d', logic)), 'd', { limit: 4 })).toEqual(expected);
  });
});

describe('imports', () => {
  const rates = `<?xml version="1.0"?><definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="r" name="Rates" namespace="urn:rates">
    <itemDefinition name="tGrade"><typeRef>string</typeRef><allowedValues><text>"A","B"</text></allowedValues></itemDefinition>
    <inputData id="i" name="base rate"><variable name="base rate" typeRef="number"/></inputData>
    ${decision('rate', `<informationRequirement><requiredInput href="#i"/></informationRequirement>${literal('base rate * 2')}`, 'number')}
    <businessKnowledgeModel id="bkm" name="twice"><variable name="twice"/><encapsulatedLogic><formalParameter name="x" typeRef="number"/>${literal('x * 2')}</encapsulatedLogic></businessKnowledgeModel>
  </definitions>`;
  const main = (text: string, more = '') =>
    dmn(`<import name="Our rates" namespace="urn:rates" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>
      ${decision('d', `<informationRequirement><requiredDecision href="urn:rates#rate"/></informationRequirement><knowledgeRequirement><requiredKnowledge href="urn:rates#bkm"/></knowledgeRequirement>${literal(text)}`)}${more}`);

  it("give decisions, functions and types under the import's name", async () => {
    expect(await value(main('Our rates.rate + 1'), 'd', { 'base rate': 0.1 }, [rates])).toBe(1.2);
    expect(await value(main('Our rates.twice(21)'), 'd', { 'base rate': 0 }, [rates])).toBe(42);
    expect(await value(main('"A" instance of Our rates.tGrade'), 'd', { 'base rate': 0 }, [rates])).toBe(true);
  });

  it('a file that is not there, and files that import each other, are named', async () => {
    expect(await compileDecisionModel(main('1'))).toMatchObject({
      ok: false,
      problems: [{ message: expect.stringContaining('"Our rates" needs a file with the namespace "urn:rates"') }, {}, {}],
    });
    const circle = rates.replace('<itemDefinition', '<import name="back" namespace="urn:rates" importType="x"/><itemDefinition');
    const result = await compileDecisionModel(main('1'), [circle]);
    expect(result.ok ? [] : result.problems.map(({ message }) => message)).toContain('The import "back" leads back to this file.');
  });
});

describe('decision services', () => {
  const model = dmn(`
    <inputData id="i" name="amount"><variable name="amount" typeRef="number"/></inputData>
    ${decision('risk', literal('"unknown"'), 'string')}
    ${decision('fee', `<informationRequirement><requiredInput href="#i"/></informationRequirement><informationRequirement><requiredDecision href="#risk"/></informationRequirement>${literal('if risk = "low" then amount * 0.1 else amount')}`)}
    ${decision('both', `<knowledgeRequirement><requiredKnowledge href="#s"/></knowledgeRequirement>${literal('[s(100, "low"), s(amount: 100, risk: "high"), s(1), s("x", "low")]')}`)}
    <decisionService id="s" name="s"><variable name="s"/><outputDecision href="#fee"/><inputDecision href="#risk"/><inputData href="#i"/></decisionService>
    <decisionService id="two" name="two"><variable name="two"/><outputDecision href="#fee"/><outputDecision href="#risk"/><inputData href="#i"/></decisionService>`);

  it('are functions with their inputs as parameters; input data first', async () => {
    expect(await value(model, 'both')).toEqual([10, 100, null, null]);
  });
  it('can be called from a process like a decision; several outputs are a context', async () => {
    expect((await compiled(model)).decisions).toEqual(['risk', 'fee', 'both', 's', 'two']);
    expect(await value(model, 's', { amount: 50, risk: 'low' })).toBe(5);
    expect(await value(model, 'two', { amount: 50 })).toEqual({ fee: 50, risk: 'unknown' });
  });
});

describe('types', () => {
  const types = `
    <itemDefinition name="tGrade"><typeRef>string</typeRef><allowedValues><text>"A","B"</text></allowedValues></itemDefinition>
    <itemDefinition name="tGrades" isCollection="true"><typeRef>tGrade</typeRef><typeConstraint><text>count(?) &lt; 3</text></typeConstraint></itemDefinition>
    <itemDefinition name="tPerson"><itemComponent name="first name"><typeRef>string</typeRef></itemComponent><itemComponent name="born"><typeRef>date</typeRef></itemComponent></itemDefinition>`;
  const input = (type: string) => `${types}<inputData id="i" name="x"><variable name="x" typeRef="${type}"/></inputData>`;
  const of = (type: string, text: string) =>
    dmn(input(type) + decision('d', `<informationRequirement><requiredInput href="#i"/></informationRequirement>${literal(text)}`));

  it.each<[string, string, Json, Json]>([
    ['tGrade', 'x', 'A', 'A'],
    ['tGrade', 'x', 'C', '!Input "x" is a text, not tGrade.'],
    ['tGrade', 'x', null, null],
    ['tGrades', 'count(x)', ['A', 'B'], 2],
    ['tGrades', 'count(x)', 'A', 1],
    ['tGrades', 'count(x)', ['A', 'B', 'A'], '!Input "x" is a list, not tGrades.'],
    ['tGrades', 'count(x)', ['A', 'C'], '!Input "x" is a list, not tGrades.'],
    ['tPerson', 'x.first name + " " + string(x.born.year)', { 'first name': 'Ann', born: '1990-05-01' }, 'Ann 1990'],
    ['tPerson', 'x.born + @"P1D"', { 'first name': 'Ann', born: '1990-05-01' }, '1990-05-02'],
    ['number', 'x + 1', [4], 5],
    ['number', 'x + 1', '4', '!Input "x" is a text, not number.'],
    ['date', 'x > @"2020-01-01"', '2021-01-01', true],
    ['dateTime', 'x.hour', '2021-01-01T10:00:00Z', 10],
    ['dayTimeDuration', 'x * 2', 'PT1H', 'PT2H'],
  ])('%s: %s of %j is %j', async (type, text, x, expected) => {
    expect(await value(of(type, text), 'd', { x })).toEqual(expected);
  });

  it('a decision that gives another type than it declares is an error that says so', async () => {
    expect(await value(dmn(decision('d', literal('1 + 1'), 'string')), 'd')).toBe('!Decision "d" gives a number, not string.');
    expect(await value(dmn(decision('d', literal('[1]'), 'number')), 'd')).toBe(1);
  });

  it("values of a table's input that are not allowed are an error", async () => {
    const xml = dmnTable({ inputs: [{ expression: 'x' }], outputs: [{ name: 'y' }], rules: [['-', '1']] }).replace(
      '</inputExpression>',
      '</inputExpression><inputValues><text>"a","b"</text></inputValues>',
    );
    expect(await value(xml, 'table', { x: 'a' })).toBe(1);
    expect(await value(xml, 'table', { x: 'c' })).toContain('input "x": The value is not one of those allowed: "a","b".');
  });
});

describe('functions', () => {
  const bkm = (id: string, parameters: string, body: string) =>
    `<businessKnowledgeModel id="${id}" name="${id}"><variable name="${id}"/><encapsulatedLogic>${parameters}${body}</encapsulatedLogic></businessKnowledgeModel>`;
  const parameter = (name: string, type = 'Any') => `<formalParameter name="${name}" typeRef="${type}"/>`;

  it.each<[string, string, Json]>([
    ['closures keep what was around them', '{add: function(n) function(m) n + m, r: add(2)(3)}.r', 5],
    ['functions are values', 'apply(function(n) n * 2, 4)', 8],
    ['functions of FEEL too', 'apply(abs, -4)', 4],
    ['a parameter of another type makes the call null', 'typed("x")', null],
    ['recursion', 'factorial(20)', 2432902008176640000],
    ['recursion without end is stopped', 'endless(1)', '!'],
    ['by name', 'typed(n: 3)', 6],
    ['a wrong name is null', 'typed(m: 3)', null],
    ['too many arguments are null', 'typed(1, 2)', null],
  ])('%s', async (_, text, expected) => {
    const xml = dmn(
      bkm('apply', parameter('f') + parameter('x'), literal('f(x)')) +
        bkm('typed', parameter('n', 'number'), literal('n * 2')) +
        bkm('factorial', parameter('n', 'number'), literal('if n < 2 then 1 else n * factorial(n - 1)')) +
        bkm('endless', parameter('n', 'number'), literal('endless(n + 1)')) +
        decision('d', literal(text)),
    );
    const found = await value(xml, 'd');
    if (expected === '!') expect(found).toMatch(/^!.*functions or values that go too deep/);
    else expect(found).toEqual(expected);
  });
});

describe('hit policies over other values than numbers', () => {
  const table = (hitPolicy: string, outputs: string[], extra = {}) =>
    dmnTable({
      hitPolicy,
      inputs: [{ expression: 'n' }],
      outputs: [{ name: 'x', ...extra }],
      rules: outputs.map((output) => ['> 0', output]),
    });
  it.each<[string, string[], object, Json]>([
    ['hitPolicy="COLLECT" aggregation="MAX"', ['@"2026-01-01"', '@"2027-01-01"'], {}, '2027-01-01'],
    ['hitPolicy="COLLECT" aggregation="MIN"', ['"b"', '"a"'], {}, 'a'],
    ['hitPolicy="COLLECT" aggregation="SUM"', ['@"PT1H"', '@"P1D"'], {}, 'P1DT1H'],
    ['hitPolicy="COLLECT" aggregation="SUM"', ['0.1', '0.2', '0.3'], {}, 0.6],
    ['hitPolicy="COLLECT" aggregation="COUNT"', ['1', '1.0', '2'], {}, 2],
    ['hitPolicy="ANY"', ['0.1 + 0.2', '0.3'], {}, 0.3],
    ['hitPolicy="PRIORITY"', ['@"P1D"', '@"P2D"'], { values: '@"P2D", @"P1D"' }, 'P2D'],
    ['hitPolicy="OUTPUT ORDER"', ['1', '3', '2'], { values: '3, 2, 1' }, [3, 2, 1]],
  ])('%s of %j', async (policy, outputs, extra, expected) => {
    expect(await value(table(policy, outputs, extra), 'table', { n: 1 })).toEqual(expected);
  });

  it('nothing matches: the default, else null, an empty list or 0', async () => {
    expect(await value(table('', ['1'], { fallback: '"none"' }), 'table', { n: 0 })).toBe('none');
    expect(await value(table('', ['1']), 'table', { n: 0 })).toBeNull();
    expect(await value(table('hitPolicy="RULE ORDER"', ['1']), 'table', { n: 0 })).toEqual([]);
    expect(await value(table('hitPolicy="COLLECT" aggregation="COUNT"', ['1']), 'table', { n: 0 })).toBe(0);
  });
});

it('warnings tell why a decision came to null', async () => {
  const result = evaluateDecision(await compiled(dmn(decision('d', literal('date("2023-02-29")')))), 'd', {}, env);
  expect(result).toMatchObject({ ok: true, output: null, warnings: [{ message: expect.stringContaining('is no day') }] });
});
