import { z } from 'zod'
import type { StepRequest } from '../meeting/commands.ts'
import { agendaSteps } from './meetingCommands.ts'

const name = z
  .string('Give the agenda a name.')
  .transform(text => text.trim().replace(/\s+/g, ' '))
  .refine(text => text.length > 0, 'Give the agenda a name.')
  .refine(text => [...text].length <= 60, 'A name has at most 60 characters.')

/** Body of `POST /api/agendas`. */
export const NewAgenda = z.strictObject({ name, steps: agendaSteps })
export type NewAgenda = z.infer<typeof NewAgenda>

/** Body of `PATCH /api/agendas/:agenda`: another name, other steps, or both. */
export const AgendaChange = z.strictObject({ name: name.optional(), steps: agendaSteps.optional() })
export type AgendaChange = z.infer<typeof AgendaChange>

/** An agenda that the workspace keeps under a name, for any meeting to be planned with. */
export interface AgendaTemplate {
  readonly id: string
  readonly name: string
  readonly steps: readonly StepRequest[]
  /** When it was kept or changed last, in server time. */
  readonly savedAt: number
}
