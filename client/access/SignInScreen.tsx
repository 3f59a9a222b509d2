import { Button, Loader, Text, TextInput } from '@mantine/core'
import { type FormEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { keptVisits } from '../connection/device.ts'
import { signIn } from '../connection/session.ts'
import { useSession } from '../hooks/useSession.ts'
import { AccessPage } from './AccessPage.tsx'
import { KeptChanges } from './KeptChanges.tsx'
import { ProviderButton, ProviderProblem } from './ProviderButton.tsx'
import { readLink } from './secretInAddress.ts'
import { useSecret } from './useSecret.ts'

/** Signs in with the link's token; without one, says how to come by a link. */
export function SignInScreen() {
  const { t } = useTranslation('access')
  const [, go] = useLocation()
  const token = useSecret()
  const [refusal, setRefusal] = useState('')
  const session = useSession()
  const [kept] = useState(() => keptVisits(''))
  useEffect(() => {
    if (!token) return
    let isHere = true
    setRefusal('')
    void signIn(token).then(result => {
      if (!isHere) return
      if (result.ok) go('/', { replace: true })
      else setRefusal(result.error.message)
    })
    return () => {
      isHere = false
    }
  }, [token, go])
  if (token && !refusal) {
    return (
      <AccessPage title={t('signIn.title')}>
        <Text c="dimmed" role="status">
          <Loader size="xs" mr="xs" aria-hidden /> {t('signIn.working')}
        </Text>
      </AccessPage>
    )
  }
  return (
    <AccessPage title={refusal ? t('signIn.failed') : t('signIn.title')}>
      {refusal && <Text role="alert">{refusal}</Text>}
      {!refusal && <ProviderProblem />}
      <SignedInAlready />
      <ProviderButton />
      <Text c="dimmed">{t('signIn.owner')}</Text>
      <Text c="dimmed">{t('signIn.guest')}</Text>
      <PasteLink />
      {session.kind === 'signedOut' && <KeptChanges visits={kept} />}
    </AccessPage>
  )
}

function SignedInAlready() {
  const { t } = useTranslation('access')
  const session = useSession()
  if (session.kind !== 'signedIn') return null
  return (
    <Text>
      {t('signIn.already', { name: session.me.person.name })} <Link href="/">{t('signIn.toLibrary')}</Link>
    </Text>
  )
}

/** For links that a chat or mail program would open in another browser. */
function PasteLink() {
  const { t } = useTranslation('access')
  const [link, setLink] = useState('')
  const [isWrong, setWrong] = useState(false)
  const follow = (event: FormEvent): void => {
    event.preventDefault()
    const read = readLink(link)
    if (!read) {
      setWrong(true)
      return
    }
    window.location.assign(`${read.path}#${encodeURIComponent(read.secret)}`)
  }
  return (
    <form onSubmit={follow}>
      <TextInput
        label={t('signIn.paste')}
        description={t('signIn.pasteHint')}
        value={link}
        error={isWrong && t('signIn.notALink', { example: `${window.location.origin}/join#…` })}
        autoComplete="off"
        onChange={event => {
          setLink(event.currentTarget.value)
          setWrong(false)
        }}
      />
      <div>
        <Button type="submit" disabled={link.trim() === ''}>
          {t('signIn.go')}
        </Button>
      </div>
    </form>
  )
}
