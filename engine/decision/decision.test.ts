import { describe, expect, it } from 'vitest';
import type { DecisionModel, Json } from '../contract/index.ts';
import { compileDecisionModel } from './compile-decision-model.ts';
import { evaluateDecision } from './evaluate-decision.ts';
import { dmn, dmnTable, escapeXml } from './fixtures/table.ts';

const env = { now: Date.UTC(2027, 0, 1) };

async function compiled(xml: string): Promise<DecisionModel> {
  const result = await compileDecisionModel(xml);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  // What is stored is JSON.
  return JSON.parse(JSON.stringify(result.model)) as DecisionModel;
}

async function problems(xml: string): Promise<string[]> {
  const result = await compileDecisionModel(xml);
  return result.ok ? [] : result.problems.map(({ message }) => message);
}

const vip = {
  inputs: [
    { expression: 'type', typeRef: 'string', label: 'Type' },
    { expression: 'amount', typeRef: 'number', label: 'Amount' },
  ],
  outputs: [{ name: 'grade', values: '"B", "A"' }],
  rules: [
    ['"VIP"', '-', '"A"'],
    ['', '> 1000', '"B"'],
    ['"none"', '< 0', '"A"'],
  ],
};

describe('hit policies', () => {
  it('P18: Unique with two matches is an error that names table and rules', async () => {
    const model = await compiled(dmnTable({ ...vip, name: 'Grade' }));
    expect(evaluateDecision(model, 'table', { type: 'VIP', amount: 1500 }, env)).toEqual({
      ok: false,
      code: 'hitPolicy',
      message: 'Decision table "Grade" is Unique, but rules 1 and 2 match together.',
      rules: [1, 2],
    });
    expect(evaluateDecision(model, 'table', { type: 'VIP', amount: 500 }, env)).toEqual({ ok: true, output: 'A', matchedRules: [1] });
  });

  it.each<[string, number, Json | 'conflict', number[]]>([
    ['hitPolicy="FIRST"', 1500, 'A', [1]],
    ['hitPolicy="PRIORITY"', 1500, 'B', [2]],
    ['hitPolicy="ANY"', 500, 'A', [1]],
    ['hitPolicy="ANY"', 1500, 'conflict', [1, 2]],
    ['hitPolicy="RULE ORDER"', 1500, ['A', 'B'], [1, 2]],
    ['hitPolicy="OUTPUT ORDER"', 1500, ['B', 'A'], [2, 1]],
    ['hitPolicy="COLLECT"', 1500, ['A', 'B'], [1, 2]],
    ['hitPolicy="COLLECT" aggregation="COUNT"', 1500, 2, [1, 2]],
  ])('%s, amount %d: %j', async (hitPolicy, amount, output, rules) => {
    const model = await compiled(dmnTable({ ...vip, hitPolicy }));
    const result = evaluateDecision(model, 'table', { type: 'VIP', amount }, env);
    if (output === 'conflict') expect(result).toMatchObject({ ok: false, code: 'hitPolicy', rules });
    else expect(result).toEqual({ ok: true, output, matchedRules: rules });
  });

  it.each<[string, Json]>([
    ['SUM', 0.3],
    ['MIN', 0.1],
    ['MAX', 0.2],
    ['COUNT', 2],
  ])('collect %s', async (aggregation, output) => {
    const model = await compiled(
      dmnTable({
        hitPolicy: `hitPolicy="COLLECT" aggregation="${aggregation}"`,
        inputs: [{ expression: 'n' }],
        outputs: [{ name: 'x' }],
        rules: [
          ['> 0', '0.1'],
          ['> 1', '0.2'],
          ['> 9', '5'],
        ],
      }),
    );
    expect(evaluateDecision(model, 'table', { n: 2 }, env)).toEqual({ ok: true, output, matchedRules: [1, 2] });
  });

  it('sum of what is no number names the rule', async () => {
    const model = await compiled(
      dmnTable({
        hitPolicy: 'hitPolicy="COLLECT" aggregation="SUM"',
        inputs: [{ expression: 'n' }],
        outputs: [{ name: 'x' }],
        rules: [
          ['-', '1'],
          ['-', '"a"'],
        ],
      }),
    );
    expect(evaluateDecision(model, 'table', { n: 2 }, env)).toMatchObject({ ok: false, code: 'type', rules: [2] });
  });

  it('priority of several outputs goes by the first column that differs', async () => {
    const model = await compiled(
      dmnTable({
        hitPolicy: 'hitPolicy="OUTPUT ORDER"',
        inputs: [{ expression: 'n' }],
        outputs: [
          { name: 'a', values: '"high", "low"' },
          { name: 'b', values: '1, 2, 3' },
        ],
        rules: [
          ['-', '"low"', '1'],
          ['-', '"high"', '3'],
          ['-', '"high"', '2'],
        ],
      }),
    );
    expect(evaluateDecision(model, 'table', { n: 1 }, env)).toEqual({
      ok: true,
      output: [
        { a: 'high', b: 2 },
        { a: 'high', b: 3 },
        { a: 'low', b: 1 },
      ],
      matchedRules: [3, 2, 1],
    });
  });

  it.each<[string, string | undefined, Json]>([
    ['', undefined, null],
    ['', '"C"', 'C'],
    ['hitPolicy="COLLECT"', undefined, []],
    ['hitPolicy="COLLECT" aggregation="COUNT"', undefined, 0],
    ['hitPolicy="COLLECT" aggregation="SUM"', undefined, null],
  ])('without a match %s %s: %j', async (hitPolicy, fallback, output) => {
    const model = await compiled(dmnTable({ ...vip, hitPolicy, outputs: [{ name: 'grade', fallback }] }));
    expect(evaluateDecision(model, 'table', { type: 'x', amount: 1 }, env)).toEqual({ ok: true, output, matchedRules: [] });
  });
});

