import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { BridgeMark } from '#ui/components/BridgeMark.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Page } from '#ui/components/Page.tsx'
import { otherLang } from '#ui/other-lang.ts'
import { petitionPath } from '../../petition.ts'
import type { PetitionGlance } from '../replies.ts'

const STRIPS = 10

/** A sheet of A4 to print: what is asked, a code for telephones, an address, and strips to tear off. */
export function PosterPage({ reply, view }: { reply: PetitionGlance; view: View }) {
  const { t } = view
  const address = reply.address.replace(/^https?:\/\//, '')
  const writtenLang = otherLang(reply.lang, view)
  return (
    <Page view={view} title={t('petitions.find.poster.of', { title: reply.title })} noindex>
      <Wrap>
        <div class="screen-only stack">
          <Breadcrumb
            view={view}
            crumbs={[
              { path: '/petitions', label: t('petitions.nav') },
              { path: petitionPath(reply), label: t('petitions.petition') },
            ]}
          />
          <Notice title={t('petitions.find.poster.print')}>{t('petitions.find.poster.how')}</Notice>
        </div>
        <article class="poster">
          <p class="poster-house">
            <BridgeMark /> {t('ui.site')}
          </p>
          <h1 class="poster-title" lang={writtenLang}>
            {reply.title}
          </h1>
          <p class="poster-meta">{[reply.place, ...reply.addressees].join(' · ')}</p>
          <p class="poster-ask" lang={writtenLang}>
            {reply.ask}
          </p>
          <div class="poster-way">
            <img
              class="poster-code"
              src={`/petitions/${reply.number}/qr.svg?lang=${view.lang}`}
              alt={t('petitions.find.poster.qr', { address })}
              width="220"
              height="220"
            />
            <div>
              <p class="poster-call">
                {t(reply.takesSignatures ? 'petitions.find.poster.sign' : 'petitions.find.poster.read')}
              </p>
              <p class="poster-address">{address}</p>
              {reply.takesSignatures && reply.closesOn && (
                <p>{t('petitions.find.poster.until', { day: view.date(reply.closesOn) })}</p>
              )}
            </div>
          </div>
          {/* The same address ten times: said once above for those who hear the page. */}
          <ul class="poster-strips" aria-hidden="true">
            {Array.from({ length: STRIPS }, (_, at) => (
              <li class="poster-strip" key={at}>
                <span class="poster-strip-text">
                  <span>
                    {t(reply.takesSignatures ? 'petitions.find.poster.strip' : 'petitions.find.poster.strip-read')}
                  </span>
                  <strong>{address}</strong>
                </span>
              </li>
            ))}
          </ul>
        </article>
      </Wrap>
    </Page>
  )
}
