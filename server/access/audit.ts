import type { AuditRow } from '../store/audit.ts'
import type { Store } from '../store/store.ts'

/** What the audit log tells apart; never with a secret in the detail. */
export type Audited =
  | 'signIn/done'
  | 'signIn/refused'
  | 'signIn/ended'
  | 'session/ended'
  | 'person/admin'
  | 'person/removed'
  | 'person/exported'
  | 'invitation/created'
  | 'invitation/accepted'
  | 'invitation/refused'
  | 'invitation/revoked'
  | 'joinLink/opened'
  | 'joinLink/closed'
  | 'role/changed'
  | 'role/removed'
  | 'token/created'
  | 'token/revoked'
  | 'access/refused'
  | 'postmortem/created'
  | 'postmortem/imported'
  | 'timeline/imported'
  | 'postmortem/exported'
  | 'postmortem/published'
  | 'postmortem/redacted'
  | 'redaction/lookedUp'
  | 'postmortem/restored'
  | 'postmortem/repaired'
  | 'postmortem/expired'
  | 'postmortem/archived'
  | 'postmortem/unarchived'
  | 'postmortem/deleted'
  | 'postmortem/undeleted'
  | 'postmortem/removed'
  | 'postmortem/duplicated'
  | 'meeting/revealed'
  | 'audit/exported'
  | 'audit/expired'
  | 'retention/changed'

/** Writes down who did what, durably, before the answer is given. */
export type Audit = (
  who: string,
  what: Audited,
  postmortem?: string,
  detail?: AuditRow['detail'],
) => Promise<void>

export const createAudit =
  (store: Store, now: () => number): Audit =>
  (who, what, postmortem = '', detail = {}) =>
    store.audit.append({ at: now(), who, what, postmortem, detail })
