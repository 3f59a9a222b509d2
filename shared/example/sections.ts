import type { RichText, SectionName } from '../document/postmortem.ts'
import { points, prose } from './prose.ts'

/** The written sections of the example. */
export const EXAMPLE_SECTIONS: Record<SectionName, RichText> = {
  summary: [
    prose(
      'On 27 May 2026 one card payment in five failed for 22 minutes. Version 2.14 of the payments service had gone out with the release train at 13:45 UTC. Its new retry kept a database connection for every call to the ledger that timed out, and 35 minutes later none of the 200 connections was free.',
    ),
    prose(
      'The error-rate alert fired two minutes after the first failed payment. Rolling back to 2.13 ended the impact at 14:38, and the incident was closed at 14:42. No payment was taken twice and no data was lost.',
    ),
  ],
  impact: [
    prose(
      '**7,700 of 38,400 payment attempts (20 %) were answered with a 502** between 14:20 and 14:38 UTC, in all regions.',
    ),
    ...points(
      '6,890 of them went through when the customer or the shop tried again within the hour; 810 baskets were left behind.',
      '43 people wrote to support. The first message arrived at 14:25, three minutes after our own alert.',
      'The outage used 11 % of the error budget for the month. Refunds, payouts and stored cards were not affected.',
    ),
  ],
  rootCause: [
    prose(
      'Version 2.14 wraps each call to the ledger in a retry. When the ledger does not answer within two seconds, the wrapper returns before the line that gives the connection back to the pool. About 2 % of ledger calls time out on a normal day. In 2.13 such a timeout cost one slow payment; in 2.14 it cost one connection, for good.',
    ),
    prose(
      'A leak of this rate stays invisible for half an hour. Health checks passed, because they ask whether the process answers and not whether it can reach its database. Payments stayed fast until the last connection was gone, and then every request waited three seconds and failed.',
    ),
  ],
  wentWell: points(
    'The alert reached the on-call engineer before the first customer reached support.',
    'Every version can be rolled back without a change to the database, so the decision took a minute and the rollback six.',
    'The incident channel stayed quiet and on topic. @alice gave a summary every five minutes, and nobody had to ask for one.',
  ),
  couldImprove: points(
    'For 35 minutes the pool filled while nobody knew. The figure was on a dashboard, next to 31 others, without a threshold.',
    'Finding the right graph took six minutes, because the steps for looking at the pool were written down nowhere.',
    'The status page said “some payments are failing” seven minutes after the first failure. Two large shops had already called their account managers.',
  ),
  lucky: points(
    'It was a Wednesday afternoon. The two people who had seen a full pool before were both at their desks.',
    'The reconciliation job starts at 15:00 and takes 60 connections at once. An hour later the same leak would have taken payouts down as well.',
  ),
  lessons: [
    prose(
      'Running out of something shared is slow, and then sudden. Whatever has a limit needs an alert well below that limit; alerts on failed requests only tell us that the limit has been reached.',
    ),
    prose(
      'A retry is a second way through the code. Reviewing `what happens when it works` is half the review: for each resource that a call holds, we want to see who gives it back when the call does not return.',
    ),
  ],
  imported: [],
}
