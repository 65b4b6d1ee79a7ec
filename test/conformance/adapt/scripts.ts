/** A script of another language as FEEL, and the names it may read before anybody has set them. */
export interface Translated {
  feel: string;
  optional: string[];
}

/**
 * The little Groovy and Python that the files hold: reading and writing variables, one choice, printing. A write becomes an entry of the
 * context that a script task's result is.
 */
export function translateScript(script: string): Translated | undefined {
  if (/^print(ln)?\b/.test(script)) return { feel: 'null', optional: [] };
  const assigned = /^([A-Za-z_]\w*)\s*=\s*("[^"]*"|-?\d+(?:\.\d+)?)$/.exec(script);
  if (assigned) return { feel: `{ ${assigned[1]}: ${assigned[2]} }`, optional: [] };
  return /setVariable\(/.test(script) ? groovy(script) : undefined;
}

function groovy(script: string): Translated {
  const known = new Map<string, string>();
  const optional: string[] = [];
  const written: string[] = [];
  const value = (text: string) =>
    text.replace(/[A-Za-z_]\w*/g, (name) => known.get(name) ?? (name === 'loopCounter' ? '(loopCounter - 1)' : name));
  const choices = /if \((\w+) == null\) \{\s*(\w+) = (\S+)\s*\} else \{\s*(\w+) = (\w+)\s*\}/g;
  const flat = script.replace(choices, (_all, asked: string, into: string, one: string, _into: string, other: string) => {
    return `${into} := ${asked} ? ${one} : ${other}`;
  });
  for (const line of flat.split('\n').map((each) => each.trim())) {
    const read = /^(?:def )?(?:[A-Z]?\w+ )?(\w+) = \w+\.getVariable\("(\w+)"\)$/.exec(line);
    const choice = /^(\w+) := (\w+) \? (\S+) : (\w+)$/.exec(line);
    const write = /^\w+\.setVariable\("(\w+)", (.+)\)$/.exec(line);
    if (read) {
      known.set(read[1] as string, read[2] as string);
      optional.push(read[2] as string);
    } else if (choice) {
      const [, into, asked, one, other] = choice as unknown as [string, string, string, string, string];
      known.set(into, `(if ${value(asked)} = null then ${one} else ${value(other)})`);
    } else if (write) written.push(`${write[1]}: ${value(write[2] as string)}`);
  }
  return { feel: `{ ${written.join(', ')} }`, optional };
}
