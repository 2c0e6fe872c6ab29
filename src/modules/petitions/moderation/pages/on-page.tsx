import type { View } from '#kernel/i18n/view.ts'
import { Notice } from '#ui/components/Notice.tsx'
import { Section } from '#ui/components/Section.tsx'
import type { ModerationView } from '../replies.ts'
import { decisionLine, wordOf } from './words.ts'

interface Props {
  reply: ModerationView
  view: View
}

/** What a reader must know before reading: refused and why, published unreviewed, something is hidden. */
export function ModerationNotice({ reply, view }: Props) {
  const { t } = view
  const refusal = reply.decisions.findLast(({ decision }) => decision === 'refused' || decision === 'taken-down')
  const upheld = reply.decisions.findLast(({ decision }) => decision === 'upheld')
  const hidden = reply.masks.some(({ liftedAt, target }) => liftedAt === null && target !== 'text')
  return (
    <>
      {reply.refused && refusal && (
        <Notice kind="danger" title={decisionLine(view, refusal)}>
          {refusal.text && <p>{refusal.text}</p>}
          {reply.textHidden && <p>{t('petitions.moderation.text-hidden')}</p>}
          {reply.appealDueOn && <p>{t('petitions.moderation.appealed', { day: view.date(reply.appealDueOn) })}</p>}
          {upheld?.text && <p>{t('petitions.moderation.upheld-because', { text: upheld.text })}</p>}
        </Notice>
      )}
      {reply.unreviewed && (
        <Notice kind="warning" title={t('petitions.moderation.unreviewed')}>
          <p>{t('petitions.moderation.unreviewed.text')}</p>
        </Notice>
      )}
      {hidden && (
        <Notice title={t('petitions.moderation.has-masks')}>
          <p>
            <a href="#moderation">{t('petitions.moderation.has-masks.link')}</a>
          </p>
        </Notice>
      )}
    </>
  )
}

/** The public record of moderation: each decision and each hidden part with its reason, and the way to report. */
export function ModerationSection({ reply, view }: Props) {
  const { t } = view
  return (
    <Section id="moderation" title={t('petitions.moderation.section')} note={t('petitions.moderation.section.note')}>
      {reply.decisions.length > 0 && (
        <ul>
          {reply.decisions.map((one) => (
            <li key={one.at + one.decision}>
              {decisionLine(view, one)} · {view.date(one.at)}
            </li>
          ))}
        </ul>
      )}
      {reply.masks.length > 0 && <Masks reply={reply} view={view} />}
      <p>
        <a href={view.href('/petitions/decisions')}>{t('petitions.moderation.list')}</a>
        <span class="screen-only">
          {' · '}
          <a href={view.href(`/petitions/${reply.number}/flag`)}>{t('petitions.moderation.flag.title')}</a>
        </span>
      </p>
    </Section>
  )
}

function Masks({ reply, view }: Props) {
  const { t } = view
  return (
    <Section
      id="masks"
      level={3}
      title={t('petitions.moderation.masks.public')}
      note={t('petitions.moderation.masks.note')}
    >
      <ul>
        {reply.masks.map((mask) => (
          <li key={mask.at + mask.target}>
            {t(`petitions.moderation.mask-target.${mask.target}`)}: {wordOf(view, 'mask-reason', mask.reason)} ·{' '}
            {wordOf(view, 'mask-by', mask.orderedBy)}
            {mask.reference && `, ${mask.reference}`} · {view.date(mask.at)}
            {mask.liftedAt && ` · ${t('petitions.moderation.mask.lifted-on', { day: view.date(mask.liftedAt) })}`}
            {mask.reply && (
              <blockquote>
                <p>{mask.reply.text}</p>
                <p class="soft">
                  {t('petitions.moderation.mask.reply-of', { who: mask.reply.by })} · {view.date(mask.reply.at)}
                </p>
              </blockquote>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