describe('cells', () => {
  it('compare dates of typed columns with the ISO texts variables hold', async () => {
    const model = await compiled(
      dmnTable({
        inputs: [{ expression: 'born', typeRef: 'date' }],
        outputs: [{ name: 'x', typeRef: 'date' }],
        rules: [['< date("2009-01-01")', 'born + duration("P1D")']],
      }),
    );
    expect(evaluateDecision(model, 'table', { born: '2000-02-28' }, env)).toMatchObject({ ok: true, output: null });
    const plain = await compiled(
      dmnTable({
        inputs: [{ expression: 'born', typeRef: 'date' }],
        outputs: [{ name: 'x' }],
        rules: [['< date("2009-01-01")', 'date(born) + duration("P1D")']],
      }),
    );
    expect(evaluateDecision(plain, 'table', { born: '2000-02-28' }, env)).toMatchObject({ ok: true, output: '2000-02-29' });
  });

  it('read declared inputs by their type', async () => {
    const table = dmnTable({
      inputs: [{ expression: 'born' }],
      outputs: [{ name: 'x' }],
      rules: [['< date("2009-01-01")', 'born + duration("P1D")']],
    });
    const model = await compiled(
      table.replace('<decision ', '<inputData id="i" name="born"><variable name="born" typeRef="date"/></inputData><decision '),
    );
    expect(evaluateDecision(model, 'table', { born: '2000-02-28' }, env)).toMatchObject({ ok: true, output: '2000-02-29' });
  });

  it('that fail name rule and column', async () => {
    const model = await compiled(
      dmnTable({ inputs: [{ expression: 'n', label: 'Number' }], outputs: [{ name: 'x' }], rules: [['> limit', '1']] }),
    );
    expect(evaluateDecision(model, 'table', { n: 1 }, env)).toEqual({
      ok: false,
      code: 'unknownName',
      message: `Decision table "Table", rule 1, input "Number": Variable 'limit' not found.`,
      rules: [1],
    });
    expect(evaluateDecision(model, 'table', {}, env)).toMatchObject({
      ok: false,
      code: 'unknownName',
      message: expect.stringContaining('input "Number"'),
    });
  });

  it('P19: halves round the same in a table', async () => {
    const model = await compiled(
      dmnTable({
        inputs: [{ expression: 'decimal(n, 0)' }],
        outputs: [{ name: 'x' }],
        rules: [['2', 'decimal(n, 0) + round half up(n, 0)']],
      }),
    );
    expect(evaluateDecision(model, 'table', { n: 2.5 }, env)).toMatchObject({ ok: true, output: 5 });
  });
});

