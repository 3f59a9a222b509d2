import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { EmptyState } from '../ui/Blank.tsx'

/** An address that draws nothing. */
export function NotHere() {
  const { t } = useTranslation()
  return (
    <main>
      <EmptyState
        level={1}
        title={t('error.notHere')}
        actions={
          <Button component={Link} href="/" variant="default">
            {t('frame.toLibrary')}
          </Button>
        }
      >
        {t('error.notHereText')}
      </EmptyState>
    </main>
  )
}
