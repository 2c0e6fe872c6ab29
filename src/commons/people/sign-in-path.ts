/** Where somebody is led who was refused because it is not sure enough who they are. */
export function signInPath(code: string): string {
  return code === 'access.second-factor-needed' ? '/sign-in/second-factor' : '/sign-in'
}
