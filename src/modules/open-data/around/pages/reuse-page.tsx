import type { View } from '#kernel/i18n/view.ts'
import { shortened } from '#kernel/text/plain-text.ts'
import { ButtonLink } from '#ui/components/Button.tsx'
import { ColumnPage } from '#ui/components/ColumnPage.tsx'
import { dotted } from '#ui/components/dotted.ts'
import { Notice } from '#ui/components/Notice.tsx'
import { Picture } from '#ui/components/Picture.tsx'
import { Prose } from '#ui/components/Prose.tsx'
import { Section } from '#ui/components/Section.tsx'
import { otherLang } from '#ui/other-lang.ts'
import { datasetPath } from '../../catalogue/dataset-path.ts'
import type { ReuseView } from '../replies.ts'
import { reusePath } from '../reuse.ts'

/** One reuse: what it is, whose, where, and of which data. */
export function ReusePage({ reply, view }: { reply: ReuseView; view: View }) {
  const { t } = view
  const lang = otherLang(reply.lang, view)
  return (
    <ColumnPage
      view={view}
      title={reply.title}
      description={shortened(reply.text, 160)}
      origin={view.publicUrl}
      openGraph={{ type: 'article' }}
      crumbs={[
        { path: '/data', label: t('open-data.catalogue.title') },
        { path: '/data/reuses', label: t('open-data.around.title') },
      ]}
      titleLang={lang}
      meta={dotted([
        t(`open-data.around.type.${reply.type}`),
        reply.author ?? t('open-data.around.somebody'),
        view.date(reply.listedAt),
      ])}
    >
      {reply.beside && (
        <Notice title={t('open-data.around.beside.notice')}>
          <p>{t('open-data.around.beside.text', { institutions: view.list(reply.institutions) })}</p>
        </Notice>
      )}
      {reply.silentSince && (
        <Notice kind="warning" title={t('open-data.around.silent')}>
          <p>{t('open-data.around.silent.text', { at: view.dateTime(reply.silentSince) })}</p>
        </Notice>
      )}
      {reply.picture && <Picture src={`${reusePath(reply)}/pictures/whole`} {...reply.picture} lang={lang} />}
      <Prose html={reply.html} lang={lang} />
      <p>
        <OutLink url={reply.url} view={view} />
      </p>
      <Section id="datasets" title={t('open-data.around.of-data')}>
        <ul>
          {reply.datasets.map(({ name, title }) => (
            <li key={name}>
              <a href={view.href(datasetPath({ name }))} lang={otherLang(title.lang, view)}>
                {title.text}
              </a>
            </li>
          ))}
        </ul>
        {reply.datasets.length === 0 && <p class="soft">{t('open-data.around.data-gone')}</p>}
      </Section>
      <p class="soft">
        {t('open-data.around.not-ours')}{' '}
        <a href={view.href(`${reusePath(reply)}/flag`)}>{t('open-data.around.flag')}</a>
      </p>
      <p>
        <ButtonLink kind="quiet" href={view.href('/data/reuses/new')}>
          {t('open-data.around.propose')}
        </ButtonLink>
      </p>
    </ColumnPage>
  )
}

/** The way to somebody's work elsewhere; nothing here vouches for it. */
export function OutLink({ url, view }: { url: string; view: View }) {
  return (
    <a href={url} rel="nofollow ugc noopener">
      {view.t('open-data.around.open', { host: new URL(url).hostname })}
    </a>
  )
}
