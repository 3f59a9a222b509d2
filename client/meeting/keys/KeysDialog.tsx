import { Kbd, Modal, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './KeysDialog.module.css'

const KEYS = [
  ['?', 'help'],
  ['t', 'timer'],
  ['Shift+N', 'next'],
  ['Shift+B', 'back'],
  ['Shift+Q', 'question'],
  ['h', 'hand'],
  ['d', 'finished'],
  [',  .', 'pace'],
  ['l', 'lost'],
  ['v', 'vote'],
  ['p', 'present'],
  ['f', 'follow'],
  ['j  k', 'items'],
  ['↑  ↓', 'arrows'],
  ['Esc', 'park'],
] as const

/** The list of keys, and the switch that turns single keys off (WCAG 2.1.4). */
export function KeysDialog(props: {
  readonly opened: boolean
  readonly onClose: () => void
  readonly isOn: boolean
  readonly onSwitch: (isOn: boolean) => void
}) {
  const { t } = useTranslation('meeting')
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={t('keys.title')} centered lockScroll={false}>
      <Switch
        label={t('keys.single')}
        checked={props.isOn}
        onChange={event => props.onSwitch(event.currentTarget.checked)}
      />
      <dl className={classes.keys} data-off={!props.isOn}>
        {KEYS.map(([keys, action]) => (
          <div key={action} className={classes.line}>
            <dt>
              {keys.split('  ').map(key => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{t(`keys.${action}`)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
