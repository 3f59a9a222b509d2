import { Tabs } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { mayInWorkspace } from '../../../shared/protocol/permissions.ts'
import { useSession } from '../../hooks/useSession.ts'
import { ErrorState } from '../../ui/Blank.tsx'
import { AuditLog } from './AuditLog.tsx'
import { PeopleTable } from './PeopleTable.tsx'
import { RetentionForm } from './RetentionForm.tsx'
import classes from './Workspace.module.css'

const TABS = ['people', 'audit', 'retention'] as const

/** What admins see and decide for everybody on this server. */
export function WorkspaceScreen() {
  const { t } = useTranslation('account')
  const session = useSession()
  if (session.kind !== 'signedIn') return null
  if (!mayInWorkspace(session.me.workspaceRole, 'managePeople')) {
    return <ErrorState level={1} title={t('workspace.notAdmin')} message={t('workspace.notAdminText')} />
  }
  return (
    <div className={classes.page}>
      <header>
        <h1 className={classes.title}>{t('workspace.title')}</h1>
        <p className={classes.intro}>{t('workspace.intro')}</p>
      </header>
      <Tabs defaultValue="people" keepMounted={false}>
        <Tabs.List aria-label={t('workspace.title')}>
          {TABS.map(tab => (
            <Tabs.Tab key={tab} value={tab}>
              {t(`workspace.tabs.${tab}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="people">
          <PeopleTable me={session.me.person.id} />
        </Tabs.Panel>
        <Tabs.Panel value="audit">
          <AuditLog />
        </Tabs.Panel>
        <Tabs.Panel value="retention">
          <RetentionForm />
        </Tabs.Panel>
      </Tabs>
    </div>
  )
}
