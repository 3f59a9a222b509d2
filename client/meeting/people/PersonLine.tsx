import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconEye } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { DUTIES } from '../../../shared/meeting/state.ts'
import type { PersonView } from '../../../shared/meeting/view.ts'
import { useRoom } from '../room.ts'
import { Face } from './Face.tsx'
import classes from './People.module.css'
import { useFollowable } from './useFollowable.ts'

/** One person with role, duty and whether they are finished; a facilitator gives duties here. */
export function PersonLine({ person }: { readonly person: PersonView }) {
  const { t } = useTranslation('meeting')
  const { view, run } = useRoom()
  const { mayFollow, isFollowed, label, toggle } = useFollowable(person)
  const role = person.facilitator ? 'facilitator' : person.role === 'viewer' ? 'viewer' : 'participant'
  const about = [
    t(`people.${role}`),
    person.duty && t(`people.duties.${person.duty}`),
    person.id === view.you.id && t('people.you'),
    !person.connected && t('people.away'),
    person.finished && view.status === 'running' && t('people.finished'),
  ].filter(Boolean)
  return (
    <li className={classes.person} data-away={!person.connected || undefined}>
      <Face person={person} size={26} isDecorative />
      <span className={classes.name}>
        <bdi>{person.name}</bdi>
        <small className={classes.about}>{about.join(', ')}</small>
      </span>
      {mayFollow && (
        <ActionIcon
          variant={isFollowed ? 'light' : 'subtle'}
          {...(!isFollowed && { color: 'gray' })}
          size="sm"
          aria-label={label}
          aria-pressed={isFollowed}
          onClick={toggle}
        >
          <IconEye size={15} />
        </ActionIcon>
      )}
      {view.you.facilitator && view.status !== 'ended' && (
        <Menu position="bottom-end" shadow="md" withinPortal>
          <Menu.Target>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={`${t('people.duty')}: ${person.name}`}
            >
              <IconDots size={15} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{t('people.duty')}</Menu.Label>
            {[null, ...DUTIES].map(duty => (
              <Menu.Item
                key={duty ?? 'none'}
                fw={person.duty === duty ? 600 : 400}
                onClick={() => run({ type: 'assignDuty', person: person.id, duty })}
              >
                {duty === null ? t('people.noDuty') : t(`people.duties.${duty}`)}
              </Menu.Item>
            ))}
            {person.role !== 'viewer' && person.id !== view.lead && (
              <>
                <Menu.Divider />
                <Menu.Item onClick={() => run({ type: 'handOver', person: person.id })}>
                  {t('people.makeFacilitator', { name: person.name })}
                </Menu.Item>
              </>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
    </li>
  )
}
