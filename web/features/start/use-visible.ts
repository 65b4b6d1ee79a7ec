import { useEffect, useMemo, useState } from 'react';
import type { FormField } from '../../../api/contract/tasks.ts';
import { serverNow } from '../../lib/clock.ts';
import { useMe } from '../../lib/session.ts';

type Judge = typeof import('../task/judge-visibility.ts').judgeVisibility;

/** Fields that show for these values; the engine's own judgement is loaded only for forms that have conditions. */
export function useVisible(fields: readonly FormField[], values: Record<string, unknown>): readonly FormField[] {
  const me = useMe();
  const [judge, setJudge] = useState<Judge | null>(null);
  const conditional = fields.some((field) => field.visibleWhen);
  useEffect(() => {
    if (!conditional) return;
    let here = true;
    void import('../task/judge-visibility.ts').then((module) => here && setJudge(() => module.judgeVisibility));
    return () => {
      here = false;
    };
  }, [conditional]);
  return useMemo(() => {
    if (!judge) return fields;
    const shown = judge(fields, values, null, serverNow(), me.zone);
    return fields.filter((field) => shown.has(field.key));
  }, [fields, values, judge, me.zone]);
}
