import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { KnownPerson } from '../../../shared/protocol/workspaceApi.ts'
import classes from './Workspace.module.css'

/** What somebody wants to see of the audit log; '' is everything. Days as `2026-05-29`. */
export interface AuditWish {
  readonly what: string
  readonly who: string
  readonly from: string
  readonly to: string
}

const KINDS = [
  'signIn',
  'session',
  'invitation',
  'role',
  'person',
  'token',
  'access',
  'postmortem',
  'meeting',
  'timeline',
  'audit',
  'retention',
] as const

interface AuditFiltersProps {
  readonly wish: AuditWish
  readonly people: readonly KnownPerson[]
  readonly query: string
  readonly onWish: (wish: AuditWish) => void
}

/** Narrows the audit log down, and hands out what is left of it as a file. */
export function AuditFilters({ wish, people, query, onWish }: AuditFiltersProps) {
  const { t } = useTranslation('account')
  return (
    <div className={classes.filters}>
      <NativeSelect
        size="xs"
        label={t('audit.kind')}
        value={wish.what}
        data={[
          { value: '', label: t('audit.all') },
          ...KINDS.map(value => ({ value, label: t(`audit.kinds.${value}`) })),
        ]}
        onChange={event => onWish({ ...wish, what: event.currentTarget.value })}
      />
      <NativeSelect
        size="xs"
        label={t('audit.who')}
        value={wish.who}
        data={[
          { value: '', label: t('audit.anyone') },
          ...people.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={event => onWish({ ...wish, who: event.currentTarget.value })}
      />
      {(['from', 'to'] as const).map(end => (
        <TextInput
          key={end}
          size="xs"
          type="date"
          label={t(`audit.${end}`)}
          value={wish[end]}
          onChange={event => onWish({ ...wish, [end]: event.currentTarget.value })}
        />
      ))}
      <span className={classes.exports}>
        {(['csv', 'jsonl'] as const).map(format => (
          <Button
            key={format}
            component="a"
            size="xs"
            variant="default"
            download
            href={`/api/audit/export?format=${format}&${query}`}
          >
            {t(`audit.${format}`)}
          </Button>
        ))}
      </span>
    </div>
  )
}
