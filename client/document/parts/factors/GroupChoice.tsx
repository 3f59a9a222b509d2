import { Button, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Factor } from '../../../../shared/document/postmortem.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { useList } from '../../../hooks/useList.ts'
import { arrange, putFactor } from './arrange.ts'

/** The groups there are, to put a factor into one, out of its own, or into a new one. */
export function GroupChoice({ factor, onClose }: { readonly factor: Factor; readonly onClose: () => void }) {
  const { t } = useTranslation('document')
  const { doc, undo } = useConnection()
  const factors = useList('factors')
  const [name, setName] = useState('')
  const { groups } = arrange(factors)
  const own = factor.group.trim()
  const choose = (group: string): void => {
    const cards = groups.find(each => each.name === group)?.cards ?? []
    const last = factors.at(-1)?.id ?? null
    undo.stopCapturing()
    if (group !== '') putFactor(doc, factors, factor.id, { into: 'group', name: group, place: cards.length })
    else putFactor(doc, factors, factor.id, { into: 'list', after: last === factor.id ? null : last })
    onClose()
  }
  const names = groups.map(group => group.name).filter(each => each !== own)
  return (
    <Stack gap="xs">
      {own !== '' && (
        <Button variant="default" justify="flex-start" onClick={() => choose('')}>
          {t('factors.alone')}
        </Button>
      )}
      {names.map(each => (
        <Button
          key={each}
          variant="default"
          justify="flex-start"
          h="auto"
          py={8}
          styles={{ label: { whiteSpace: 'normal', textAlign: 'start' } }}
          onClick={() => choose(each)}
        >
          {each}
        </Button>
      ))}
      <form
        onSubmit={event => {
          event.preventDefault()
          if (name.trim() !== '') choose(name.trim())
        }}
      >
        <TextInput
          data-autofocus
          label={t('factors.newGroup')}
          placeholder={t('factors.group')}
          maxLength={120}
          value={name}
          onChange={event => setName(event.currentTarget.value)}
        />
        <Button type="submit" mt="xs" disabled={name.trim() === ''}>
          {t('factors.makeGroup')}
        </Button>
      </form>
    </Stack>
  )
}
