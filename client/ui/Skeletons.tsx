import { Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './Skeletons.module.css'

/** Rows of a table that is still loading, each as high as the row that will stand there. */
export function RowsSkeleton({
  rows = 6,
  height = 44,
}: {
  readonly rows?: number
  readonly height?: number
}) {
  const { t } = useTranslation()
  return (
    <div role="status" aria-label={t('loading')}>
      {Array.from({ length: rows }, (_, row) => row).map(row => (
        <div key={row} className={classes.row} style={{ height }}>
          <Skeleton height={12} width={`${8 + (row % 3)}%`} />
          <Skeleton height={12} width={`${34 + ((row * 7) % 20)}%`} />
          <Skeleton height={12} width="9%" />
        </div>
      ))}
    </div>
  )
}

/** Widths of the lines, in percent of the page; each once, as they are keys too. */
const LINES = [96, 92, 97, 60, 94, 98, 90, 45]

/** A document that is still loading: a title, facts, and lines of text in the measure of the page. */
export function DocumentSkeleton() {
  const { t } = useTranslation()
  return (
    <div className={classes.document} role="status" aria-label={t('loading')}>
      <Skeleton height={30} width="62%" mb="lg" />
      <Skeleton height={12} width="38%" mb="xl" />
      {LINES.map(width => (
        <Skeleton key={width} height={13} width={`${width}%`} mb="sm" />
      ))}
    </div>
  )
}
