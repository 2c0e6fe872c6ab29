import { action, page, resource } from '#kernel/http/endpoint.ts'
import { attachScans } from './attach-scans.ts'
import { byBatch, byScan, removalForm, SCANS_BODY, scansForm } from './fields.ts'
import { openScan } from './open-scan.ts'
import { RemoveScanPage } from './pages/remove-scan-page.tsx'
import { ScansPage } from './pages/scans-page.tsx'
import { removeScan } from './remove-scan.ts'
import { ScansRef, ScansView, ScanToRemove } from './replies.ts'
import { showScans, showScanToRemove } from './show-scans.ts'

const showAll = page({
  name: 'showPaperScans',
  path: '/work/processes/:number/paper/batches/:batch/scans',
  params: byBatch,
  audience: 'personal',
  reply: ScansView,
  load: showScans,
  html: (reply, view, state) => ScansPage({ reply, view, form: state }),
  unlisted: true,
})

const done = ({ number, batch }: { number: number; batch: string }) =>
  `/work/processes/${number}/paper/batches/${batch}/scans`

const postScans = action({
  name: 'attachPaperScans',
  path: '/work/processes/:number/paper/batches/:batch/scans',
  params: byBatch,
  audience: 'personal',
  body: scansForm,
  multipart: true,
  bodyLimit: SCANS_BODY,
  reply: ScansRef,
  async run(ctx, ref, body) {
    await attachScans(ctx, ref, body)
    return ref
  },
  form: showAll,
  done,
})

const sendScan = resource({
  name: 'sendPaperBallotScan',
  path: '/work/processes/:number/paper/batches/:batch/scans/:scan',
  params: byScan,
  audience: 'personal',
  contentType: 'application/octet-stream',
  load: openScan,
})

const showRemoval = page({
  name: 'showPaperScanRemoval',
  path: '/work/processes/:number/paper/batches/:batch/scans/:scan/removal',
  params: byScan,
  audience: 'personal',
  reply: ScanToRemove,
  load: showScanToRemove,
  html: (reply, view, state) => RemoveScanPage({ reply, view, form: state }),
  unlisted: true,
})

const postRemoval = action({
  name: 'removePaperScan',
  path: '/work/processes/:number/paper/batches/:batch/scans/:scan/removal',
  params: byScan,
  audience: 'personal',
  body: removalForm,
  reply: ScansRef,
  async run(ctx, { number, batch, scan }, body) {
    await removeScan(ctx, { number, batch, scan }, body)
    return { number, batch }
  },
  form: showRemoval,
  done,
})

export const endpoints = [showAll, postScans, sendScan, showRemoval, postRemoval]
