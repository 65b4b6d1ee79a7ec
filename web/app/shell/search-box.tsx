import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight, spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { search } from '../../../api/contract/records.ts';
import type { Me } from '../../../api/contract/session.ts';
import { Kbd } from '../../components/kbd.tsx';
import { call } from '../../lib/api/call.ts';
import { type KeyBinding, layers } from '../../lib/keys/registry.ts';
import { paletteOpen } from '../../lib/palette.ts';
import { useStore } from '../../lib/store.ts';
import { useText } from '../../lib/text/text.ts';
import { placeInfo } from '../places.ts';
import { usePlaces } from './use-places.ts';

/** Palette and search are one box: actions for what is open (each with its key, so it teaches), records, places. */
export function SearchBox({ me }: { me: Me }) {
  const { t } = useText();
  const navigate = useNavigate();
  const places = usePlaces(me);
  const open = useStore(paletteOpen);
  const [typed, setTyped] = useState('');
  const [asked] = useDebouncedValue(typed.trim(), 150);
  const actions = useRef<readonly KeyBinding[]>([]);
  useEffect(() => {
    if (!open) return;
    actions.current = layers
      .get()
      .toReversed()
      .flatMap((layer) => layer.bindings)
      .filter((binding) => binding.label && !binding.unlisted);
    spotlight.open();
  }, [open]);

  const found = useQuery({
    queryKey: ['search', asked],
    queryFn: ({ signal }) => call(search, { query: { q: asked }, signal }),
    enabled: asked.length > 1 && me.rights.includes('record:read'),
    placeholderData: keepPreviousData,
  });
  const wanted = typed.trim().toLocaleLowerCase();
  const fits = (label: string) => label.toLocaleLowerCase().includes(wanted);
  const shownActions = actions.current.filter((binding) => fits(binding.label ?? ''));
  const shownPlaces = places.filter((place) => fits(t(placeInfo[place.id].label)));
  const hits = asked.length > 1 ? (found.data?.items ?? []) : [];
  const kinds = [
    { label: 'palette.records', place: '/records', items: hits.filter(({ kind }) => kind !== 'process' && kind !== 'case') },
    { label: 'palette.cases', place: '/cases', items: hits.filter(({ kind }) => kind === 'case') },
    { label: 'palette.processes', place: '/processes', items: hits.filter(({ kind }) => kind === 'process') },
  ] as const;
  const nothing = shownActions.length + shownPlaces.length + hits.length === 0;
  return (
    <Spotlight.Root
      query={typed}
      onQueryChange={setTyped}
      shortcut={null}
      clearQueryOnClose
      scrollable
      overlayProps={{ blur: 0, backgroundOpacity: 0.35 }}
      attributes={{ content: { 'aria-label': t('palette.open') } }}
      maxHeight={420}
      onSpotlightClose={() => paletteOpen.set(false)}
      transitionProps={{ duration: 120 }}
    >
      <Spotlight.Search
        placeholder={t('palette.placeholder')}
        aria-label={t('palette.placeholder')}
        leftSection={<IconSearch size={16} aria-hidden="true" />}
      />
      <Spotlight.ActionsList>
        {kinds.map(({ label, place, items }) =>
          items.length === 0 ? null : (
            <Spotlight.ActionsGroup key={label} label={t(label)}>
              {items.map((item) => (
                <Spotlight.Action
                  key={item.id}
                  label={item.title}
                  description={item.subtitle ?? undefined}
                  onClick={() => void navigate({ to: `${place}/${encodeURIComponent(item.id)}` })}
                />
              ))}
            </Spotlight.ActionsGroup>
          ),
        )}
        {shownActions.length > 0 && (
          <Spotlight.ActionsGroup label={t('palette.actions')}>
            {shownActions.map((binding) => (
              // The box gives the focus back first; an action that takes the focus itself comes after.
              <Spotlight.Action
                key={binding.keys}
                label={binding.label}
                rightSection={<Kbd keys={binding.keys} />}
                onClick={() => setTimeout(binding.run, 200)}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {shownPlaces.length > 0 && (
          <Spotlight.ActionsGroup label={t('palette.places')}>
            {shownPlaces.map((place) => {
              const info = placeInfo[place.id];
              return (
                <Spotlight.Action
                  key={place.id}
                  label={t(info.label)}
                  leftSection={<info.icon size={16} aria-hidden="true" />}
                  rightSection={<Kbd keys={`KeyG ${info.key}`} />}
                  onClick={() => void navigate({ to: place.path })}
                />
              );
            })}
          </Spotlight.ActionsGroup>
        )}
        {nothing && <Spotlight.Empty>{found.isFetching ? t('palette.searching') : t('palette.nothing')}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
