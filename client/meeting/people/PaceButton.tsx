import { Button, Menu } from '@mantine/core'
import { IconGauge } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { PACES } from '../../../shared/meeting/state.ts'
import bar from '../frame/Bar.module.css'
import { useRoom } from '../room.ts'
import { PACE_KEYS } from './pace.ts'

/** "Slower", "faster", "I am lost": the facilitator sees how many say so, never who (M28). */
export function PaceButton() {
  const { t } = useTranslation('meeting')
  const { view, run } = useRoom()
  const { own } = view.pace
  const label = own === null ? t('pace.label') : t(`pace.${own}`)
  return (
    <Menu position="top-end" withinPortal shadow="md" width={260}>
      <Menu.Target>
        <Button
          size="sm"
          className={bar.tool ?? ''}
          variant={own === null ? 'default' : 'light'}
          aria-label={own === null ? t('pace.label') : t('pace.said', { pace: label })}
          leftSection={<IconGauge size={16} />}
        >
          <span className={bar.word}>{label}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('pace.hint')}</Menu.Label>
        {PACES.map(pace => (
          <Menu.CheckboxItem
            key={pace}
            closeMenuOnClick
            checked={own === pace}
            rightSection={<kbd>{PACE_KEYS[pace]}</kbd>}
            onChange={isSaid => run({ type: 'sayPace', pace: isSaid ? pace : null })}
          >
            {t(`pace.${pace}`)}
          </Menu.CheckboxItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
