import { Button, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Factor } from '../../../../shared/document/postmortem.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { useList } from '../../../hooks/useList.ts'
import { undoToast } from '../../../ui/undoToast.tsx'
import { mergeFactors } from './mergeFactors.ts'

/** The other factors, to choose the one that this is another word for; the choice can be taken back for a while. */
export function MergeChoice({ factor, onClose }: { readonly factor: Factor; readonly onClose: () => void }) {
  const { t } = useTranslation('document')
  const { doc, undo } = useConnection()
  const others = useList('factors').filter(other => other.id !== factor.id && other.text.trim() !== '')

  const merge = (into: string): void => {
    onClose()
    undo.stopCapturing()
    const takeBack = mergeFactors(doc, factor.id, into)
    undo.stopCapturing()
    if (!takeBack) return
    undoToast(t('factors.merged'), { label: t('undo'), act: takeBack })
  }
  if (others.length === 0) return <p>{t('factors.mergeNone')}</p>
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {t('factors.mergeHow')}
      </Text>
      {others.map(other => (
        <Button
          key={other.id}
          variant="default"
          justify="flex-start"
          h="auto"
          py={8}
          styles={{ label: { whiteSpace: 'normal', textAlign: 'start' } }}
          onClick={() => merge(other.id)}
        >
          {other.text}
        </Button>
      ))}
    </Stack>
  )
}
