/** Why a reply cannot be believed, in words of ours: never a value of the reply, never the library's message, which quotes. */
export class Unbelieved extends Error {
  override readonly name = 'Unbelieved';
}
