import { useTranslation } from 'react-i18next'
import { parseInstant } from '../../../shared/base/time.ts'
import { updateFacts } from '../../../shared/document/edit.ts'
import { type Facts, KINDS, SEVERITIES } from '../../../shared/document/postmortem.ts'
import { useCanEdit } from '../../hooks/useCanEdit.ts'
import { useConnection } from '../../hooks/useConnection.ts'
import { useFacts } from '../../hooks/useFacts.ts'
import { useKnownPeople } from './actions/useKnownPeople.ts'
import classes from './facts/HeaderFacts.module.css'
import { InstantField } from './facts/InstantField.tsx'
import { TitleField } from './facts/TitleField.tsx'
import { WordsField } from './facts/WordsField.tsx'
import { IconSelect } from './fields/IconSelect.tsx'
import { WordField } from './fields/WordField.tsx'
import type { PartProps } from './props.ts'
import { durationText } from './timeline/clockTexts.ts'

const SEVERITY_OPTIONS = ['', ...SEVERITIES] as const
const TIMES = ['startedAt', 'detectedAt', 'mitigatedAt', 'resolvedAt'] as const
const WORDS = ['services', 'tags', 'authors', 'reviewers'] as const

/** The title and the facts of the incident, each pressed to be changed. */
export function HeaderFacts({ readOnly: asked }: PartProps) {
  const { t } = useTranslation('document')
  const { doc } = useConnection()
  const facts = useFacts()
  const { all: people } = useKnownPeople()
  const readOnly = !useCanEdit() || asked === true
  const set = (changed: Partial<Facts>): void => updateFacts(doc, changed)
  const [started, resolved] = [parseInstant(facts.startedAt), parseInstant(facts.resolvedAt)]
  return (
    <section id="facts" aria-label={t('facts.label')}>
      <TitleField value={facts.title} readOnly={readOnly} onKeep={title => set({ title })} />
      <div className={classes.line}>
        <span data-fact="severity" className={classes.severity} data-severity={facts.severity || undefined}>
          <IconSelect
            label={t('facts.severity')}
            value={facts.severity}
            options={SEVERITY_OPTIONS}
            word={severity => severity || t('facts.noSeverity')}
            readOnly={readOnly}
            onChange={severity => set({ severity })}
          />
        </span>
        <span data-fact="kind">
          <IconSelect
            label={t('facts.kind')}
            value={facts.kind}
            options={KINDS}
            word={kind => t(`kindsOfReport.${kind}`)}
            readOnly={readOnly}
            onChange={kind => set({ kind })}
          />
        </span>
        <span data-fact="incident">
          <WordField
            label={t('facts.incident')}
            value={facts.incident}
            placeholder={t('facts.incidentExample')}
            readOnly={readOnly}
            onKeep={incident => set({ incident })}
          />
        </span>
        {started !== null && resolved !== null && resolved > started && (
          <span className={classes.duration}>
            {t('facts.lasted', { time: durationText(resolved - started) })}
          </span>
        )}
      </div>
      <dl className={classes.facts}>
        {TIMES.map(name => (
          <div key={name} className={classes.fact} data-fact={name}>
            <dt>{t(`facts.${name}`)}</dt>
            <dd>
              <InstantField
                label={t(`facts.${name}`)}
                value={facts[name]}
                near={facts.startedAt || facts.detectedAt || facts.resolvedAt}
                readOnly={readOnly}
                onKeep={at => set({ [name]: at })}
              />
            </dd>
          </div>
        ))}
        {WORDS.map(name => (
          <div key={name} className={classes.fact} data-fact={name}>
            <dt>{t(`facts.${name}`)}</dt>
            <dd>
              <WordsField
                label={t(`facts.${name}`)}
                words={facts[name]}
                placeholder={t(`facts.${name}Example`)}
                readOnly={readOnly}
                onChange={words => set({ [name]: words })}
                {...((name === 'authors' || name === 'reviewers') && { options: people })}
              />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
