import type { Logger } from 'pino'
import type { Access } from '../access/access.ts'
import type { RetentionKeeper } from '../access/retention.ts'
import type { Library } from '../library/library.ts'
import type { Agendas } from '../meeting/agendas.ts'
import type { MeetingService } from '../meeting/meetingService.ts'
import type { Rooms } from '../room/api.ts'
import type { Settings } from '../settings.ts'
import type { Store } from '../store/store.ts'
import type { Work } from '../work/work.ts'
import type { AddressOf } from './address.ts'
import type { IsOwnHost } from './hosts.ts'
import type { Metrics } from './metrics.ts'

/** Everything that a route may ask. */
export interface Services {
  readonly settings: Settings
  readonly store: Store
  readonly rooms: Rooms
  readonly meetings: MeetingService
  readonly agendas: Agendas
  readonly library: Library
  readonly access: Access
  readonly retention: RetentionKeeper
  readonly metrics: Metrics
  /** Worker threads for what costs more than a moment. */
  readonly work: Work
  readonly logger: Logger
  /** Where a request came from, to count by. */
  readonly addressOf: AddressOf
  /** Whether a Host header can be meant for this server. */
  readonly isOwnHost: IsOwnHost
  /** Server time in ms. */
  readonly now: () => number
  /** True once the process was told to stop (O2). */
  readonly isClosing: () => boolean
}

/** True when people reach this server over https, so that cookies may say so. */
export const isSecure = ({ publicUrl }: Settings): boolean => publicUrl?.startsWith('https:') ?? false
