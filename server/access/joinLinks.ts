import { z } from 'zod'
import { ok, type Result } from '../../shared/base/result.ts'
import { Turns } from '../../shared/base/turns.ts'
import type { Store } from '../store/store.ts'
import type { Invitations } from './invitations.ts'
import type { Grantor } from './roles.ts'

/** A join link ends by itself after this, in days, should nobody end the meeting. */
const LIFE_DAYS = 12 / 24
const MOST_USES = 200

const Kept = z.object({ token: z.string(), invitation: z.string(), expiresAt: z.number() })

/** An invitation that the meeting's screens show to whoever is in the room: a secret for the time of the meeting. */
export type JoinLink = z.infer<typeof Kept>

/**
 * The one link of a postmortem by which people join its meeting as participants while a facilitator lets them in. Unlike
 * other invitations its secret is stored, since every screen of the meeting shows it.
 */
export interface JoinLinks {
  /** The link while people are let in; null otherwise. */
  current(postmortem: string): Promise<JoinLink | null>
  /** Lets people in; a link that is open already stays. Refused like an invitation. */
  open(by: Grantor, postmortem: string): Promise<Result<JoinLink>>
  /** Ends the link. Whoever came by it stays. */
  close(postmortem: string): Promise<void>
}

const keyOf = (postmortem: string): string => `join/${postmortem}`

export function createJoinLinks(store: Store, invitations: Invitations, now: () => number): JoinLinks {
  const turns = new Turns()
  const current = async (postmortem: string): Promise<JoinLink | null> => {
    const kept = Kept.safeParse(await store.settings.get(keyOf(postmortem)))
    if (!kept.success || kept.data.expiresAt <= now()) return null
    const row = (await store.access.invitations(postmortem)).find(({ id }) => id === kept.data.invitation)
    const isUsable = row && row.revokedAt === null && (row.maxUses === null || row.uses < row.maxUses)
    return isUsable && row.expiresAt > now() ? kept.data : null
  }
  return {
    current,
    open: (by, postmortem) =>
      turns.take(postmortem, async () => {
        const present = await current(postmortem)
        if (present) return ok(present)
        const wish = { role: 'participant', days: LIFE_DAYS, maxUses: MOST_USES } as const
        const made = await invitations.create(by, postmortem, wish)
        if (!made.ok) return made
        const { row, token } = made.value
        const link = { token, invitation: row.id, expiresAt: row.expiresAt }
        await store.settings.put(keyOf(postmortem), link)
        return ok(link)
      }),
    close: postmortem =>
      turns.take(postmortem, async () => {
        const present = await current(postmortem)
        await store.settings.put(keyOf(postmortem), null)
        if (present) await store.access.endInvitation(postmortem, present.invitation, now())
      }),
  }
}
