const literal = String.raw`"((?:[^"\\]|\\.)*)"`;

/**
 * Texts that a condition compares this variable with: `outcome = "a" or outcome in ("b", "c")` gives a, b, c.
 * Undefined when the condition asks anything else as well, so that nothing can be said about it.
 */
export function comparedTexts(condition: string, variable: string): string[] | undefined {
  const name = variable.replace(/[$\\^.*+?()[\]{}|]/g, '\\$&');
  const list = String.raw`[(\[]\s*${literal}(?:\s*,\s*${literal})*\s*[)\]]`;
  const test = new RegExp(String.raw`^\s*\(?\s*${name}\s*(?:=\s*${literal}|in\s*${list})\s*\)?\s*$`, 'u');
  const texts: string[] = [];
  for (const part of condition.split(/\bor\b/)) {
    if (!test.test(part)) return undefined;
    for (const match of part.matchAll(new RegExp(literal, 'gu'))) texts.push((match[1] ?? '').replace(/\\(.)/g, '$1'));
  }
  return texts;
}
