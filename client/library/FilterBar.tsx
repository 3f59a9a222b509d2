import { NativeSelect, TextInput } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { CATEGORIES, KINDS, SEVERITIES } from '../../shared/document/postmortem.ts'
import { KeyHint } from '../ui/Keys.tsx'
import classes from './FilterBar.module.css'
import { FILTERS, type Filters } from './query.ts'

const PERIODS = ['30', '90', '365'] as const
const STATUSES = ['draft', 'published', 'archived'] as const

interface FilterBarProps {
  readonly text: string
  readonly onText: (text: string) => void
  readonly filters: Filters
  readonly onFilter: (name: keyof Filters, value: string) => void
  readonly services: readonly string[]
  readonly count: number
  readonly actions: ReactNode
}

/** Search as you type (`/`), and the filters; a filter that is on stands out by its own words. */
export function FilterBar({ text, onText, filters, onFilter, services, count, actions }: FilterBarProps) {
  const { t } = useTranslation('library')
  const input = useRef<HTMLInputElement>(null)
  useHotkeys([['/', () => input.current?.focus()]])
  const options: Record<keyof Filters, { value: string; label: string }[]> = {
    severity: SEVERITIES.map(value => ({ value, label: value })),
    service: services.map(value => ({ value, label: value })),
    category: CATEGORIES.map(value => ({ value, label: t(`categoryName.${value}`) })),
    when: PERIODS.map(value => ({ value, label: t(`whenName.${value}`) })),
    kind: KINDS.map(value => ({ value, label: t(`kindName.${value}`) })),
    status: STATUSES.map(value => ({ value, label: t(`statusName.${value}`) })),
  }
  return (
    <search className={classes.bar}>
      <div className={classes.first}>
        <TextInput
          ref={input}
          className={classes.search}
          type="search"
          aria-label={t('searchLabel')}
          placeholder={t('search')}
          value={text}
          leftSection={<IconSearch size={16} stroke={1.8} aria-hidden />}
          rightSection={text ? null : <KeyHint keys={['/']} />}
          onChange={event => onText(event.currentTarget.value)}
          onKeyDown={event => {
            if (event.key === 'Escape') onText('')
          }}
        />
        {actions}
      </div>
      <fieldset className={classes.filters} aria-label={t('filters')}>
        {FILTERS.map(name => (
          <NativeSelect
            key={name}
            size="xs"
            classNames={{ input: classes.select ?? '' }}
            aria-label={t(name)}
            data-on={filters[name] !== '' || undefined}
            value={filters[name]}
            data={[{ value: '', label: t(`any.${name}`) }, ...options[name]]}
            onChange={event => onFilter(name, event.currentTarget.value)}
          />
        ))}
        <span className={classes.count} role="status">
          {t('count', { count })}
        </span>
      </fieldset>
    </search>
  )
}
