import { isDefaultWay } from '../../edit/ways.ts';
import { useText } from '../../texts.tsx';
import { usePanel } from '../panel-context.tsx';
import { Question } from '../question.tsx';
import { ConditionOf } from './condition-of.tsx';
import { Ways } from './ways.tsx';

/** When does it go which way? Of a way its own condition, of a gateway those of all its ways. */
export function Condition() {
  const t = useText();
  const { element } = usePanel();
  if (!element.waypoints) return <Ways />;
  return (
    <Question title={t('condition')} hint={isDefaultWay(element) ? t('condition.default.hint') : t('condition.hint')}>
      <ConditionOf way={element} label={t('condition')} />
    </Question>
  );
}
