import type { ActionStatus, Category, SectionName } from '../document/postmortem.ts'

/** The heading of each section, as exports show it and imports know it. */
export const SECTION_TITLES: Readonly<Record<SectionName, string>> = {
  summary: 'Summary',
  impact: 'Impact',
  rootCause: 'Root Cause',
  wentWell: 'What Went Well',
  couldImprove: 'What Could Be Improved',
  lucky: 'Where We Got Lucky',
  lessons: 'Lessons Learned',
  imported: 'From the import',
}

/** The heading of each list. */
export const LIST_TITLES = {
  timeline: 'Timeline',
  factors: 'Contributing Factors',
  whys: 'Five whys',
  actions: 'Action Items',
  parked: 'Parked',
} as const

/** Everything below the header, in the order of the page. */
export const PAGE_ORDER = [
  'summary',
  'impact',
  'timeline',
  'rootCause',
  'factors',
  'whys',
  'wentWell',
  'couldImprove',
  'lucky',
  'actions',
  'lessons',
  'parked',
  'imported',
] as const
export type PagePart = (typeof PAGE_ORDER)[number]

/** How an action's status is shown. */
export const STATUS_LABELS: Readonly<Record<ActionStatus, string>> = {
  open: 'Open',
  'in-progress': 'In progress',
  done: 'Done',
  declined: 'Declined',
}

/** The bones of the fishbone. */
export const CATEGORY_LABELS: Readonly<Record<Category, string>> = {
  people: 'People',
  process: 'Process',
  technology: 'Technology',
  environment: 'Environment',
  measurements: 'Measurements',
}
