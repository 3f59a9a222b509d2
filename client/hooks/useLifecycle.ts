import type { Result } from '../../shared/base/result.ts'
import type { CreatedAnswer } from '../../shared/protocol/api.ts'
import { mayInPostmortem, mayInWorkspace } from '../../shared/protocol/permissions.ts'
import type { Role } from '../../shared/protocol/roles.ts'
import { api } from '../connection/api.ts'
import { useSession } from './useSession.ts'

/** What this person may do with a whole postmortem, and does. */
export interface Lifecycle {
  readonly mayDuplicate: boolean
  readonly mayArchive: boolean
  readonly mayDelete: boolean
  readonly duplicate: () => Promise<Result<CreatedAnswer>>
  readonly archive: (isArchived: boolean) => Promise<Result<unknown>>
  readonly delete: () => Promise<Result<unknown>>
  readonly restore: () => Promise<Result<unknown>>
}

/** The lifecycle of a postmortem in which this person has `role`; null has none yet. */
export function useLifecycle(postmortem: string, role: Role | null): Lifecycle {
  const session = useSession()
  const path = `/api/postmortems/${encodeURIComponent(postmortem)}`
  return {
    mayDuplicate: session.kind === 'signedIn' && mayInWorkspace(session.me.workspaceRole, 'create'),
    mayArchive: role !== null && mayInPostmortem(role, 'archive'),
    mayDelete: role !== null && mayInPostmortem(role, 'remove'),
    duplicate: () => api.post<CreatedAnswer>(`${path}/duplicate`, {}),
    archive: archived => api.post(`${path}/archive`, { archived }),
    delete: () => api.remove(path),
    restore: () => restoreDeleted(postmortem),
  }
}

/** Brings back a postmortem that was deleted. */
export const restoreDeleted = (postmortem: string): Promise<Result<unknown>> =>
  api.post(`/api/deleted/${encodeURIComponent(postmortem)}/restore`, {})
