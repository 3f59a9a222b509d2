import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type access from './en/access.json'
import type account from './en/account.json'
import type actions from './en/actions.json'
import type comments from './en/comments.json'
import common from './en/common.json'
import type document from './en/document.json'
import type history from './en/history.json'
import type library from './en/library.json'
import type meeting from './en/meeting.json'
import type practice from './en/practice.json'
import type replay from './en/replay.json'
import type richtext from './en/richtext.json'
import type stage from './en/stage.json'
import type trends from './en/trends.json'

/** All visible text, one namespace a screen; `common` is there from the start. */
interface Messages {
  common: typeof common
  library: typeof library
  document: typeof document
  comments: typeof comments
  history: typeof history
  meeting: typeof meeting
  practice: typeof practice
  replay: typeof replay
  richtext: typeof richtext
  stage: typeof stage
  actions: typeof actions
  trends: typeof trends
  access: typeof access
  account: typeof account
}
export type Namespace = keyof Messages

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: Messages
  }
}

const LOADERS: Record<Exclude<Namespace, 'common'>, () => Promise<{ default: object }>> = {
  library: () => import('./en/library.json'),
  document: () => import('./en/document.json'),
  comments: () => import('./en/comments.json'),
  history: () => import('./en/history.json'),
  meeting: () => import('./en/meeting.json'),
  practice: () => import('./en/practice.json'),
  replay: () => import('./en/replay.json'),
  richtext: () => import('./en/richtext.json'),
  stage: () => import('./en/stage.json'),
  actions: () => import('./en/actions.json'),
  trends: () => import('./en/trends.json'),
  access: () => import('./en/access.json'),
  account: () => import('./en/account.json'),
}

/** Makes the texts that every screen needs ready; a screen's own come with it, see {@link loadMessages}. */
export function startMessages(): void {
  void i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    ns: ['common'],
    resources: { en: { common } },
    interpolation: { escapeValue: false },
    initAsync: false,
  })
}

/** Loads the texts of screens; those already there cost nothing. */
export async function loadMessages(...namespaces: Exclude<Namespace, 'common'>[]): Promise<void> {
  const missing = namespaces.filter(name => !i18next.hasResourceBundle('en', name))
  await Promise.all(
    missing.map(async name => i18next.addResourceBundle('en', name, (await LOADERS[name]()).default)),
  )
}
