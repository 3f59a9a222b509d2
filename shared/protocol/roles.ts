/** What a person may do in one postmortem, weakest last. The owner may do everything a facilitator may. */
export const ROLES = ['owner', 'facilitator', 'participant', 'viewer'] as const
export type Role = (typeof ROLES)[number]

const RANK: Record<Role, number> = { owner: 3, facilitator: 2, participant: 1, viewer: 0 }

/** True when `role` may do what `needed` may. */
export const hasRole = (role: Role, needed: Role): boolean => RANK[role] >= RANK[needed]
