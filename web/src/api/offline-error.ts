/** No answer came: the network or the server is away. Nothing is known about what was asked. */
export class OfflineError extends Error {
  override readonly name = 'OfflineError';
}
