import { Menu, Modal } from '@mantine/core'
import { IconArrowBack } from '@tabler/icons-react'
import { useState } from 'react'
import { updateItem } from '../../../../shared/document/edit.ts'
import type { ActionItem } from '../../../../shared/document/postmortem.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { FactorChoice } from '../factors/FactorChoice.tsx'
import { ItemMenu } from '../rows/ItemMenu.tsx'
import { withLink } from '../rows/LinkChoice.tsx'
import { useWords } from '../rows/useWords.ts'
import type { ActionRequests } from './ActionRow.tsx'

/** The menu of an action. */
export function ActionMenu(props: { readonly row: ActionItem; readonly requests: ActionRequests }) {
  const { row, requests } = props
  const t = useWords()
  const { doc } = useConnection()
  const [isLinking, setLinking] = useState(false)
  const dialogs = (
    <Modal opened={isLinking} onClose={() => setLinking(false)} title={t('actions.linkFactors')}>
      <FactorChoice
        linked={new Set(row.factors)}
        onLink={(id, isLinked) =>
          updateItem(doc, 'actions', row.id, { factors: withLink(row.factors, id, isLinked) })
        }
      />
    </Modal>
  )
  return (
    <ItemMenu
      list="actions"
      id={row.id}
      label={t('actions.more')}
      onRemove={() => requests.remove(row.id)}
      dialogs={dialogs}
    >
      <Menu.Item leftSection={<IconArrowBack size={16} />} onClick={() => setLinking(true)}>
        {t('actions.linkFactors')}
      </Menu.Item>
    </ItemMenu>
  )
}
