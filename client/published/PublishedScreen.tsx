import { Anchor } from '@mantine/core'
import { IconChevronLeft } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { PublicationState } from '../../shared/protocol/api.ts'
import { useAnswer } from '../hooks/useAnswer.ts'
import { ErrorState } from '../ui/Blank.tsx'
import classes from './Published.module.css'

/** One published version as a page that does not change, with the way to the document as it is now. */
export function PublishedScreen(props: { readonly postmortem: string; readonly version: string }) {
  const { postmortem, version } = props
  const { t } = useTranslation('library')
  const state = useAnswer<PublicationState>(`/api/postmortems/${postmortem}/publication`)
  useEffect(() => {
    document.title = `${t('publishedPage.title')} · Debrief`
  }, [t])
  if (state.kind === 'refused') {
    return (
      <main>
        <ErrorState level={1} title={t('publishedPage.refused')} message={state.error.message} />
      </main>
    )
  }
  const last = state.kind === 'there' ? state.value.last : null
  const isLatest = last?.version === version
  return (
    <div className={classes.screen}>
      <header className={classes.header}>
        <Link
          className={classes.back}
          href="/"
          aria-label={`${t('publishedPage.library')}: ${t('publishedPage.title')}`}
        >
          <IconChevronLeft size={17} aria-hidden />
          <strong>{t('publishedPage.title')}</strong>
        </Link>
        <span className={classes.note}>
          {last && !isLatest && t('publishedPage.older')}
          {isLatest && last.isOutdated && t('publishedPage.outdated')}
        </span>
        <Anchor component={Link} href={`/p/${postmortem}`} size="sm">
          {t('publishedPage.live')}
        </Anchor>
      </header>
      <main className={classes.page}>
        <iframe
          title={t('publishedPage.title')}
          src={`/api/postmortems/${encodeURIComponent(postmortem)}/published/${encodeURIComponent(version)}`}
        />
      </main>
    </div>
  )
}
