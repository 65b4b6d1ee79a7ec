import { Menu } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { stageColor } from '../../components/stage-dot.tsx';
import { campaignsQuery } from '../../lib/campaigns.ts';
import { peopleQuery } from '../../lib/people.ts';
import { useMe } from '../../lib/session.ts';
import { stagesQuery } from '../../lib/stages.ts';
import { useText } from '../../lib/text/text.ts';
import classes from './list.module.css';
import { isFiltered, type ListSearch, statuses } from './search.ts';

/** Filters as sentences, each with its own cross; one menu adds the others. */
export function FilterBar(props: {
  type: string;
  search: ListSearch;
  onChange: (patch: Partial<ListSearch>) => void;
  onClear: () => void;
}) {
  const { search, onChange } = props;
  const { t } = useText();
  const me = useMe();
  const stages = useQuery(stagesQuery(props.type)).data?.items ?? [];
  const people = useQuery(peopleQuery).data?.users ?? [];
  const campaigns = useQuery(campaignsQuery).data?.items ?? [];
  const owner = search.owner === me.id ? t('filter.me') : (people.find((user) => user.id === search.owner)?.name ?? search.owner);
  const chips = [
    search.stage && {
      key: 'stage' as const,
      text: t('filter.stageIs', { value: stages.find((stage) => stage.id === search.stage)?.name ?? search.stage }),
    },
    search.status && { key: 'status' as const, text: t('filter.statusIs', { value: t(`status.record.${search.status}`) }) },
    search.owner && { key: 'owner' as const, text: t('filter.ownerIs', { value: owner }) },
    search.late && { key: 'late' as const, text: t('sla.late') },
    search.campaign && {
      key: 'campaign' as const,
      text: t('filter.campaignIs', { value: campaigns.find((each) => each.id === search.campaign)?.name ?? search.campaign }),
    },
    search.q && { key: 'q' as const, text: t('filter.textIs', { value: search.q }) },
  ].filter((chip) => typeof chip === 'object');
  return (
    <div className={classes.filters}>
      {chips.map((chip) => (
        <span key={chip.key} className={classes.filterChip}>
          {chip.text}
          <button type="button" aria-label={t('filter.remove', { text: chip.text })} onClick={() => onChange({ [chip.key]: undefined })}>
            <IconX size={14} aria-hidden="true" />
          </button>
        </span>
      ))}
      <Menu position="bottom-start" withinPortal width={240}>
        <Menu.Target>
          <button type="button" className="link">
            <IconPlus size={16} aria-hidden="true" />
            {t('filter.add')}
          </button>
        </Menu.Target>
        <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
          <Menu.Item onClick={() => onChange({ late: true })}>{t('sla.late')}</Menu.Item>
          <Menu.Item onClick={() => onChange({ owner: me.id })}>{t('filter.mine')}</Menu.Item>
          <Menu.Sub>
            <Menu.Sub.Target>
              <Menu.Sub.Item>{t('filter.stage')}</Menu.Sub.Item>
            </Menu.Sub.Target>
            <Menu.Sub.Dropdown>
              {stages.map((stage) => (
                <Menu.Item
                  key={stage.id}
                  leftSection={<span className="dot" style={{ background: stageColor(stage.color) }} />}
                  rightSection={<span className="quiet small">{stage.count}</span>}
                  onClick={() => onChange({ stage: stage.id })}
                >
                  {stage.name}
                </Menu.Item>
              ))}
            </Menu.Sub.Dropdown>
          </Menu.Sub>
          <Menu.Sub>
            <Menu.Sub.Target>
              <Menu.Sub.Item>{t('filter.status')}</Menu.Sub.Item>
            </Menu.Sub.Target>
            <Menu.Sub.Dropdown>
              {statuses.map((status) => (
                <Menu.Item key={status} onClick={() => onChange({ status })}>
                  {t(`status.record.${status}`)}
                </Menu.Item>
              ))}
            </Menu.Sub.Dropdown>
          </Menu.Sub>
          <Menu.Sub>
            <Menu.Sub.Target>
              <Menu.Sub.Item>{t('filter.owner')}</Menu.Sub.Item>
            </Menu.Sub.Target>
            <Menu.Sub.Dropdown mah={360} style={{ overflowY: 'auto' }}>
              {people.map((user) => (
                <Menu.Item key={user.id} onClick={() => onChange({ owner: user.id })}>
                  {user.name}
                </Menu.Item>
              ))}
            </Menu.Sub.Dropdown>
          </Menu.Sub>
          {campaigns.length > 0 && (
            <Menu.Sub>
              <Menu.Sub.Target>
                <Menu.Sub.Item>{t('filter.campaign')}</Menu.Sub.Item>
              </Menu.Sub.Target>
              <Menu.Sub.Dropdown mah={360} style={{ overflowY: 'auto' }}>
                {campaigns.map((campaign) => (
                  <Menu.Item key={campaign.id} onClick={() => onChange({ campaign: campaign.id })}>
                    {campaign.name}
                  </Menu.Item>
                ))}
              </Menu.Sub.Dropdown>
            </Menu.Sub>
          )}
        </Menu.Dropdown>
      </Menu>
      {isFiltered(search) && (
        <button type="button" className="link" onClick={props.onClear}>
          {t('filter.clear')}
        </button>
      )}
    </div>
  );
}
