import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { ColumnPage } from '#ui/components/ColumnPage.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { FileField } from '#ui/components/OtherFields.tsx'
import { Picture } from '#ui/components/Picture.tsx'
import { Prose } from '#ui/components/Prose.tsx'
import { Section } from '#ui/components/Section.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { MAX_PICTURE_BYTES } from '../picture/keep-picture.ts'
import type { OwnReuseView } from '../replies.ts'
import { reusePath } from '../reuse.ts'
import { ReuseFields } from './reuse-fields.tsx'
import { OutLink } from './reuse-page.tsx'
import { ReuseStatePill } from './state-pill.tsx'

interface Props {
  reply: OwnReuseView
  view: View
  form: FormState
}

/** One's own: what became of it, and ways to change it or to take it back. */
export function OwnReusePage({ reply, view, form }: Props) {
  const { t } = view
  const ofPicture = form.errors.some(({ field }) => field === 'file' || field === 'description')
  return (
    <ColumnPage
      view={view}
      title={reply.title}
      noindex
      crumbs={[
        { path: '/data/reuses', label: t('open-data.around.title') },
        { path: '/data/reuses/new', label: t('open-data.around.mine') },
      ]}
      titleLang={reply.lang}
      state={<ReuseStatePill state={reply.state} view={view} />}
      meta={t(`open-data.around.type.${reply.type}`)}
    >
      <Fate reply={reply} view={view} />
      <Prose html={reply.html} lang={reply.lang} />
      <p>
        <OutLink url={reply.url} view={view} />
      </p>
      <OwnPicture reply={reply} view={view} form={ofPicture ? form : untouched(form)} />
      {reply.mayChange && <Change reply={reply} view={view} form={ofPicture ? untouched(form) : form} />}
      <Section id="withdraw" title={t('open-data.around.withdraw')} note={t('open-data.around.withdraw.note')}>
        <Form view={view} action={view.href(`${reusePath(reply)}/withdrawal`)}>
          <Button kind="danger">{t('open-data.around.withdraw.button')}</Button>
        </Form>
      </Section>
    </ColumnPage>
  )
}

/** For the form of the two that was not sent. */
function untouched({ key }: FormState): FormState {
  return { values: {}, errors: [], key }
}

function Fate({ reply, view }: Omit<Props, 'form'>) {
  const { t } = view
  if (reply.state === 'listed')
    return (
      <p>
        <a href={view.href(reusePath(reply))}>{t('open-data.around.look')}</a>
      </p>
    )
  if (reply.refusedReason)
    return (
      <Notice kind="warning" title={t(`open-data.around.reason.${reply.refusedReason}`)}>
        <p>{t('open-data.around.refused.text')}</p>
      </Notice>
    )
  return <Notice title={t('open-data.around.waits')} />
}

/** Seen, put in place of the one before, taken out. */
function OwnPicture({ reply, view, form }: Props) {
  const { t } = view
  const { picture, lang } = reply
  const errors = errorsOf(form, view)
  const path = view.href(`${reusePath(reply)}/picture`)
  if (!picture && !reply.mayChange) return null
  return (
    <Section id="picture" title={t('open-data.around.picture')}>
      {picture && <Picture src={`${reusePath(reply)}/mine/picture`} {...picture} lang={lang} />}
      {picture && reply.mayChange && (
        <Form view={view} action={`${path}-removal`}>
          <Button kind="quiet">{t('open-data.around.picture.remove')}</Button>
        </Form>
      )}
      {reply.mayChange && (
        <Form view={view} action={path} errors={errors} multipart scope="picture">
          <FileField
            view={view}
            name="file"
            label={t('open-data.around.picture.file')}
            hint={t('open-data.around.picture.file.hint', { megabytes: MAX_PICTURE_BYTES / 1_000_000 })}
            error={errors?.file}
            accept="image/jpeg,image/png,image/webp"
          />
          <TextField
            view={view}
            name="description"
            label={t('open-data.around.picture.description')}
            hint={t('open-data.around.picture.description.hint')}
            error={errors?.description}
            value={typed(form, 'description')}
          />
          <Button kind="quiet">{t('open-data.around.picture.send')}</Button>
        </Form>
      )}
    </Section>
  )
}

function Change({ reply, view, form }: Props) {
  const { t } = view
  return (
    <Section id="change" title={t('open-data.around.change')} note={t('open-data.around.change.note')}>
      <Form view={view} action={view.href(`${reusePath(reply)}/mine`)} errors={errorsOf(form, view)}>
        <ReuseFields
          view={view}
          form={form}
          name={reply.name}
          said={{ ...reply, datasets: reply.datasets.join('\n'), shown: reply.shown !== null }}
        />
        <Button>{t('open-data.around.send')}</Button>
      </Form>
    </Section>
  )
}
