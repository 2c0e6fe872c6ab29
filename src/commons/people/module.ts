import { readingsData } from '#commons/audit/personal-data.ts'
import { defineModule } from '#kernel/module.ts'
import { accountEndpoints } from './account/endpoints.ts'
import { dataEndpoints } from './data/endpoints.ts'
import { peopleData } from './data/people-data.ts'
import { demoPeopleEndpoints } from './demo/be-demo-person.tsx'
import { eidEndpoints } from './demo/eid.tsx'
import { seedDemoPeople } from './demo/keep-demo-person.ts'
import { forgetOldJob } from './forget-old.ts'
import { identityEndpoints } from './identity/endpoints.ts'
import { secondFactorEndpoints } from './second-factor/endpoints.ts'
import { resetSecondFactorPermission } from './second-factor/reset-second-factor.ts'
import { signInEndpoints } from './sign-in/endpoints.ts'
import { tokenEndpoints } from './tokens/endpoints.ts'
import { tellTokenEndsJob } from './tokens/tell-ends.ts'

export default defineModule({
  name: 'people',
  endpoints: [
    ...signInEndpoints,
    ...secondFactorEndpoints,
    ...accountEndpoints,
    ...tokenEndpoints,
    ...dataEndpoints,
    ...identityEndpoints,
    ...eidEndpoints,
    ...demoPeopleEndpoints,
  ],
  jobs: [forgetOldJob, tellTokenEndsJob],
  permissions: [resetSecondFactorPermission],
  personalData: [peopleData, readingsData],
  seed: [{ name: 'people.demo', demo: true, run: seedDemoPeople }],
})
