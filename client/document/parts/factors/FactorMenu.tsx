import { Menu, Modal } from '@mantine/core'
import { IconArrowMerge, IconTimeline, IconUsersGroup } from '@tabler/icons-react'
import { Suspense, useState } from 'react'
import type { Factor } from '../../../../shared/document/postmortem.ts'
import { part } from '../../../ui/part.ts'
import { ItemMenu } from '../rows/ItemMenu.tsx'
import { useWords } from '../rows/useWords.ts'
import type { FactorRequests } from './FactorRow.tsx'

const GroupChoice = part(async () => ({ default: (await import('./GroupChoice.tsx')).GroupChoice }))
const RowLinks = part(async () => ({ default: (await import('./RowLinks.tsx')).RowLinks }))
const MergeChoice = part(async () => ({ default: (await import('./MergeChoice.tsx')).MergeChoice }))

/** The menu of a factor. */
export function FactorMenu({ row, requests }: { readonly row: Factor; readonly requests: FactorRequests }) {
  const t = useWords()
  const [asked, setAsked] = useState<'group' | 'rows' | 'merge' | null>(null)
  const close = (): void => setAsked(null)
  const dialogs = (
    <>
      <Modal opened={asked === 'group'} onClose={close} title={t('factors.setGroup')} size="sm">
        <Suspense>{asked === 'group' && <GroupChoice factor={row} onClose={close} />}</Suspense>
      </Modal>
      <Modal opened={asked === 'rows'} onClose={close} title={t('factors.linkRows')}>
        <Suspense>{asked === 'rows' && <RowLinks factor={row} />}</Suspense>
      </Modal>
      <Modal opened={asked === 'merge'} onClose={close} title={t('factors.merge')}>
        <Suspense>{asked === 'merge' && <MergeChoice factor={row} onClose={close} />}</Suspense>
      </Modal>
    </>
  )
  return (
    <ItemMenu
      list="factors"
      id={row.id}
      label={t('factors.more')}
      onShift={by => requests.shift(row.id, by)}
      onRemove={() => requests.remove(row.id)}
      dialogs={dialogs}
    >
      <Menu.Item leftSection={<IconUsersGroup size={16} />} onClick={() => setAsked('group')}>
        {t('factors.setGroup')}
      </Menu.Item>
      <Menu.Item leftSection={<IconTimeline size={16} />} onClick={() => setAsked('rows')}>
        {t('factors.linkRows')}
      </Menu.Item>
      <Menu.Item leftSection={<IconArrowMerge size={16} />} onClick={() => setAsked('merge')}>
        {t('factors.merge')}
      </Menu.Item>
    </ItemMenu>
  )
}
