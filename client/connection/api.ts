import { type Refusal, type Result, refuse } from '../../shared/base/result.ts'

/** Typed calls of the REST API; a refusal carries the server's own code and sentence. */
export interface Api {
  get<T>(path: string): Promise<Result<T>>
  post<T>(path: string, body?: unknown): Promise<Result<T>>
  patch<T>(path: string, body: unknown): Promise<Result<T>>
  remove<T>(path: string): Promise<Result<T>>
  /** Sends a file as it is, such as Markdown to import or a picture. */
  upload<T>(path: string, file: string | Blob, contentType: string): Promise<Result<T>>
}

/** Code of the refusal when no answer came: it is not known whether the server took the request. */
export const UNREACHABLE = 'network/unreachable'

/** The API at `base`, such as '' for the page's own server; `headers` sign in where there is no cookie. */
export function createApi(base: string, headers: Readonly<Record<string, string>> = {}): Api {
  const call = async <T>(
    method: string,
    path: string,
    body?: BodyInit,
    contentType = 'application/json',
  ): Promise<Result<T>> => {
    const init: RequestInit = { method, credentials: 'same-origin', headers: { ...headers } }
    if (body !== undefined) {
      init.body = body
      init.headers = { ...headers, 'content-type': contentType }
    }
    const response = await fetch(`${base}${path}`, init).catch(() => null)
    if (!response)
      return refuse(UNREACHABLE, 'The server does not answer. Check your connection and try again.')
    const answer: unknown = response.status === 204 ? null : await response.json().catch(() => undefined)
    if (response.ok && answer !== undefined) return { ok: true, value: answer as T }
    return { ok: false, error: refusalIn(answer, response.status) }
  }
  const json = (body: unknown): string | undefined => (body === undefined ? undefined : JSON.stringify(body))
  return {
    get: path => call('GET', path),
    post: (path, body) => call('POST', path, json(body)),
    patch: (path, body) => call('PATCH', path, json(body)),
    remove: path => call('DELETE', path),
    upload: (path, file, contentType) => call('POST', path, file, contentType),
  }
}

/** What is answered in this page, by the beginning of its path. */
const here = new Map<string, (path: string) => Result<unknown>>()

/** Answers every request under `prefix` in this page, such as those about what no server has; returns what ends that. */
export function answerHere(prefix: string, answer: (path: string) => Result<unknown>): () => void {
  here.set(prefix, answer)
  return () => here.delete(prefix)
}

/** The API of the server that this page came from. */
export const api: Api = answeredHere(createApi(''))

function answeredHere(server: Api): Api {
  const answerTo = async <T>(path: string, ask: () => Promise<Result<T>>): Promise<Result<T>> => {
    for (const [prefix, answer] of here) if (path.startsWith(prefix)) return answer(path) as Result<T>
    return await ask()
  }
  return {
    get: path => answerTo(path, () => server.get(path)),
    post: (path, body) => answerTo(path, () => server.post(path, body)),
    patch: (path, body) => answerTo(path, () => server.patch(path, body)),
    remove: path => answerTo(path, () => server.remove(path)),
    upload: (path, file, type) => answerTo(path, () => server.upload(path, file, type)),
  }
}

function refusalIn(answer: unknown, status: number): Refusal {
  const error = (answer as { error?: Partial<Refusal> } | null | undefined)?.error
  if (typeof error?.code === 'string' && typeof error.message === 'string') {
    return { code: error.code, message: error.message }
  }
  return {
    code: `http/${status}`,
    message: 'The server answered with something unexpected. Try again; if it stays, tell its administrator.',
  }
}
