import { Alert, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { RetentionAnswer } from '../../../shared/protocol/workspaceApi.ts'
import { longDate } from '../since.ts'
import classes from './Workspace.module.css'

/** What these settings would delete at the next daily run. */
export function RetentionDue({ due }: { readonly due: RetentionAnswer['due'] }) {
  const { t } = useTranslation('account')
  if (due.drafts.length === 0 && due.auditRows === 0) {
    return (
      <Text size="sm" c="dimmed" role="status">
        {t('retention.nothing')}
      </Text>
    )
  }
  return (
    <Alert color="yellow" variant="outline" role="status">
      {due.drafts.length > 0 && (
        <>
          {t('retention.dueDrafts', { count: due.drafts.length })}
          <ul className={classes.drafts}>
            {due.drafts.map(({ id, title, updatedAt }) => (
              <li key={id}>
                {title}, {t('retention.changed', { date: longDate(updatedAt) })}
              </li>
            ))}
          </ul>
        </>
      )}
      {due.auditRows > 0 && <Text size="sm">{t('retention.dueAudit', { count: due.auditRows })}</Text>}
    </Alert>
  )
}
