import { grantRole } from '#commons/access/roles.ts'
import { recordAct } from '#commons/audit/record.ts'
import { keepAccount } from '#commons/people/keep-account.ts'
import type { Secrets } from '#kernel/config/secrets.ts'
import type { Db } from '#kernel/database/database.ts'
import { transact } from '#kernel/database/transact.ts'

/**
 * The first administrator of an installation, named by whoever runs the machine. Safe to repeat.
 * @returns false when the role was held already
 */
export function grantAdministrator(deps: { db: Db; secrets: Secrets }, address: string, now: Date): Promise<boolean> {
  return transact(deps.db, async (tx) => {
    const accountId = await keepAccount(tx, deps.secrets.person, { address, lang: 'ro' }, now)
    const role = { name: 'administrator', placeKey: null, organisationId: null } as const
    const granted = await grantRole(tx, { accountId, role, grantedBy: null, now })
    if (granted)
      await recordAct(tx, {
        by: null,
        act: 'work.grant-role',
        subject: { kind: 'account', id: accountId },
        data: { role: 'administrator', by: 'operator' },
        now,
      })
    return granted
  })
}
