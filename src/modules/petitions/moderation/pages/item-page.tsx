import { WorkCrumbs } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { ClockBadge } from '#ui/components/ClockBadge.tsx'
import { Desk } from '#ui/components/Desk.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import type { ItemView } from '../replies.ts'
import { DecideForm } from './decide-form.tsx'
import { ItemText } from './item-text.tsx'
import { QUEUE } from './queue-page.tsx'
import { clockProps, wordOf } from './words.ts'

/** Everything one needs to decide, and the decision beside it. */
export function ItemPage({ reply, view, form }: { reply: ItemView; view: View; form: FormState }) {
  const { t } = view
  const title = reply.about?.title ?? t('petitions.moderation.item', { number: reply.number })
  return (
    <Page view={view} title={title} noindex>
      <Wrap>
        <div class="stack">
          <WorkCrumbs view={view} crumbs={[{ path: QUEUE, label: t('petitions.moderation.queue') }]} />
          <Heading
            title={title}
            titleLang={reply.about && reply.lang !== view.lang ? reply.lang : undefined}
            state={
              <>
                <Pill tone="waiting">{wordOf(view, 'kind', reply.kind)}</Pill>{' '}
                {!reply.closed && <ClockBadge {...clockProps(view, reply.clock)} />}
              </>
            }
            meta={`№\u00a0${reply.number} · ${reply.place}`}
          />
          {reply.barred || !reply.about ? (
            <Measure>
              <Notice kind="warning" title={t('petitions.moderation.barred')}>
                <p>{wordOf(view, 'barred', reply.barred ?? 'addressee')}</p>
              </Notice>
            </Measure>
          ) : (
            <Desk decide={<DecideForm reply={reply} view={view} form={form} />}>
              {reply.stopped && !reply.closed && (
                <Notice kind="danger" title={t('petitions.moderation.stopped')}>
                  <p>{t('petitions.moderation.stopped.text')}</p>
                </Notice>
              )}
              <ItemText about={reply.about} reply={reply} view={view} />
            </Desk>
          )}
        </div>
      </Wrap>
    </Page>
  )
}
