import type { View } from '#kernel/i18n/view.ts'
import { Picture } from '#ui/components/Picture.tsx'
import type { Scan } from '../replies.ts'
import { sheetsShown } from './sheets-shown.ts'

/** What shows a sheet that is read once more: its own picture, or the way to a file of several sheets. */
export function ScansOfSheet({ scans, view }: { scans: Scan[]; view: View }) {
  return (
    <>
      {scans.map((scan) =>
        scan.picture && scan.first === scan.last ? (
          <Picture key={scan.id} src={scan.path} description={sheetsShown(scan, view)} width={null} height={null} />
        ) : (
          <p key={scan.id}>
            <a href={scan.path}>{view.t('budgeting.scans.open', { what: sheetsShown(scan, view) })}</a>
          </p>
        ),
      )}
    </>
  )
}
