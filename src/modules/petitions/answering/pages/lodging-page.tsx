import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button, ButtonLink } from '#ui/components/Button.tsx'
import { Checkbox, Radios } from '#ui/components/Choices.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Prose } from '#ui/components/Prose.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { EmailField, TextField } from '#ui/components/TextField.tsx'
import { errorsOf, fieldsOf, ticked, typed } from '#ui/form-state.ts'
import type { LodgingView } from '../replies.ts'
import { keyOf } from './answer-fields.tsx'
import { Unplaced } from './unplaced.tsx'

interface Props {
  reply: LodgingView
  view: View
  form: FormState
}

/** The starter signs the frozen text: from here on the law's clocks run. */
export function LodgingPage({ reply, view, form }: Props) {
  const { t } = view
  const { petition } = reply
  const ready = reply.addressees.some(({ taken, enough }) => !taken && enough)
  return (
    <Page view={view} title={t('petitions.answering.lodging.title')} noindex>
      <Wrap>
        <Measure>
          <Heading
            title={t('petitions.answering.lodging.title')}
            lead={t('petitions.answering.lodging.lead')}
            meta={petition.title}
          />
          <Unplaced form={form} placed={ready} view={view} />
          <Level reply={reply} view={view} />
          <Section id="frozen" title={t('petitions.answering.lodging.text')}>
            <p lang={petition.lang}>
              <strong>{petition.title}</strong>
            </p>
            <Prose html={petition.whyHtml} lang={petition.lang} />
          </Section>
          {ready ? (
            <LodgingForm reply={reply} view={view} form={form} />
          ) : (
            <ButtonLink href={view.href(`/petitions/${petition.number}-${petition.slug}`)} kind="quiet">
              {t('petitions.receipt.back')}
            </ButtonLink>
          )}
        </Measure>
      </Wrap>
    </Page>
  )
}

/** Plainly: which level this act has, what each addressee asks, and what the law says. */
function Level({ reply, view }: { reply: LodgingView; view: View }) {
  const { t } = view
  return (
    <>
      <Notice
        kind={reply.level === 'signed' ? 'info' : 'warning'}
        title={t('petitions.answering.lodging.your-level', { level: t(`petitions.level.${reply.level}`) })}
      >
        {reply.level !== 'signed' && <p>{t('petitions.answering.lodging.law', { basis: reply.signatureLaw.basis })}</p>}
      </Notice>
      <SummaryList
        view={view}
        rows={reply.addressees.map(({ authority, level, basis, enough, taken }) => ({
          question: authority.name,
          answer: taken
            ? t('petitions.answering.lodging.taken')
            : [
                t('petitions.answering.lodging.asks', { level: t(`petitions.level.${level}`) }),
                basis,
                !enough && t('petitions.answering.lodging.not-enough'),
              ]
                .filter(Boolean)
                .join(' · '),
        }))}
      />
    </>
  )
}

function LodgingForm({ reply, view, form }: Props) {
  const { t } = view
  const errors = errorsOf(form, view)
  const field = fieldsOf({ view, form, errors })
  return (
    <Form
      view={view}
      action={view.href(`/petitions/${reply.petition.number}/lodging`)}
      errors={errors}
      hidden={keyOf(form, 'lodging')}
    >
      <Radios
        {...field('kind', 'person')}
        label={t('petitions.answering.lodging.kind')}
        choices={[
          { value: 'person', label: t('petitions.answering.lodging.person') },
          { value: 'organisation', label: t('petitions.answering.lodging.organisation') },
        ]}
      />
      <TextField {...field('name', reply.name)} label={t('petitions.answering.lodging.name')} autocomplete="name" />
      <TextField
        {...field('domicile')}
        label={t('petitions.answering.lodging.domicile')}
        hint={t('petitions.answering.lodging.private')}
        autocomplete="street-address"
      />
      <EmailField
        view={view}
        name="email"
        label={t('petitions.answering.lodging.email')}
        error={errors?.email}
        value={typed(form, 'email')}
      />
      <TextField
        {...field('phone')}
        label={t('petitions.answering.lodging.phone')}
        required={false}
        type="tel"
        autocomplete="tel"
      />
      <Checkbox
        view={view}
        name="confirm"
        label={t('petitions.answering.lodging.confirm')}
        error={errors?.confirm}
        checked={ticked(form, 'confirm')}
        required
      />
      <Button>{t('petitions.answering.lodging.button')}</Button>
    </Form>
  )
}
