import { Text, Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './AccessPage.module.css'

/** The quiet page on which someone signs in or joins. */
export function AccessPage({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const { t } = useTranslation()
  useEffect(() => {
    document.title = `${title} · Debrief`
  }, [title])
  return (
    <main className={classes.page}>
      <Text size="sm" fw={650} c="dimmed">
        {t('product')}
      </Text>
      <Title order={1} size="h3">
        {title}
      </Title>
      {children}
    </main>
  )
}
