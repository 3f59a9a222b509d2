import { Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InvitationItem } from '../../shared/protocol/accessApi.ts'
import { api } from '../connection/api.ts'
import { useAnswer } from '../hooks/useAnswer.ts'
import { ConfirmButton } from '../ui/ConfirmButton.tsx'
import { RowsSkeleton } from '../ui/Skeletons.tsx'
import classes from './Share.module.css'
import { shortDate } from './shortDate.ts'

interface InvitationLinksProps {
  readonly postmortem: string
  readonly turn: number
  readonly onChange: () => void
}

/** The links that still let people in. */
export function InvitationLinks({ postmortem, turn, onChange }: InvitationLinksProps) {
  const { t } = useTranslation(['access', 'common'])
  const path = `/api/postmortems/${postmortem}/invitations`
  const answer = useAnswer<readonly InvitationItem[]>(path, turn)
  const [refusal, setRefusal] = useState('')
  const revoke = async (id: string): Promise<void> => {
    const result = await api.remove(`${path}/${id}`)
    setRefusal(result.ok ? '' : result.error.message)
    onChange()
  }
  if (answer.kind === 'loading') return <RowsSkeleton rows={2} height={36} />
  if (answer.kind === 'refused') return <Text c="red">{answer.error.message}</Text>
  const links = answer.value.filter(link => link.revokedAt === null)
  return (
    <section>
      <h3 className={classes.title}>{t('share.links')}</h3>
      {refusal && <Text c="red">{refusal}</Text>}
      {links.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('share.none')}
        </Text>
      )}
      <ul className={classes.rows}>
        {links.map(link => (
          <li key={link.id} className={classes.row}>
            <span className={classes.main}>
              {t(`common:role.${link.role}`)}
              <span className={classes.under}>
                {link.uses === 0 ? t('share.uses_zero') : t('share.uses', { count: link.uses })} ·{' '}
                {link.expiresAt < Date.now()
                  ? t('share.expired')
                  : t('share.until', { date: shortDate(link.expiresAt) })}
              </span>
              <UsedBy link={link} />
            </span>
            <ConfirmButton
              size="compact-xs"
              question={t('share.revokeQuestion')}
              detail={t('share.revokeText')}
              confirm={t('share.revoke')}
              onConfirm={() => void revoke(link.id)}
            >
              {t('share.revoke')}
            </ConfirmButton>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Names of those who came by a link that fit beside it. */
const MOST_NAMES = 6

/** Who came by this link and when. */
function UsedBy({ link }: { readonly link: InvitationItem }) {
  const { t } = useTranslation('access')
  if (link.used.length === 0) return null
  const shown = link.used.slice(0, MOST_NAMES).map(({ name, at }) => {
    return t('share.usedBy', { name: name || t('share.left'), date: shortDate(at) })
  })
  const more = link.used.length - shown.length
  if (more > 0) shown.push(t('share.usedMore', { count: more }))
  return <span className={classes.under}>{shown.join(' · ')}</span>
}