describe('decisions', () => {
  const graph = dmn(`
    <decision id="base" name="Base rate"><literalExpression><text>${escapeXml('if amount > 100 then 0.1 else 0.2')}</text></literalExpression></decision>
    <decision id="fee" name="Fee"><variable name="fee"/><informationRequirement><requiredDecision href="#base"/></informationRequirement>
      <literalExpression><text>amount * Base rate</text></literalExpression></decision>
    <decision id="offer" name="Offer"><informationRequirement><requiredDecision href="#fee"/></informationRequirement>
      <context><contextEntry><variable name="total"/><literalExpression><text>amount + fee</text></literalExpression></contextEntry>
      <contextEntry><variable name="double"/><literalExpression><text>total * 2</text></literalExpression></contextEntry></context></decision>`);

  it('require others, whose results they see', async () => {
    const model = await compiled(graph);
    expect(model.decisions).toEqual(['base', 'fee', 'offer']);
    expect(evaluateDecision(model, 'fee', { amount: 200 }, env)).toEqual({ ok: true, output: 20, matchedRules: [] });
    expect(evaluateDecision(model, 'offer', { amount: 200 }, env)).toEqual({
      ok: true,
      output: { total: 220, double: 440 },
      matchedRules: [],
    });
    expect(evaluateDecision(model, 'nothing', {}, env)).toMatchObject({ ok: false, code: 'notFound' });
  });

  it('are refused when they require each other, or what is not there', async () => {
    expect(
      await problems(
        graph.replace(
          'id="base" name="Base rate">',
          'id="base" name="Base rate"><informationRequirement><requiredDecision href="#offer"/></informationRequirement>',
        ),
      ),
    ).toEqual([expect.stringContaining('requires itself')]);
    expect(await problems(graph.replace('href="#base"', 'href="#gone"'))).toEqual([expect.stringContaining('requires "gone"')]);
  });

  it('call knowledge models, by name or in a box, and say where one failed', async () => {
    const model = await compiled(
      dmn(`
      <itemDefinition name="tLoan"><itemComponent name="from"><typeRef>date</typeRef></itemComponent><itemComponent name="amount"><typeRef>number</typeRef></itemComponent></itemDefinition>
      <inputData id="in" name="loan"><variable name="loan" typeRef="tLoan"/></inputData>
      <businessKnowledgeModel id="rate" name="rate"><encapsulatedLogic><formalParameter name="amount"/>
        ${
          dmnTable({
            hitPolicy: 'hitPolicy="FIRST"',
            name: 'rate',
            inputs: [{ expression: 'amount' }],
            outputs: [{ name: 'r' }],
            rules: [
              ['> 100', '0.1'],
              ['-', '0.2'],
            ],
          }).match(/<decisionTable.*<\/decisionTable>/)?.[0]
        }
      </encapsulatedLogic></businessKnowledgeModel>
      <businessKnowledgeModel id="interest" name="interest"><encapsulatedLogic><formalParameter name="loan" typeRef="tLoan"/><formalParameter name="years" typeRef="number"/>
        <literalExpression><text>loan.amount * rate(loan.amount) * years</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
      <decision id="direct" name="Direct"><literalExpression><text>interest(loan, 2)</text></literalExpression></decision>
      <decision id="boxed" name="Boxed"><invocation><literalExpression><text>interest</text></literalExpression>
        <binding><parameter name="years"/><literalExpression><text>3</text></literalExpression></binding>
        <binding><parameter name="loan"/><literalExpression><text>loan</text></literalExpression></binding></invocation></decision>
      <decision id="end" name="End"><literalExpression><text>loan.from + duration("P1Y")</text></literalExpression></decision>
      <decision id="offers" name="Offers"><relation><column name="years"/><column name="sum"/>
        <row><literalExpression><text>1</text></literalExpression><literalExpression><text>interest(loan, 1)</text></literalExpression></row>
        <row><literalExpression><text>2</text></literalExpression><literalExpression><text>interest(loan, 2)</text></literalExpression></row></relation></decision>
      <decision id="wrong" name="Wrong"><literalExpression><text>interest({amount: 5, from: null}, unknown name)</text></literalExpression></decision>
      <decision id="endless" name="Endless"><literalExpression><text>again(1)</text></literalExpression></decision>
      <businessKnowledgeModel id="again" name="again"><encapsulatedLogic><formalParameter name="n"/><literalExpression><text>again(n + 1)</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>`),
    );
    const loan = { from: '2024-02-29', amount: 200 };
    const ask = (id: string) => evaluateDecision(model, id, { loan }, env);
    expect(ask('direct')).toMatchObject({ ok: true, output: 40 });
    expect(ask('boxed')).toMatchObject({ ok: true, output: 60 });
    expect(ask('end')).toMatchObject({ ok: true, output: '2025-02-28' });
    expect(ask('offers')).toMatchObject({
      ok: true,
      output: [
        { years: 1, sum: 20 },
        { years: 2, sum: 40 },
      ],
    });
    expect(ask('wrong')).toMatchObject({ ok: false, code: 'unknownName' });
    expect(ask('endless')).toMatchObject({ ok: false, code: 'budget' });
    expect(ask('direct')).toMatchObject({ ok: true, output: 40 });
  });

  it.each([
    'http://www.omg.org/spec/DMN/20151101/dmn.xsd',
    'http://www.omg.org/spec/DMN/20180521/MODEL/',
    'https://www.omg.org/spec/DMN/20211108/MODEL/',
    'https://www.omg.org/spec/DMN/20230324/MODEL/',
  ])('are read from %s', async (namespace) => {
    const model = await compiled(dmnTable({ ...vip, namespace }));
    expect(evaluateDecision(model, 'table', { type: 'VIP', amount: 1 }, env)).toMatchObject({ output: 'A' });
  });
});

