import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { ColumnPage } from '#ui/components/ColumnPage.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Section } from '#ui/components/Section.tsx'
import { errorsOf } from '#ui/form-state.ts'
import type { NewReuseView } from '../replies.ts'
import { reusePath } from '../reuse.ts'
import { ReuseFields } from './reuse-fields.tsx'
import { ReuseStatePill } from './state-pill.tsx'

/** Proposes what one made of data, and shows what one proposed before. */
export function NewReusePage({ reply, view, form }: { reply: NewReuseView; view: View; form: FormState }) {
  const { t } = view
  return (
    <ColumnPage
      view={view}
      title={t('open-data.around.propose')}
      noindex
      crumbs={[
        { path: '/data', label: t('open-data.catalogue.title') },
        { path: '/data/reuses', label: t('open-data.around.title') },
      ]}
      lead={t('open-data.around.propose.lead')}
      meta={reply.dataset?.title.text}
    >
      <Form
        view={view}
        action={view.href('/data/reuses/new')}
        errors={errorsOf(form, view)}
        hidden={{ 'idempotency-key': form.key }}
      >
        <ReuseFields
          view={view}
          form={form}
          name={reply.name}
          said={{ type: '', title: '', url: '', markdown: '', datasets: reply.dataset?.name ?? '', shown: false }}
        />
        <p class="soft">{t('open-data.around.propose.note')}</p>
        <Button>{t('open-data.around.send')}</Button>
      </Form>
      {reply.mine.length > 0 && (
        <Section id="mine" title={t('open-data.around.mine')}>
          <ul>
            {reply.mine.map((one) => (
              <li key={one.number}>
                <a href={view.href(`${reusePath(one)}/mine`)} lang={one.lang}>
                  {one.title}
                </a>{' '}
                <ReuseStatePill state={one.state} view={view} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </ColumnPage>
  )
}
