import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mayInWorkspace } from '../../../shared/protocol/permissions.ts'
import { useSession } from '../../hooks/useSession.ts'
import { OneFace } from '../../ui/Faces.tsx'
import classes from './Account.module.css'
import { MyData } from './MyData.tsx'
import { MyName } from './MyName.tsx'
import { MySessions } from './MySessions.tsx'
import { MyTokens } from './MyTokens.tsx'

/** Who somebody is here, where they are signed in, their programs, and what is kept about them. */
export function AccountScreen() {
  const { t } = useTranslation('account')
  const session = useSession()
  const [turn, setTurn] = useState(0)
  if (session.kind !== 'signedIn') return null
  const { person, workspaceRole } = session.me
  const reload = (): void => setTurn(last => last + 1)
  return (
    <div className={classes.page}>
      <header>
        <h1 className={classes.title}>{t('title')}</h1>
        <p className={classes.intro}>{t('intro')}</p>
      </header>
      <section>
        <div className={classes.me}>
          <OneFace name={person.name} colour={person.colour} size={44} hasTooltip={false} />
          <div>
            <h2 className={classes.heading}>{person.name}</h2>
            <p className={classes.text}>{t(`role.${workspaceRole}`)}</p>
          </div>
        </div>
        <MyName name={person.name} onChange={reload} />
      </section>
      <MySessions turn={turn} onChange={reload} />
      {mayInWorkspace(workspaceRole, 'manageTokens') && <MyTokens turn={turn} onChange={reload} />}
      <MyData turn={turn} isOwner={workspaceRole === 'owner'} />
    </div>
  )
}
