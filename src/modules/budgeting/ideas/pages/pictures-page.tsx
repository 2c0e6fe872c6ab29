import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { FileField } from '#ui/components/OtherFields.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { MAX_PICTURE_BYTES, MAX_PICTURES } from '../pictures.ts'
import type { IdeaView, OwnPictures } from '../replies.ts'
import { Link } from './idea-page.tsx'
import { IdeasFrame, ideasCrumbs } from './ideas-frame.tsx'

/** Pictures of one's own idea: seen, added, taken out. */
export function PicturesPage({ reply, view, form }: { reply: OwnPictures; view: View; form: FormState }) {
  const { t } = view
  const { idea, pictures } = reply
  const errors = errorsOf(form, view)
  const title = t('budgeting.ideas.pictures')
  return (
    <IdeasFrame view={view} title={title} crumbs={ideasCrumbs(reply.process, view)}>
      <Measure>
        <Heading title={title} lead={<Link idea={idea} view={view} />} />
        <PictureList pictures={pictures} view={view} lang={idea.lang} removal={reply.open ? idea.number : undefined} />
        {!reply.open ? (
          <Notice kind="info" title={t('budgeting.ideas.pictures.not')} />
        ) : reply.full ? (
          <p class="soft">{t('budgeting.ideas.pictures.full', { max: MAX_PICTURES })}</p>
        ) : (
          <Form view={view} action={view.href(`/ideas/${idea.number}/pictures`)} errors={errors} multipart>
            <FileField
              view={view}
              name="file"
              label={t('budgeting.ideas.pictures.file')}
              hint={t('budgeting.ideas.pictures.file.hint', { megabytes: MAX_PICTURE_BYTES / 1_000_000 })}
              error={errors?.file}
              accept="image/jpeg,image/png,image/webp"
            />
            <TextField
              view={view}
              name="description"
              label={t('budgeting.ideas.pictures.description')}
              hint={t('budgeting.ideas.pictures.description.hint')}
              error={errors?.description}
              value={typed(form, 'description')}
            />
            <Button>{t('budgeting.ideas.pictures.add')}</Button>
          </Form>
        )}
      </Measure>
    </IdeasFrame>
  )
}

/** Pictures with the words for those who do not see them. @param removal number of the idea, where they can be taken out */
export function PictureList({
  pictures,
  view,
  lang,
  removal,
}: {
  pictures: IdeaView['pictures']
  view: View
  lang: string
  removal?: number | undefined
}) {
  if (pictures.length === 0) return null
  return (
    <ul class="documents">
      {pictures.map(({ id, path, description, width, height }) => (
        <li key={id} class="stack">
          <figure class="document-picture">
            <img src={path} alt={description} lang={lang} width={width} height={height} loading="lazy" />
            <figcaption lang={lang}>{description}</figcaption>
          </figure>
          {removal !== undefined && (
            <Form view={view} action={view.href(`/ideas/${removal}/pictures/${id}/removal`)}>
              <Button kind="quiet">
                {view.t('budgeting.ideas.pictures.remove')}
                <span class="ds-sr-only">: {description}</span>
              </Button>
            </Form>
          )}
        </li>
      ))}
    </ul>
  )
}
