import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Picture } from '#ui/components/Picture.tsx'
import type { DocumentView } from '../draft/replies.ts'

interface Props {
  view: View
  documents: DocumentView[]
  /** Language of the descriptions, when it is not the page's. */
  lang?: string | undefined
  /** Path without language that removes one; none where nothing can be removed. */
  removal?: ((id: string) => string) | undefined
}

/** Pictures as pictures, other files as downloads with kind and size. */
export function DocumentList({ view, documents, lang, removal }: Props) {
  if (documents.length === 0) return null
  return (
    <ul class="documents">
      {documents.map((document) => (
        <li key={document.id} class="stack">
          {document.type.startsWith('image/') ? (
            <Picture
              src={document.path}
              description={document.description}
              lang={lang}
              width={document.width}
              height={document.height}
            />
          ) : (
            <p>
              <a href={document.path} lang={lang} download>
                {document.description}
              </a>{' '}
              <span class="soft">
                {view.t('petitions.start.document.kind', { kilobytes: Math.max(1, Math.round(document.size / 1000)) })}
              </span>
            </p>
          )}
          {removal && (
            <Form view={view} action={view.href(removal(document.id))}>
              <Button kind="quiet">
                {view.t('petitions.start.document.remove')}
                <span class="ds-sr-only">: {document.description}</span>
              </Button>
            </Form>
          )}
        </li>
      ))}
    </ul>
  )
}
