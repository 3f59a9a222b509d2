import type { Route } from '../route.ts'
import { accountRoutes } from './account.ts'
import { actionRoutes } from './actions.ts'
import { agendaRoutes } from './agendas.ts'
import { auditRoutes } from './audit.ts'
import { checkRoutes } from './checks.ts'
import { commentRoutes } from './comments.ts'
import { exportRoutes } from './exports.ts'
import { findingRoutes } from './findings.ts'
import { imageRoutes } from './images.ts'
import { importRoutes } from './imports.ts'
import { invitationRoutes } from './invitations.ts'
import { joinLinkRoutes } from './joinLink.ts'
import { libraryRoutes } from './library.ts'
import { lifecycleRoutes } from './lifecycle.ts'
import { meetingRoutes } from './meeting.ts'
import { peopleRoutes } from './people.ts'
import { postmortemRoutes } from './postmortems.ts'
import { providerRoutes } from './provider.ts'
import { publicationRoutes } from './publication.ts'
import { redactionRoutes } from './redactions.ts'
import { sessionRoutes } from './session.ts'
import { tokenRoutes } from './tokens.ts'
import { versionRoutes } from './versions.ts'
import { workspaceRoutes } from './workspace.ts'

/** Every route of the API, each with what it needs. */
export const ROUTES: readonly Route[] = [
  ...sessionRoutes,
  ...providerRoutes,
  ...accountRoutes,
  ...tokenRoutes,
  ...workspaceRoutes,
  ...auditRoutes,
  ...libraryRoutes,
  ...postmortemRoutes,
  ...lifecycleRoutes,
  ...peopleRoutes,
  ...invitationRoutes,
  ...joinLinkRoutes,
  ...meetingRoutes,
  ...agendaRoutes,
  ...publicationRoutes,
  ...findingRoutes,
  ...exportRoutes,
  ...imageRoutes,
  ...commentRoutes,
  ...importRoutes,
  ...checkRoutes,
  ...versionRoutes,
  ...actionRoutes,
  ...redactionRoutes,
]
