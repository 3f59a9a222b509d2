import { Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './DocumentScreen.module.css'

const LINES = ['96%', '91%', '97%', '64%'] as const

/** The page while the document is on its way: where the title, the facts and the text will stand. */
export function LoadingPage() {
  const { t } = useTranslation('document')
  return (
    <div className={classes.screen} aria-busy="true" aria-label={t('loading')} role="status">
      <div className={classes.columns}>
        <div />
        <div className={classes.page}>
          <Skeleton height={40} width="70%" />
          <Skeleton height={132} />
          {LINES.map(width => (
            <Skeleton key={width} height={16} width={width} />
          ))}
        </div>
      </div>
    </div>
  )
}
