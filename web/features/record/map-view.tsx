import type { z } from 'zod';
import type { recordMap } from '../../../api/contract/records.ts';
import { useText } from '../../lib/text/text.ts';
import classes from './map.module.css';
import { useViewer } from './use-viewer.ts';

/** The diagram with the way walked, beside the same in words. */
export function MapView({ map }: { map: z.output<typeof recordMap.reply> }) {
  const { t } = useText();
  const { holder, failed } = useViewer(map);
  return (
    <div className={classes.map}>
      <section aria-label={t('map.words')} className={classes.words}>
        <h3>{t('map.words')}</h3>
        <ol>
          {map.words.map((word, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: sentences may repeat and never move
            <li key={`${index} ${word}`}>{word}</li>
          ))}
        </ol>
        <ul className={classes.legend}>
          <li data-mark="walked">{t('map.walked')}</li>
          <li data-mark="now">{t('map.now')}</li>
          <li data-mark="next">{t('map.next')}</li>
          {map.rounds.length > 0 && <li data-mark="rounds">{t('map.rounds')}</li>}
        </ul>
      </section>
      {failed ? <p className="quiet">{t('map.failed')}</p> : <div ref={holder} className={classes.canvas} aria-hidden="true" />}
    </div>
  );
}
