import { useState } from 'react'
import { KeptChanges, type Unsent } from '../access/KeptChanges.tsx'
import { keptVisits } from '../connection/device.ts'
import { signedInPerson } from '../connection/session.ts'
import { useConnection } from '../hooks/useConnection.ts'

/** Where the server does not let this page go on: what it holds and the server does not (W10). */
export function KeptHere() {
  const { doc, postmortem, saved } = useConnection()
  const [visits] = useState(() =>
    keptVisits(signedInPerson()).filter(visit => visit.postmortem === postmortem),
  )
  const [open] = useState<Unsent | null>(() => {
    const { waiting: changes } = saved.get()
    return changes > 0 ? { postmortem, doc, changes, name: '' } : null
  })
  return <KeptChanges visits={visits} open={open} />
}
