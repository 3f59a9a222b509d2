import { Button, UnstyledButton } from '@mantine/core'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { type ReactNode, Suspense, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Redirect, useLocation } from 'wouter'
import { mayInWorkspace } from '../../shared/protocol/permissions.ts'
import { useSession } from '../hooks/useSession.ts'
import { setPalette, useCommands } from '../ui/commands.ts'
import { KeyHint } from '../ui/Keys.tsx'
import { RowsSkeleton } from '../ui/Skeletons.tsx'
import { AccountMenu } from './AccountMenu.tsx'
import classes from './Shell.module.css'
import { NewPostmortem } from './screens.ts'

const PLACES = [
  { name: 'library', href: '/' },
  { name: 'actions', href: '/actions' },
  { name: 'trends', href: '/trends' },
] as const

interface ShellProps {
  readonly title: (typeof PLACES)[number]['name'] | 'me' | 'workspace'
  readonly children: ReactNode
}

/** The frame of the screens that show more than one postmortem. */
export function Shell({ title, children }: ShellProps) {
  const { t } = useTranslation()
  const session = useSession()
  const [here] = useLocation()
  const [isNewOpen, setNewOpen] = useState(false)
  useEffect(() => {
    document.title = `${t(`nav.${title}`)} · Debrief`
  }, [t, title])
  const mayCreate = session.kind === 'signedIn' && mayInWorkspace(session.me.workspaceRole, 'create')
  useCommands(
    useMemo(
      () => (mayCreate ? [{ id: 'new', label: t('nav.newCommand'), run: () => setNewOpen(true) }] : []),
      [mayCreate, t],
    ),
  )
  if (session.kind === 'signedOut')
    return <Redirect to={here === '/' ? '/sign-in' : `/sign-in?return=${encodeURIComponent(here)}`} />
  const me = session.kind === 'signedIn' ? session.me : null
  return (
    <div className={classes.shell}>
      <a href="#content" className={classes.skip}>
        {t('nav.skip')}
      </a>
      <header className={classes.header}>
        <Link href="/" className={classes.product}>
          {t('product')}
        </Link>
        <nav aria-label={t('nav.main')} className={classes.places}>
          {PLACES.map(({ name, href }) => (
            <Link
              key={name}
              href={href}
              className={classes.place}
              aria-current={name === title ? 'page' : undefined}
            >
              {t(`nav.${name}`)}
            </Link>
          ))}
        </nav>
        <UnstyledButton
          className={classes.search}
          onClick={() => setPalette(true)}
          aria-label={t('palette.open')}
        >
          <IconSearch size={15} stroke={1.8} aria-hidden />
          <span className={classes.word}>{t('nav.search')}</span>
          <span className={classes.keys} aria-hidden>
            <KeyHint keys={['Mod', 'K']} />
          </span>
        </UnstyledButton>
        {mayCreate && (
          <Button
            size="compact-sm"
            className={classes.new}
            leftSection={<IconPlus size={15} className={classes.plus} aria-hidden />}
            onClick={() => setNewOpen(true)}
          >
            {t('nav.new')}
          </Button>
        )}
        {me && <AccountMenu me={me} />}
      </header>
      <main id="content" className={classes.content} tabIndex={-1}>
        <Suspense fallback={<RowsSkeleton />}>{me ? children : <RowsSkeleton />}</Suspense>
      </main>
      {isNewOpen && (
        <Suspense>
          <NewPostmortem onClose={() => setNewOpen(false)} />
        </Suspense>
      )}
    </div>
  )
}
