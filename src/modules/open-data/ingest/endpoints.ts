import { action, page, resource } from '#kernel/http/endpoint.ts'
import { guardEndpoints } from '../guard/endpoints.ts'
import { keyEndpoint } from '../versions/key/endpoint.ts'
import { beginEndpoints } from './begin/endpoints.ts'
import { byDistribution, byReport, byVersion, fileForm, publicationForm, readingForm, reportQuery } from './fields.ts'
import { overruleReading } from './overrule-reading.ts'
import { FilesPage } from './pages/files-page.tsx'
import { ReportPage } from './pages/report-page.tsx'
import { VersionPage } from './pages/version-page.tsx'
import { versionAddress } from './permissions.ts'
import { publishVersion } from './publish-version.ts'
import { downloadReport, showReport } from './read-report.ts'
import { FilesView, ReportView, VersionAddress, VersionView } from './replies.ts'
import { mayUpload, sendFile } from './send-file.ts'
import { showFiles, showVersion } from './show-files.ts'
import { tableEndpoints } from './tables/endpoints.ts'
import { uploadEndpoints } from './uploads/endpoints.ts'

const FILES = '/work/data/:dataset/files/:distribution'
const VERSION = `${FILES}/versions/:version`

const showAll = page({
  name: 'listFileVersions',
  path: FILES,
  params: byDistribution,
  audience: 'personal',
  reply: FilesView,
  load: showFiles,
  html: (reply, view, form) => FilesPage({ reply, view, form }),
  unlisted: true,
})

const send = action({
  name: 'sendDataFile',
  path: FILES,
  params: byDistribution,
  audience: 'personal',
  multipart: true,
  body: fileForm,
  admit: async (ctx, ref) => void (await mayUpload(ctx, ref)),
  reply: VersionAddress,
  status: 202,
  run: sendFile,
  form: showAll,
  done: versionAddress,
})

const showOne = page({
  name: 'showFileVersion',
  path: VERSION,
  params: byVersion,
  audience: 'personal',
  reply: VersionView,
  load: showVersion,
  html: (reply, view, form) => VersionPage({ reply, view, form }),
  unlisted: true,
})

const overrule = action({
  name: 'overruleReading',
  path: `${VERSION}/reading`,
  params: byVersion,
  audience: 'personal',
  body: readingForm,
  reply: VersionAddress,
  status: 202,
  run: overruleReading,
  form: showOne,
  done: versionAddress,
})

const publish = action({
  name: 'publishFileVersion',
  path: `${VERSION}/publication`,
  params: byVersion,
  audience: 'personal',
  body: publicationForm,
  reply: VersionAddress,
  async run(ctx, ref, { readAt, driftSeen }) {
    await publishVersion(ctx, ref, readAt, driftSeen)
    return ref
  },
  form: showOne,
  done: versionAddress,
})

const report = page({
  name: 'showRejects',
  path: `${VERSION}/rejects/:table`,
  params: byReport,
  query: reportQuery,
  audience: 'personal',
  reply: ReportView,
  load: showReport,
  html: (reply, view) => ReportPage({ reply, view }),
  unlisted: true,
})

const reportFile = resource({
  name: 'downloadRejects',
  path: `${VERSION}/rejects/:table/report.csv`,
  params: byReport,
  audience: 'personal',
  contentType: 'text/csv; charset=utf-8',
  localised: true,
  canWait: true,
  load: downloadReport,
})

export const endpoints = [
  showAll,
  send,
  ...beginEndpoints,
  ...uploadEndpoints(showAll),
  showOne,
  overrule,
  publish,
  keyEndpoint(showOne),
  ...guardEndpoints(showOne),
  report,
  reportFile,
  ...tableEndpoints,
]
