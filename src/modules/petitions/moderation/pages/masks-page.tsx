import { WorkCrumbs } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Panel } from '#ui/components/Card.tsx'
import { Desk } from '#ui/components/Desk.tsx'
import { Details } from '#ui/components/Details.tsx'
import { ifChosen } from '#ui/components/Field.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Section } from '#ui/components/Section.tsx'
import { Select } from '#ui/components/Select.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { maskOrderers, maskReasons } from '../reasons.ts'
import type { MasksView } from '../replies.ts'
import { QUEUE } from './queue-page.tsx'
import { wordOf } from './words.ts'

interface Props {
  reply: MasksView
  view: View
  form: FormState
}

/** Hides parts of a public petition and shows them again. */
export function MasksPage({ reply, view, form }: Props) {
  const { t } = view
  const { petition, text } = reply
  return (
    <Page view={view} title={t('petitions.moderation.masks')} noindex>
      <Wrap>
        <div class="stack">
          <WorkCrumbs
            view={view}
            crumbs={[
              { path: QUEUE, label: t('petitions.moderation.queue') },
              { path: `/petitions/${petition.number}-${petition.slug}`, label: petition.title },
            ]}
          />
          <Heading title={t('petitions.moderation.masks')} lead={t('petitions.moderation.masks.lead')} />
          {reply.barred || !text ? (
            <Notice kind="warning" title={t('petitions.moderation.barred')}>
              <p>{wordOf(view, 'barred', reply.barred ?? 'addressee')}</p>
            </Notice>
          ) : (
            <Desk decide={<MaskForm reply={reply} view={view} form={form} />}>
              <Section id="source" title={t('petitions.moderation.masks.source')}>
                <p lang={petition.lang}>
                  <strong>{text.title}</strong>
                </p>
                <pre class="source" lang={petition.lang}>
                  {text.why}
                </pre>
              </Section>
              {reply.parts
                .filter(({ texts }) => texts.length > 0)
                .map((part) => (
                  <Section key={part.id} id={`part-${part.id}`} title={partName(part, view)} level={3}>
                    {part.texts.map((text) => (
                      <pre class="source" lang={part.lang} key={text}>
                        {text}
                      </pre>
                    ))}
                  </Section>
                ))}
              <Hidden reply={reply} view={view} form={form} />
            </Desk>
          )}
        </div>
      </Wrap>
    </Page>
  )
}

function partName(part: MasksView['parts'][number], view: View): string {
  const kind = view.t(`petitions.moderation.mask-target.${part.kind}`)
  return [kind, part.name, part.by, view.date(part.on)].filter(Boolean).join(' · ')
}

function MaskForm({ reply, view, form }: Props) {
  const { t } = view
  const errors = errorsOf(form, view)
  const field = (name: string) => ({ view, name, error: errors?.[name] })
  const shown = reply.documents.filter(({ hidden }) => !hidden)
  const parts = reply.parts.filter(({ hidden }) => !hidden)
  const oneOfThese = t('petitions.moderation.mask.one-of-these')
  return (
    <Panel>
      <Form
        view={view}
        action={view.href(`${QUEUE}/petitions/${reply.petition.number}/masks`)}
        errors={errors}
        hidden={{ 'idempotency-key': form.key }}
      >
        <TextArea
          {...field('passage')}
          label={t('petitions.moderation.mask.passage')}
          hint={t('petitions.moderation.mask.passage.hint')}
          required={shown.length === 0 && parts.length === 0}
          requiredWhen={oneOfThese}
          rows={3}
          value={typed(form, 'passage')}
          lang={reply.petition.lang}
        />
        {shown.length > 0 && (
          <Select
            {...field('document')}
            label={t('petitions.moderation.mask.document')}
            required={false}
            requiredWhen={oneOfThese}
            value={typed(form, 'document')}
            empty={t('petitions.moderation.mask.document.none')}
            options={shown.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        {parts.length > 0 && (
          <Select
            {...field('part')}
            label={t('petitions.moderation.mask.part')}
            hint={t('petitions.moderation.mask.part.hint')}
            required={false}
            requiredWhen={oneOfThese}
            value={typed(form, 'part')}
            empty={t('petitions.moderation.mask.part.none')}
            options={parts.map((part) => ({ value: part.id, label: partName(part, view) }))}
          />
        )}
        <Select
          {...field('reason')}
          label={t('petitions.moderation.reason')}
          value={typed(form, 'reason')}
          empty={t('petitions.moderation.reason.choose')}
          options={maskReasons.map((value) => ({ value, label: wordOf(view, 'mask-reason', value) }))}
        />
        <Select
          {...field('orderedBy')}
          label={t('petitions.moderation.mask.ordered-by')}
          value={typed(form, 'orderedBy')}
          empty={t('petitions.moderation.reason.choose')}
          options={maskOrderers.map((value) => ({ value, label: wordOf(view, 'mask-by', value) }))}
        />
        <TextField
          {...field('reference')}
          label={t('petitions.moderation.mask.reference')}
          hint={t('petitions.moderation.mask.reference.hint')}
          required={false}
          requiredWhen={ifChosen(view, [wordOf(view, 'mask-by', 'court'), wordOf(view, 'mask-by', 'data-protection')])}
          value={typed(form, 'reference')}
        />
        <Button kind="danger" wide>
          {t('petitions.moderation.mask.button')}
        </Button>
      </Form>
    </Panel>
  )
}

function Hidden({ reply, view }: Props) {
  const { t } = view
  if (reply.masks.length === 0) return null
  return (
    <Section id="hidden" title={t('petitions.moderation.masks.hidden')}>
      {reply.masks.map((mask) => (
        <Panel key={mask.id}>
          <p>
            {wordOf(view, 'mask-reason', mask.reason)} · {wordOf(view, 'mask-by', mask.orderedBy)}
            {mask.reference && `, ${mask.reference}`} · {view.date(mask.at)}
            {mask.liftedAt && ` · ${t('petitions.moderation.mask.lifted-on', { day: view.date(mask.liftedAt) })}`}
          </p>
          {(mask.passage || mask.document) && <p>„{mask.passage ?? mask.document}”</p>}
          {mask.reply && (
            <p>
              {mask.reply.by}: {mask.reply.text}
            </p>
          )}
          {mask.liftedAt === null && mask.target !== 'text' && (
            <>
              <Form view={view} action={view.href(`${QUEUE}/masks/${mask.id}/lifting`)}>
                <Button kind="quiet">{t('petitions.moderation.mask.lift')}</Button>
              </Form>
              <Details summary={t('petitions.moderation.mask.reply')}>
                <Form view={view} action={view.href(`${QUEUE}/masks/${mask.id}/reply`)}>
                  <TextField
                    view={view}
                    name="by"
                    label={t('petitions.moderation.mask.reply.by')}
                    value={mask.reply?.by}
                  />
                  <TextArea
                    view={view}
                    name="text"
                    label={t('petitions.moderation.mask.reply.text')}
                    value={mask.reply?.text}
                    limit={2000}
                  />
                  <Button kind="quiet">{t('petitions.moderation.mask.reply.button')}</Button>
                </Form>
              </Details>
            </>
          )}
        </Panel>
      ))}
    </Section>
  )
}
