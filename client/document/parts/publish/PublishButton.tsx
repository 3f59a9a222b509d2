import { Button } from '@mantine/core'
import { Suspense, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Place } from '../../../../shared/checks/finding.ts'
import { useCommands } from '../../../ui/commands.ts'
import { part } from '../../../ui/part.ts'
import { usePublication } from './usePublication.ts'

const PublishDialog = part(() => import('./PublishDialog.tsx'))

interface Props {
  readonly size?: 'compact-sm' | 'sm'
  /** Leads to the place of a finding that stands in the way. */
  readonly onShow: (place: Place) => void
}

/**
 * Publishes the postmortem, for those who may, after saying who can read it then; says when that was done last. Others
 * find what was published. Nothing stands here for those who have neither.
 */
export function PublishButton({ size = 'compact-sm', onShow }: Props) {
  const { t } = useTranslation('document')
  const publication = usePublication()
  const { state, mayPublish, refresh } = publication
  const [isOpen, setOpen] = useState(false)
  const last = state.kind === 'there' ? state.value.last : null
  const open = useMemo(
    () => () => {
      refresh()
      setOpen(true)
    },
    [refresh],
  )
  useCommands(
    useMemo(
      () => (mayPublish ? [{ id: 'publish', label: t('publish.command'), run: () => setOpen(true) }] : []),
      [mayPublish, t],
    ),
  )
  if (!mayPublish && !last) return null
  return (
    <>
      <Button size={size} variant="default" onClick={open}>
        {t(last === null ? 'publish.publish' : 'publish.published')}
      </Button>
      {isOpen && (
        <Suspense>
          <PublishDialog
            publication={publication}
            onClose={() => setOpen(false)}
            onShow={place => {
              setOpen(false)
              onShow(place)
            }}
          />
        </Suspense>
      )}
    </>
  )
}
