import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { ColumnPage } from '#ui/components/ColumnPage.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Prose } from '#ui/components/Prose.tsx'
import { Section } from '#ui/components/Section.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { TEXT_MAX } from '../fields.ts'
import type { AdaptView, EarlierTexts } from '../replies.ts'
import { Link } from './idea-page.tsx'
import { IdeasFrame, ideasCrumbs } from './ideas-frame.tsx'

/** The text of one's own idea, while offices look into it. */
export function AdaptPage({ reply, view, form }: { reply: AdaptView; view: View; form: FormState }) {
  const { t } = view
  const errors = errorsOf(form, view)
  const title = t('budgeting.ideas.adapt')
  return (
    <IdeasFrame view={view} title={title} crumbs={ideasCrumbs(reply.process, view)}>
      <Measure>
        <Heading title={title} lead={<Link idea={reply.idea} view={view} />} />
        {reply.textSince !== null && errors === undefined && (
          <Notice kind="success" title={t('budgeting.ideas.adapt.since', { time: view.dateTime(reply.textSince) })}>
            <p>
              <a href={view.href(`/ideas/${reply.idea.number}/earlier-texts`)}>{t('budgeting.ideas.earlier')}</a>
            </p>
          </Notice>
        )}
        {reply.open ? (
          <Form view={view} action={view.href(`/ideas/${reply.idea.number}/text`)} errors={errors}>
            <p>{t('budgeting.ideas.adapt.lead')}</p>
            <TextArea
              view={view}
              name="text"
              label={t('budgeting.ideas.field.text')}
              hint={t('budgeting.ideas.field.text.hint')}
              error={errors?.text}
              value={typed(form, 'text', reply.text)}
              rows={12}
              limit={TEXT_MAX}
            />
            <Button>{t('budgeting.ideas.adapt.button')}</Button>
          </Form>
        ) : (
          <Notice kind="info" title={t('budgeting.ideas.adapt.not')} />
        )}
      </Measure>
    </IdeasFrame>
  )
}

/** Texts that an idea had before it was adapted. */
export function EarlierTextsPage({ reply, view }: { reply: EarlierTexts; view: View }) {
  const { t } = view
  const title = t('budgeting.ideas.earlier')
  return (
    <ColumnPage
      view={view}
      title={`${title}: ${reply.idea.title}`}
      heading={title}
      description={t('budgeting.ideas.earlier.lead')}
      crumbs={ideasCrumbs(reply.process, view)}
      lead={<Link idea={reply.idea} view={view} />}
    >
      <p>{t(reply.texts.length > 0 ? 'budgeting.ideas.earlier.lead' : 'budgeting.ideas.earlier.none')}</p>
      {reply.texts.map(({ html, from, until }) => (
        <Section
          key={until}
          id={`text-${until.replaceAll(/\D/g, '')}`}
          title={t('budgeting.ideas.earlier.from-to', { from: view.date(from), until: view.date(until) })}
        >
          <Prose html={html} lang={reply.lang} />
        </Section>
      ))}
    </ColumnPage>
  )
}
