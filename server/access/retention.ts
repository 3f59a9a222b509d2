import { DAY } from '../../shared/base/time.ts'
import { type Retention, RetentionSettings } from '../../shared/protocol/workspaceApi.ts'
import type { PostmortemRow } from '../store/postmortems.ts'
import type { Store } from '../store/store.ts'
import type { Audit } from './audit.ts'

const KEY = 'retention'
/** Nothing is removed by age until an admin says so. */
const KEEP_ALL: Retention = { draftDays: null, auditDays: null }

/** What is older than the workspace keeps it. */
export interface Overdue {
  readonly drafts: readonly PostmortemRow[]
  readonly auditRows: number
}

/** How long drafts and the audit log are kept. */
export interface RetentionKeeper {
  get(): Promise<Retention>
  set(retention: Retention): Promise<void>
  /** What these settings would remove now; nothing is changed. */
  preview(retention: Retention): Promise<Overdue>
  /** Removes what is overdue; resolves to what that was. */
  apply(): Promise<Overdue>
}

/** `removeDraft` takes a draft away for good and resolves to false when somebody has it open: then it waits a day. */
export function createRetention(
  store: Store,
  audit: Audit,
  now: () => number,
  removeDraft: (id: string) => Promise<boolean>,
): RetentionKeeper {
  const get = async (): Promise<Retention> =>
    RetentionSettings.catch(KEEP_ALL).parse(await store.settings.get(KEY))

  const preview = async ({ draftDays, auditDays }: Retention): Promise<Overdue> => {
    const rows = draftDays === null ? [] : await store.postmortems.list()
    const isOld = ({ status, updatedAt }: PostmortemRow): boolean =>
      status === 'draft' && updatedAt < now() - (draftDays ?? 0) * DAY
    const auditRows = auditDays === null ? 0 : await store.audit.countBefore(now() - auditDays * DAY)
    return { drafts: rows.filter(isOld), auditRows }
  }

  return {
    get,
    preview,
    set: retention => store.settings.put(KEY, retention),
    async apply() {
      const retention = await get()
      const overdue = await preview(retention)
      const drafts: PostmortemRow[] = []
      for (const draft of overdue.drafts) {
        if (!(await removeDraft(draft.id))) continue
        drafts.push(draft)
        await audit('', 'postmortem/expired', draft.id, { days: retention.draftDays })
      }
      if (retention.auditDays === null || overdue.auditRows === 0) return { drafts, auditRows: 0 }
      const auditRows = await store.audit.forget(now() - retention.auditDays * DAY)
      await audit('', 'audit/expired', '', { rows: auditRows, days: retention.auditDays })
      return { drafts, auditRows }
    },
  }
}
