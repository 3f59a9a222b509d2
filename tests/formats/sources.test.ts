import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ROW_SOURCES } from '../../shared/formats/sources/rowSources.ts'
import { counter } from './counting.ts'

const postmortem = { startedAt: '2026-05-27T14:20:00Z', timeZone: '' }

function read(source: string, file: unknown): { rows: string[]; notes: readonly string[] } | string {
  const text = typeof file === 'string' ? file : JSON.stringify(file)
  const result = ROW_SOURCES[source]?.(text, { newId: counter(), postmortem })
  if (!result?.ok) return result?.error.code ?? 'no such source'
  const rows = result.value.rows.map(({ at, kind, text: words, source: { type, url } }) =>
    [at.slice(0, 19), kind, words, type, url].filter(Boolean).join(' | '),
  )
  return { rows, notes: result.value.report.notes }
}

it('slack: one row a message, names and links in words, housekeeping counted', () => {
  const file = [
    {
      type: 'message',
      ts: '1779891900.000200',
      user: 'U2',
      text: 'rolling back v2.14 &amp; watching <https://x.example/1|the graph>',
    },
    {
      type: 'message',
      ts: '1779891720.000100',
      user: 'U1',
      user_profile: { display_name: 'bob' },
      text: 'alert fired, <@U2> can you look?\nsee <#C9|payments>',
    },
    {
      type: 'message',
      ts: '1779891730.000100',
      user: 'U2',
      user_profile: { real_name: 'Alice Wu' },
      text: 'on it <!here>',
      permalink: 'https://x.slack.com/p1',
    },
    {
      type: 'message',
      subtype: 'channel_join',
      ts: '1779891700.000100',
      user: 'U3',
      text: '<@U3> has joined',
    },
  ]
  const expected = {
    rows: [
      '2026-05-27T14:22:00 | detect | bob: alert fired, @Alice Wu can you look? see #payments | slack',
      '2026-05-27T14:22:10 | note | Alice Wu: on it @here | slack | https://x.slack.com/p1',
      '2026-05-27T14:25:00 | mitigate | U2: rolling back v2.14 & watching the graph (https://x.example/1) | slack',
    ],
    notes: ['1 messages without text, or about the channel itself, were left out.'],
  }
  expect(read('slack', file)).toEqual(expected)
  expect(read('slack', { ok: true, messages: file })).toEqual(expected)
})

it('pagerduty: who was paged, when they answered, when it was over', () => {
  const at = (minute: number) => `2026-05-27T14:${minute}:00Z`
  const link = 'https://x.pagerduty.com/i/1'
  const file = {
    log_entries: [
      {
        type: 'resolve_log_entry',
        created_at: at(42),
        summary: 'Resolved by Bob',
        incident: { html_url: link },
      },
      {
        type: 'acknowledge_log_entry',
        created_at: at(24),
        summary: 'Acknowledged by Bob',
        html_url: `${link}/ack`,
      },
      {
        type: 'trigger_log_entry',
        created_at: at(22),
        summary: 'Triggered through the API',
        channel: { summary: 'error rate > 5 %' },
      },
      {
        type: 'annotate_log_entry',
        created_at: at(30),
        summary: null,
        agent: { summary: 'Dave' },
        channel: { summary: 'pool at 98 %' },
      },
      { type: 'notify_log_entry', created_at: 'nobody knows', summary: 'x' },
    ],
  }
  expect(read('pagerduty', file)).toEqual({
    rows: [
      '2026-05-27T14:22:00 | detect | Triggered through the API — error rate > 5 % | pagerduty',
      `2026-05-27T14:24:00 | escalate | Acknowledged by Bob | pagerduty | ${link}/ack`,
      '2026-05-27T14:30:00 | note | Dave: annotate — pool at 98 % | pagerduty',
      `2026-05-27T14:42:00 | resolve | Resolved by Bob | pagerduty | ${link}`,
    ],
    notes: ['1 of 5 entries have no time and were left out.'],
  })
})

it('statuspage: each update is a row with its state', () => {
  const incident = {
    name: 'Payments failing',
    shortlink: 'https://stspg.io/1',
    incident_updates: [
      { status: 'resolved', body: 'All good.', created_at: '2026-05-27T14:50:00.000Z' },
      { status: 'investigating', body: '', display_at: '2026-05-27T16:27:00.000+02:00' },
    ],
  }
  const expected = {
    rows: [
      '2026-05-27T14:27:00 | detect | Status page: investigating — Payments failing | statuspage | https://stspg.io/1',
      '2026-05-27T14:50:00 | resolve | Status page: resolved — All good. | statuspage | https://stspg.io/1',
    ],
    notes: [],
  }
  for (const file of [incident, { incident }, { page: {}, incidents: [incident] }]) {
    expect(read('statuspage', file)).toEqual(expected)
  }
})

