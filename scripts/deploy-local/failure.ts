/** What stopped the deployment, in words for whoever started it: no stack trace is needed. */
export class DeployFailure extends Error {
  override readonly name = 'DeployFailure';
}
