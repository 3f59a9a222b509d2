import { Kbd, Modal } from '@mantine/core'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './Keys.module.css'

const isApple = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent)

/** The name of a key on this device: `Mod` is ⌘ or Ctrl. */
export const keyName = (key: string): string => (key === 'Mod' ? (isApple ? '⌘' : 'Ctrl') : key)

/** The keys of one command, such as `['Mod', 'K']`. */
export function KeyHint({ keys }: { readonly keys: readonly string[] }) {
  return (
    <span className={classes.hint}>
      {keys.map((key, at) => (
        <Fragment key={key}>
          {at > 0 && <span className={classes.plus}>+</span>}
          <Kbd size="xs">{keyName(key)}</Kbd>
        </Fragment>
      ))}
    </span>
  )
}

/** One group of keys in the list that `?` opens. */
export interface KeyGroup {
  readonly title: string
  readonly keys: readonly { readonly keys: readonly string[]; readonly label: string }[]
}

interface KeyListProps {
  readonly groups: readonly KeyGroup[]
  readonly opened: boolean
  readonly onClose: () => void
}

/** All keys of a screen. */
export function KeyList({ groups, opened, onClose }: KeyListProps) {
  const { t } = useTranslation()
  return (
    <Modal opened={opened} onClose={onClose} title={t('keys.title')} size="lg">
      <div className={classes.groups}>
        {groups.map(group => (
          <section key={group.title}>
            <h3 className={classes.title}>{group.title}</h3>
            <dl className={classes.list}>
              {group.keys.map(({ keys, label }) => (
                <div key={label} className={classes.line}>
                  <dt>{label}</dt>
                  <dd>
                    <KeyHint keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}
