import { z } from 'zod'
import { ok } from '../../base/result.ts'
import type { RowReader } from '../report.ts'
import { type Entry, nothingFound, readJson, rowsOf } from './entries.ts'

const Person = z.looseObject({ login: z.string() }).nullish()
const Repository = z.looseObject({ name: z.string().nullish(), html_url: z.string().nullish() }).nullish()
const Deployment = z.looseObject({
  ref: z.string(),
  environment: z.string(),
  created_at: z.string(),
  description: z.string().nullish(),
  creator: Person,
})
const Status = z.looseObject({
  state: z.string(),
  created_at: z.string(),
  environment: z.string().nullish(),
  description: z.string().nullish(),
  target_url: z.string().nullish(),
  log_url: z.string().nullish(),
  creator: Person,
})
const Release = z.looseObject({
  tag_name: z.string(),
  name: z.string().nullish(),
  html_url: z.string().nullish(),
  published_at: z.string().nullish(),
  created_at: z.string().nullish(),
  prerelease: z.boolean().nullish(),
  author: Person,
})
const Event = z.looseObject({
  action: z.string().nullish(),
  deployment: Deployment.nullish(),
  deployment_status: Status.nullish(),
  release: Release.nullish(),
  repository: Repository,
})

/** Reads GitHub's deployment, deployment_status and release events, alone or in a list, or its lists of them. */
export const readGithub: RowReader = (text, { newId }) => {
  const json = readJson(text)
  if (!json.ok) return json
  const entries = json.value.flatMap(entryOf)
  return entries.length === 0 ? nothingFound('deployments or releases') : ok(rowsOf(entries, 'github', newId))
}

function entryOf(value: unknown): Entry[] {
  const event = Event.safeParse(value).data
  const repository = event?.repository ?? null
  if (event?.deployment_status)
    return [ofStatus(event.deployment_status, event.deployment ?? null, repository)]
  if (event?.deployment) return [ofDeployment(event.deployment, repository)]
  if (event?.release) return [ofRelease(event.release, event.action ?? '', repository)]
  const deployment = Deployment.safeParse(value).data
  if (deployment) return [ofDeployment(deployment, null)]
  const release = Release.safeParse(value).data
  return release ? [ofRelease(release, '', null)] : []
}

type Repo = z.infer<typeof Repository>

const by = (person: z.infer<typeof Person>): string => (person ? ` by @${person.login}` : '')
const prefixed = (repository: Repo, text: string): string =>
  repository?.name ? `${repository.name}: ${text}` : text

function ofDeployment(
  { ref, environment, created_at, description, creator }: z.infer<typeof Deployment>,
  repository: Repo,
): Entry {
  const text = `deployment of ${ref} to ${environment} created${by(creator)}${description ? ` — ${description}` : ''}`
  return { at: created_at, text: prefixed(repository, text), kind: 'change', url: repository?.html_url }
}

function ofStatus(
  status: z.infer<typeof Status>,
  deployment: z.infer<typeof Deployment> | null,
  repository: Repo,
): Entry {
  const place = status.environment || deployment?.environment || ''
  const what = deployment ? `deployment of ${deployment.ref}` : 'deployment'
  const text = `${what}${place ? ` to ${place}` : ''}: ${status.state.replaceAll('_', ' ')}${status.description ? ` — ${status.description}` : ''}`
  const url = status.log_url || status.target_url || repository?.html_url
  return { at: status.created_at, text: prefixed(repository, text), kind: 'change', url }
}

function ofRelease(release: z.infer<typeof Release>, action: string, repository: Repo): Entry {
  const name =
    release.name && release.name !== release.tag_name
      ? `${release.tag_name} (${release.name})`
      : release.tag_name
  const text = `${release.prerelease ? 'pre-release' : 'release'} ${name} ${action || 'published'}${by(release.author)}`
  const at = action === 'created' ? release.created_at : (release.published_at ?? release.created_at)
  return { at, text: prefixed(repository, text), kind: 'change', url: release.html_url }
}