describe('a file that is refused', () => {
  it.each<[string, string, RegExp]>([
    ['no XML', 'hello', /./],
    ['no DMN', '<a/>', /not DMN|./],
    ['a document type', `<!DOCTYPE x [<!ENTITY a "b">]>${dmn('')}`, /./],
    ['no decision', dmn(''), /no decision/],
    ['too large', `<!-- ${'x'.repeat(2_100_000)} -->`, /./],
    ['a decision without logic', dmn('<decision id="d" name="D"/>'), /has no logic/],
    ['a cell that is no FEEL', dmnTable({ ...vip, rules: [['"VIP', '-', '"A"']] }), /rule 1, input 1/],
    ['an output that is no FEEL', dmnTable({ ...vip, rules: [['"VIP"', '-', '1 +']] }), /rule 1, output 1/],
    ['a row with too few cells', dmnTable({ ...vip, rules: [['"VIP"', '"A"']] }), /rule 1 has not one cell per column/],
    ['an unknown hit policy', dmnTable({ ...vip, hitPolicy: 'hitPolicy="BEST"' }), /hit policy "BEST"/],
    [
      'priority without values',
      dmnTable({ ...vip, hitPolicy: 'hitPolicy="PRIORITY"', outputs: [{ name: 'x' }] }),
      /needs the list of output values/,
    ],
    [
      'a sum of two columns',
      dmnTable({
        ...vip,
        hitPolicy: 'hitPolicy="COLLECT" aggregation="SUM"',
        outputs: [{ name: 'x' }, { name: 'y' }],
        rules: [['-', '-', '1', '2']],
      }),
      /exactly one output/,
    ],
  ])('%s', async (_, xml, message) => {
    const found = await problems(xml);
    expect(found.length).toBeGreaterThan(0);
    expect(found.join('\n')).toMatch(message);
  });

  it('lists all that is wrong', async () => {
    expect(
      await problems(
        dmnTable({
          ...vip,
          rules: [
            ['"VIP', '-', '1 +'],
            ['(', '-', '"A"'],
          ],
        }),
      ),
    ).toHaveLength(3);
  });

  it('the id __proto__ is an id', async () => {
    const model = await compiled(dmnTable(vip).replace('id="table"', 'id="__proto__"'));
    expect(model.decisions).toEqual(['__proto__']);
    expect(evaluateDecision(model, '__proto__', { type: 'VIP', amount: 1 }, env)).toMatchObject({ output: 'A' });
  });
});
