import { action, page } from '#kernel/http/endpoint.ts'
import { byVersion } from '../ingest/fields.ts'
import { VersionAddress } from '../ingest/replies.ts'
import type { VersionRef } from '../ingest/send-file.ts'
import { basisForm, confirmationForm, refusalForm, searchForm } from './fields.ts'
import { ToConfirmPage } from './pages/to-confirm-page.tsx'
import { BasisJudged, ToConfirmList } from './replies.ts'
import { confirmSaid, refuseSaid, sayBasis } from './say-basis.ts'
import { searchAgain } from './search-again.ts'
import { listAllToConfirm, listToConfirm } from './show-findings.ts'

const VERSION = '/work/data/:dataset/files/:distribution/versions/:version'
const versionPath = ({ dataset, distribution, version }: VersionRef) =>
  `/work/data/${dataset}/files/${distribution}/versions/${version}`
const LIST = '/work/data-to-confirm'
const ALL = '/work/all-data-to-confirm'
/** An administrator sees the version only while it waits. */
const listOf = ({ by }: BasisJudged) => (by === 'administrator' ? ALL : LIST)

/** What is done about the findings of a version. @param form its page */
export const guardEndpoints = (form: Parameters<typeof action>[0]['form']) => [
  action({
    name: 'sayLegalBasis',
    path: `${VERSION}/basis`,
    params: byVersion,
    audience: 'personal',
    body: basisForm,
    reply: VersionAddress,
    async run(ctx, ref, said) {
      await sayBasis(ctx, ref, said)
      return ref
    },
    form,
    done: versionPath,
  }),
  action({
    name: 'confirmLegalBasis',
    path: `${VERSION}/basis/confirmation`,
    params: byVersion,
    audience: 'personal',
    body: confirmationForm,
    reply: BasisJudged,
    async run(ctx, ref, said) {
      return { ...ref, by: await confirmSaid(ctx, ref, said) }
    },
    form,
    done: listOf,
  }),
  action({
    name: 'refuseLegalBasis',
    path: `${VERSION}/basis/refusal`,
    params: byVersion,
    audience: 'personal',
    body: refusalForm,
    reply: BasisJudged,
    async run(ctx, ref, said) {
      return { ...ref, by: await refuseSaid(ctx, ref, said) }
    },
    form,
    done: listOf,
  }),
  action({
    name: 'searchVersionAgain',
    path: `${VERSION}/search`,
    params: byVersion,
    audience: 'personal',
    body: searchForm,
    reply: VersionAddress,
    status: 202,
    run: searchAgain,
    form,
    done: versionPath,
  }),
]

const list = (name: string, path: string, load: typeof listToConfirm) =>
  page({
    name,
    path,
    audience: 'personal',
    reply: ToConfirmList,
    load,
    html: (reply, view) => ToConfirmPage({ reply, view }),
    unlisted: true,
  })

export const endpoints = [
  list('listLegalBasesToConfirm', LIST, listToConfirm),
  list('listAllLegalBasesToConfirm', ALL, listAllToConfirm),
]
