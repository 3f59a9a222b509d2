import { useState } from 'react'
import type { PublicationState } from '../../../../shared/protocol/api.ts'
import { mayInPostmortem } from '../../../../shared/protocol/permissions.ts'
import { type Answer, useAnswer } from '../../../hooks/useAnswer.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { useMe } from '../../../hooks/useMe.ts'

/** What was published of the open postmortem, and whether this person may publish. */
export interface Publication {
  readonly state: Answer<PublicationState>
  readonly mayPublish: boolean
  /** Asks the server again. */
  readonly refresh: () => void
}

export function usePublication(): Publication {
  const { postmortem } = useConnection()
  const me = useMe()
  const [turn, setTurn] = useState(0)
  const state = useAnswer<PublicationState>(me ? `/api/postmortems/${postmortem}/publication` : null, turn)
  return {
    state,
    mayPublish: me !== null && mayInPostmortem(me.role, 'publish'),
    refresh: () => setTurn(turn + 1),
  }
}