it('alertmanager: a row when an alert fires and one when it is over, once however often it is told', () => {
  const alert = {
    status: 'resolved',
    labels: { alertname: 'PoolFull', service: 'payments' },
    annotations: { summary: 'no free connection' },
    startsAt: '2026-05-27T14:22:00.512Z',
    endsAt: '2026-05-27T14:40:00Z',
    generatorURL: 'https://prom.example/graph',
  }
  const firing = { ...alert, status: 'firing', endsAt: '0001-01-01T00:00:00Z' }
  expect(read('alertmanager', [{ alerts: [firing] }, { alerts: [alert] }])).toEqual({
    rows: [
      '2026-05-27T14:22:00 | detect | Alert: PoolFull (payments) — no free connection | alertmanager | https://prom.example/graph',
      '2026-05-27T14:40:00 | note | Alert over: PoolFull (payments) — no free connection | alertmanager | https://prom.example/graph',
    ],
    notes: [],
  })
})

it('github: deployments, their states and releases, as events and as lists', () => {
  const repository = { name: 'payments', html_url: 'https://github.com/shop/payments' }
  const deployment = {
    ref: 'v2.14',
    environment: 'production',
    created_at: '2026-05-27T13:44:00Z',
    creator: { login: 'train' },
  }
  const file = [
    { action: 'created', deployment, repository },
    {
      action: 'created',
      deployment,
      repository,
      deployment_status: {
        state: 'in_progress',
        created_at: '2026-05-27T13:45:00Z',
        log_url: 'https://ci.example/1',
      },
    },
    {
      action: 'published',
      release: {
        tag_name: 'v2.14',
        name: 'Retries',
        html_url: 'https://github.com/r',
        published_at: '2026-05-27T09:10:00Z',
      },
    },
  ]
  expect(read('github', file)).toEqual({
    rows: [
      '2026-05-27T09:10:00 | change | release v2.14 (Retries) published | github | https://github.com/r',
      '2026-05-27T13:44:00 | change | payments: deployment of v2.14 to production created by @train | github | https://github.com/shop/payments',
      '2026-05-27T13:45:00 | change | payments: deployment of v2.14 to production: in progress | github | https://ci.example/1',
    ],
    notes: [],
  })
  expect(read('github', [deployment])).toMatchObject({
    rows: [expect.stringContaining('deployment of v2.14 to production')],
  })
})

it('grafana: annotations without their markup, and the end of a region', () => {
  const time = Date.parse('2026-05-27T14:22:00Z')
  const file = [
    { time, timeEnd: time + 60_000, text: 'Pool <b>full</b><script>x</script>', tags: ['payments'] },
    { time: time + 120_000, text: '', tags: ['deploy', 'v2.13'] },
    { time: time + 180_000, alertName: 'Errors', newState: 'Alerting', text: '' },
  ]
  expect(read('grafana', file)).toEqual({
    rows: [
      '2026-05-27T14:22:00 | note | Pool fullx | grafana',
      '2026-05-27T14:23:00 | note | Pool fullx: over | grafana',
      '2026-05-27T14:24:00 | change | deploy, v2.13 | grafana',
      '2026-05-27T14:25:00 | detect | Errors (Alerting) | grafana',
    ],
    notes: [],
  })
})

it('csv: columns by their heads in any order, else one row a line', () => {
  expect(read('csv', 'What;When (CET);Who\n"Alert; errors";27.05.2026 15:22;bob\nnobody knows;;\n')).toEqual({
    rows: ['2026-05-27T14:22:00 | detect | Alert; errors bob', 'note | nobody knows'],
    notes: ['1 of 2 rows have no time that could be read.'],
  })
  expect(read('csv', '14:22,Alert fired\n14:30,"Rollback, all zones"')).toEqual({
    rows: [
      '2026-05-27T14:22:00 | detect | Alert fired',
      '2026-05-27T14:30:00 | mitigate | Rollback, all zones',
    ],
    notes: [],
  })
})

it('markdown: the timeline of a report alone', () => {
  expect(
    read(
      'markdown',
      '# X 2026-05-27\n\n## Timeline\n\n- 14:22 UTC alert fired\n\n## Action items\n\n- Do it',
    ),
  ).toMatchObject({
    rows: ['2026-05-27T14:22:00 | detect | alert fired'],
  })
})

const JSON_SOURCES = Object.keys(ROW_SOURCES).filter(name => !['csv', 'markdown'].includes(name))

it.each(JSON_SOURCES)('%s: a file of another kind is refused', source => {
  expect(read(source, 'not json')).toBe('import/not-json')
  for (const other of [{}, [], null, 7, [{ a: 1 }], 'text'])
    expect(read(source, JSON.stringify(other))).toBe('import/nothing-found')
})

it.each(Object.keys(ROW_SOURCES))('%s: no file throws', source => {
  const keys = fc.constantFrom(
    'ts',
    'text',
    'alerts',
    'startsAt',
    'endsAt',
    'time',
    'log_entries',
    'messages',
    'release',
    'deployment',
    'incidents',
    'labels',
  )
  const value = fc.letrec<{ any: unknown }>(tie => ({
    any: fc.oneof(
      { depthSize: 'small' },
      fc.string(),
      fc.double(),
      fc.constant(null),
      fc.array(tie('any')),
      fc.dictionary(keys, tie('any')),
    ),
  })).any
  fc.assert(
    fc.property(value, file => {
      read(source, JSON.stringify(file) ?? '')
    }),
    { numRuns: 200 },
  )
})
