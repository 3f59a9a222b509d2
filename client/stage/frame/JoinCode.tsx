import { create } from 'qrcode'
import { useEffect, useMemo, useState } from 'react'
import type { InvitationAnswer } from '../../../shared/protocol/accessApi.ts'
import { mayInPostmortem } from '../../../shared/protocol/permissions.ts'
import { api } from '../../connection/api.ts'
import { useMe } from '../../hooks/useMe.ts'

/** The address to join at as a QR code, dark on light so that every camera reads it. */
export function JoinCode({
  postmortem,
  className,
}: {
  readonly postmortem: string
  readonly className: string
}) {
  const { address } = useJoinAddress(postmortem)
  const code = useMemo(() => create(address, { errorCorrectionLevel: 'M' }).modules, [address])
  const squares = useMemo(() => {
    let path = ''
    for (let y = 0; y < code.size; y++)
      for (let x = 0; x < code.size; x++) if (code.get(y, x)) path += `M${x} ${y}h1v1h-1z`
    return path
  }, [code])
  return (
    <svg
      className={className}
      viewBox={`-2 -2 ${code.size + 4} ${code.size + 4}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={address}
    >
      <rect x={-2} y={-2} width={code.size + 4} height={code.size + 4} fill="#fff" />
      <path d={squares} fill="#000" />
    </svg>
  )
}

/** Where the code leads: through an invitation as a viewer when this person may make one, else to the meeting. */
export function useJoinAddress(postmortem: string): {
  readonly address: string
  readonly isInvitation: boolean
} {
  const me = useMe()
  const key = `debrief-stage-invitation-${postmortem}`
  const [invitation, setInvitation] = useState(() => sessionStorage.getItem(key))
  const mayInvite = me !== null && mayInPostmortem(me.role, 'manageInvitations')
  useEffect(() => {
    if (!mayInvite || invitation !== null) return
    void inviteViewers(postmortem).then(url => {
      if (url === null) return
      sessionStorage.setItem(key, url)
      setInvitation(url)
    })
  }, [mayInvite, invitation, postmortem, key])
  return invitation
    ? { address: invitation, isInvitation: true }
    : { address: `${location.origin}/p/${postmortem}/meeting`, isInvitation: false }
}

const asked = new Map<string, Promise<string | null>>()

/** One invitation for the day and page, however many codes show it. */
function inviteViewers(postmortem: string): Promise<string | null> {
  const known = asked.get(postmortem)
  if (known) return known
  const made = api
    .post<InvitationAnswer>(`/api/postmortems/${postmortem}/invitations`, { role: 'viewer', days: 1 })
    .then(result => (result.ok ? result.value.url : null))
  asked.set(postmortem, made)
  return made
}
