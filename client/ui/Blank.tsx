import { Button, Group, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './Blank.module.css'

interface BlankProps {
  /** 1 where this is the whole page. */
  readonly level?: 1 | 2
  readonly title: string
  readonly children?: ReactNode
  readonly actions?: ReactNode
}

/** Nothing is here yet: what would be, and how it starts. */
export function EmptyState({ level = 2, title, children, actions }: BlankProps) {
  return (
    <section className={classes.blank}>
      <Title order={level} size="h4">
        {title}
      </Title>
      {children && <Text c="dimmed">{children}</Text>}
      {actions && <Group mt="md">{actions}</Group>}
    </section>
  )
}

interface ErrorStateProps {
  readonly level?: 1 | 2
  readonly title?: string
  /** What happened, whether anything was lost, what to do. */
  readonly message: string
  readonly onRetry?: (() => void) | undefined
  readonly actions?: ReactNode
  /** What else there is to it, below the buttons. */
  readonly children?: ReactNode
}

/** Something could not be shown: what happened, and what to do. */
export function ErrorState({ level = 2, title, message, onRetry, actions, children }: ErrorStateProps) {
  const { t } = useTranslation()
  return (
    <section className={classes.blank} role="alert">
      <Title order={level} size="h4">
        {title ?? t('error.title')}
      </Title>
      <Text c="dimmed">{message}</Text>
      {(onRetry || actions) && (
        <Group mt="md">
          {onRetry && (
            <Button variant="default" onClick={onRetry}>
              {t('error.retry')}
            </Button>
          )}
          {actions}
        </Group>
      )}
      {children}
    </section>
  )
}
