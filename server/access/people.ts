import type { Me } from '../../shared/protocol/accessApi.ts'
import type { Person } from '../../shared/protocol/messages.ts'
import type { Role } from '../../shared/protocol/roles.ts'
import type { PersonRow } from '../store/access.ts'
import { colourOf } from './colours.ts'

/** The one person who owns this server. */
export const OWNER = 'owner'

/** A person as others see them in a postmortem. */
export const asPerson = ({ id, name }: PersonRow, role: Role): Person => ({
  id,
  name,
  role,
  colour: colourOf(id),
})

/** A person as they see themselves. */
export const asMe = ({ id, name, kind }: PersonRow): Me => ({
  person: { id, name, colour: colourOf(id) },
  workspaceRole: kind,
})
